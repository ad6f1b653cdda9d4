package io.spillway.batch.store;

import io.spillway.batch.settings.Settings;
import io.spillway.domain.calendar.BusinessCalendar;
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
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.House;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private final JdbcTemplate jdbc;
    private final CycleChain chain;

    ReferenceStore(JdbcTemplate jdbc, CycleChain chain) {
        this.jdbc = jdbc;
        this.chain = chain;
    }

    House house(Settings settings) {
        Set<String> underlyings = new TreeSet<>();
        List<Instrument> instruments = instruments(underlyings);
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

    private List<Instrument> instruments(Set<String> underlyings) {
        SortedMap<String, Instrument> newest = new TreeMap<>();
        jdbc.query("select * from instrument_reference where cycle_id in " + chain.in() + " order by cycle_id", row -> {
            newest.put(row.getString("instrument_id"), instrument(row));
            underlyings.add(row.getString("underlying"));
        });
        return List.copyOf(newest.values());
    }

    private static Instrument instrument(ResultSet row) throws SQLException {
        PriceTerms prices = new PriceTerms(optional(row, "tick"), optional(row, "reference_price"),
                optional(row, "price_limit"), NegativePrices.valueOf(row.getString("negative_prices")));
        ImpactTerms impact = new ImpactTerms(ImpactModel.valueOf(row.getString("impact")), optional(row, "depth"),
                optional(row, "sigma").orElse(null), optional(row, "adv").orElse(null),
                Decimals.normal(row.getBigDecimal("impact_y")));
        return new Instrument(row.getString("instrument_id"), Product.valueOf(row.getString("product")),
                row.getString("currency"), Decimals.normal(row.getBigDecimal("multiplier")),
                Decimals.normal(row.getBigDecimal("lot")), prices,
                Decimals.normal(row.getBigDecimal("maintenance_rate")), impact);
    }

    private static Optional<BigDecimal> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column)).map(Decimals::normal);
    }

    private List<Asset> assets() {
        SortedMap<String, Asset> newest = new TreeMap<>();
        jdbc.query("select * from asset_reference where cycle_id in " + chain.in() + " order by cycle_id", row -> {
            newest.put(row.getString("asset_id"), new Asset(row.getString("asset_id"),
                    AssetType.valueOf(row.getString("type")), Optional.ofNullable(row.getString("issuer_member_id")),
                    row.getString("currency"), Decimals.normal(row.getBigDecimal("haircut")),
                    optional(row, "concentration_limit")));
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

    /** Accounts under the member that owns each when the cycle opens: its own portings come into force after it. */
    private List<Account> accounts() {
        Map<Integer, String> owners = new HashMap<>();
        jdbc.query("select account_key, member_id from account_owner where cycle_id in " + chain.in()
                + " and not (cycle_id = " + chain.cycleId() + " and ported = 1) order by cycle_id, ported", row -> {
            owners.put(row.getInt(1), row.getString(2));
        });
        List<Account> accounts = new ArrayList<>();
        Set<Integer> seen = new TreeSet<>();
        jdbc.query("select account_key, account_id, kind, backup_member_id from account_reference where cycle_id in "
                + chain.in() + " order by account_key, cycle_id desc", row -> {
            int key = row.getInt(1);
            if (seen.add(key)) {
                accounts.add(new Account(row.getString(2), owners.get(key), AccountKind.valueOf(row.getString(3)),
                        Optional.ofNullable(row.getString(4))));
            }
        });
        return accounts;
    }

    private BusinessCalendar calendar(Settings settings) {
        Map<LocalDate, String> holidays = new HashMap<>(settings.holidays().names());
        jdbc.query("select holiday_date, name from holiday where cycle_id in " + chain.in(), row -> {
            holidays.put(row.getObject(1, LocalDate.class), row.getString(2));
        });
        return new BusinessCalendar(holidays);
    }
}
