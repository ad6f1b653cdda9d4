package io.spillway.batch.drill;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The instruments of a drill case with their prices and FX rates. */
final class DrillInstruments {

    private static final Set<String> FIELDS = Set.of("id", "currency", "price", "multiplier", "tick", "lot",
            "maintenanceRate", "referencePrice", "impact", "depth", "sigma", "adv", "y", "priceLimit",
            "allowNegative");

    private final Map<String, Instrument> instruments = new TreeMap<>();
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, BigDecimal> fx;

    DrillInstruments(List<JsonNode> elements, String baseCurrency, Map<String, BigDecimal> fx) {
        this.fx = fx;
        int n = 0;
        for (JsonNode json : elements) {
            String path = "instruments[" + n++ + "]";
            read(new Fields(json, path, FIELDS), path, json, baseCurrency);
        }
    }

    private void read(Fields fields, String path, JsonNode json, String baseCurrency) {
        String id = fields.requiredId("id");
        String currency = fields.text("currency").orElse(baseCurrency);
        if (!fx.containsKey(currency)) {
            throw new DrillException(fields.at("currency"), "'" + currency + "' has no rate in fx");
        }
        Instrument instrument;
        try {
            instrument = new Instrument(id, Product.FUTURE, currency,
                    fields.decimal("multiplier", Fields.ANY_SCALE).orElse(BigDecimal.ONE),
                    fields.decimal("lot", Decimals.MAX_QUANTITY_SCALE).orElse(BigDecimal.ONE),
                    priceTerms(fields),
                    fields.decimal("maintenanceRate", Fields.ANY_SCALE).orElse(BigDecimal.ZERO), impact(fields));
        } catch (IllegalArgumentException e) {
            throw new DrillException(path, e.getMessage());
        }
        if (instruments.put(id, instrument) != null) {
            throw new DrillException(fields.at("id"), "'" + id + "' is listed twice");
        }
        if (!fields.has("price")) {
            throw new DrillException(fields.at("price"), "is missing");
        }
        prices.put(id, priceOf(json.get("price"), instrument.prices(), fields.at("price")));
    }

    private static PriceTerms priceTerms(Fields fields) {
        return new PriceTerms(fields.decimal("tick", Decimals.MAX_PRICE_SCALE),
                fields.decimal("referencePrice", Decimals.MAX_PRICE_SCALE),
                fields.decimal("priceLimit", Fields.ANY_SCALE),
                fields.flag("allowNegative") ? NegativePrices.ALLOWED : NegativePrices.REFUSED);
    }

    private static ImpactTerms impact(Fields fields) {
        return new ImpactTerms(fields.choice("impact", ImpactModel.class, ImpactModel.LINEAR),
                fields.decimal("depth", Fields.ANY_SCALE),
                fields.decimal("sigma", Fields.ANY_SCALE).orElse(null),
                fields.decimal("adv", Fields.ANY_SCALE).orElse(null),
                fields.decimal("y", Fields.ANY_SCALE).orElse(BigDecimal.ONE));
    }

    /** A price; negative only where the instrument says so, zero likewise (rule 1.2). */
    static BigDecimal priceOf(JsonNode value, PriceTerms terms, String field) {
        BigDecimal price = Fields.decimalOf(value, Decimals.MAX_PRICE_SCALE, field);
        if (price.signum() <= 0 && terms.negativePrices() == NegativePrices.REFUSED) {
            throw new DrillException(field, price.toPlainString() + " is not above zero, which allowNegative would let");
        }
        return price;
    }

    Instrument require(String id, String field) {
        Instrument instrument = instruments.get(id);
        if (instrument == null) {
            throw new DrillException(field, "'" + id + "' is no instrument of the case");
        }
        return instrument;
    }

    List<Instrument> all() {
        return List.copyOf(instruments.values());
    }

    BigDecimal[] pricesOf(ClearingBook book) {
        BigDecimal[] result = new BigDecimal[book.instruments()];
        for (int i = 0; i < result.length; i++) {
            result[i] = prices.get(book.instrument(i).id());
        }
        return result;
    }

    BigDecimal[] fxOf(ClearingBook book) {
        BigDecimal[] result = new BigDecimal[book.instruments()];
        for (int i = 0; i < result.length; i++) {
            result[i] = fx.get(book.instrument(i).currency());
        }
        return result;
    }
}
