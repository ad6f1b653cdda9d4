package io.spillway.waterfall.cascade;

import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import java.math.BigDecimal;
import java.util.Optional;

/** An instrument of a test with its price: multiplier and lot 1, maintenance 10%, no impact unless said. */
record TestInstrument(String id, BigDecimal price, BigDecimal fx, BigDecimal multiplier, BigDecimal rate,
                      PriceTerms terms, ImpactTerms impact) {

    static TestInstrument of(String id, String price) {
        return new TestInstrument(id, new BigDecimal(price), BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("0.1"),
                PriceTerms.PLAIN, ImpactTerms.NONE);
    }

    TestInstrument withRate(String newRate) {
        return new TestInstrument(id, price, fx, multiplier, new BigDecimal(newRate), terms, impact);
    }

    TestInstrument withTerms(PriceTerms newTerms) {
        return new TestInstrument(id, price, fx, multiplier, rate, newTerms, impact);
    }

    TestInstrument withTick(String tick) {
        return withTerms(new PriceTerms(Optional.of(new BigDecimal(tick)), Optional.empty(), terms.priceLimit(),
                NegativePrices.REFUSED));
    }

    TestInstrument withLimit(String limit) {
        return withTerms(new PriceTerms(terms.tick(), Optional.empty(), Optional.of(new BigDecimal(limit)),
                NegativePrices.REFUSED));
    }

    TestInstrument withImpact(ImpactTerms newImpact) {
        return new TestInstrument(id, price, fx, multiplier, rate, terms, newImpact);
    }

    /** Linear impact. */
    TestInstrument withDepth(String depth) {
        return withImpact(new ImpactTerms(ImpactModel.LINEAR, Optional.of(new BigDecimal(depth)), BigDecimal.ZERO,
                BigDecimal.ONE, BigDecimal.ONE));
    }

    Instrument instrument() {
        return new Instrument(id, Product.FUTURE, "USD", multiplier, BigDecimal.ONE, terms, rate, impact);
    }
}
