package io.spillway.waterfall.bench;

import io.spillway.waterfall.cascade.Recording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Checks the fixture, runs {@link CascadeBenchmark} several times over, so that its arms take turns and a change of the
 * machine's load meets them alike, and writes the figures as a table to the file it is given.
 */
public final class CascadeBenchmarkMain {

    private static final int[] SOLD_INSTRUMENTS = {60, 240};
    private static final int PASSES = 5;
    private static final String BARE = "bare re-mark";
    private static final double MOST_WITHOUT_MAP = 4;
    private static final double MOST_WITH_MAP = 8;

    /** Median times of a whole cascade in microseconds, one a pass, by arm and instruments sold. */
    private final Map<String, List<Double>> medians = new TreeMap<>();

    private CascadeBenchmarkMain() {
    }

    public static void main(String[] args) throws RunnerException, IOException {
        new CascadeBenchmarkMain().run(Path.of(args[0]));
    }

    private void run(Path file) throws RunnerException, IOException {
        StringBuilder text = new StringBuilder("# The cascade\n\nWritten by the benchmark; the page above this folder"
                + " says how.\n\n");
        int[] rounds = new int[SOLD_INSTRUMENTS.length];
        for (int s = 0; s < rounds.length; s++) {
            FireSaleCounts counts = FireSaleCounts.of(CascadeBenchmark.fireSale(SOLD_INSTRUMENTS[s]));
            counts.require();
            rounds[s] = counts.rounds().size();
            text.append("- ").append(SOLD_INSTRUMENTS[s]).append(" instruments sold: ").append(counts.text())
                    .append(".\n");
        }
        double loadBefore = load();
        for (int pass = 0; pass < PASSES; pass++) {
            new Runner(new OptionsBuilder().include(CascadeBenchmark.class.getName() + "\\.").build()).run()
                    .forEach(this::keep);
        }
        text.append(String.format(Locale.ROOT, "%nJava %s, %d processors; load of the machine %.1f before, %.1f after"
                        + " (the benchmark itself is 1); %d passes.%n%n", Runtime.version(),
                Runtime.getRuntime().availableProcessors(), loadBefore, load(), PASSES));
        text.append("| Instruments sold | Arm | A round, microseconds: median (least to most) | Times the bare re-mark:"
                + " median (least to most) | Target |\n|---|---|---|---|---|\n");
        for (int s = 0; s < rounds.length; s++) {
            appendRow(text, SOLD_INSTRUMENTS[s], BARE, rounds[s]);
            for (Recording recording : List.of(Recording.ROUNDS, Recording.WITHOUT_MAP, Recording.FULL)) {
                appendRow(text, SOLD_INSTRUMENTS[s], recording.name(), rounds[s]);
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
        System.out.println(text);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void keep(RunResult result) {
        String recording = result.getParams().getParam("recording");
        String key = key(Integer.parseInt(result.getParams().getParam("soldInstruments")),
                recording == null ? BARE : recording);
        medians.computeIfAbsent(key, k -> new ArrayList<>())
                .add(result.getPrimaryResult().getStatistics().getPercentile(50));
    }

    private static String key(int soldInstruments, String arm) {
        return soldInstruments + " " + arm;
    }

    private void appendRow(StringBuilder text, int sold, String arm, int rounds) {
        List<Double> times = medians.get(key(sold, arm));
        List<Double> bare = medians.get(key(sold, BARE));
        double[] aRound = new double[PASSES];
        double[] ratio = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            aRound[pass] = times.get(pass) / rounds;
            ratio[pass] = times.get(pass) / bare.get(pass);
        }
        Arrays.sort(aRound);
        Arrays.sort(ratio);
        text.append(String.format(Locale.ROOT, "| %d | %s | %,.0f (%,.0f to %,.0f) | %.2f (%.2f to %.2f) | %s |%n", sold,
                title(arm), aRound[PASSES / 2], aRound[0], aRound[PASSES - 1], ratio[PASSES / 2], ratio[0],
                ratio[PASSES - 1], target(arm, ratio[PASSES / 2])));
    }

    private static String title(String arm) {
        return arm.equals(BARE) ? BARE : "cascade, map " + (isMapOn(arm) ? "on" : "off") + " (" + arm + ")";
    }

    private static boolean isMapOn(String arm) {
        return arm.equals(Recording.FULL.name());
    }

    private static String target(String arm, double ratio) {
        if (arm.equals(BARE)) {
            return "";
        }
        double most = isMapOn(arm) ? MOST_WITH_MAP : MOST_WITHOUT_MAP;
        return String.format(Locale.ROOT, "at most %.0f: %s", most, ratio <= most ? "met" : "missed");
    }
}
