package io.spillway.reports.page;

import static io.spillway.reports.page.Stories.member;
import static io.spillway.reports.page.Stories.money;

import io.spillway.reports.page.Story.Balances;
import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Day;
import io.spillway.reports.page.Story.Defaulter;
import io.spillway.reports.page.Story.Edge;
import io.spillway.reports.page.Story.Figures;
import io.spillway.reports.page.Story.LayerPayment;
import io.spillway.reports.page.Story.LayerUse;
import io.spillway.reports.page.Story.Payment;
import io.spillway.reports.page.Story.PriceMove;
import io.spillway.reports.page.Story.Round;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A story that strains the drawing: forty members, seven rounds of default, every channel, 45 rounds, a loss left unfunded. */
final class HardStories {
    private static final String[] CHANNELS = {"PRICE", "FUND", "ASSESSMENT", "GAINS_HAIRCUT", "SOCIALISED_LOSS"};

    private HardStories() {
    }

    static Story unfunded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cascade cascade = new Cascade(List.of(), rounds(random), List.of(use("DEFAULTER_MARGIN", "4000000", "4000000"),
                use("DEFAULTER_FUND_CONTRIBUTION", "11000000", "11000000"), use("SKIN_IN_THE_GAME", "20000", "20000"),
                use("INSURANCE_FUND", "0", "0"), use("SURVIVORS_FUND_CONTRIBUTIONS", "30000000", "30000000"),
                use("ASSESSMENTS", "26000000", "19500000"), use("SOCIALISED_LOSS", "9000000", "9000000")), edges(random),
                defaulters(), List.of(), new Balances(money("8750000"), money("-2"), money("-431002")));
        Figures figures = new Figures(80, money("990500"), 0, money("0"), 61, 9, 45, money("82270000"));
        return new Story("Harbour House", "JPY", 0, "Made for a test.", List.of(new Day(Stories.FIRST, 2, "UNFUNDED",
                "c0ffee",
                figures, List.of(), Optional.of(cascade))), Map.of(), List.of(), List.of());
    }

    private static LayerUse use(String layer, String available, String paid) {
        return new LayerUse(layer, money(available), money(paid), money(available).subtract(money(paid)));
    }

    private static List<Defaulter> defaulters() {
        List<Defaulter> defaulters = new ArrayList<>();
        int[] rounds = {0, 1, 1, 2, 3, 5, 8, 13, 21};
        for (int i = 0; i < rounds.length; i++) {
            defaulters.add(new Defaulter(member(i), rounds[i], "assessment not paid in full",
                    money("9141111").add(BigDecimal.valueOf(i)),
                    List.of(new Payment("SURVIVORS_FUND_CONTRIBUTIONS", money("100")), new Payment("UNFUNDED",
                    money("7")))));
        }
        return defaulters;
    }

    private static List<Round> rounds(SplittableRandom random) {
        List<Round> rounds = new ArrayList<>();
        BigDecimal price = money("40");
        for (int i = 1; i <= 45; i++) {
            BigDecimal next = price.subtract(BigDecimal.valueOf(random.nextInt(0, 400), 2));
            rounds.add(new Round(i, List.of(new PriceMove("CL", price, next)), random.nextInt(4), random.nextInt(2),
                    i == 3 ? List.of(member(4)) : List.of(), 0, i == 45 ? money("82270000") : money("0"),
                    i == 45 ? List.of(new LayerPayment("ASSESSMENTS", money("19500000"), 21, money("6500000")),
                            new LayerPayment("UNFUNDED", money("8750000"), 0, money("0"))) : List.of()));
            price = next;
        }
        return rounds;
    }

    private static List<Edge> edges(SplittableRandom random) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            String from = member(random.nextInt(14));
            String to = member(random.nextInt(40));
            String channel = CHANNELS[Math.min(random.nextInt(7), 4)];
            double size = Math.pow(random.nextDouble(), 5);
            edges.add(new Edge(from, to, channel, BigDecimal.valueOf((long) (size * 3_000_000))));
        }
        return edges;
    }
}
