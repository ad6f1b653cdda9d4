package io.spillway.batch.store;

import io.spillway.waterfall.day.CallStatus;
import io.spillway.waterfall.day.DayResult;
import io.spillway.waterfall.day.Outstanding;
import io.spillway.waterfall.day.Outstanding.LossShare;
import io.spillway.waterfall.day.Settlements.AuctionCloseOut;
import io.spillway.waterfall.day.Settlements.CallOutcome;
import io.spillway.waterfall.day.Settlements.HandedBack;
import io.spillway.waterfall.day.Settlements.Replenishment;
import io.spillway.waterfall.layer.LayerName;
import java.sql.Date;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Money owed over days: calls judged when due, auctions, who bore whose loss and what came back of it, contributions to
 * be replenished. Runs in the caller's transaction; each write takes the place of what the cycle wrote before.
 */
public final class SettlementStore {

    private final JdbcTemplate jdbc;
    private final BulkInsert bulk;
    private final BookKeys bookKeys;

    public SettlementStore(JdbcTemplate jdbc, DataSource dataSource, BookKeys bookKeys) {
        this.jdbc = jdbc;
        this.bookKeys = bookKeys;
        this.bulk = new BulkInsert(dataSource);
    }

    /** What became of the calls that were due, and the notices of the day (rule 4.7). */
    public void writeCalls(long cycleId, DayResult result) {
        clear("margin_call_outcome", cycleId);
        clear("notice", cycleId);
        Keys keys = bookKeys.of(result.book());
        bulk.insert("margin_call_outcome", "cycle_id, account_key, amount, covered, due_at, status", rows -> {
            for (CallOutcome outcome : result.settlements().calls()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, keys.account(outcome.account()));
                    row.setLong(3, outcome.amount());
                    row.setLong(4, outcome.covered());
                    row.setString(5, outcome.dueAt().toString());
                    row.setString(6, outcome.status().name());
                });
            }
        });
        writeNotices(cycleId, result);
    }

    /** Whom the house tells that it still owes: unmet calls, then contributions due. */
    private void writeNotices(long cycleId, DayResult result) {
        List<Notice> notices = new ArrayList<>();
        for (CallOutcome outcome : result.settlements().calls()) {
            if (outcome.status() == CallStatus.UNMET) {
                notices.add(new Notice("MARGIN_CALL_UNMET",
                        result.book().memberIds().get(result.book().memberOf(outcome.account())),
                        result.book().accountIds().get(outcome.account()), outcome.amount(),
                        outcome.dueAt().toString()));
            }
        }
        for (Replenishment due : result.settlements().replenishments()) {
            notices.add(new Notice("REPLENISHMENT_" + due.status(), due.member(), due.member(), due.amount(),
                    due.dueOn().toString()));
        }
        bulk.insert("notice", "cycle_id, notice_no, kind, member_id, item, amount, due", rows -> {
            for (int n = 0; n < notices.size(); n++) {
                Notice notice = notices.get(n);
                int number = n + 1;
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, number);
                    row.setString(3, notice.kind());
                    row.setString(4, notice.member());
                    row.setString(5, notice.item());
                    row.setLong(6, notice.amount());
                    row.setString(7, notice.due());
                });
            }
        });
    }

    private record Notice(String kind, String member, String item, long amount, String due) {
    }

    /** What an auction closed, and how positions changed by it (rule 5.6). */
    public void writeAuction(long cycleId, DayResult result) {
        clear("auction_close_out", cycleId);
        jdbc.update("delete from position_change where " + RowKeys.ofSlice(cycleId, RowKeys.Slice.AUCTIONED));
        List<AuctionCloseOut> closeOuts = result.settlements().auction();
        if (closeOuts.isEmpty()) {
            return;
        }
        Keys keys = bookKeys.of(result.book());
        SortedMap<Position, Long> changes = new TreeMap<>();
        bulk.insert("auction_close_out", "cycle_id, line_no, account_key, instrument_key, buyer_account_key, lots,"
                + " price, mark, profit, cash", rows -> {
            for (AuctionCloseOut closeOut : closeOuts) {
                int account = keys.account(closeOut.fill().account());
                int instrument = keys.instrument(closeOut.fill().instrument());
                int buyer = keys.account(closeOut.fill().buyer());
                changes.merge(new Position(account, instrument), -closeOut.fill().lots(), Math::addExact);
                changes.merge(new Position(buyer, instrument), closeOut.fill().lots(), Math::addExact);
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setLong(2, closeOut.fill().line());
                    row.setInt(3, account);
                    row.setInt(4, instrument);
                    row.setInt(5, buyer);
                    row.setLong(6, closeOut.fill().lots());
                    row.setBigDecimal(7, closeOut.fill().price());
                    row.setBigDecimal(8, closeOut.mark());
                    row.setLong(9, closeOut.profit());
                    row.setLong(10, closeOut.cash());
                });
            }
        });
        bulk.insertKeyed("position_change", "cycle_id, account_key, instrument_key, kind, lots",
                RowKeys.of(cycleId, RowKeys.Slice.AUCTIONED), rows -> {
            for (Map.Entry<Position, Long> change : changes.entrySet()) {
                if (change.getValue() == 0) {
                    continue;
                }
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, change.getKey().account());
                    row.setInt(3, change.getKey().instrument());
                    row.setString(4, "AUCTION");
                    row.setLong(5, change.getValue());
                });
            }
        });
    }

    /** The store's numbers of a position. */
    private record Position(int account, int instrument) implements Comparable<Position> {

        @Override
        public int compareTo(Position other) {
            return account != other.account ? Integer.compare(account, other.account)
                    : Integer.compare(instrument, other.instrument);
        }
    }

    /** Who bore the losses of the day, what recoveries handed back, and what is due (fault 41). */
    public void writeFunds(long cycleId, DayResult result) {
        List.of("loss_share", "recovery_payment", "replenishment_due").forEach(table -> clear(table, cycleId));
        bulk.insert("loss_share", "cycle_id, defaulter, layer_no, layer, payer, weight, paid", rows -> {
            for (LossShare share : result.settlements().shares()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setString(2, share.defaulter());
                    row.setInt(3, share.layerNo());
                    row.setString(4, share.layer().name());
                    row.setString(5, share.payer());
                    row.setLong(6, share.weight());
                    row.setLong(7, share.paid());
                });
            }
        });
        bulk.insert("recovery_payment", "cycle_id, payment_no, movement_id, defaulter, paid_on, layer, payer,"
                + " destination, amount", rows -> {
            List<HandedBack> handedBack = result.settlements().handedBack();
            for (int n = 0; n < handedBack.size(); n++) {
                HandedBack payment = handedBack.get(n);
                int number = n + 1;
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, number);
                    row.setString(3, payment.movementId());
                    row.setString(4, payment.defaulter());
                    row.setDate(5, payment.share().map(s -> Date.valueOf(s.paidOn())).orElse(null));
                    row.setString(6, payment.share().map(s -> s.layer().name()).orElse(null));
                    row.setString(7, payment.share().map(LossShare::payer).orElse(null));
                    row.setString(8, payment.to().name());
                    row.setLong(9, payment.amount());
                });
            }
        });
        bulk.insert("replenishment_due", "cycle_id, member_id, due_on, amount, required, contribution, status",
                rows -> {
            for (Replenishment due : result.settlements().replenishments()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setString(2, due.member());
                    row.setDate(3, Date.valueOf(due.dueOn()));
                    row.setLong(4, due.amount());
                    row.setLong(5, due.required());
                    row.setLong(6, due.contribution());
                    row.setString(7, due.status().name());
                });
            }
        });
    }

    private void clear(String table, long cycleId) {
        jdbc.update("delete from " + table + " where cycle_id = ?", cycleId);
    }

    /** What the cycles before one left to be settled. */
    static Outstanding outstanding(JdbcTemplate jdbc, CycleChain chain) {
        if (chain.isFirst()) {
            return Outstanding.NONE;
        }
        List<Outstanding.OpenCall> calls = jdbc.query("select distinct r.account_id, m.amount, m.due_at"
                + " from margin_call m join account_reference r on r.account_key = m.account_key"
                + " where m.cycle_id = ? order by r.account_id", (row, n) -> new Outstanding.OpenCall(row.getString(1),
                row.getLong(2), OffsetDateTime.parse(row.getString(3))), chain.previous());
        List<Outstanding.Due> dues = jdbc.query("select member_id, due_on, amount from replenishment_due"
                + " where cycle_id = ? order by member_id, due_on", (row, n) -> new Outstanding.Due(row.getString(1),
                row.getObject(2, LocalDate.class), row.getLong(3)), chain.previous());
        return new Outstanding(calls, dues, shares(jdbc, chain));
    }

    /** All that was borne in the chain's cycles, less what they handed back. */
    private static List<LossShare> shares(JdbcTemplate jdbc, CycleChain chain) {
        String before = CycleChain.in(chain.before());
        Map<String, Long> returned = new HashMap<>();
        jdbc.query("select defaulter, paid_on, layer, payer, sum(amount) from recovery_payment where cycle_id in "
                + before + " and paid_on is not null group by defaulter, paid_on, layer, payer", row -> {
            returned.put(key(row.getString(1), row.getObject(2, LocalDate.class), row.getString(3), row.getString(4)),
                    row.getLong(5));
        });
        List<LossShare> shares = jdbc.query("select s.defaulter, c.business_date, s.layer_no, s.layer, s.payer,"
                + " s.weight, s.paid from loss_share s join clearing_cycle c on c.cycle_id = s.cycle_id"
                + " where s.cycle_id in " + before, (row, n) -> new LossShare(row.getString(1),
                row.getObject(2, LocalDate.class), row.getInt(3), LayerName.valueOf(row.getString(4)),
                row.getString(5), row.getLong(6), row.getLong(7), returned.getOrDefault(key(row.getString(1),
                row.getObject(2, LocalDate.class), row.getString(4), row.getString(5)), 0L)));
        return shares.stream().filter(share -> share.open() > 0).toList();
    }

    private static String key(String defaulter, LocalDate paidOn, String layer, String payer) {
        return defaulter + " " + paidOn + " " + layer + " " + payer;
    }
}
