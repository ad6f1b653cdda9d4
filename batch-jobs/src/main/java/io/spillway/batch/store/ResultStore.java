package io.spillway.batch.store;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.ledger.Journal;
import io.spillway.waterfall.day.CheckedInputs;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.DayResult;
import io.spillway.waterfall.day.ExpiredPosition;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes a day's results, a slice a step, in the step's transaction. Each method first removes what the cycle wrote of
 * the same slice, so that a step run again leaves the same rows (fault 43). Cascade, state and checks have stores of
 * their own.
 */
public final class ResultStore {

    private static final String CHANGE = "cycle_id, account_key, instrument_key, kind, lots";

    private final JdbcTemplate jdbc;
    private final BulkInsert bulk;
    private final ProductStore products;
    private final BookKeys bookKeys;

    public ResultStore(JdbcTemplate jdbc, DataSource dataSource, BookKeys bookKeys) {
        this.jdbc = jdbc;
        this.bookKeys = bookKeys;
        this.bulk = new BulkInsert(dataSource);
        this.products = new ProductStore(jdbc, dataSource);
    }

    private void clear(String table, long cycleId) {
        jdbc.update("delete from " + table + " where "
                + (RowKeys.TABLES.contains(table) ? RowKeys.ofCycle(cycleId) : "cycle_id = " + cycleId));
    }

    /** Positions that the day's trades and expiries changed, or on the first day the opening book (rule 2.2). */
    public void writeRoll(long cycleId, DayOpening opening, DayResult result) {
        Keys keys = bookKeys.of(result.book());
        for (RowKeys.Slice slice : List.of(RowKeys.Slice.OPENING, RowKeys.Slice.ROLLED)) {
            jdbc.update("delete from position_change where " + RowKeys.ofSlice(cycleId, slice));
        }
        if (opening.isFirstDay()) {
            writeOpening(cycleId, opening.book(), keys);
        }
        Map<Long, Long> traded = new TreeMap<>();
        for (CheckedInputs.Trade trade : result.inputs().trades()) {
            long position = ((long) trade.account() << Integer.SIZE) | trade.instrument();
            traded.merge(position, trade.lots(), Math::addExact);
        }
        bulk.insertKeyed("position_change", CHANGE, RowKeys.of(cycleId, RowKeys.Slice.ROLLED), rows -> {
            for (Map.Entry<Long, Long> change : traded.entrySet()) {
                if (change.getValue() != 0) {
                    rows.add(row -> {
                        row.setLong(1, cycleId);
                        row.setInt(2, keys.account((int) (change.getKey() >> Integer.SIZE)));
                        row.setInt(3, keys.instrument(change.getKey().intValue()));
                        row.setString(4, "TRADE");
                        row.setLong(5, change.getValue());
                    });
                }
            }
            for (ExpiredPosition expired : result.products().expired()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, expired.account() < 0 ? Keys.LIQUIDITY : keys.account(expired.account()));
                    row.setInt(3, keys.instrument(expired.instrument()));
                    row.setString(4, "EXPIRY");
                    row.setLong(5, Math.negateExact(expired.lots()));
                });
            }
        });
    }

    private void writeOpening(long cycleId, ClearingBook book, Keys keys) {
        bulk.insertKeyed("position_change", CHANGE, RowKeys.of(cycleId, RowKeys.Slice.OPENING), rows -> {
            for (int p = 0; p < book.positions(); p++) {
                addOpening(rows, cycleId, new int[] {keys.account(book.accountOf(p)),
                    keys.instrument(book.instrumentOf(p))}, book.lotsOf(p));
            }
            for (int i = 0; i < book.instruments(); i++) {
                addOpening(rows, cycleId, new int[] {Keys.LIQUIDITY, keys.instrument(i)}, book.liquidityLotsOf(i));
            }
        });
    }

    private static void addOpening(BulkInsert.Rows rows, long cycleId, int[] position, long lots) throws SQLException {
        if (lots != 0) {
            rows.add(row -> {
                row.setLong(1, cycleId);
                row.setInt(2, position[0]);
                row.setInt(3, position[1]);
                row.setString(4, "OPENING");
                row.setLong(5, lots);
            });
        }
    }

    /** Settlement prices, FX rates, movements and variation margin (section 3). */
    public void writeMarkToMarket(long cycleId, DayOpening opening, DayResult result) {
        Keys keys = bookKeys.of(result.book());
        List.of("settlement_price", "fx_rate", "variation_margin", "collateral_movement", "fund_movement")
                .forEach(table -> clear(table, cycleId));
        writePrices(cycleId, opening, result, keys);
        products.write(cycleId, result, keys);
        bulk.insert("fx_rate", "cycle_id, currency, rate_to_base", rows -> {
            for (Map.Entry<String, BigDecimal> rate : result.inputs().fx().entrySet()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setString(2, rate.getKey());
                    row.setBigDecimal(3, rate.getValue());
                });
            }
        });
        writeMovements(cycleId, result, keys);
        bulk.insertKeyed("variation_margin", "cycle_id, account_key, currency, amount", RowKeys.of(cycleId, 0), rows -> {
            for (Map.Entry<String, long[]> amounts : result.variationMargin().accounts().entrySet()) {
                for (int a = 0; a < amounts.getValue().length; a++) {
                    addAmount(rows, cycleId, keys.account(a), amounts.getKey(), amounts.getValue()[a]);
                }
            }
            for (Map.Entry<String, Long> amount : result.variationMargin().liquidity().entrySet()) {
                addAmount(rows, cycleId, Keys.LIQUIDITY, amount.getKey(), amount.getValue());
            }
        });
    }

    private static void addAmount(BulkInsert.Rows rows, long cycleId, int account, String currency, long amount)
            throws SQLException {
        if (amount != 0) {
            rows.add(row -> {
                row.setLong(1, cycleId);
                row.setInt(2, account);
                row.setString(3, currency);
                row.setLong(4, amount);
            });
        }
    }

    private void writePrices(long cycleId, DayOpening opening, DayResult result, Keys keys) {
        ClearingBook book = result.book();
        bulk.insert("settlement_price", "cycle_id, instrument_key, published_price, previous_mark, closing_mark,"
                + " days_unchanged", rows -> {
            for (int i = 0; i < book.instruments(); i++) {
                BigDecimal published = result.inputs().published()[i];
                BigDecimal closing = result.close().marks()[i];
                if (closing != null) {
                    int instrument = i;
                    rows.add(row -> {
                        row.setLong(1, cycleId);
                        row.setInt(2, keys.instrument(instrument));
                        row.setBigDecimal(3, published == null ? opening.publishedPrices()[instrument] : published);
                        row.setBigDecimal(4, opening.marks()[instrument]);
                        row.setBigDecimal(5, closing);
                        row.setInt(6, result.inputs().daysUnchanged()[instrument]);
                    });
                }
            }
        });
    }

    private void writeMovements(long cycleId, DayResult result, Keys keys) {
        bulk.insert("collateral_movement", "cycle_id, movement_id, account_key, currency, amount", rows -> {
            for (CheckedInputs.CashMovement movement : result.movements()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setString(2, movement.movementId());
                    row.setInt(3, keys.account(movement.account()));
                    row.setString(4, movement.currency());
                    row.setLong(5, movement.amount());
                });
            }
        });
        bulk.insert("fund_movement", "cycle_id, movement_id, kind, owner, amount", rows -> {
            for (CheckedInputs.FundMovement movement : result.inputs().fundMovements()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setString(2, movement.movementId());
                    row.setString(3, movement.kind().name());
                    row.setString(4, movement.owner());
                    row.setLong(5, movement.amount());
                });
            }
        });
    }

    /** Margin of every account with positions or equity (section 4). */
    public void writeMargin(long cycleId, DayResult result) {
        Keys keys = bookKeys.of(result.book());
        clear("account_margin", cycleId);
        DayResult.Margins margins = result.margins();
        bulk.insertKeyed("account_margin", "cycle_id, account_key, member_id, equity, collateral_value,"
                + " maintenance_margin, initial_margin, status, closing_equity, option_value, securities_value",
                RowKeys.of(cycleId, 0), rows -> {
            for (int a = 0; a < result.book().accounts(); a++) {
                int account = a;
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, keys.account(account));
                    row.setString(3, result.book().memberIds().get(result.book().memberOf(account)));
                    row.setLong(4, margins.equity()[account]);
                    row.setLong(5, margins.collateralValue()[account]);
                    row.setLong(6, margins.maintenance()[account]);
                    row.setLong(7, margins.initial()[account]);
                    row.setString(8, margins.status()[account].name());
                    row.setLong(9, result.close().equity()[account]);
                    row.setLong(10, result.products().optionValue()[account]);
                    row.setLong(11, result.products().securitiesValue()[account]);
                });
            }
        });
    }

    /** Margin calls (rule 4.7). */
    public void writeCalls(long cycleId, DayResult result, String baseCurrency) {
        Keys keys = bookKeys.of(result.book());
        clear("margin_call", cycleId);
        bulk.insert("margin_call", "cycle_id, account_key, amount, currency, due_at", rows -> {
            for (DayResult.MarginCall call : result.calls()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, keys.account(call.account()));
                    row.setLong(3, call.amount());
                    row.setString(4, baseCurrency);
                    row.setString(5, call.dueAt().toOffsetDateTime().toString());
                });
            }
        });
    }

    /** Every double entry of the day, and the trial balance carried on from the cycle before (6.1, 6.2). */
    public void writeJournals(long cycleId, Long previousCycle, DayResult result) {
        clear("journal", cycleId);
        clear("trial_balance", cycleId);
        SortedMap<String, SortedMap<String, Long>> balances = balancesOf(previousCycle);
        bulk.insertKeyed("journal", "cycle_id, journal_no, debit_type, debit_owner, credit_type, credit_owner,"
                + " currency, amount, rule, cause", RowKeys.of(cycleId, 0), rows -> {
            for (Journal journal : result.journals()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setLong(2, journal.number());
                    row.setString(3, journal.debit().type().name());
                    row.setString(4, journal.debit().owner());
                    row.setString(5, journal.credit().type().name());
                    row.setString(6, journal.credit().owner());
                    row.setString(7, journal.currency());
                    row.setLong(8, journal.amount());
                    row.setString(9, journal.rule());
                    row.setString(10, journal.cause());
                });
                book(balances, journal.credit().type().name(), journal.currency(), journal.amount());
                book(balances, journal.debit().type().name(), journal.currency(), -journal.amount());
            }
        });
        bulk.insert("trial_balance", "cycle_id, type, currency, balance", rows -> {
            for (Map.Entry<String, SortedMap<String, Long>> type : balances.entrySet()) {
                for (Map.Entry<String, Long> balance : type.getValue().entrySet()) {
                    rows.add(row -> {
                        row.setLong(1, cycleId);
                        row.setString(2, type.getKey());
                        row.setString(3, balance.getKey());
                        row.setLong(4, balance.getValue());
                    });
                }
            }
        });
    }

    /** A cycle's trial balance by type and currency; nothing without a cycle. */
    private SortedMap<String, SortedMap<String, Long>> balancesOf(Long cycleId) {
        SortedMap<String, SortedMap<String, Long>> balances = new TreeMap<>();
        if (cycleId != null) {
            jdbc.query("select type, currency, balance from trial_balance where cycle_id = ?", row -> {
                balances.computeIfAbsent(row.getString(1), type -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3));
            }, cycleId);
        }
        return balances;
    }

    private static void book(SortedMap<String, SortedMap<String, Long>> balances, String type, String currency,
            long signedAmount) {
        balances.computeIfAbsent(type, t -> new TreeMap<>()).merge(currency, signedAmount, Math::addExact);
    }

    /** The whole book now and then, so that a later day reads it and the few changes since (rule 2.2). */
    public void writeSnapshot(long cycleId, DayResult result) {
        Keys keys = bookKeys.of(result.book());
        clear("position_snapshot", cycleId);
        bulk.insertKeyed("position_snapshot", "cycle_id, account_key, instrument_key, lots", RowKeys.of(cycleId, 0), rows -> {
            for (int p = 0; p < result.book().positions(); p++) {
                addPosition(rows, cycleId, new int[] {keys.account(result.book().accountOf(p)),
                    keys.instrument(result.book().instrumentOf(p))}, result.end().lotsOf(p));
            }
            for (int i = 0; i < result.book().instruments(); i++) {
                addPosition(rows, cycleId, new int[] {Keys.LIQUIDITY, keys.instrument(i)},
                        result.end().liquidityLotsOf(i));
            }
        });
    }

    private static void addPosition(BulkInsert.Rows rows, long cycleId, int[] position, long lots)
            throws SQLException {
        if (lots != 0) {
            rows.add(row -> {
                row.setLong(1, cycleId);
                row.setInt(2, position[0]);
                row.setInt(3, position[1]);
                row.setLong(4, lots);
            });
        }
    }

    /** Closing cash of every account that has any, or had some when the day opened. */
    public void writeCash(long cycleId, DayOpening opening, DayResult result) {
        Keys keys = bookKeys.of(result.book());
        clear("account_cash", cycleId);
        bulk.insertKeyed("account_cash", "cycle_id, account_key, currency, balance", RowKeys.of(cycleId, 0), rows -> {
            for (Map.Entry<String, long[]> balances : result.close().cash().entrySet()) {
                long[] before = opening.cash().get(balances.getKey());
                for (int a = 0; a < balances.getValue().length; a++) {
                    long balance = balances.getValue()[a];
                    if (balance != 0 || before != null && before[a] != 0) {
                        int account = a;
                        rows.add(row -> {
                            row.setLong(1, cycleId);
                            row.setInt(2, keys.account(account));
                            row.setString(3, balances.getKey());
                            row.setLong(4, balance);
                        });
                    }
                }
            }
        });
    }
}
