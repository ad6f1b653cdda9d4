package io.spillway.batch.report;

import io.spillway.batch.store.CycleChain;
import io.spillway.domain.calendar.BusinessCalendar;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The house's reference data as a cycle saw them, by the store's numbers and by id: of each item the newest version. */
final class ReportedHouse {

    /** The store's number of LIQUIDITY. */
    static final int LIQUIDITY_KEY = 0;

    private final Map<Integer, HeldAccount> accounts = new HashMap<>();
    private final Map<String, HeldAccount> accountsById = new HashMap<>();
    private final Map<Integer, Contract> instruments = new HashMap<>();
    private final SortedMap<String, MemberEntry> members = new TreeMap<>();
    private final BusinessCalendar calendar;

    /**
     * An account.
     *
     * @param member that it belonged to when the cycle opened
     * @param closingMember that it belongs to once the cycle's portings are done (rule 5.11)
     */
    record HeldAccount(String id, AccountKind kind, String member, String closingMember) {
    }

    /** What of an instrument's terms a report shows. */
    record Contract(String id, String currency, BigDecimal multiplier, BigDecimal lot) {

        BigDecimal quantity(long lots) {
            return Decimals.normal(lot.multiply(BigDecimal.valueOf(lots)));
        }
    }

    private record MemberEntry(String lei, String name) {
    }

    ReportedHouse(JdbcTemplate jdbc, ReportedCycle cycle) {
        String chain = CycleChain.of(jdbc, cycle.cycleId()).in();
        jdbc.query("select member_id, lei, name from member_reference where cycle_id in " + chain
                + " order by cycle_id", row -> {
            members.put(row.getString(1), new MemberEntry(row.getString(2), row.getString(3)));
        });
        jdbc.query("select instrument_key, instrument_id, currency, multiplier, lot from instrument_reference"
                + " where cycle_id in " + chain + " order by cycle_id", row -> {
            instruments.put(row.getInt(1), new Contract(row.getString(2), row.getString(3), row.getBigDecimal(4),
                    row.getBigDecimal(5)));
        });
        readAccounts(jdbc, cycle, chain);
        Map<LocalDate, String> holidays = new TreeMap<>(cycle.settings().holidays().names());
        jdbc.query("select holiday_date, name from holiday where cycle_id in " + chain, row -> {
            holidays.put(row.getObject(1, LocalDate.class), row.getString(2));
        });
        calendar = new BusinessCalendar(holidays);
    }

    private void readAccounts(JdbcTemplate jdbc, ReportedCycle cycle, String chain) {
        Map<Integer, String> opening = new HashMap<>();
        Map<Integer, String> closing = new HashMap<>();
        jdbc.query("select account_key, member_id, case when cycle_id = " + cycle.cycleId() + " then ported else 0 end"
                + " from account_owner where cycle_id in " + chain + " order by cycle_id, ported", row -> {
            closing.put(row.getInt(1), row.getString(2));
            if (row.getInt(3) == 0) {
                opening.put(row.getInt(1), row.getString(2));
            }
        });
        jdbc.query("select account_key, account_id, kind from account_reference where cycle_id in " + chain
                + " order by cycle_id", row -> {
            int key = row.getInt(1);
            HeldAccount account = new HeldAccount(row.getString(2), AccountKind.valueOf(row.getString(3)),
                    opening.get(key), closing.get(key));
            accounts.put(key, account);
            accountsById.put(account.id(), account);
        });
    }

    BusinessCalendar calendar() {
        return calendar;
    }

    /** @throws IllegalStateException if the house does not know the number */
    HeldAccount account(int key) {
        return known(accounts.get(key), "account", key);
    }

    /** @throws IllegalStateException if the house does not know the id */
    HeldAccount account(String id) {
        return known(accountsById.get(id), "account", id);
    }

    /** The account's id, LIQUIDITY included. */
    String accountId(int key) {
        return key == LIQUIDITY_KEY ? Account.LIQUIDITY : account(key).id();
    }

    Contract instrument(int key) {
        return known(instruments.get(key), "instrument", key);
    }

    /** The member's identifier, null where it has none on record. */
    String lei(String memberId) {
        String lei = known(members.get(memberId), "member", memberId).lei();
        return lei.isBlank() ? null : lei;
    }

    /** Names by member id. */
    Map<String, String> memberNames() {
        Map<String, String> names = new TreeMap<>();
        members.forEach((id, member) -> names.put(id, member.name()));
        return names;
    }

    private static <T> T known(T value, String what, Object key) {
        if (value == null) {
            throw new IllegalStateException("the store has a row of " + what + " " + key
                    + ", which the house does not know");
        }
        return value;
    }
}
