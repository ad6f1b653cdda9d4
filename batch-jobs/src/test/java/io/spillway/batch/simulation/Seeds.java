package io.spillway.batch.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The long run, as the profile {@code simulation} starts it: -Dseeds=300 -Dfrom=1, or one seed again with -Dseed=K.
 * Every fifth seed has a real process killed (-Dkills=off: none). Two of these run beside each other, in a process each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Seeds {

    private static final int SEEDS_PER_KILL = 5;
    private static final int DEFAULT_SEEDS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int remainder;
    private final Coverage coverage = new Coverage();
    private final Path results = Path.of("target", "simulation");
    private final List<Long> done = new ArrayList<>();

    /** @param remainder 0 for the even seeds, 1 for the odd ones */
    Seeds(int remainder) {
        this.remainder = remainder;
    }

    LongStream seeds() {
        long from = Long.getLong("from", 1);
        long count = Long.getLong("seeds", DEFAULT_SEEDS);
        Long one = Long.getLong("seed");
        LongStream all = one == null ? LongStream.range(from, from + count) : LongStream.of(one);
        return all.filter(seed -> Math.floorMod(seed, 2) == remainder);
    }

    @ParameterizedTest(name = "seed {0}", allowZeroInvocations = true)
    @MethodSource("seeds")
    void aHouseWhoseDaysAreFullOfFaultsEndsAsOneThatNothingHappenedTo(long seed, @TempDir Path directory) {
        boolean kills = seed % SEEDS_PER_KILL == 0 && !System.getProperty("kills", "on").equals("off");
        long begun = System.nanoTime();
        try {
            Simulation.run(seed, kills ? Plan.Length.LONG : Plan.Length.SHORT, directory, coverage);
            say(String.format(Locale.ROOT, "seed %d: sound, %d ms%s", seed,
                    (System.nanoTime() - begun) / NANOS_PER_MILLI, kills ? ", with a killed process" : ""));
        } catch (AssertionError e) {
            say(e.getMessage());
            throw e;
        }
        done.add(seed);
    }

    /** Counters over all seeds: whoever ends last prints them for both. */
    @AfterAll
    void count() throws IOException {
        Files.createDirectories(results);
        Files.write(results.resolve("coverage-" + remainder + ".txt"), Stream.concat(
                done.stream().map(seed -> seed + " seeds in all"), coverage.seeds().entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().map(seed -> seed + " " + entry.getKey()))).toList());
        Coverage both = new Coverage();
        try (Stream<Path> files = Files.list(results)) {
            files.filter(file -> file.getFileName().toString().startsWith("coverage-")).flatMap(Seeds::lines)
                    .forEach(line -> both.saw(Long.parseLong(line.substring(0, line.indexOf(' '))),
                            line.substring(line.indexOf(' ') + 1)));
        }
        say(both.toString());
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
