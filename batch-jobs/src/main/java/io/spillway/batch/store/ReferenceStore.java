package io.spillway.batch.store;

import io.spillway.batch.store.HouseReference.AccountReference;
import io.spillway.batch.store.HouseReference.InstrumentReference;
import io.spillway.batch.store.HouseReference.MemberReference;
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

/** Reads reference data along a chain of cycles: of every id the newest version. Runs in the caller's transaction. */
public final class ReferenceStore {

    private final JdbcTemplate jdbc;
    private final CycleChain chain;

    public ReferenceStore(JdbcTemplate jdbc, CycleChain chain) {
        this.jdbc = jdbc;
        this.chain = chain;
    }

    /** The reference data with what the chain's last cycle brought. */
    public HouseReference load() {
        SortedMap<LocalDate, String> holidays = new TreeMap<>();
        jdbc.query("select cycle_id, holiday_date, name from holiday", row -> {
            if (chain.rankOf(row.getLong("cycle_id")) >= 0) {
                holidays.put(row.getObject("holiday_date", LocalDate.class), row.getString("name"));
            }
        });
        return new HouseReference(members(), accounts(), instruments(), assets(), holidays);
    }

    /** Makes a value of a row. */
    private interface RowReader<T> {

        T read(ResultSet row) throws SQLException;
    }

    /** Of every id the row of the newest cycle on the chain. */
    private <T> SortedMap<String, T> newest(String table, String idColumn, RowReader<T> reader) {
        SortedMap<String, T> values = new TreeMap<>();
        Map<String, Integer> ranks = new HashMap<>();
        jdbc.query("select * from " + table, row -> {
            int rank = chain.rankOf(row.getLong("cycle_id"));
            String id = row.getString(idColumn);
            if (rank >= 0 && rank >= ranks.getOrDefault(id, -1)) {
                ranks.put(id, rank);
                values.put(id, reader.read(row));
            }
        });
        return values;
    }

    private SortedMap<String, MemberReference> members() {
        return newest("member_reference", "member_id", row -> new MemberReference(
                new Member(row.getString("member_id"), row.getString("lei"), row.getString("name"),
                        row.getString("group_id")),
                row.getLong("opening_capital"), row.getLong("opening_contribution")));
    }

    private SortedMap<String, AccountReference> accounts() {
        Owners owners = new Owners();
        return newest("account_reference", "account_id", row -> {
            int key = row.getInt("account_key");
            String id = row.getString("account_id");
            if (!owners.present.containsKey(key)) {
                throw new IllegalStateException("account " + id + " has no member in account_owner");
            }
            return new AccountReference(key, new Account(id, owners.present.get(key),
                    AccountKind.valueOf(row.getString("kind")),
                    Optional.ofNullable(row.getString("backup_member_id"))), owners.opening.get(key));
        });
    }

    /** Members by account key: as the account was opened, and after every porting before this cycle (rule 5.11). */
    private final class Owners {

        private final Map<Integer, String> opening = new HashMap<>();
        private final Map<Integer, String> present = new HashMap<>();
        private final Map<Integer, Integer> order = new HashMap<>();

        private Owners() {
            long current = chain.cycle().cycleId();
            jdbc.query("select account_key, cycle_id, ported, member_id from account_owner", row -> {
                long cycleId = row.getLong("cycle_id");
                boolean ported = row.getInt("ported") == 1;
                int rank = chain.rankOf(cycleId);
                if (rank >= 0 && !(ported && cycleId == current)) {
                    take(row.getInt("account_key"), row.getString("member_id"), 2 * rank + (ported ? 1 : 0));
                    if (!ported) {
                        opening.put(row.getInt("account_key"), row.getString("member_id"));
                    }
                }
            });
        }

        private void take(int account, String member, int when) {
            if (when >= order.getOrDefault(account, -1)) {
                order.put(account, when);
                present.put(account, member);
            }
        }
    }

    private SortedMap<String, InstrumentReference> instruments() {
        return newest("instrument_reference", "instrument_id", row -> new InstrumentReference(
                row.getInt("instrument_key"), instrument(row), row.getString("underlying"),
                Optional.ofNullable(row.getObject("expiry", LocalDate.class))));
    }

    private static Instrument instrument(ResultSet row) throws SQLException {
        PriceTerms prices = new PriceTerms(optional(row, "tick"), optional(row, "reference_price"),
                optional(row, "price_limit"), NegativePrices.valueOf(row.getString("negative_prices")));
        ImpactTerms impact = new ImpactTerms(ImpactModel.valueOf(row.getString("impact")), optional(row, "depth"),
                optional(row, "sigma").orElse(null), optional(row, "adv").orElse(null), decimal(row, "impact_y"));
        return new Instrument(row.getString("instrument_id"), Product.valueOf(row.getString("product")),
                row.getString("currency"), decimal(row, "multiplier"), decimal(row, "lot"), prices,
                decimal(row, "maintenance_rate"), impact);
    }

    private SortedMap<String, Asset> assets() {
        return newest("asset_reference", "asset_id", row -> new Asset(row.getString("asset_id"),
                AssetType.valueOf(row.getString("type")), Optional.ofNullable(row.getString("issuer_member_id")),
                row.getString("currency"), decimal(row, "haircut"), optional(row, "concentration_limit")));
    }

    /** As it was read: the column's own zeros at the end are not part of the number. */
    static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return Decimals.normal(row.getBigDecimal(column));
    }

    private static Optional<BigDecimal> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column)).map(Decimals::normal);
    }
}
