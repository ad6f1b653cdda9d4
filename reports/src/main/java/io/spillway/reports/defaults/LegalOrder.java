package io.spillway.reports.defaults;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds a house's waterfall against the order of EMIR art. 45 and CCPRR: the defaulter's margin, its contribution,
 * dedicated own resources, the other members' contributions, second own resources, capped cash calls, gains haircuts.
 */
final class LegalOrder {

    private static final Map<String, Integer> PLACES = Map.of("DEFAULTER_MARGIN", 1, "DEFAULTER_FUND_CONTRIBUTION", 2,
            "SKIN_IN_THE_GAME", 3, "SURVIVORS_FUND_CONTRIBUTIONS", 4, "SECOND_SKIN_IN_THE_GAME", 5, "ASSESSMENTS", 6,
            "SOCIALISED_LOSS", 7);

    private LegalOrder() {
    }

    /** In a few words, how a layer of this order stands to the law's. */
    static String of(String layer, DefaultData.Terms terms) {
        if (layer.equals(DefaultData.UNFUNDED)) {
            return "what nobody paid";
        }
        Integer place = PLACES.get(layer);
        if (place == null) {
            return "departs: no such layer there";
        }
        if (layer.equals("SOCIALISED_LOSS") && !terms.socialisedLossBasis().equals("GAINS")) {
            return "departs: by " + readable(terms.socialisedLossBasis()).toLowerCase(Locale.ROOT)
                    + ", reaches posted margin";
        }
        List<String> order = terms.layers();
        for (String earlier : order.subList(0, Math.max(0, order.indexOf(layer)))) {
            if (PLACES.getOrDefault(earlier, 0) > place) {
                return "departs: place " + place + ", here after " + readable(earlier).toLowerCase(Locale.ROOT);
            }
        }
        return "place " + place;
    }

    /** SKIN_IN_THE_GAME as "Skin in the game". */
    static String readable(String name) {
        String words = name.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
