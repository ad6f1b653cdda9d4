package io.spillway.batch.store;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.book.Ids;
import io.spillway.waterfall.cascade.CloseOut;
import io.spillway.waterfall.cascade.Edge;
import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.day.DayResult;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what the cascade did: rounds, prices, close-outs, waterfall, contagion, and the positions it changed. */
public final class CascadeStore {

    private static final List<String> TABLES = List.of("cascade_round", "cascade_event", "cascade_price", "close_out",
            "waterfall_layer", "waterfall_payment", "contagion_edge");

    private final JdbcTemplate jdbc;
    private final BulkInsert bulk;
    private final BookKeys bookKeys;

    public CascadeStore(JdbcTemplate jdbc, DataSource dataSource, BookKeys bookKeys) {
        this.jdbc = jdbc;
        this.bookKeys = bookKeys;
        this.bulk = new BulkInsert(dataSource);
    }

    /** Writes the cascade in the step's transaction, in place of what the cycle wrote of it before. */
    public void write(long cycleId, DayResult result) {
        Keys keys = bookKeys.of(result.book());
        TABLES.forEach(table -> jdbc.update("delete from " + table + " where cycle_id = ?", cycleId));
        jdbc.update("delete from position_change where " + RowKeys.ofSlice(cycleId, RowKeys.Slice.CLOSED_OUT));
        writeRounds(cycleId, result);
        writeEvents(cycleId, result);
        writePrices(cycleId, result, keys);
        writeCloseOuts(cycleId, result, keys);
        writeWaterfall(cycleId, result);
        writePositions(cycleId, result, keys);
    }

    private void writeRounds(long cycleId, DayResult result) {
        bulk.insert("cascade_round", "cycle_id, round_no, accounts_closed, accounts_halted, members_declared,"
                + " members_in_default, accounts_ported, prices_moved, loss", rows -> {
            List<BigDecimal> before = Arrays.asList(result.opening().prices().clone());
            int inDefault = result.cascade().declaredBefore().size();
            for (boolean member : result.opening().members().inDefault()) {
                inDefault += member ? 1 : 0;
            }
            for (Round round : result.cascade().rounds()) {
                inDefault += round.defaulted().size();
                int inDefaultNow = inDefault;
                int moved = pricesMoved(before, round.closingPrices());
                before = round.closingPrices();
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, round.number());
                    row.setInt(3, round.closed().size());
                    row.setInt(4, round.halted().size());
                    row.setInt(5, round.defaulted().size());
                    row.setInt(6, inDefaultNow);
                    row.setInt(7, round.ported().size());
                    row.setInt(8, moved);
                    row.setLong(9, round.loss());
                });
            }
        });
    }

    private static int pricesMoved(List<BigDecimal> before, List<BigDecimal> after) {
        int moved = 0;
        for (int i = 0; i < after.size(); i++) {
            moved += after.get(i) != null && after.get(i).compareTo(before.get(i)) != 0 ? 1 : 0;
        }
        return moved;
    }

    private void writeEvents(long cycleId, DayResult result) {
        Ids accounts = result.book().accountIds();
        bulk.insert("cascade_event", "cycle_id, round_no, kind, item", rows -> {
            addEvents(rows, new EventKind(cycleId, 0, "CALLED"), result.cascade().called(), accounts);
            addEvents(rows, new EventKind(cycleId, 0, "DEFAULTED"), result.cascade().declaredBefore(),
                    result.book().memberIds());
            if (result.cascade().rounds().isEmpty()) {
                addEvents(rows, new EventKind(cycleId, 0, "PORTED"), result.cascade().portedBefore(), accounts);
            }
            for (Round round : result.cascade().rounds()) {
                addEvents(rows, new EventKind(cycleId, round.number(), "CLOSED"), round.closed(), accounts);
                addEvents(rows, new EventKind(cycleId, round.number(), "HALTED"), round.halted(), accounts);
                addEvents(rows, new EventKind(cycleId, round.number(), "DEFAULTED"), round.defaulted(),
                        result.book().memberIds());
                addEvents(rows, new EventKind(cycleId, round.number(), "PORTED"), round.ported(), accounts);
            }
        });
    }

    private record EventKind(long cycleId, int round, String kind) {
    }

    private static void addEvents(BulkInsert.Rows rows, EventKind kind, List<Integer> indices, Ids ids)
            throws SQLException {
        for (int index : indices) {
            rows.add(row -> {
                row.setLong(1, kind.cycleId());
                row.setInt(2, kind.round());
                row.setString(3, kind.kind());
                row.setString(4, ids.get(index));
            });
        }
    }

    private void writePrices(long cycleId, DayResult result, Keys keys) {
        bulk.insert("cascade_price", "cycle_id, round_no, instrument_key, opening_price, closing_price", rows -> {
            BigDecimal[] before = result.opening().prices().clone();
            for (Round round : result.cascade().rounds()) {
                for (int i = 0; i < before.length; i++) {
                    BigDecimal closing = round.closingPrices().get(i);
                    BigDecimal opening = before[i];
                    if (closing != null && closing.compareTo(opening) != 0) {
                        int instrument = keys.instrument(i);
                        rows.add(row -> {
                            row.setLong(1, cycleId);
                            row.setInt(2, round.number());
                            row.setInt(3, instrument);
                            row.setBigDecimal(4, opening);
                            row.setBigDecimal(5, closing);
                        });
                        before[i] = closing;
                    }
                }
            }
        });
    }

    private void writeCloseOuts(long cycleId, DayResult result, Keys keys) {
        Ids members = result.book().memberIds();
        bulk.insert("close_out", "cycle_id, round_no, account_key, instrument_key, member_id, lots, opening_price,"
                + " execution_price, profit, fee", rows -> {
            for (CloseOut closeOut : result.cascade().closeOuts()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, closeOut.round());
                    row.setInt(3, keys.account(closeOut.account()));
                    row.setInt(4, keys.instrument(closeOut.instrument()));
                    row.setString(5, members.get(closeOut.member()));
                    row.setLong(6, closeOut.lots());
                    row.setBigDecimal(7, closeOut.openingPrice());
                    row.setBigDecimal(8, closeOut.executionPrice());
                    row.setLong(9, closeOut.profit());
                    row.setLong(10, closeOut.fee());
                });
            }
        });
    }

    private void writeWaterfall(long cycleId, DayResult result) {
        bulk.insert("waterfall_layer", "cycle_id, round_no, layer_no, layer, paid, unpaid", rows -> {
            for (Round round : result.cascade().rounds()) {
                for (int n = 0; n < round.layers().size(); n++) {
                    LayerResult layer = round.layers().get(n);
                    int number = n + 1;
                    rows.add(row -> {
                        row.setLong(1, cycleId);
                        row.setInt(2, round.number());
                        row.setInt(3, number);
                        row.setString(4, layer.layer().name());
                        row.setLong(5, layer.paid());
                        row.setLong(6, layer.unpaid().values().stream().mapToLong(v -> v).sum());
                    });
                }
            }
        });
        bulk.insert("waterfall_payment", "cycle_id, round_no, layer, payer, paid, unpaid", rows -> {
            for (Round round : result.cascade().rounds()) {
                for (LayerResult layer : round.layers()) {
                    addPayments(rows, cycleId, round.number(), layer);
                }
            }
        });
        bulk.insert("contagion_edge", "cycle_id, round_no, from_member, to_party, channel, amount", rows -> {
            for (Round round : result.cascade().rounds()) {
                for (Edge edge : round.edges()) {
                    rows.add(row -> {
                        row.setLong(1, cycleId);
                        row.setInt(2, round.number());
                        row.setString(3, edge.from());
                        row.setString(4, edge.to());
                        row.setString(5, edge.channel().name());
                        row.setLong(6, edge.amount());
                    });
                }
            }
        });
    }

    private static void addPayments(BulkInsert.Rows rows, long cycleId, int round, LayerResult layer)
            throws SQLException {
        SortedMap<String, Long> payers = new TreeMap<>(layer.by());
        layer.unpaid().keySet().forEach(payer -> payers.putIfAbsent(payer, 0L));
        for (String payer : payers.keySet()) {
            rows.add(row -> {
                row.setLong(1, cycleId);
                row.setInt(2, round);
                row.setString(3, layer.layer().name());
                row.setString(4, payer);
                row.setLong(5, payers.get(payer));
                row.setLong(6, layer.unpaid().getOrDefault(payer, 0L));
            });
        }
    }

    /** What the cascade closed: accounts' positions and what LIQUIDITY took instead (rule 2.2). */
    private void writePositions(long cycleId, DayResult result, Keys keys) {
        ClearingBook book = result.book();
        bulk.insertKeyed("position_change", "cycle_id, account_key, instrument_key, kind, lots",
                RowKeys.of(cycleId, RowKeys.Slice.CLOSED_OUT), rows -> {
            for (int p = 0; p < book.positions(); p++) {
                long change = Math.subtractExact(result.end().lotsOf(p), book.lotsOf(p));
                addChange(rows, cycleId, new int[] {keys.account(book.accountOf(p)),
                    keys.instrument(book.instrumentOf(p))}, change);
            }
            for (int i = 0; i < book.instruments(); i++) {
                long change = Math.subtractExact(result.end().liquidityLotsOf(i), book.liquidityLotsOf(i));
                addChange(rows, cycleId, new int[] {Keys.LIQUIDITY, keys.instrument(i)}, change);
            }
        });
    }

    private static void addChange(BulkInsert.Rows rows, long cycleId, int[] position, long lots) throws SQLException {
        if (lots != 0) {
            rows.add(row -> {
                row.setLong(1, cycleId);
                row.setInt(2, position[0]);
                row.setInt(3, position[1]);
                row.setString(4, "CLOSE_OUT");
                row.setLong(5, lots);
            });
        }
    }
}
