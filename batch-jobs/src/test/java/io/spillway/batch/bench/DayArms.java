package io.spillway.batch.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The first day of a small and a large house, from the command to the end of its process, in a heap of one GiB. */
final class DayArms {

    private static final String HEAP = "-Xmx1g";
    private static final String FIRST_STEP = "openCycle";
    private static final Path PROC = Path.of("/proc");

    private final Options options;
    private final Series small;
    private final Series large;
    private final Series firstStep = new Series("eod: to its first step");
    private final List<String> steps = new ArrayList<>();
    private long largestKib;

    DayArms(Options options) {
        this.options = options;
        this.small = new Series("day: " + options.size().tenth().positions() + " positions");
        this.large = new Series("day: " + options.size().positions() + " positions");
    }

    void run(ResultsPage page) throws Exception {
        if (!Files.isRegularFile(options.jar())) {
            throw new IllegalStateException("there is no " + options.jar().toAbsolutePath() + "; run mvnw package first");
        }
        Path smallInputs = new BenchHouse(options.work().resolve("small")).inputs(options.size().tenth());
        Path largeInputs = new BenchHouse(options.work().resolve("large")).inputs(options.size());
        for (int run = 0; run <= options.runs(); run++) {
            day(small, smallInputs);
            day(large, largeInputs);
        }
        page.add(small);
        page.add(large);
        page.add(firstStep);
        page.add(new ResultsPage.Target("endOfDay, ten times the positions: times the wall clock",
                large.wall() / small.wall(), 12, ResultsPage.Sense.AT_MOST));
        page.add(new ResultsPage.Target("endOfDay, ten times the positions: times the processor time",
                large.cpu() / small.cpu(), 12, ResultsPage.Sense.AT_MOST));
        page.add(new ResultsPage.Target("endOfDay of the large house with " + HEAP + ": largest resident set, GiB",
                largestKib / (double) (1 << 20), 2, ResultsPage.Sense.AT_MOST));
        page.add(new ResultsPage.Target("from the command to the end of the day's first step, seconds",
                firstStep.wall(), 8, ResultsPage.Sense.AT_MOST));
        page.note("steps of the large house, last run: " + String.join(", ", steps));
    }

    private void day(Series series, Path inputs) throws IOException, InterruptedException {
        Path data = options.work().resolve("process");
        BenchHouse.delete(data);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), HEAP, "-jar", options.jar().toString(), "eod",
                "--date", BenchHouse.FIRST.toString(), "--inputs", inputs.toString(), "--data", data.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long begun = System.nanoTime();
        Process process = builder.start();
        Watch watch = new Watch(process);
        Thread watching = new Thread(watch, "watch");
        watching.start();
        steps.clear();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.strip().startsWith(FIRST_STEP)) {
                    firstStep.add(new Series.Run(seconds(begun), watch.cpu.toMillis() / 1e3));
                }
                if (line.strip().matches("[a-zA-Z]+ +[0-9.]+ s")) {
                    steps.add(line.strip().replaceAll(" +", " "));
                }
            }
        }
        int exit = process.waitFor();
        double wall = seconds(begun);
        watching.join();
        if (exit != 0) {
            throw new IllegalStateException("the day ended with exit code " + exit + ": " + String.join(" / ", said));
        }
        series.add(new Series.Run(wall, watch.cpu.toMillis() / 1e3));
        if (series == large) {
            largestKib = Math.max(largestKib, watch.residentKib);
        }
    }

    private static double seconds(long begunNanos) {
        return (System.nanoTime() - begunNanos) / 1e9;
    }

    /** Looks at a process until it ends: its processor time and its largest resident set, where the system tells. */
    private static final class Watch implements Runnable {

        private static final int PERIOD_MILLIS = 50;

        private final Process process;
        private volatile Duration cpu = Duration.ZERO;
        private volatile long residentKib;

        private Watch(Process process) {
            this.process = process;
        }

        @Override
        public void run() {
            try {
                do {
                    process.info().totalCpuDuration().ifPresent(now -> cpu = now);
                    residentKib = Math.max(residentKib, resident());
                } while (!process.waitFor(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private long resident() {
            Path status = PROC.resolve(String.format(Locale.ROOT, "%d", process.pid())).resolve("status");
            try {
                return Files.readAllLines(status, StandardCharsets.UTF_8).stream().filter(l -> l.startsWith("VmHWM"))
                        .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).findFirst().orElse(0);
            } catch (IOException e) {
                // It has ended, or the system has no such file; the largest seen so far stands.
                return 0;
            }
        }
    }
}
