package io.spillway.reports.page;

import io.spillway.waterfall.layer.LayerName;
import java.util.Arrays;
import java.util.Locale;

/** How layers and resources are called and grouped on the page; a name that is not a layer's is shown as it comes. */
final class Layers {
    static final String UNFUNDED = LayerName.UNFUNDED.name();

    /** Whose money a layer is. */
    enum Owner {
        DEFAULTERS("own", "defaulters"), HOUSE("house", "house and insurance fund"), SURVIVORS("others",
                "surviving members"),
        NOBODY("unfunded", "nobody"), UNKNOWN("house", "not known");

        private final String look;
        private final String words;

        Owner(String look, String words) {
            this.look = look;
            this.words = words;
        }

        /** Suffix of the style class. */
        String look() {
            return look;
        }

        String words() {
            return words;
        }
    }

    private Layers() {
    }

    static boolean isLayer(String name) {
        return Arrays.stream(LayerName.values()).anyMatch(layer -> layer.name().equals(name));
    }

    static Owner owner(String name) {
        if (!isLayer(name)) {
            return Owner.UNKNOWN;
        }
        return switch (LayerName.valueOf(name)) {
            case DEFAULTER_MARGIN, DEFAULTER_FUND_CONTRIBUTION -> Owner.DEFAULTERS;
            case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME -> Owner.HOUSE;
            case SURVIVORS_FUND_CONTRIBUTIONS, ASSESSMENTS, SOCIALISED_LOSS -> Owner.SURVIVORS;
            case UNFUNDED -> Owner.NOBODY;
        };
    }

    /** SKIN_IN_THE_GAME as "Skin in the game"; UNFUNDED stays as it is, so that nobody overlooks it. */
    static String label(String name) {
        if (name.equals(UNFUNDED) || !name.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|ASSESSMENTS")) {
            return name;
        }
        String words = name.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
