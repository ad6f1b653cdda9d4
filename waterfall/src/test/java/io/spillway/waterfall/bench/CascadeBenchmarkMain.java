package io.spillway.waterfall.bench;

import io.spillway.waterfall.cascade.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

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
        text.append("\n| Instruments sold | Arm | A round, microseconds | Times the bare re-mark |\n|---|---|---|---|\n");
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
        double bare = scoreOf(results, sold, null).getScore();
        appendRow(text, sold + " | bare re-mark", scoreOf(results, sold, null), rounds, bare);
        for (Recording recording : Recording.values()) {
            String map = recording == Recording.FULL ? "map on" : "map off";
            appendRow(text, sold + " | cascade, " + map + " (" + recording + ")",
                    scoreOf(results, sold, recording), rounds, bare);
        }
    }

    private static void appendRow(StringBuilder text, String arm, org.openjdk.jmh.results.Result<?> result,
                                  int rounds, double bare) {
        text.append(String.format(Locale.ROOT, "| %s | %,.0f ± %,.0f | %.2f |%n", arm, result.getScore() / rounds,
                result.getScoreError() / rounds, result.getScore() / bare));
    }

    /** The figure of an arm; the bare re-mark has no recording. */
    private static org.openjdk.jmh.results.Result<?> scoreOf(Collection<RunResult> results, int sold,
                                                             Recording recording) {
        return results.stream()
                .filter(r -> r.getParams().getParam("soldInstruments").equals(Integer.toString(sold))
                        && (recording == null ? r.getParams().getParam("recording") == null
                                : recording.name().equals(r.getParams().getParam("recording"))))
                .findFirst().orElseThrow().getPrimaryResult();
    }
}
