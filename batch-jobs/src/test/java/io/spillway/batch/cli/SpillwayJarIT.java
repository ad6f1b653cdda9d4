package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The finished jar, as an operator runs it: exit codes, and what goes to which stream. */
@Timeout(60)
class SpillwayJarIT {

    @TempDir
    private Path folder;

    @Test
    void helpGoesToStandardOutputAndExitsWithZero() throws Exception {
        Ended ended = run("--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Verbs:", "config");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void wrongUsageExitsWith64AndPrintsNoResult() throws Exception {
        Ended ended = run("konfig");
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("spillway: ");
    }

    @Test
    void aFailureExitsWithOneAndOneSentence() throws Exception {
        Ended ended = run("config", "--config", "nowhere");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString()
                .isEqualTo("spillway: there is no configuration directory " + folder.toRealPath().resolve("nowhere")
                        + "; name one that exists with --config, or leave it out for the defaults");
    }

    @Test
    void aJsonResultIsOneDocumentAndNothingElseOnStandardOutput() throws Exception {
        Ended ended = run("config", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(JsonMapper.shared().readTree(ended.out()).get("settings").isArray()).isTrue();
        assertThat(folder.resolve("data")).as("a verb that only looks makes nothing").doesNotExist();
    }

    private Ended run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                System.getProperty("spillway.jar")));
        command.addAll(List.of(args));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private record Ended(int code, String out, String err) {
    }
}
