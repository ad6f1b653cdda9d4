package io.spillway.reports.page;

import io.spillway.reports.page.Story.Balances;
import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Check;
import io.spillway.reports.page.Story.Day;
import io.spillway.reports.page.Story.Defaulter;
import io.spillway.reports.page.Story.Edge;
import io.spillway.reports.page.Story.Figures;
import io.spillway.reports.page.Story.Fund;
import io.spillway.reports.page.Story.LayerPayment;
import io.spillway.reports.page.Story.LayerUse;
import io.spillway.reports.page.Story.MarginCall;
import io.spillway.reports.page.Story.Payment;
import io.spillway.reports.page.Story.PriceMove;
import io.spillway.reports.page.Story.Round;
import io.spillway.reports.page.Story.Verdict;
import io.spillway.reports.page.Story.Workbook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Stories for the tests: a house of forty members with a crash on its third day, and smaller ones. */
final class Stories {
    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final String[] WORDS = {"Amber", "Birch", "Cedar", "Dune", "Elm", "Fjord", "Garnet", "Harbour",
            "Iris", "Juniper"};
    private static final String[] KINDS = {"Clearing", "Securities", "Bank", "Futures"};

    private Stories() {
    }

    static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    static String member(int number) {
        return String.format(Locale.ROOT, "M%02d", number);
    }

    /** Five days; on the third, two members default in round 1 and one in round 3, and survivors pay. */
    static Story crash() {
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            days.add(i == 2 ? crashDay() : calmDay(i));
        }
        Map<String, String> names = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            names.put(member(i), WORDS[i % 10] + " " + KINDS[i / 10]);
        }
        List<Check> checks = List.of(
                new Check("Book flat in every instrument", Verdict.PASS, "60 instruments, all sums zero"),
                new Check("Variation margin pays equal receives", Verdict.PASS,
                "184,220,911.25 paid, 184,220,911.25 received"),
                new Check("Losses covered equal losses caused", Verdict.PASS, "151,400,000.17 on both sides"));
        List<Workbook> books = List.of(new Workbook("2026-03-04/margin-and-settlement.xlsx", "daily margin and settlement"),
                new Workbook("2026-03-04/default-management.xlsx", "default management pack"),
                new Workbook("fund-sizing.xlsx", "fund sizing"));
        return new Story("Northgate Clearing", "USD", 2, "Made from a generated sample house, seed 20260302.", days,
                names, checks, books);
    }

    /** The crash story with that day's cascade replaced, its loss too. */
    static Story withCascade(Cascade cascade, BigDecimal loss) {
        Figures figures = new Figures(10, money("5"), 0, money("0"), 1, cascade.defaulters().size(),
                cascade.rounds().size(), loss);
        return new Story("House", "USD", 2, "Made for a test.", List.of(new Day(FIRST, 1, "FUNDED", "ab", figures,
                List.of(), Optional.of(cascade))), Map.of(), List.of(), List.of());
    }

    static Cascade emptyCascade() {
        return new Cascade(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), noBalances());
    }

    static Balances noBalances() {
        return new Balances(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    static Day calmDay(int index) {
        Figures figures = new Figures(2000, money("41000500.25").add(BigDecimal.valueOf(index * 1_317_000L)), 12 + index,
                money("3120400.00"), 0, 0, 0, BigDecimal.ZERO);
        return new Day(FIRST.plusDays(index), 1, "FUNDED", digest(index), figures, funds(index < 2), Optional.empty());
    }

    private static String digest(int index) {
        return String.format(Locale.ROOT, "%016x", 0x9e3779b97f4a7c15L * (index + 1)).repeat(4);
    }

    private static List<Fund> funds(boolean full) {
        return List.of(new Fund("SKIN_IN_THE_GAME", money(full ? "15000000.00" : "0.00")),
                new Fund("INSURANCE_FUND", money(full ? "25000000.00" : "0.00")),
                new Fund("SURVIVORS_FUND_CONTRIBUTIONS", money(full ? "120000000.00" : "48799999.83")),
                new Fund("SECOND_SKIN_IN_THE_GAME", money("10000000.00")));
    }

    private static Day crashDay() {
        Figures figures = new Figures(2000, money("184220911.25"), 57, money("22410900.50"), 31, 3, 3,
                money("151400000.17"));
        return new Day(FIRST.plusDays(2), 1, "FUNDED", digest(2), figures, funds(false), Optional.of(cascade()));
    }

    private static Cascade cascade() {
        List<LayerUse> waterfall = List.of(
                new LayerUse("DEFAULTER_MARGIN", money("22500000.00"), money("22500000.00"), money("0.00")),
                new LayerUse("DEFAULTER_FUND_CONTRIBUTION", money("17700000.00"), money("17700000.00"), money("0.00")),
                new LayerUse("SKIN_IN_THE_GAME", money("15000000.00"), money("15000000.00"), money("0.00")),
                new LayerUse("INSURANCE_FUND", money("25000000.00"), money("25000000.00"), money("0.00")),
                new LayerUse("SURVIVORS_FUND_CONTRIBUTIONS", money("120000000.00"), money("71200000.17"),
                money("48799999.83")),
                new LayerUse("SECOND_SKIN_IN_THE_GAME", money("10000000.00"), money("0.00"), money("10000000.00")),
                new LayerUse("ASSESSMENTS", money("137700000.00"), money("0.00"), money("137700000.00")),
                new LayerUse("SOCIALISED_LOSS", money("60210004.11"), money("0.00"), money("60210004.11")));
        List<Defaulter> defaulters = List.of(
                new Defaulter("M07", 1, "close-out deficits above its house equity and capital", money("98400000.17"),
                        List.of(new Payment("DEFAULTER_MARGIN", money("14000000.00")),
                        new Payment("DEFAULTER_FUND_CONTRIBUTION",
                        money("9700000.00")), new Payment("SKIN_IN_THE_GAME", money("11500000.00")),
                        new Payment("INSURANCE_FUND",
                        money("19000000.00")), new Payment("SURVIVORS_FUND_CONTRIBUTIONS", money("44200000.17")))),
                new Defaulter("M19", 1, "close-out deficits above its house equity and capital", money("35000000.00"),
                        List.of(new Payment("DEFAULTER_MARGIN", money("6000000.00")),
                        new Payment("DEFAULTER_FUND_CONTRIBUTION",
                        money("5000000.00")), new Payment("SKIN_IN_THE_GAME", money("3500000.00")),
                        new Payment("INSURANCE_FUND",
                        money("6000000.00")), new Payment("SURVIVORS_FUND_CONTRIBUTIONS", money("14500000.00")))),
                new Defaulter("M23", 3, "below maintenance after the price impact of round 2", money("18000000.00"),
                        List.of(new Payment("DEFAULTER_MARGIN", money("2500000.00")),
                        new Payment("DEFAULTER_FUND_CONTRIBUTION",
                        money("3000000.00")), new Payment("SURVIVORS_FUND_CONTRIBUTIONS", money("12500000.00")))));
        List<MarginCall> calls = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            calls.add(new MarginCall(member(i + 2) + "-H", member(i + 2),
                    money("1250000.50").subtract(BigDecimal.valueOf(60_000L * i)),
                    i == 1 ? "UNMET" : "MET"));
        }
        return new Cascade(market(), rounds(), waterfall, edges(), defaulters, calls,
                new Balances(money("0.00"), money("0.03"), money("4120332.19")));
    }

    private static List<PriceMove> market() {
        return List.of(new PriceMove("ESM6", money("5210.25"), money("4480.75")), new PriceMove("NQM6",
                money("18400.00"), money("15272.50")),
                new PriceMove("CLJ6", money("78.40"), money("66.12")), new PriceMove("ZNM6", money("110.500000"),
                money("113.250000")),
                new PriceMove("GCJ6", money("2310.40"), money("2378.10")), new PriceMove("VXH6", money("17.35"),
                money("31.10")),
                new PriceMove("6EM6", money("1.08500"), money("1.09110")), new PriceMove("NGJ6", money("2.914"),
                money("2.710")));
    }

    private static List<Round> rounds() {
        return List.of(new Round(1, List.of(new PriceMove("ESM6", money("4480.75"), money("4262.50")),
                new PriceMove("NQM6", money("15272.50"), money("14318.25")), new PriceMove("CLJ6", money("66.12"),
                money("64.90"))),
                19, 2, List.of("M07", "M19"), 4, money("133400000.17"), List.of(
                new LayerPayment("DEFAULTER_MARGIN", money("20000000.00"), 2, money("0")),
                new LayerPayment("DEFAULTER_FUND_CONTRIBUTION", money("14700000.00"), 2, money("0")),
                new LayerPayment("SKIN_IN_THE_GAME", money("15000000.00"), 1, money("0")),
                new LayerPayment("INSURANCE_FUND", money("25000000.00"), 1, money("0")),
                new LayerPayment("SURVIVORS_FUND_CONTRIBUTIONS", money("58700000.17"), 38, money("0")),
                new LayerPayment("UNFUNDED", money("0.00"), 0, money("0")))),
                new Round(2, List.of(new PriceMove("ESM6", money("4262.50"), money("4188.00")),
                new PriceMove("NQM6", money("14318.25"), money("14102.00"))), 9, 0, List.of(), 0, money("0.00"), List.of()),
                new Round(3, List.of(new PriceMove("ESM6", money("4188.00"), money("4171.25"))), 3, 0, List.of("M23"), 1,
                money("18000000.00"), List.of(new LayerPayment("DEFAULTER_MARGIN", money("2500000.00"), 1, money("0")),
                new LayerPayment("DEFAULTER_FUND_CONTRIBUTION", money("3000000.00"), 1, money("0")),
                new LayerPayment("SURVIVORS_FUND_CONTRIBUTIONS", money("12500000.00"), 37, money("0")))));
    }

    private static List<Edge> edges() {
        SplittableRandom random = new SplittableRandom(53);
        List<Edge> edges = new ArrayList<>();
        for (String from : List.of("M07", "M19", "M23", "M31", "M04")) {
            long scale = switch (from) {
                case "M07" -> 900_000_000L;
                case "M19" -> 350_000_000L;
                case "M23" -> 180_000_000L;
                default -> 60_000_000L;
            };
            for (int i = 0; i < 40; i++) {
                String to = member(i);
                if (!to.equals(from)) {
                    double size = Math.pow(random.nextDouble(), 4);
                    edges.add(new Edge(from, to, "PRICE", BigDecimal.valueOf((long) (size * scale), 2)));
                    if (from.compareTo("M23") <= 0 && !from.equals("M04") && !List.of("M07", "M19").contains(to)) {
                        edges.add(new Edge(from, to, "FUND",
                                BigDecimal.valueOf((long) (random.nextDouble() * scale / 3), 2)));
                    }
                }
            }
        }
        edges.add(new Edge("M07", "SKIN_IN_THE_GAME", "FUND", money("11500000.00")));
        edges.add(new Edge("M07", "INSURANCE_FUND", "FUND", money("19000000.00")));
        edges.add(new Edge("M19", "SKIN_IN_THE_GAME", "FUND", money("3500000.00")));
        edges.add(new Edge("M19", "INSURANCE_FUND", "FUND", money("6000000.00")));
        return edges;
    }
}
