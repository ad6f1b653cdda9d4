package io.spillway.batch.store;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.DayResult;
import io.spillway.waterfall.day.Postings;
import io.spillway.waterfall.day.ProductPayments;
import io.spillway.waterfall.day.Securities;
import io.spillway.waterfall.day.SecurityMovement;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes and reads what a day came to beyond plain futures: premiums, exercise, funding, securities. Like the other
 * stores of results it replaces what the cycle wrote before, in the caller's transaction.
 */
public final class ProductStore {

    private static final List<String> TABLES = List.of("underlying_price", "asset_price", "funding_rate",
            "product_payment", "security_movement", "account_security");

    private final JdbcTemplate jdbc;
    private final BulkInsert bulk;

    public ProductStore(JdbcTemplate jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.bulk = new BulkInsert(dataSource);
    }

    /** Everything of a cycle. */
    void write(long cycleId, DayResult result, Keys keys) {
        TABLES.forEach(table -> jdbc.update("delete from " + table + " where cycle_id = ?", cycleId));
        writePrices("underlying_price", "underlying_id, settlement_price", cycleId,
                result.inputs().products().underlyingPrices());
        writePrices("asset_price", "asset_id, price", cycleId, result.products().close().prices());
        writeFundingRates(cycleId, result, keys);
        for (ProductPayments.Kind kind : ProductPayments.Kind.values()) {
            writePayments(cycleId, kind, result.products().payments().of(kind), keys);
        }
        writeMovements(cycleId, result.products().movements(), keys);
        writeHoldings(cycleId, result.products().close().holdings(), keys);
    }

    private void writePrices(String table, String columns, long cycleId, Map<String, BigDecimal> prices) {
        bulk.insert(table, "cycle_id, " + columns, rows -> {
            for (Map.Entry<String, BigDecimal> price : prices.entrySet()) {
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setString(2, price.getKey());
                    row.setBigDecimal(3, price.getValue());
                });
            }
        });
    }

    private void writeFundingRates(long cycleId, DayResult result, Keys keys) {
        BigDecimal[] rates = result.inputs().products().fundingRates();
        bulk.insert("funding_rate", "cycle_id, instrument_key, rate", rows -> {
            for (int i = 0; i < rates.length; i++) {
                if (rates[i] != null) {
                    int instrument = i;
                    rows.add(row -> {
                        row.setLong(1, cycleId);
                        row.setInt(2, keys.instrument(instrument));
                        row.setBigDecimal(3, rates[instrument]);
                    });
                }
            }
        });
    }

    private void writePayments(long cycleId, ProductPayments.Kind kind, Postings postings, Keys keys) {
        bulk.insert("product_payment", "cycle_id, account_key, currency, kind, amount", rows -> {
            for (Map.Entry<String, long[]> amounts : postings.accounts().entrySet()) {
                for (int a = 0; a < amounts.getValue().length; a++) {
                    addPayment(rows, cycleId, kind, new Payment(keys.account(a), amounts.getKey(),
                            amounts.getValue()[a]));
                }
            }
            for (Map.Entry<String, Long> amount : postings.liquidity().entrySet()) {
                addPayment(rows, cycleId, kind, new Payment(Keys.LIQUIDITY, amount.getKey(), amount.getValue()));
            }
        });
    }

    private record Payment(int accountKey, String currency, long amount) {
    }

    private static void addPayment(BulkInsert.Rows rows, long cycleId, ProductPayments.Kind kind, Payment payment)
            throws SQLException {
        if (payment.amount() != 0) {
            rows.add(row -> {
                row.setLong(1, cycleId);
                row.setInt(2, payment.accountKey());
                row.setString(3, payment.currency());
                row.setString(4, kind.name());
                row.setLong(5, payment.amount());
            });
        }
    }

    private void writeMovements(long cycleId, List<SecurityMovement> movements, Keys keys) {
        bulk.insert("security_movement", "cycle_id, movement_no, movement_id, account_key, asset_id, quantity, kind",
                rows -> {
            int number = 0;
            for (SecurityMovement movement : movements) {
                int no = ++number;
                rows.add(row -> {
                    row.setLong(1, cycleId);
                    row.setInt(2, no);
                    row.setString(3, movement.movementId());
                    row.setInt(4, keys.account(movement.account()));
                    row.setString(5, movement.assetId());
                    row.setBigDecimal(6, movement.quantity());
                    row.setString(7, movement.kind().name());
                });
            }
        });
    }

    private void writeHoldings(long cycleId, Map<String, BigDecimal[]> holdings, Keys keys) {
        bulk.insert("account_security", "cycle_id, account_key, asset_id, quantity", rows -> {
            for (Map.Entry<String, BigDecimal[]> held : holdings.entrySet()) {
                for (int a = 0; a < held.getValue().length; a++) {
                    BigDecimal quantity = held.getValue()[a];
                    if (quantity != null && quantity.signum() != 0) {
                        int account = a;
                        rows.add(row -> {
                            row.setLong(1, cycleId);
                            row.setInt(2, keys.account(account));
                            row.setString(3, held.getKey());
                            row.setBigDecimal(4, quantity);
                        });
                    }
                }
            }
        });
    }

    /**
     * Securities as a cycle closed with them.
     *
     * @param accounts the book's index by the store's number
     */
    static Securities closing(JdbcTemplate jdbc, long cycleId, ClearingBook book, Keys keys) {
        SortedMap<String, BigDecimal[]> holdings = new TreeMap<>();
        jdbc.query("select account_key, asset_id, quantity from account_security where cycle_id = ?", row -> {
            holdings.computeIfAbsent(row.getString(2), asset -> new BigDecimal[book.accounts()])
                    [keys.indexOfAccount(row.getInt(1))] = Decimals.normal(row.getBigDecimal(3));
        }, cycleId);
        Map<String, BigDecimal> prices = new TreeMap<>();
        jdbc.query("select asset_id, price from asset_price where cycle_id = ?", row -> {
            prices.put(row.getString(1), Decimals.normal(row.getBigDecimal(2)));
        }, cycleId);
        return new Securities(holdings, prices);
    }
}
