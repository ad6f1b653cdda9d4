package io.spillway.batch.store;

import io.spillway.batch.settings.Settings;
import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.House;
import io.spillway.waterfall.day.Securities;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads what a cycle opens with: the close of the official cycle before it, or on the first day the opening values of
 * the reference files (rules 2.3 to 2.5). Reads in the caller's transaction.
 */
public final class OpeningStore {

    private static final int FETCH_ROWS = 10_000;

    private final JdbcTemplate jdbc;
    private final KeyedRows keyed;
    private final BookKeys bookKeys;

    public OpeningStore(JdbcTemplate jdbc, BookKeys bookKeys) {
        this.bookKeys = bookKeys;
        this.jdbc = new JdbcTemplate(jdbc.getDataSource());
        this.jdbc.setFetchSize(FETCH_ROWS);
        this.keyed = new KeyedRows(this.jdbc);
    }

    private record Cycle(LocalDate businessDate, int number, String previousDigest) {
    }

    /** The opening of a cycle, under the settings that the cycle runs under. */
    public DayOpening load(long cycleId, Settings settings) {
        CycleChain chain = CycleChain.of(jdbc, cycleId);
        ReferenceStore references = new ReferenceStore(jdbc, chain);
        House house = references.house(settings);
        BookBuilder builder = ClearingBook.of(house.instruments(),
                house.members().stream().map(m -> m.id()).toList(), house.accounts());
        Keys keys = bookKeys.remember(builder.accountIds(), references.accountKeys(), builder.instrumentIds());
        ClearingBook book = book(builder, keys, chain);
        Closing closing = new Closing(book, chain, keys);
        Cycle cycle = jdbc.queryForObject("select business_date, cycle_no, previous_digest from clearing_cycle"
                + " where cycle_id = ?", (row, n) -> new Cycle(row.getObject(1, LocalDate.class), row.getInt(2),
                row.getString(3)), cycleId);
        LocalDate date = cycle.businessDate();
        Optional<LocalDate> previousDate = chain.isFirst() ? Optional.empty() : Optional.of(jdbc.queryForObject(
                "select business_date from clearing_cycle where cycle_id = ?", LocalDate.class, chain.previous()));
        Optional<LocalDate> lastDefault = chain.isFirst() ? Optional.empty() : Optional.ofNullable(jdbc.queryForObject(
                "select last_default from clearing_cycle where cycle_id = ?", LocalDate.class, chain.previous()));
        if (chain.isFirst()) {
            closing.readHistory(date);
        } else {
            closing.readPrices();
        }
        return new DayOpening(date, cycle.number(), house, previousDate,
                cycle.previousDigest(), book, closing.marks, closing.daysUnchanged, closing.published,
                closing.fx(), closing.ownCloseOuts(), closing.cash(), closing.members(), closing.pots(), lastDefault,
                closing.securities(), SettlementStore.outstanding(jdbc, chain));
    }

    /** Streams the positions into arrays: the last snapshot and what the cycles since then changed. */
    private ClearingBook book(BookBuilder builder, Keys keys, CycleChain chain) {
        if (chain.isFirst()) {
            add(builder, keys, "input_position", chain.cycleId());
            return builder.build();
        }
        long snapshot = CycleChain.newestSnapshot(jdbc, chain.before());
        if (snapshot > 0) {
            add(builder, keys, "position_snapshot", snapshot);
        }
        for (long cycle : chain.before()) {
            if (cycle > snapshot) {
                add(builder, keys, "position_change", cycle);
            }
        }
        return builder.build();
    }

    private void add(BookBuilder builder, Keys keys, String table, long cycleId) {
        keyed.read(table, "account_key, instrument_key, lots", cycleId, row -> {
            int account = row.getInt(1);
            int instrument = keys.indexOfInstrument(row.getInt(2));
            if (account == Keys.LIQUIDITY) {
                builder.addLiquidity(instrument, row.getLong(3));
            } else {
                builder.add(keys.indexOfAccount(account), instrument, row.getLong(3));
            }
        });
    }

    /** What the cycle before closed with, by the indices of the opening book. */
    private final class Closing {

        private final ClearingBook book;
        private final CycleChain chain;
        private final Keys keys;
        private final BigDecimal[] marks;
        private final BigDecimal[] published;
        private final int[] daysUnchanged;

        private Closing(ClearingBook book, CycleChain chain, Keys keys) {
            this.book = book;
            this.keys = keys;
            this.chain = chain;
            this.marks = new BigDecimal[book.instruments()];
            this.published = new BigDecimal[book.instruments()];
            this.daysUnchanged = new int[book.instruments()];
        }

        /** On the first day the last price of the past is the mark (rule 2.4). */
        /** In the order of the table's key, so that years of prices of a large house are never sorted. */
        private void readHistory(LocalDate before) {
            jdbc.query("select instrument_id, settlement_price from settlement_history where cycle_id = ?"
                    + " and business_date < ? order by cycle_id, instrument_id, business_date", row -> {
                int i = book.instrumentIds().indexOf(row.getString(1));
                if (i >= 0) {
                    BigDecimal price = row.getBigDecimal(2);
                    daysUnchanged[i] = marks[i] != null && marks[i].compareTo(price) == 0 ? daysUnchanged[i] + 1 : 0;
                    marks[i] = price;
                }
            }, chain.cycleId(), before);
            for (int i = 0; i < marks.length; i++) {
                if (marks[i] != null) {
                    marks[i] = Decimals.normal(marks[i]);
                    published[i] = marks[i];
                }
            }
        }

        private void readPrices() {
            jdbc.query("select r.instrument_id, p.closing_mark, p.published_price, p.days_unchanged"
                    + " from settlement_price p join (select distinct instrument_key, instrument_id"
                    + " from instrument_reference) r on r.instrument_key = p.instrument_key where p.cycle_id = ?",
                    row -> {
                        int i = book.instrumentIds().indexOf(row.getString(1));
                        marks[i] = Decimals.normal(row.getBigDecimal(2));
                        published[i] = Decimals.normal(row.getBigDecimal(3));
                        daysUnchanged[i] = row.getInt(4);
                    }, chain.previous());
        }

        private Map<String, BigDecimal> fx() {
            Map<String, BigDecimal> fx = new TreeMap<>();
            if (!chain.isFirst()) {
                jdbc.query("select currency, rate_to_base from fx_rate where cycle_id = ?", row -> {
                    fx.put(row.getString(1), Decimals.normal(row.getBigDecimal(2)));
                }, chain.previous());
            }
            return fx;
        }

        private List<DayOpening.OwnCloseOut> ownCloseOuts() {
            List<DayOpening.OwnCloseOut> closeOuts = new ArrayList<>();
            if (!chain.isFirst()) {
                // One range a query: with "or" between two, H2 reads the whole table.
                for (RowKeys.Slice slice : List.of(RowKeys.Slice.CLOSED_OUT, RowKeys.Slice.AUCTIONED)) {
                    jdbc.query("select account_key, instrument_key, lots from position_change where "
                            + RowKeys.ofSlice(chain.previous(), slice) + " and account_key <> " + Keys.LIQUIDITY,
                            row -> {
                                closeOuts.add(new DayOpening.OwnCloseOut(keys.indexOfAccount(row.getInt(1)),
                                        keys.indexOfInstrument(row.getInt(2)), -row.getLong(3)));
                            });
                }
            }
            return closeOuts;
        }

        private Securities securities() {
            return chain.isFirst() ? Securities.NONE : ProductStore.closing(jdbc, chain.previous(), book,
                    keys);
        }

        private Map<String, long[]> cash() {
            Map<String, long[]> cash = new TreeMap<>();
            if (!chain.isFirst()) {
                keyed.read("account_cash", "account_key, currency, balance", chain.previous(), row -> cash
                        .computeIfAbsent(row.getString(2), c -> new long[book.accounts()])
                        [keys.indexOfAccount(row.getInt(1))] = row.getLong(3));
            }
            return cash;
        }

        /** Opening values of the reference files, then the state of the cycle before for whom it has one. */
        private OpeningState.Members members() {
            int size = book.members();
            OpeningState.Members members = new OpeningState.Members(new long[size], new long[size], new boolean[size],
                    new long[size], new long[size]);
            jdbc.query("select member_id, opening_capital, opening_contribution from member_reference where cycle_id in "
                    + chain.in() + " order by cycle_id", row -> {
                int m = book.memberIds().indexOf(row.getString(1));
                members.capital()[m] = row.getLong(2);
                members.contribution()[m] = row.getLong(3);
                members.periodContribution()[m] = row.getLong(3);
            });
            if (!chain.isFirst()) {
                jdbc.query("select member_id, capital, contribution, status, period_contribution, assessed"
                        + " from member_state where cycle_id = ?", row -> {
                    int m = book.memberIds().indexOf(row.getString(1));
                    members.capital()[m] = row.getLong(2);
                    members.contribution()[m] = row.getLong(3);
                    members.inDefault()[m] = row.getString(4).equals("IN_DEFAULT");
                    members.periodContribution()[m] = row.getLong(5);
                    members.assessed()[m] = row.getLong(6);
                }, chain.previous());
            }
            return members;
        }

        private Map<LayerName, Long> pots() {
            Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
            String sql = chain.isFirst()
                    ? "select layer, amount from opening_layer where cycle_id = ?"
                    : "select layer, balance from layer_state where cycle_id = ?";
            jdbc.query(sql, row -> {
                pots.put(LayerName.valueOf(row.getString(1)), row.getLong(2));
            }, chain.isFirst() ? chain.cycleId() : chain.previous());
            return pots;
        }
    }
}
