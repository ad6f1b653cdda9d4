package io.spillway.batch.ingest;

import io.spillway.batch.ingest.KnownHouse.KnownInstrument;
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
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads instruments.csv. New instruments get their number in the order of their ids; changed terms are a new version
 * from this cycle on. Product, option terms, currency, multiplier and lot say what a position is, and never
 * change: a contract that differs there is another instrument.
 */
final class InstrumentRows extends TableRows {

    private static final InputFile FILE = InputFile.INSTRUMENTS;
    private static final int INSTRUMENT = FILE.column("instrument_id");
    private static final int PRODUCT = FILE.column("product");
    private static final int TYPE = FILE.column("type");
    private static final int UNDERLYING = FILE.column("underlying");
    private static final int CURRENCY = FILE.column("currency");
    private static final int EXPIRY = FILE.column("expiry");
    private static final int MARGIN_RATE = FILE.column("margin_rate");
    private static final int IMPACT = FILE.column("impact");
    private static final int ALLOW_NEGATIVE = FILE.column("allow_negative");
    private static final int STRIKE = FILE.column("strike");
    private static final int RIGHT = FILE.column("right");
    private static final int PREMIUM_STYLE = FILE.column("premium_style");
    private static final int LONGEST_TYPE = 64;
    private static final int MAX_TERM_SCALE = 12;

    private final ReferenceContext context;
    private final Listed listed = new Listed();
    private final SortedMap<String, Instrument> written = new TreeMap<>();
    private final Set<String> knownUnderlyings = new HashSet<>();

    InstrumentRows(ReferenceContext context) throws SQLException {
        super(context.connection(), "instrument_reference", "instrument_key, cycle_id, instrument_id, product,"
                + " underlying, currency, multiplier, tick, lot, expiry, maintenance_rate, reference_price, impact,"
                + " depth, adv, sigma, impact_y, price_limit, negative_prices, product_group, strike, option_right,"
                + " premium_style");
        this.context = context;
        context.before().instruments().values().forEach(i -> knownUnderlyings.add(i.terms().contract().underlying()));
    }

    @Override
    public void read(CsvRow row) {
        Instrument stated = instrument(row);
        String id = stated.id();
        String underlying = stated.contract().underlying();
        listed.add(row, INSTRUMENT, id);
        KnownInstrument known = context.before().instruments().get(id);
        if (known == null) {
            written.put(id, stated);
            context.newPricedIds().add(id);
        } else if (!stated.equals(known.terms())) {
            change(row, known.terms(), stated);
        }
        if (!underlying.isEmpty() && !knownUnderlyings.contains(underlying)) {
            context.newPricedIds().add(underlying);
        }
    }

    private void change(CsvRow row, Instrument ours, Instrument theirs) {
        if (ours.product() == theirs.product() && ours.contract().option().equals(theirs.contract().option())
                && ours.currency().equals(theirs.currency())
                && ours.multiplier().equals(theirs.multiplier()) && ours.lot().equals(theirs.lot())) {
            written.put(ours.id(), theirs);
        } else {
            context.differs(FILE, row, ours.id(), "product, strike, right, premium style, currency, multiplier and lot of"
                    + " an instrument do not change; the house keeps all its terms, list the new contract under an id of"
                    + " its own");
        }
    }

    private Instrument instrument(CsvRow row) {
        String id = row.id(INSTRUMENT);
        ContractTerms contract = contract(row, id);
        String currency = context.requireCurrency(row, CURRENCY);
        NegativePrices negativePrices = row.flag(ALLOW_NEGATIVE) ? NegativePrices.ALLOWED : NegativePrices.REFUSED;
        try {
            PriceTerms prices = new PriceTerms(optional(row, "tick", Decimals.MAX_PRICE_SCALE),
                    optional(row, "reference_price", Decimals.MAX_PRICE_SCALE),
                    optional(row, "price_limit", MAX_TERM_SCALE), negativePrices);
            ImpactTerms impact = new ImpactTerms(row.choice(IMPACT, ImpactModel.class),
                    optional(row, "depth", MAX_TERM_SCALE), optional(row, "sigma", MAX_TERM_SCALE).orElse(null),
                    optional(row, "adv", Decimals.MAX_QUANTITY_SCALE).orElse(null), BigDecimal.ONE);
            BigDecimal lot = optional(row, "lot", Decimals.MAX_QUANTITY_SCALE).orElse(BigDecimal.ONE);
            BigDecimal multiplier = row.decimal(FILE.column("multiplier"), MAX_TERM_SCALE);
            return new Instrument(id, contract, currency, multiplier, lot, prices,
                    row.decimal(MARGIN_RATE, MAX_TERM_SCALE), impact, List.of());
        } catch (IllegalArgumentException e) {
            throw new RejectedRow("", id, e.getMessage());
        }
    }

    private static ContractTerms contract(CsvRow row, String id) {
        Optional<BigDecimal> strike = row.optionalDecimal(STRIKE, Decimals.MAX_PRICE_SCALE);
        boolean isOption = strike.isPresent() || !row.isEmpty(RIGHT) || !row.isEmpty(PREMIUM_STYLE);
        Optional<OptionTerms> option = !isOption ? Optional.empty() : Optional.of(new OptionTerms(
                strike.orElseThrow(() -> row.reject(STRIKE, "an option needs its strike")),
                row.choice(RIGHT, OptionRight.class), row.choice(PREMIUM_STYLE, PremiumStyle.class)));
        try {
            return new ContractTerms(row.choice(PRODUCT, Product.class), row.label(TYPE, LONGEST_TYPE),
                    row.optionalId(UNDERLYING).orElse(""), row.optionalDate(EXPIRY), option);
        } catch (IllegalArgumentException e) {
            throw new RejectedRow("", id, e.getMessage());
        }
    }

    private static Optional<BigDecimal> optional(CsvRow row, String column, int maxScale) {
        return row.optionalDecimal(FILE.column(column), maxScale);
    }

    @Override
    public void finish() throws SQLException {
        if (!written.isEmpty()) {
            StoreKeys keys = new StoreKeys(context.connection(), "instrument_reference", "instrument_id",
                    "instrument_key");
            for (Instrument instrument : written.values()) {
                insert(keys.keyOf(instrument.id()), instrument);
            }
        }
        super.finish();
        context.notListed(FILE, context.before().instruments().keySet(), listed.ids());
    }

    private void insert(int key, Instrument instrument) throws SQLException {
        ContractTerms contract = instrument.contract();
        PreparedStatement insert = table().row();
        insert.setInt(1, key);
        insert.setLong(2, context.cycleId());
        insert.setString(3, instrument.id());
        insert.setString(4, instrument.product().name());
        insert.setString(5, contract.underlying());
        insert.setString(6, instrument.currency());
        insert.setBigDecimal(7, instrument.multiplier());
        insert.setBigDecimal(8, instrument.prices().tick().orElse(null));
        insert.setBigDecimal(9, instrument.lot());
        insert.setObject(10, contract.expiry().orElse(null), Types.DATE);
        insert.setBigDecimal(11, instrument.maintenanceRate());
        insert.setBigDecimal(12, instrument.prices().referencePrice().orElse(null));
        insert.setString(13, instrument.impact().model().name());
        insert.setBigDecimal(14, instrument.impact().depth().orElse(null));
        insert.setBigDecimal(15, instrument.impact().adv());
        insert.setBigDecimal(16, instrument.impact().sigma());
        insert.setBigDecimal(17, instrument.impact().y());
        insert.setBigDecimal(18, instrument.prices().priceLimit().orElse(null));
        insert.setString(19, instrument.prices().negativePrices().name());
        insert.setString(20, contract.group());
        insert.setBigDecimal(21, contract.option().map(OptionTerms::strike).orElse(null));
        insert.setString(22, contract.option().map(o -> o.right().name()).orElse(null));
        insert.setString(23, contract.option().map(o -> o.premiumStyle().name()).orElse(null));
        table().add();
    }
}
