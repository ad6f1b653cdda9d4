package io.spillway.waterfall.bench;

import io.spillway.waterfall.cascade.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Checks the fixture, runs {@link CascadeBenchmark} and writes its figures as a table to the file it is given. */
public final class CascadeBenchmarkMain {

    private static final int[] SOLD_INSTRUMENTS = {60, 240};

    private CascadeBenchmarkMain() {
    }

    public static void main(String[] args) throws RunnerException, IOException {
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
        text.append("\n| Instruments sold | Arm | A round, microseconds: median (quartiles) | Times the bare re-mark"
                + " |\n|---|---|---|---|\n");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                .include(CascadeBenchmark.class.getName() + "\\.").build()).run();
        for (int s = 0; s < rounds.length; s++) {
            appendRows(text, results, SOLD_INSTRUMENTS[s], rounds[s]);
        }
        Path file = Path.of(args[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
        System.out.println(text);
    }

    private static void appendRows(StringBuilder text, Collection<RunResult> results, int sold, int rounds) {
        Statistics bare = figuresOf(results, sold, null);
        appendRow(text, sold + " | bare re-mark", new Figures(bare, bare, rounds));
        for (Recording recording : List.of(Recording.ROUNDS, Recording.WITHOUT_MAP, Recording.FULL)) {
            String map = recording == Recording.FULL ? "map on" : "map off";
            appendRow(text, sold + " | cascade, " + map + " (" + recording + ")",
                    new Figures(figuresOf(results, sold, recording), bare, rounds));
        }
    }

    /** An arm's times of a whole cascade, those of the bare re-mark, and the rounds that both had. */
    private record Figures(Statistics arm, Statistics bare, int rounds) {

        double microseconds(double percentile) {
            return arm.getPercentile(percentile) / rounds;
        }
    }

    private static void appendRow(StringBuilder text, String arm, Figures figures) {
        text.append(String.format(Locale.ROOT, "| %s | %,.0f (%,.0f to %,.0f) | %.2f |%n", arm,
                figures.microseconds(50), figures.microseconds(25), figures.microseconds(75),
                figures.arm().getPercentile(50) / figures.bare().getPercentile(50)));
    }

    /** The times of an arm; the bare re-mark has no recording. */
    private static Statistics figuresOf(Collection<RunResult> results, int sold, Recording recording) {
        return results.stream()
                .filter(r -> r.getParams().getParam("soldInstruments").equals(Integer.toString(sold))
                        && (recording == null ? r.getParams().getParam("recording") == null
                                : recording.name().equals(r.getParams().getParam("recording"))))
                .findFirst().orElseThrow().getPrimaryResult().getStatistics();
    }
}
