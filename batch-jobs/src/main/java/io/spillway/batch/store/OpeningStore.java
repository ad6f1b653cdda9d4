package io.spillway.batch.store;

import io.spillway.batch.settings.HouseSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.HouseReference.AccountReference;
import io.spillway.batch.store.HouseReference.InstrumentReference;
import io.spillway.batch.store.HouseReference.MemberReference;
import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.calendar.BusinessCalendar;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.DayOpening.OwnCloseOut;
import io.spillway.waterfall.day.House;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads what a cycle opens with: the close of the official cycle before it, or on the first day the reference files'
 * opening values and the stated positions (rules 2.2 to 2.5). The same cycle opens with the same state whenever it is
 * asked for. Runs in the caller's transaction.
 */
public final class OpeningStore {

    private final JdbcTemplate jdbc;

    public OpeningStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The opening of a cycle whose inputs are loaded.
     *
     * @param coolingOffDays business days after the last default when the default-management period ends (5.13.7)
     * @throws IllegalArgumentException if there is no such cycle
     * @throws ArithmeticException if a position passes 64 bits (fault 28)
     */
    public DayOpening load(long cycleId, int coolingOffDays) {
        CycleChain chain = CycleChain.load(jdbc, cycleId);
        HouseReference reference = new ReferenceStore(jdbc, chain).load();
        Settings settings = Settings.parse(jdbc.queryForObject(
                "select settings from clearing_cycle where cycle_id = ?", String.class, cycleId));
        House house = house(chain.cycle(), reference, settings);
        BookBuilder builder = ClearingBook.of(house.instruments(), List.copyOf(reference.members().keySet()),
                house.accounts());
        KeyIndex keys = new KeyIndex(reference, builder.accountIds(), builder.instrumentIds());
        BookLoader positions = new BookLoader(jdbc, chain, keys);
        ClearingBook book = positions.load(builder);

        LastPrices prices = new LastPrices(jdbc, chain, book, keys);
        MeansLoader means = new MeansLoader(jdbc, chain, reference);
        Optional<LocalDate> lastDefault = chain.previous().flatMap(CycleChain.Cycle::lastDefault)
                .filter(date -> !house.calendar().plusBusinessDays(date, coolingOffDays)
                        .isBefore(chain.cycle().businessDate()));
        return new DayOpening(chain.cycle().businessDate(), chain.cycle().cycleNo(), house,
                chain.previous().map(CycleChain.Cycle::businessDate), chain.cycle().previousDigest(), book,
                prices.marks(), prices.daysUnchanged(), prices.published(), rates(chain),
                ownCloseOuts(chain, positions), cash(chain, book, keys),
                means.members(book.memberIds(), lastDefault.isPresent()), means.pots(), lastDefault);
    }

    private static House house(CycleChain.Cycle cycle, HouseReference reference, Settings settings) {
        SortedMap<String, CurrencyUnit> currencies = new TreeMap<>();
        CurrencyUnit base = new CurrencyUnit(cycle.baseCurrency(), cycle.baseScale());
        currencies.put(base.code(), base);
        HouseSettings house = settings.house();
        reference.instruments().values().forEach(i -> add(currencies, i.instrument().currency(), house));
        reference.assets().values().forEach(a -> add(currencies, a.currency(), house));
        TreeSet<String> underlyings = new TreeSet<>();
        reference.instruments().values().stream().map(InstrumentReference::underlying)
                .filter(id -> !id.isEmpty()).forEach(underlyings::add);
        Map<LocalDate, String> holidays = new HashMap<>(settings.holidays().names());
        holidays.putAll(reference.holidays());
        return new House(cycle.house(), base, currencies,
                reference.instruments().values().stream().map(InstrumentReference::instrument).toList(), underlyings,
                List.copyOf(reference.assets().values()),
                reference.members().values().stream().map(MemberReference::member).toList(),
                reference.accounts().values().stream().map(AccountReference::account).toList(),
                new BusinessCalendar(holidays));
    }

    private static void add(SortedMap<String, CurrencyUnit> currencies, String code, HouseSettings house) {
        currencies.computeIfAbsent(code, c -> new CurrencyUnit(c, house.scaleOf(c)));
    }

    private Map<String, BigDecimal> rates(CycleChain chain) {
        Map<String, BigDecimal> rates = new TreeMap<>();
        chain.previous().ifPresent(previous -> jdbc.query(
                "select currency, rate_to_base from fx_rate where cycle_id = ?", row -> {
                    rates.put(row.getString("currency"), ReferenceStore.decimal(row, "rate_to_base"));
                }, previous.cycleId()));
        return rates;
    }

    /** A close-out changes a position by the opposite of what was held. */
    private List<OwnCloseOut> ownCloseOuts(CycleChain chain, BookLoader positions) {
        List<OwnCloseOut> closeOuts = new ArrayList<>();
        chain.previous().ifPresent(previous -> positions.readChanges(previous.cycleId(), "CLOSE_OUT",
                (account, instrument, lots) -> {
                    if (account >= 0) {
                        closeOuts.add(new OwnCloseOut(account, instrument, Math.negateExact(lots)));
                    }
                }));
        return closeOuts;
    }

    /** Balances are stored when they change: the newest one counts. */
    private Map<String, long[]> cash(CycleChain chain, ClearingBook book, KeyIndex keys) {
        Map<String, long[]> cash = new TreeMap<>();
        for (CycleChain.Cycle cycle : chain.earlier()) {
            jdbc.query("select account_key, currency, balance from account_cash where cycle_id = ?", row -> {
                cash.computeIfAbsent(row.getString(2), c -> new long[book.accounts()])[keys.account(row.getInt(1))]
                        = row.getLong(3);
            }, cycle.cycleId());
        }
        return cash;
    }
}
