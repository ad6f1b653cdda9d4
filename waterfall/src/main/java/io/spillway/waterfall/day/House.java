package io.spillway.waterfall.day;

import io.spillway.domain.calendar.BusinessCalendar;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.Member;
import io.spillway.domain.money.CurrencyUnit;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * The house's reference data as in force on the day.
 *
 * @param currencies every currency in use by code, the base currency among them
 * @param underlyings ids that instruments name as their underlying; prices.csv may price them
 * @param accounts with the member each belongs to when the day opens, LIQUIDITY not among them
 */
public record House(String name, CurrencyUnit baseCurrency, SortedMap<String, CurrencyUnit> currencies,
                    List<Instrument> instruments, Set<String> underlyings, List<Asset> assets,
                    List<Member> members, List<Account> accounts, BusinessCalendar calendar) {
}
