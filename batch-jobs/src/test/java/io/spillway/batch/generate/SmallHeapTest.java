package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Positions are never held in memory: 1.5 million of them in a heap of 16 MiB, in which they would not fit as two
 * longs each. In proportion to 10 million positions and a million accounts in 1 GiB it is six times as strict.
 */
class SmallHeapTest {

    private static final int ACCOUNTS = 30_000;
    private static final int POSITIONS = 1_500_000;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void aMillionAndAHalfPositionsAreWrittenInAHeapThatCannotHoldThem() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), SmallHeapTest.class.getName(),
                folder.resolve("inputs").toString()).inheritIO().start();
        assertThat(process.waitFor(110, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(process.exitValue()).isZero();
        try (Stream<String> lines = Files.lines(folder.resolve("inputs/2026-03-02/positions.csv"))) {
            assertThat(lines.count() - 1).isGreaterThanOrEqualTo(POSITIONS);
        }
    }

    /** The child process. */
    public static void main(String[] args) throws IOException {
        GeneratorSettings settings = GeneratorSettings.sample(LocalDate.of(2026, 3, 2), 1)
                .withSizes(40, ACCOUNTS, 60, POSITIONS).withDays(2, 2).withProducts(Products.ALL);
        Generator.generate(settings, Path.of(args[0]), ProgressListener.NONE);
    }
}
