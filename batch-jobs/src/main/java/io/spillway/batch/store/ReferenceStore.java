package io.spillway.batch.store;

import io.spillway.batch.settings.Settings;
import io.spillway.domain.calendar.BusinessCalendar;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.Member;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.waterfall.day.House;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the house's reference data as in force when a cycle opens: of each item the newest version on its chain. */
final class ReferenceStore {

    private static final int PAGE_KEYS = 10_000;

    private final JdbcTemplate jdbc;
    private final CycleChain chain;
    private final Map<String, Integer> accountKeys = new HashMap<>();

    ReferenceStore(JdbcTemplate jdbc, CycleChain chain) {
        this.jdbc = jdbc;
        this.chain = chain;
    }

    House house(Settings settings) {
        List<Instrument> instruments = instruments(settings);
        Set<String> underlyings = new TreeSet<>();
        instruments.forEach(i -> underlyings.add(i.contract().underlying()));
        List<Asset> assets = assets();
        CurrencyUnit base = currency(settings, settings.house().baseCurrency());
        SortedMap<String, CurrencyUnit> currencies = new TreeMap<>();
        currencies.put(base.code(), base);
        instruments.forEach(i -> currencies.computeIfAbsent(i.currency(), c -> currency(settings, c)));
        assets.forEach(a -> currencies.computeIfAbsent(a.currency(), c -> currency(settings, c)));
        return new House(settings.house().name(), base, currencies, instruments, underlyings, assets, members(),
                accounts(), calendar(settings));
    }

    private static CurrencyUnit currency(Settings settings, String code) {
        return new CurrencyUnit(code, settings.house().scaleOf(code));
    }

    private List<Instrument> instruments(Settings settings) {
        SortedMap<String, Instrument> newest = new TreeMap<>();
        jdbc.query("select * from instrument_reference where cycle_id in " + chain.in() + " order by cycle_id", row -> {
            Instrument instrument = ReferenceRows.instrument(row);
            newest.put(instrument.id(), instrument.withTiers(settings.margin().tiersOf(instrument.contract().group())));
        });
        return List.copyOf(newest.values());
    }

    private List<Asset> assets() {
        SortedMap<String, Asset> newest = new TreeMap<>();
        jdbc.query("select * from asset_reference where cycle_id in " + chain.in() + " order by cycle_id", row -> {
            newest.put(row.getString("asset_id"), ReferenceRows.asset(row));
        });
        return List.copyOf(newest.values());
    }

    private List<Member> members() {
        SortedMap<String, Member> newest = new TreeMap<>();
        jdbc.query("select member_id, lei, name, group_id from member_reference where cycle_id in " + chain.in()
                + " order by cycle_id", row -> {
            newest.put(row.getString(1), new Member(row.getString(1), row.getString(2), row.getString(3),
                    row.getString(4)));
        });
        return List.copyOf(newest.values());
    }

    /**
     * Accounts under the member that owns each when the cycle opens: its own portings come into force after it. In
     * pages by key, each in the order of its index: a large result that must be sorted goes to disk.
     */
    private List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        Integer highest = jdbc.queryForObject("select max(account_key) from account_reference", Integer.class);
        for (int first = 0; highest != null && first <= highest; first += PAGE_KEYS) {
            String[] owners = new String[PAGE_KEYS];
            int from = first;
            jdbc.query("select account_key, member_id from account_owner where account_key between ? and ?"
                    + " and cycle_id in " + chain.in() + " and not (cycle_id = " + chain.cycleId() + " and ported = 1)"
                    + " order by account_key, cycle_id, ported", row -> {
                owners[row.getInt(1) - from] = row.getString(2);
            }, from, from + PAGE_KEYS - 1);
            Account[] newest = new Account[PAGE_KEYS];
            jdbc.query("select account_key, account_id, kind, backup_member_id, ring_fence from account_reference"
                    + " where account_key between ? and ? and cycle_id in " + chain.in()
                    + " order by account_key, cycle_id", row -> {
                int at = row.getInt(1) - from;
                newest[at] = new Account(row.getString(2), owners[at], AccountKind.valueOf(row.getString(3)),
                        Optional.ofNullable(row.getString(4)), Optional.ofNullable(row.getString(5)));
            }, from, from + PAGE_KEYS - 1);
            for (int at = 0; at < PAGE_KEYS; at++) {
                if (newest[at] != null) {
                    accounts.add(newest[at]);
                    accountKeys.put(newest[at].id(), from + at);
                }
            }
        }
        return accounts;
    }

    /** The store's numbers of the accounts that {@link #house} read, by id. */
    Map<String, Integer> accountKeys() {
        return accountKeys;
    }

    private BusinessCalendar calendar(Settings settings) {
        Map<LocalDate, String> holidays = new HashMap<>(settings.holidays().names());
        jdbc.query("select holiday_date, name from holiday where cycle_id in " + chain.in(), row -> {
            holidays.put(row.getObject(1, LocalDate.class), row.getString(2));
        });
        return new BusinessCalendar(holidays);
    }
}
