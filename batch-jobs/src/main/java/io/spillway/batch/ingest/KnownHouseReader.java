package io.spillway.batch.ingest;

import io.spillway.batch.ingest.KnownHouse.KnownAccount;
import io.spillway.batch.ingest.KnownHouse.KnownInstrument;
import io.spillway.batch.ingest.KnownHouse.KnownMember;
import io.spillway.batch.ingest.KnownHouse.Terms;
import io.spillway.batch.store.CycleChain;
import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import io.spillway.domain.member.Member;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what the house knows: of every id the newest version on a cycle's chain. */
final class KnownHouseReader {

    private final JdbcTemplate jdbc;
    private final CycleChain chain;

    KnownHouseReader(JdbcTemplate jdbc, CycleChain chain) {
        this.jdbc = jdbc;
        this.chain = chain;
    }

    KnownHouse read() {
        return new KnownHouse(
                newest("member_reference", row -> row.getString("member_id"), (id, row) -> new KnownMember(
                        new Member(id, row.getString("lei"), row.getString("name"), row.getString("group_id")),
                        row.getLong("opening_capital"), row.getLong("opening_contribution"))),
                accounts(),
                newest("instrument_reference", row -> row.getString("instrument_id"), (id, row) -> new KnownInstrument(
                        row.getInt("instrument_key"), new Terms(instrument(id, row), row.getString("underlying"),
                        Optional.ofNullable(row.getObject("expiry", LocalDate.class))))),
                newest("asset_reference", row -> row.getString("asset_id"), KnownHouseReader::asset),
                newest("holiday", row -> row.getObject("holiday_date", LocalDate.class),
                        (date, row) -> row.getString("name")));
    }

    /** Reads a row's id. */
    private interface IdReader<K> {

        K read(ResultSet row) throws SQLException;
    }

    /** Makes a value of a row. */
    private interface ValueReader<K, T> {

        T read(K id, ResultSet row) throws SQLException;
    }

    private <K extends Comparable<? super K>, T> SortedMap<K, T> newest(String table, IdReader<K> ids,
            ValueReader<K, T> values) {
        SortedMap<K, T> newest = new TreeMap<>();
        jdbc.query("select * from " + table + " where cycle_id in " + chain.in() + " order by cycle_id", row -> {
            K id = ids.read(row);
            newest.put(id, values.read(id, row));
        });
        return newest;
    }

    private SortedMap<String, KnownAccount> accounts() {
        Map<Integer, String> opening = new HashMap<>();
        Map<Integer, String> present = new HashMap<>();
        jdbc.query("select account_key, member_id, ported from account_owner where cycle_id in " + chain.in()
                + " and not (cycle_id = " + chain.cycleId() + " and ported = 1) order by cycle_id, ported", row -> {
            present.put(row.getInt(1), row.getString(2));
            if (row.getInt(3) == 0) {
                opening.put(row.getInt(1), row.getString(2));
            }
        });
        return newest("account_reference", row -> row.getString("account_id"), (id, row) -> {
            int key = row.getInt("account_key");
            if (!present.containsKey(key)) {
                throw new IllegalStateException("account " + id + " has no member in account_owner");
            }
            return new KnownAccount(key, new Account(id, present.get(key), AccountKind.valueOf(row.getString("kind")),
                    Optional.ofNullable(row.getString("backup_member_id"))), opening.get(key));
        });
    }

    private static Instrument instrument(String id, ResultSet row) throws SQLException {
        PriceTerms prices = new PriceTerms(optional(row, "tick"), optional(row, "reference_price"),
                optional(row, "price_limit"), NegativePrices.valueOf(row.getString("negative_prices")));
        ImpactTerms impact = new ImpactTerms(ImpactModel.valueOf(row.getString("impact")), optional(row, "depth"),
                optional(row, "sigma").orElse(null), optional(row, "adv").orElse(null), decimal(row, "impact_y"));
        return new Instrument(id, Product.valueOf(row.getString("product")), row.getString("currency"),
                decimal(row, "multiplier"), decimal(row, "lot"), prices, decimal(row, "maintenance_rate"), impact);
    }

    private static Asset asset(String id, ResultSet row) throws SQLException {
        return new Asset(id, AssetType.valueOf(row.getString("type")),
                Optional.ofNullable(row.getString("issuer_member_id")), row.getString("currency"),
                decimal(row, "haircut"), optional(row, "concentration_limit"));
    }

    /** As it was read from the file: the column's zeros at the end are not part of the number. */
    private static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return Decimals.normal(row.getBigDecimal(column));
    }

    private static Optional<BigDecimal> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column)).map(Decimals::normal);
    }
}
