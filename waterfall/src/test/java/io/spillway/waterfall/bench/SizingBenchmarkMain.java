package io.spillway.waterfall.bench;

import io.spillway.waterfall.scenario.MonteCarloScenarios;
import io.spillway.waterfall.scenario.Scenario;
import io.spillway.waterfall.sizing.CriticalFund;
import io.spillway.waterfall.sizing.LossDistribution;
import io.spillway.waterfall.sizing.ScenarioEngine;
import io.spillway.waterfall.sizing.ScenarioEngine.MemberLosses;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures what sizing a fund costs and writes the figures to the file it is given; the page beside it says how. */
public final class SizingBenchmarkMain {

    private static final long SEED = 1;
    private static final double MOST_TIMES_THE_FASTEST = 2;
    private static final double LEAST_TIMES_WITH_TWO_THREADS = 1.5;
    private static final int HOUSE_SCENARIOS = 2_000;
    private static final int RANGE = 100;
    private static final int CRASHES = 100;
    private static final double CRASH_FACTOR = 2.5;

    private final StringBuilder text = new StringBuilder("# Sizing a fund\n\nWritten by the benchmark; the page above this"
            + " folder says how. Medians of five passes, arms in turn, with least and most.\n\n");

    private SizingBenchmarkMain() {
    }

    public static void main(String[] args) throws IOException {
        SizingBenchmarkMain main = new SizingBenchmarkMain();
        double loadBefore = load();
        StringBuilder figures = main.text;
        int head = figures.length();
        main.kernel(1);
        main.kernel(2);
        main.generationAndReduction();
        main.house();
        figures.insert(head, String.format(Locale.ROOT, "Java %s, %d processors; load of the machine %.1f before, %.1f after"
                + " (the benchmark itself is up to 2).%n%n", Runtime.version(),
                Runtime.getRuntime().availableProcessors(), loadBefore, load()));
        Path file = Path.of(args[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, figures, StandardCharsets.UTF_8);
        System.out.println(figures);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String met(boolean isMet) {
        return isMet ? "met" : "missed";
    }

    // ---- the kernel ----

    private void kernel(int threads) {
        KernelArms fixture = new KernelArms(SEED);
        List<double[][]> parts = fixture.parts(threads);
        Timed timed = new Timed();
        List<KernelArms.Arm> firsts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Function<double[][], KernelArms.Arm>> entry : fixture.arms().entrySet()) {
            List<KernelArms.Arm> arms = parts.stream().map(entry.getValue()).toList();
            List<Runnable> runs = new ArrayList<>();
            arms.forEach(arm -> runs.add(arm::run));
            timed.arm(entry.getKey(), () -> Timed.together(runs, threads));
            names.add(entry.getKey());
            firsts.add(arms.get(0));
        }
        timed.measure();
        double product = timed.median(KernelArms.PRODUCT);
        double fastest = names.stream().filter(name -> !name.equals(KernelArms.PRODUCT)).mapToDouble(timed::median).min()
                .orElseThrow();
        line("## Profit and loss, dense, %,d scenarios x %,d members x %d instruments, %d thread%s%n",
                KernelArms.SCENARIOS, KernelArms.MEMBERS, KernelArms.INSTRUMENTS, threads, threads == 1 ? "" : "s");
        line("| Arm | Seconds | Products a nanosecond | Times the product's time | Furthest from the product's result |");
        line("|---|---|---|---|---|");
        double products = (double) KernelArms.SCENARIOS * KernelArms.MEMBERS * KernelArms.INSTRUMENTS;
        for (int a = 0; a < names.size(); a++) {
            line("| %s | %s | %.1f | %.2f | %.1g |", names.get(a), timed.text(names.get(a), 1),
                    products / timed.median(names.get(a)) / 1e9, timed.median(names.get(a)) / product,
                    KernelArms.difference(firsts.get(a), firsts.get(0), KernelArms.SCENARIOS / threads));
        }
        line("%nThe product takes %.2f times the fastest of the others. Target at most %.0f: %s.%n", product / fastest,
                MOST_TIMES_THE_FASTEST, met(product <= MOST_TIMES_THE_FASTEST * fastest));
    }

    // ---- before and after ----

    private void generationAndReduction() {
        int drawn = 1_000;
        long[] needs = new SplittableRandom(SEED).longs(KernelArms.SCENARIOS, 0, 1_000_000_000_00L).toArray();
        List<BigDecimal> levels = List.of(new BigDecimal("0.99"), new BigDecimal("0.995"), new BigDecimal("0.999"));
        Timed timed = new Timed();
        for (int size : new int[] {120, KernelArms.INSTRUMENTS}) {
            MonteCarloScenarios source = TreasuryHouse.scenarios(IntStream.range(0, size).mapToObj(i -> "I" + i).toList(),
                    drawn);
            timed.arm("draw " + size, () -> IntStream.range(0, drawn).forEach(source::scenario));
        }
        timed.arm("reduce", () -> {
            LossDistribution distribution = new LossDistribution(needs, SEED);
            levels.forEach(distribution::at);
        });
        timed.measure();
        line("## Apart from it, one thread%n");
        line("| What | |");
        line("|---|---|");
        line("| Monte Carlo scenarios of 120 instruments drawn in a second | %s |", timed.rate("draw 120", drawn));
        line("| of %d instruments | %s |", KernelArms.INSTRUMENTS, timed.rate("draw " + KernelArms.INSTRUMENTS, drawn));
        line("| Figures of %,d needs at three levels with 1,000 resamples, seconds | %s |%n", KernelArms.SCENARIOS,
                timed.text("reduce", 1));
    }

    // ---- the house ----

    private void house() {
        TreasuryHouse fixture = new TreasuryHouse(2_000, 40, 120, SEED);
        MonteCarloScenarios source = fixture.scenarios(HOUSE_SCENARIOS);
        List<Scenario> all = IntStream.range(0, HOUSE_SCENARIOS).mapToObj(source::scenario).toList();
        ScenarioEngine engine = new ScenarioEngine(fixture.house(), source.instruments());
        ScenarioEngine linear = new ScenarioEngine(fixture.linear(), source.instruments());
        List<ScenarioOutcome> outcomes = engine.run(all, MemberLosses.IGNORED);
        List<Scenario> calm = all.stream().filter(s -> outcomes.get(s.number()).rounds() == 0).toList();
        List<Scenario> busy = all.stream().filter(s -> outcomes.get(s.number()).rounds() > 0).toList();
        List<Scenario> crashes = busy.stream().limit(CRASHES).map(s -> s.times(CRASH_FACTOR)).toList();
        CriticalFund critical = new CriticalFund(fixture.house(), source.instruments(), 1_000_00);
        List<Runnable> ranges = new ArrayList<>();
        for (int first = 0; first < HOUSE_SCENARIOS; first += RANGE) {
            List<Scenario> range = all.subList(first, first + RANGE);
            ranges.add(() -> engine.run(range, MemberLosses.IGNORED));
        }
        Timed timed = new Timed()
                .arm("contagion", () -> engine.run(all, MemberLosses.IGNORED))
                .arm("linear", () -> linear.run(all, MemberLosses.IGNORED))
                .arm("two", () -> Timed.together(ranges, 2))
                .arm("screened", () -> engine.run(calm, MemberLosses.IGNORED))
                .arm("calm by engine", () -> calm.forEach(s -> engine.run(s, MemberLosses.IGNORED)))
                .arm("busy", () -> busy.forEach(s -> engine.run(s, MemberLosses.IGNORED)))
                .arm("crash", () -> crashes.forEach(s -> engine.run(s, MemberLosses.IGNORED)))
                .arm("critical", () -> crashes.forEach(critical::of))
                .measure();
        List<ScenarioOutcome> crashed = crashes.stream().map(s -> engine.run(s, MemberLosses.IGNORED)).toList();
        describe(outcomes, crashed);
        line("| What | |");
        line("|---|---|");
        line("| Scenarios a second with contagion, one thread | %s |", timed.rate("contagion", HOUSE_SCENARIOS));
        line("| two threads | %s |", timed.rate("two", HOUSE_SCENARIOS));
        line("| linear: impact and loss sharing off, one thread | %s |", timed.rate("linear", HOUSE_SCENARIOS));
        line("| A calm scenario, screened, microseconds | %s |", timed.microseconds("screened", calm.size()));
        line("| A calm scenario through the engine, microseconds | %s |", timed.microseconds("calm by engine", calm.size()));
        line("| A scenario with close-outs, microseconds | %s |", timed.microseconds("busy", busy.size()));
        line("| A crash through the engine, microseconds | %s |", timed.microseconds("crash", CRASHES));
        line("| The critical fund of a crash in steps of 1,000, microseconds | %s |%n", timed.microseconds("critical", CRASHES));
        double times = timed.median("contagion") / timed.median("two");
        line("Contagion takes %.1f times the linear estimate. Two threads are %.2f times as fast as one. Target at least %.1f:"
                + " %s.", timed.median("contagion") / timed.median("linear"), times, LEAST_TIMES_WITH_TWO_THREADS,
                met(times >= LEAST_TIMES_WITH_TWO_THREADS));
    }

    private void describe(List<ScenarioOutcome> outcomes, List<ScenarioOutcome> crashed) {
        line("## A house of 2,000 accounts, 20,000 positions, 120 instruments, 40 members%n");
        line("Of %,d draws (Student-t, 4 degrees of freedom) %,d have no close-out, %,d need something of layers 3 and later;"
                + " the others take %.1f rounds on average. The %d crashes are draws taken %.1f times: %.1f rounds, %.1f"
                + " defaults on average, %d need something, %d socialise losses.%n", outcomes.size(),
                outcomes.stream().filter(o -> o.rounds() == 0).count(), outcomes.stream().filter(o -> o.need() > 0).count(),
                outcomes.stream().filter(o -> o.rounds() > 0).mapToInt(ScenarioOutcome::rounds).average().orElse(0),
                crashed.size(), CRASH_FACTOR, crashed.stream().mapToInt(ScenarioOutcome::rounds).average().orElse(0),
                crashed.stream().mapToInt(ScenarioOutcome::defaults).average().orElse(0),
                crashed.stream().filter(o -> o.need() > 0).count(),
                crashed.stream().filter(o -> o.socialised() > 0).count());
    }
}
