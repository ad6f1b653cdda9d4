package io.spillway.waterfall.compare;

import io.spillway.waterfall.cascade.BelowMaintenance;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One thing about the rules taken otherwise.
 *
 * @param name in a few words
 * @param meaning what is otherwise, in a sentence
 * @param rules those that are run
 */
public record RuleVariant(String name, String meaning, Kind kind, CascadeRules rules) {

    /** What beside the rules is otherwise. */
    public enum Kind {
        /** Nothing. */
        RULES,
        /** Every position has its own margin and is closed alone. */
        ISOLATED,
        /** What would be socialised is taken by pro-rata auto-deleveraging. */
        AUTO_DELEVERAGING,
        /** Fire sales move no price. */
        NO_IMPACT
    }

    private static final Set<LayerName> MAKES_OTHERS_DEFAULT =
            EnumSet.of(LayerName.ASSESSMENTS, LayerName.SOCIALISED_LOSS);

    /** The rules as they are: the first of every comparison. */
    public static RuleVariant asConfigured(CascadeRules rules) {
        return new RuleVariant("as configured", "the house's own rules", Kind.RULES, rules);
    }

    /** The rules as they are, then each of the standard changes that changes something. */
    public static List<RuleVariant> standard(CascadeRules rules) {
        List<RuleVariant> variants = new ArrayList<>(List.of(asConfigured(rules)));
        addOrder(variants, "EMIR order", "own resources before other members, second own resources before cash calls (EMIR"
                + " article 45, CCPRR)", rules, CascadeRules.DEFAULT_LAYERS);
        addOrder(variants, "survivors before fund", "survivors' contributions pay before the insurance fund", rules,
                swapped(rules.layers(), LayerName.INSURANCE_FUND, LayerName.SURVIVORS_FUND_CONTRIBUTIONS));
        addOrder(variants, "fund before own capital", "the insurance fund pays before the house's own capital", rules,
                swapped(rules.layers(), LayerName.SKIN_IN_THE_GAME, LayerName.INSURANCE_FUND));
        addOrder(variants, "calls before contributions", "members are called before survivors' contributions pay", rules,
                swapped(rules.layers(), LayerName.SURVIVORS_FUND_CONTRIBUTIONS, LayerName.ASSESSMENTS));
        boolean liquidates = rules.belowMaintenance() == BelowMaintenance.LIQUIDATE;
        variants.add(new RuleVariant(liquidates ? "call first" : "liquidate at once", liquidates
                ? "a member's capital tops its accounts up before they are closed out"
                : "accounts below maintenance are closed out without a call", Kind.RULES,
                with(rules, rules.layers(), rules.socialisedLossBasis(), liquidates ? BelowMaintenance.CALL_FIRST
                        : BelowMaintenance.LIQUIDATE)));
        variants.add(new RuleVariant("isolated margin", "every position has its share of the account's margin and is closed"
                + " alone", Kind.ISOLATED, rules));
        variants.add(new RuleVariant("auto-deleveraging", "what would be socialised is taken from those opposite to the"
                + " defaulters, by what they hold", Kind.AUTO_DELEVERAGING, rules));
        for (SocialisedLossBasis basis : SocialisedLossBasis.values()) {
            if (basis != rules.socialisedLossBasis()) {
                variants.add(new RuleVariant("socialised by " + basis.name().toLowerCase(Locale.ROOT)
                        .replace('_', ' '), "a socialised loss is shared by " + basis, Kind.RULES,
                        with(rules, rules.layers(), basis, rules.belowMaintenance())));
            }
        }
        variants.add(new RuleVariant("no contagion", "fire sales move no price, and nobody is called or haircut: what that"
                + " would pay is unfunded", Kind.NO_IMPACT, with(rules, rules.layers().stream()
                .filter(layer -> !MAKES_OTHERS_DEFAULT.contains(layer)).toList(), rules.socialisedLossBasis(),
                rules.belowMaintenance())));
        return variants;
    }

    /**
     * The rules with another order of layers.
     *
     * @throws IllegalArgumentException if the order is not one that a waterfall may have (rule 5.13)
     */
    public static RuleVariant ordered(CascadeRules rules, List<LayerName> layers) {
        return new RuleVariant("order as asked", "layers in the order " + layers, Kind.RULES,
                with(rules, layers, rules.socialisedLossBasis(), rules.belowMaintenance()));
    }

    private static void addOrder(List<RuleVariant> variants, String name, String meaning, CascadeRules rules,
            List<LayerName> layers) {
        if (!layers.equals(rules.layers())) {
            variants.add(new RuleVariant(name, meaning, Kind.RULES,
                    with(rules, layers, rules.socialisedLossBasis(), rules.belowMaintenance())));
        }
    }

    /** The order with two layers exchanged where the first comes before the second; else as it is. */
    private static List<LayerName> swapped(List<LayerName> layers, LayerName first, LayerName second) {
        int one = layers.indexOf(first);
        int other = layers.indexOf(second);
        if (one < 0 || other < one) {
            return layers;
        }
        List<LayerName> result = new ArrayList<>(layers);
        result.set(one, second);
        result.set(other, first);
        return result;
    }

    private static CascadeRules with(CascadeRules rules, List<LayerName> layers, SocialisedLossBasis basis,
            BelowMaintenance below) {
        BigDecimal multiple = rules.assessmentMultiple();
        return new CascadeRules(layers, multiple, basis, rules.executionPrice(), rules.liquidationFeeRate(), below,
                rules.initialFactor(), rules.maxRounds());
    }
}
