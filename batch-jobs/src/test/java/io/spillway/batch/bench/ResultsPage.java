package io.spillway.batch.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables that come out: printed, and written as Markdown and CSV. */
final class ResultsPage {

    private final Options options;
    private final List<Series> series = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A figure with the limit it is held against. */
    record Target(String what, double figure, double limit, Sense sense) {

        boolean isMet() {
            return sense == Sense.AT_MOST ? figure <= limit : figure >= limit;
        }
    }

    /** Which side of its limit a figure should be on. */
    enum Sense {
        AT_MOST("at most"), AT_LEAST("at least");

        private final String words;

        Sense(String words) {
            this.words = words;
        }
    }

    ResultsPage(Options options) {
        this.options = options;
    }

    void add(Series one) {
        series.add(one);
    }

    void add(Target target) {
        targets.add(target);
    }

    void note(String line) {
        notes.add(line);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private String markdown(Clock clock) throws IOException {
        StringBuilder page = new StringBuilder("# The day's store paths: results\n\n");
        page.append(text("%s, %d accounts, %d positions, %d counted runs of each arm after one that does not count, arms"
                + " in turns.%n%s%n%n", LocalDate.now(clock), options.size().accounts(), options.size().positions(),
                options.runs(), machine()));
        page.append("| Target | Figure | Limit | Met |\n|---|---|---|---|\n");
        for (Target target : targets) {
            page.append(text("| %s | %.2f | %s %.2f | %s |%n", target.what(), target.figure(), target.sense().words,
                    target.limit(), target.isMet() ? "yes" : "NO"));
        }
        page.append("\n| Arm | Wall, s: median (least to most) | Processor, s: median (least to most) | Cold, s |\n"
                + "|---|---|---|---|\n");
        for (Series one : series) {
            page.append(text("| %s | %.2f (%.2f to %.2f) | %.2f (%.2f to %.2f) | %.2f |%n", one.name(), one.wall(),
                    one.wall(0), one.wall(1), one.cpu(), one.cpu(0), one.cpu(1), one.cold().wallSeconds()));
        }
        if (!notes.isEmpty()) {
            page.append('\n');
            notes.forEach(note -> page.append("- ").append(note).append('\n'));
        }
        return page.toString();
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("arm,run,wall_s,cpu_s\n");
        for (Series one : series) {
            rows.append(text("%s,cold,%.3f,%.3f%n", one.name(), one.cold().wallSeconds(), one.cold().cpuSeconds()));
            for (int run = 0; run < one.counted().size(); run++) {
                rows.append(text("%s,%d,%.3f,%.3f%n", one.name(), run + 1, one.counted().get(run).wallSeconds(),
                        one.counted().get(run).cpuSeconds()));
            }
        }
        return rows.toString();
    }

    private static String machine() throws IOException {
        String model = System.getProperty("os.arch");
        String load = "unknown";
        Path cpu = Path.of("/proc/cpuinfo");
        if (Files.isReadable(cpu)) {
            model = Files.readAllLines(cpu, StandardCharsets.UTF_8).stream().filter(l -> l.startsWith("model name"))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst().orElse(model);
            load = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.UTF_8).split(" ")[1];
        }
        return text("%s, %d cores, %s, JDK %s, H2 file with WRITE_DELAY=0. Load over the last five minutes at the end:"
                + " %s (about 1 to 2 is the benchmark's own).", model, Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"), Runtime.version(), load);
    }

    void write(Clock clock) throws IOException {
        String page = markdown(clock);
        Files.createDirectories(options.results());
        Files.writeString(options.results().resolve("day.md"), page, StandardCharsets.UTF_8);
        Files.writeString(options.results().resolve("day.csv"), csv(), StandardCharsets.UTF_8);
        System.out.print(page);
        System.out.println();
        System.out.println("written to " + options.results().toAbsolutePath().normalize() + ", at "
                + clock.instant().atOffset(ZoneOffset.UTC));
    }
}
