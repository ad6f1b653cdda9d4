package io.spillway.waterfall.compare;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.waterfall.cascade.Cascade;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeException;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.compare.RuleVariant.Kind;
import io.spillway.waterfall.layer.AutoDeleveraging;
import io.spillway.waterfall.layer.Layer;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a case under several rules, each from its own copy of the opening; nothing is booked. */
public final class RuleComparison {

    private final CascadeCase asIs;

    public RuleComparison(CascadeCase asIs) {
        this.asIs = asIs;
    }

    /** What each variant comes to, in their order; one that gives no result says why and stops no other. */
    public List<RuleOutcome> run(List<RuleVariant> variants) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (RuleVariant variant : variants) {
            try {
                outcomes.add(run(variant));
            } catch (CascadeException | ArithmeticException e) {
                outcomes.add(RuleOutcome.failed(variant, e.getMessage()));
            }
        }
        return outcomes;
    }

    private RuleOutcome run(RuleVariant variant) {
        CascadeCase varied = asIs.under(variant.rules());
        if (variant.kind() == Kind.ISOLATED) {
            varied = IsolatedMargin.of(varied);
        } else if (variant.kind() == Kind.NO_IMPACT) {
            varied = varied.with(varied.book().withTerms(i -> i.withImpact(ImpactTerms.NONE)), varied.opening());
        }
        CascadeState state = new CascadeState(varied.book(), varied.opening(), varied.rules(), Recording.WITHOUT_MAP);
        Cascade cascade = new Cascade(state, varied.rules(), layers(variant, state, varied.opening().fxToBase()));
        List<CascadeResult> results = new ArrayList<>();
        for (CascadeEvent event : varied.events()) {
            results.add(cascade.run(event));
        }
        return RuleOutcome.of(variant, varied.book(), results);
    }

    private static List<Layer> layers(RuleVariant variant, CascadeState state, BigDecimal[] fxToBase) {
        return variant.rules().layers().stream().map(name ->
                variant.kind() == Kind.AUTO_DELEVERAGING && name == LayerName.SOCIALISED_LOSS
                        ? new AutoDeleveraging(defaulters -> opposite(state, fxToBase, defaulters))
                        : Layer.of(name, variant.rules().socialisedLossBasis())).toList();
    }

    /**
     * What each account holds now opposite to what the members held together when the cascade began: the sum of |quantity|
     * x multiplier x b(price) x FX over the instruments in which the signs differ, exact.
     */
    private static BigDecimal[] opposite(CascadeState state, BigDecimal[] fxToBase, int[] defaulters) {
        ClearingBook book = state.book();
        long[] net = netOf(book, defaulters);
        BigDecimal[] values = new BigDecimal[book.accounts()];
        Arrays.fill(values, BigDecimal.ZERO);
        for (int p = 0; p < book.positions(); p++) {
            int i = book.instrumentOf(p);
            long lots = state.lotsOf(p);
            if (Long.signum(lots) * Long.signum(net[i]) < 0) {
                Instrument instrument = book.instrument(i);
                values[book.accountOf(p)] = values[book.accountOf(p)].add(instrument.unitsPerLot()
                        .multiply(instrument.prices().base(state.priceOf(i))).multiply(fxToBase[i])
                        .multiply(BigDecimal.valueOf(lots).abs()));
            }
        }
        return values;
    }

    private static long[] netOf(ClearingBook book, int[] members) {
        boolean[] isOne = new boolean[book.members()];
        Arrays.stream(members).forEach(m -> isOne[m] = true);
        long[] net = new long[book.instruments()];
        for (int p = 0; p < book.positions(); p++) {
            if (isOne[book.memberOf(book.accountOf(p))]) {
                net[book.instrumentOf(p)] = Math.addExact(net[book.instrumentOf(p)], book.lotsOf(p));
            }
        }
        return net;
    }
}
