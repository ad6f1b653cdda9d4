package io.spillway.reports.sizing;

import io.spillway.reports.SampleHouse;
import io.spillway.reports.sizing.SizingData.Estimate;
import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Member;
import io.spillway.reports.sizing.SizingData.Move;
import io.spillway.reports.sizing.SizingData.Named;
import io.spillway.reports.sizing.SizingData.Origin;
import io.spillway.reports.sizing.SizingData.Point;
import io.spillway.reports.sizing.SizingData.Recommendation;
import io.spillway.reports.sizing.SizingData.Resource;
import io.spillway.reports.sizing.SizingData.Reverse;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.sizing.SizingData.Sensitivity;
import io.spillway.waterfall.sizing.LossDistribution;
import io.spillway.waterfall.sizing.Probability;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A sizing as the engine's own statistics draw it from made-up scenarios: one in thirty needs anything. */
final class SampleSizing {

    static final BigDecimal TARGET = new BigDecimal("0.001");
    private static final long STEP = 1_000_000;
    private static final long FUND = 12_000_000_000L;
    private static final long OTHER_LAYERS = 5_000_000_000L;
    private static final long CONTRIBUTIONS = 31_000_000_000L;
    private static final List<BigDecimal> LEVELS = List.of(new BigDecimal("0.99"), new BigDecimal("0.995"),
            new BigDecimal("0.999"));
    private static final int MEMBERS = 18;

    private final SplittableRandom random;
    private final long seed;
    private final List<Scenario> rows = new ArrayList<>();

    SampleSizing(long seed, int scenarios) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        for (int s = 0; s < scenarios; s++) {
            rows.add(scenario(s, "Monte Carlo " + s, random.nextInt(30) == 0 ? tail() : 0));
        }
    }

    /** Many small ones, few large ones. */
    private long tail() {
        double u = random.nextDouble();
        return (long) (9e9 * (Math.pow(1 - u, -0.22) - 0.9));
    }

    static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private Scenario scenario(int number, String name, long need) {
        long cover1 = need == 0 ? random.nextLong(0, 900_000_000L) : need / 3 + random.nextLong(1_000_000_000L);
        long cover2 = cover1 + cover1 / 3;
        long linear = need * (40 + random.nextInt(45)) / 100;
        long fund = need < FUND / 4 ? 0 : steps(need - FUND / 5);
        long socialised = Math.max(0, fund - FUND);
        long beyond = socialised == 0 ? Math.max(0, need - FUND - OTHER_LAYERS) : Math.min(need, 2 * socialised);
        return new Scenario(number, name, money(cover1), money(cover2), money(need), money(linear), money(beyond),
                money(socialised), need == 0 ? 0 : 1 + (int) (need / 9_000_000_000L), need == 0 ? 0 : 2, money(fund));
    }

    private static long steps(long cents) {
        return -Math.floorDiv(-cents, STEP) * STEP;
    }

    private static long cents(BigDecimal amount) {
        return amount.unscaledValue().longValueExact();
    }

    SizingData data() {
        long[] needs = rows.stream().mapToLong(row -> cents(row.need())).toArray();
        long[] linear = rows.stream().mapToLong(row -> cents(row.linearNeed())).toArray();
        long[] critical = rows.stream().mapToLong(row -> cents(row.criticalFund())).sorted().toArray();
        long forTarget = critical[critical.length - 1 - TARGET.multiply(BigDecimal.valueOf(rows.size()))
                .setScale(0, RoundingMode.FLOOR).intValueExact()];
        long cover2 = rows.stream().mapToLong(row -> cents(row.cover2())).max().orElseThrow();
        long forCover2 = steps(Math.max(0, cover2 - CONTRIBUTIONS - OTHER_LAYERS));
        long recommended = Math.max(forTarget, forCover2);
        Recommendation advice = new Recommendation(money(recommended), money(FUND), money(forTarget), money(forCover2), TARGET,
                forTarget >= forCover2 ? "the smallest fund with which losses are socialised in at most 0.1% of the scenarios; "
                        + "Cover-2 alone would need " + Words.grouped(money(forCover2))
                        : "prefunded resources must pay the largest Cover-2; the target probability alone would need "
                        + Words.grouped(money(forTarget)), money(CONTRIBUTIONS + OTHER_LAYERS + FUND));
        List<Resource> resources = List.of(new Resource("Members' contributions", money(CONTRIBUTIONS)),
                new Resource("skin in the game", money(OTHER_LAYERS)), new Resource("insurance fund", money(FUND)));
        List<Level> levels = levels(new LossDistribution(needs, seed), new LossDistribution(linear, seed));
        return new SizingData(SampleHouse.day(), SampleHouse.USD, advice, resources, levels,
                curve(critical, Math.max(FUND, recommended), recommended), rows, named(), members(),
                sensitivities(levels.get(levels.size() - 1), Arrays.stream(needs).max().orElseThrow(), forTarget),
                Optional.of(reverse()), new Origin("Monte Carlo: " + rows.size() + " draws, Student-t with 4 degrees of freedom, "
                + "covariance of 14 instruments shrunk by 0.0312, seed " + seed, "5e".repeat(32),
                "kind=MONTE_CARLO scenarios=" + rows.size() + " seed=" + seed + " holdingPeriodDays=2 degreesOfFreedom=4 "
                        + "levels=0.99,0.995,0.999 target=0.001 step=1000000 contributions=STRESS_LOSS floor=0 "
                        + "sensitivities=ON", "size-fund --date 2026-03-09 --scenarios " + rows.size() + " --seed " + seed));
    }

    private static Estimate estimate(LossDistribution.Estimate of) {
        return new Estimate(money(of.value()), money(of.low()), money(of.high()));
    }

    private static Estimate estimate(Probability of) {
        return new Estimate(BigDecimal.valueOf(of.value()), BigDecimal.valueOf(of.low()), BigDecimal.valueOf(of.high()));
    }

    private static List<Level> levels(LossDistribution needs, LossDistribution linear) {
        return LEVELS.stream().map(level -> new Level(level, estimate(needs.at(level).valueAtRisk()),
                estimate(needs.at(level).expectedShortfall()), estimate(linear.at(level).valueAtRisk()),
                estimate(linear.at(level).expectedShortfall()), needs.at(level).isThin())).toList();
    }

    private static List<Point> curve(long[] critical, long largest, long recommended) {
        TreeSet<Long> funds = new TreeSet<>(List.of(FUND, recommended));
        IntStream.rangeClosed(0, 8).forEach(quarter -> funds.add(largest * quarter / 4));
        return funds.stream().map(fund -> {
            int happened = (int) Arrays.stream(critical).filter(needed -> needed > fund).count();
            return new Point(money(fund), happened, critical.length, estimate(Probability.of(happened, critical.length)));
        }).toList();
    }

    private List<Named> named() {
        return List.of(
                new Named("Shares fall as on 16 and 19 October 1987 (S&P 500 -24.6% over two days), government bonds rise, "
                        + "metals and energy fall with shares", scenario(0, "equity-crash", 9_412_345_600L)),
                new Named("Nickel as on 7 March 2022 (+66% in a day, before the market was suspended), other metals with it",
                        scenario(1, "metal-squeeze", 2_100_000_000L)),
                new Named("Crude oil as on 20 and 21 April 2020", scenario(2, "negative-oil", 31_000_000_001L)),
                new Named("=HYPERLINK(\"http://x\";\"y\")", scenario(3, "rates-shock", 0)));
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        long rest = CONTRIBUTIONS;
        long restByRule = CONTRIBUTIONS;
        for (int m = 0; m < MEMBERS; m++) {
            long now = m == MEMBERS - 1 ? rest : rest / (MEMBERS / 2);
            long byRule = m == MEMBERS - 1 ? restByRule : restByRule * (1 + random.nextInt(3)) / MEMBERS;
            rest -= now;
            restByRule -= byRule;
            members.add(new Member(String.format(Locale.ROOT, "MBR-%02d", m + 1), money(random.nextLong(90_000_000L)),
                    money(now), money(byRule)));
        }
        return members;
    }

    private List<Sensitivity> sensitivities(Level highest, long largest, long forTarget) {
        List<Sensitivity> all = new ArrayList<>();
        List.of("Price impact", "Assessments", "Insurance fund").forEach(parameter -> {
            for (String value : List.of("0", "1", "2")) {
                boolean asItIs = value.equals("1");
                BigDecimal factor = new BigDecimal("0.7").add(new BigDecimal(value).multiply(new BigDecimal("0.3")));
                Estimate shortfall = new Estimate(times(highest.expectedShortfall().value(), factor),
                        times(highest.expectedShortfall().low(), factor), times(highest.expectedShortfall().high(), factor));
                all.add(new Sensitivity(parameter, new BigDecimal(value), asItIs,
                        asItIs ? highest.expectedShortfall() : shortfall, times(money(largest), factor),
                        estimate(Probability.of(asItIs ? 1 : 2, rows.size())), asItIs ? money(forTarget)
                        : money(steps(cents(times(money(forTarget), factor))))));
            }
        });
        return all;
    }

    private static BigDecimal times(BigDecimal amount, BigDecimal factor) {
        return amount.multiply(factor).setScale(2, RoundingMode.HALF_EVEN);
    }

    private Reverse reverse() {
        List<Move> moves = new ArrayList<>();
        for (String instrument : List.of("CRUDE-2026-06", "BRENT-2026-06", "GOLD-2026-04", "NIKKEI-2026-06", "US10Y-2026-06",
                "BTC-PERP", "CORN-2026-07-C450", "WHEAT-2026-07")) {
            moves.add(new Move(instrument, BigDecimal.valueOf(random.nextLong(-310_000_000, 120_000_000), 9)));
        }
        return new Reverse("Monte Carlo 41", new BigDecimal("1.2578125"), new BigDecimal("9.41234567"), money(48_123_456_789L),
                moves);
    }
}
