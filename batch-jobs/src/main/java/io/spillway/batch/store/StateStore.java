package io.spillway.batch.store;

import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.DayResult;
import io.spillway.waterfall.layer.LayerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the next day opens with, and the checks that let a cycle close. Runs in the caller's transaction. */
public final class StateStore {

    private static final Set<String> COVER = Set.of("DEFAULT_WATERFALL", "UNFUNDED");

    private final StatelessSession session;
    private final JdbcTemplate jdbc;
    private final BookKeys bookKeys;

    public StateStore(StatelessSession session, JdbcTemplate jdbc, BookKeys bookKeys) {
        this.session = session;
        this.jdbc = jdbc;
        this.bookKeys = bookKeys;
    }

    /** Members, layers and accounts that changed their member, in place of what the cycle wrote before. */
    public void writeState(long cycleId, DayOpening opening, DayResult result) {
        for (String table : List.of("member_state", "layer_state")) {
            jdbc.update("delete from " + table + " where cycle_id = ?", cycleId);
        }
        List<MemberStateRow> members = new ArrayList<>();
        for (int m = 0; m < result.book().members(); m++) {
            members.add(new MemberStateRow(new MemberStateRow.Key(cycleId, result.book().memberIds().get(m)),
                    new MemberStateRow.Means(result.opening().members().capital()[m],
                            result.close().members().capital()[m], result.opening().members().contribution()[m],
                            result.close().members().contribution()[m],
                            result.close().members().inDefault()[m] ? "IN_DEFAULT" : "GOOD",
                            result.close().members().periodContribution()[m],
                            result.close().members().assessed()[m])));
        }
        session.insertMultiple(members);
        List<LayerStateRow> layers = new ArrayList<>();
        result.close().pots().forEach((layer, balance) -> layers.add(new LayerStateRow(
                new LayerStateRow.Key(cycleId, layer), result.opening().pots().getOrDefault(layer, 0L), balance)));
        session.insertMultiple(layers);
        writeOwners(cycleId, opening, result);
    }

    /** Porting moves accounts to their backup member from the next cycle on. */
    private void writeOwners(long cycleId, DayOpening opening, DayResult result) {
        Keys keys = bookKeys.of(result.book());
        jdbc.update("delete from account_owner where cycle_id = ? and ported = 1", cycleId);
        for (int a = 0; a < result.book().accounts(); a++) {
            int owner = result.close().accountMember()[a];
            if (owner != opening.book().memberOf(a)) {
                jdbc.update("insert into account_owner (account_key, cycle_id, ported, member_id) values (?, ?, 1, ?)",
                        keys.account(a), cycleId, result.book().memberIds().get(owner));
            }
        }
    }

    /**
     * Compares the results with what the ledger's tables hold (rule 6.2) and stores each comparison.
     *
     * @return the comparisons, all of which must pass before the cycle closes
     */
    public List<CycleCheckRow> check(long cycleId, DayResult result, SortedMap<String, Integer> scales) {
        jdbc.update("delete from cycle_check where cycle_id = ?", cycleId);
        Comparisons comparisons = new Comparisons(cycleId, result, scales);
        comparisons.accountCash();
        comparisons.funds();
        comparisons.clearingAccounts();
        comparisons.flatBook();
        session.insertMultiple(comparisons.rows);
        return comparisons.rows;
    }

    private final class Comparisons {

        private final List<CycleCheckRow> rows = new ArrayList<>();
        private final long cycleId;
        private final DayResult result;
        private final SortedMap<String, Integer> scales;
        private final String base;
        private final Map<String, Long> ledger = new TreeMap<>();

        private Comparisons(long cycleId, DayResult result, SortedMap<String, Integer> scales) {
            this.cycleId = cycleId;
            this.result = result;
            this.scales = scales;
            this.base = jdbc.queryForObject("select base_currency from clearing_cycle where cycle_id = ?",
                    String.class, cycleId);
            jdbc.query("select type, currency, balance from trial_balance where cycle_id = ?",
                    row -> {
                        ledger.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
                    }, cycleId);
        }

        private void compare(String name, String currency, long ours, long ledgers) {
            int scale = scales.get(currency);
            rows.add(new CycleCheckRow(new CycleCheckRow.Key(cycleId, rows.size() + 1), name + ", " + currency,
                    Amounts.text(ours, scale), Amounts.text(ledgers, scale)));
        }

        /** The journals as they are stored, on top of the cycle before, must give the trial balance. */
        private void trialBalance(JournalSums journals) {
            Map<String, Long> expected = new TreeMap<>();
            jdbc.query("select type, currency, balance from trial_balance where cycle_id ="
                    + " (select previous_cycle from clearing_cycle where cycle_id = ?)", row -> {
                expected.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
            }, cycleId);
            for (JournalSums.Sum sum : journals.sums()) {
                expected.merge(sum.creditType() + " " + sum.currency(), sum.amount(), Math::addExact);
                expected.merge(sum.debitType() + " " + sum.currency(), -sum.amount(), Math::addExact);
            }
            long differing = Stream.concat(expected.keySet().stream(), ledger.keySet().stream()).distinct()
                    .filter(line -> !expected.getOrDefault(line, 0L).equals(ledger.getOrDefault(line, 0L))).count();
            rows.add(new CycleCheckRow(new CycleCheckRow.Key(cycleId, rows.size() + 1),
                    "Lines of the trial balance that the stored journals do not give", "0", String.valueOf(differing)));
        }

        private long balance(String type, String currency) {
            return ledger.getOrDefault(type + " " + currency, 0L);
        }

        private void accountCash() {
            result.close().cash().forEach((currency, balances) -> {
                long sum = 0;
                for (long balance : balances) {
                    sum = Math.addExact(sum, balance);
                }
                compare("Cash of all accounts", currency, sum, balance("ACCOUNT_CASH", currency));
                long entries = ledger.entrySet().stream().filter(e -> e.getKey().endsWith(" " + currency))
                        .mapToLong(Map.Entry::getValue).sum();
                compare("Trial balance sums to zero", currency, 0, entries);
                compare("Variation margin and close-outs leave nothing behind", currency, 0,
                        balance("VARIATION_MARGIN_HOUSE", currency));
            });
        }

        private void funds() {
            long contributions = 0;
            for (long contribution : result.close().members().contribution()) {
                contributions = Math.addExact(contributions, contribution);
            }
            compare("Default fund contributions", base, contributions, balance("DEFAULT_FUND", base));
            for (Map.Entry<LayerName, Long> pot : result.close().pots().entrySet()) {
                compare(pot.getKey().name(), base, pot.getValue(), balance(pot.getKey().name(), base));
            }
        }

        private void clearingAccounts() {
            compare("Losses of defaulters left open", base, 0, balance("DEFAULTER_LOSS", base));
            compare("Default waterfall leaves nothing behind", base, 0, balance("DEFAULT_WATERFALL", base));
            compare("Liquidation fees passed on", base, 0, balance("LIQUIDATION_FEES", base));
            JournalSums journals = JournalSums.of(jdbc, cycleId);
            compare("Unfunded loss of the day", base, result.end().unfunded(),
                    journals.where(sum -> sum.debitType().equals("UNFUNDED")));
            trialBalance(journals);
            long loss = result.cascade().rounds().stream().mapToLong(r -> r.loss()).sum();
            compare("Loss of defaulters is covered or unfunded", base, loss,
                    journals.where(sum -> sum.creditType().equals("DEFAULTER_LOSS") && COVER.contains(sum.debitType())));
        }

        private void flatBook() {
            Long unbalanced = jdbc.queryForObject("select count(*) from (select instrument_key from position_change"
                    + " where " + RowKeys.ofCycle(cycleId)
                    + " group by instrument_key having sum(lots) <> 0) instruments", Long.class);
            rows.add(new CycleCheckRow(new CycleCheckRow.Key(cycleId, rows.size() + 1),
                    "Instruments whose positions do not sum to zero", "0", String.valueOf(unbalanced)));
        }
    }
}
