package io.spillway.batch.store;

import io.spillway.domain.instrument.ContractTerms;
import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.OptionRight;
import io.spillway.domain.instrument.OptionTerms;
import io.spillway.domain.instrument.PremiumStyle;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rows of reference data as the things they describe; numbers as they were read, without a column's zeros at the end. */
public final class ReferenceRows {

    private ReferenceRows() {
    }

    /** A row of instrument_reference; margin tiers are settings, not reference data. */
    public static Instrument instrument(ResultSet row) throws SQLException {
        PriceTerms prices = new PriceTerms(optional(row, "tick"), optional(row, "reference_price"),
                optional(row, "price_limit"), NegativePrices.valueOf(row.getString("negative_prices")));
        ImpactTerms impact = new ImpactTerms(ImpactModel.valueOf(row.getString("impact")), optional(row, "depth"),
                optional(row, "sigma").orElse(null), optional(row, "adv").orElse(null), decimal(row, "impact_y"));
        return new Instrument(row.getString("instrument_id"), contract(row), row.getString("currency"),
                decimal(row, "multiplier"), decimal(row, "lot"), prices, decimal(row, "maintenance_rate"), impact,
                List.of());
    }

    private static ContractTerms contract(ResultSet row) throws SQLException {
        BigDecimal strike = row.getBigDecimal("strike");
        Optional<OptionTerms> option = strike == null ? Optional.empty() : Optional.of(new OptionTerms(
                Decimals.normal(strike), OptionRight.valueOf(row.getString("option_right")),
                PremiumStyle.valueOf(row.getString("premium_style"))));
        return new ContractTerms(Product.valueOf(row.getString("product")), row.getString("product_group"),
                row.getString("underlying"), Optional.ofNullable(row.getObject("expiry", LocalDate.class)), option);
    }

    /** A row of asset_reference. */
    public static Asset asset(ResultSet row) throws SQLException {
        return new Asset(row.getString("asset_id"), AssetType.valueOf(row.getString("type")),
                Optional.ofNullable(row.getString("issuer_member_id")), row.getString("currency"),
                decimal(row, "haircut"), optional(row, "concentration_limit"));
    }

    private static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return Decimals.normal(row.getBigDecimal(column));
    }

    private static Optional<BigDecimal> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column)).map(Decimals::normal);
    }
}
