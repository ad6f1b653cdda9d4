package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The finished jar, as an operator runs it: exit codes, and what goes to which stream. */
@Timeout(240)
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

    @Test
    @Timeout(240)
    void theDemoTellsItsStoryAndTheDaysItLeavesCanBeLookedAtVerifiedAndNotRunTwice() throws Exception {
        Ended demo = run("demo");
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("Default waterfall, layer by layer", "Contagion, round by round",
                "SURVIVORS_FUND_CONTRIBUTIONS", "in default: ", "What is left");
        assertThat(folder.resolve("out/index.html")).content().contains("<svg", "Who caused what others bore");
        try (Stream<Path> workbooks = Files.list(folder.resolve("out/reports"))) {
            assertThat(workbooks.map(file -> file.getFileName().toString().replaceAll("_2026.*", "")).distinct())
                    .containsExactlyInAnyOrder("SPILLWAY_margin", "SPILLWAY_defaults", "SPILLWAY_supervisory", "index.csv");
        }

        Ended status = run("status", "--data", "out/data", "--json");
        assertThat(status.code()).isZero();
        assertThat(JsonMapper.shared().readTree(status.out()).get("days")).hasSize(6);
        assertThat(run("verify", "--date", "2026-03-05", "--data", "out/data").code()).isZero();
        Ended backup = run("backup", "house.zip", "--data", "out/data");
        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(backup.out()).contains("Last closed  2026-03-09 cycle 1, CLOSED, digest ");
        assertThat(run("restart", "--data", "out/data").code()).as("nothing to restart").isEqualTo(3);
        Ended again = run("eod", "--date", "2026-03-05", "--data", "out/data", "--inputs", "out/inputs");
        assertThat(again.code()).as("fault 45").isEqualTo(3);
        assertThat(again.err()).contains("already closed");
        Ended early = run("eod", "--date", "2026-03-12", "--data", "out/data", "--inputs", "out/inputs");
        assertThat(early.code()).as("fault 46").isEqualTo(2);
        assertThat(early.err()).contains("cannot run before the business day 2026-03-10 is closed");
        sizesTheFundOnAClose();
    }

    /** The close before the crash; asked twice it answers alike. */
    private void sizesTheFundOnAClose() throws Exception {
        String[] request = {"size-fund", "--date", "2026-03-03", "--scenarios", "200", "--seed", "7",
            "--holding-period-days", "5", "--data", "out/data", "--json"};
        Ended sized = run(request);
        assertThat(sized.code()).as(sized.err()).isZero();
        JsonNode document = JsonMapper.shared().readTree(sized.out());
        assertThat(document.propertyNames()).contains("cover1", "cover2", "largestNeed", "levels",
                "probabilityOfSocialisedLoss", "contagionPart", "recommended", "members");
        assertThat(new BigDecimal(document.get("cover2").stringValue()))
                .isGreaterThanOrEqualTo(new BigDecimal(document.get("cover1").stringValue())).isPositive();
        assertThat(document.get("levels")).hasSize(3);
        assertThat(document.get("members")).hasSize(40);
        assertThat(sized.err()).contains("scenarios: 100 of 200");
        assertThat(run(request).out()).isEqualTo(sized.out());
        assertThat(run("size-fund", "--date", "2026-03-12", "--data", "out/data").code()).isEqualTo(2);
        assertThat(run("size-fund", "--date", "2026-03-03", "--scenarios", "1", "--data", "out/data").code()).isEqualTo(64);
        assertThat(run("size-fund", "--date", "2026-03-03", "--threads", "0", "--data", "out/data").code()).isEqualTo(64);
    }

    @Test
    void aFolderOfDrillsIsALineACaseAndFailsIfOneCannotBeRun() throws Exception {
        Path cases = Path.of("src/test/resources/cases").toAbsolutePath();
        Ended drills = run("drill", cases.toString());
        assertThat(drills.code()).isEqualTo(1);
        assertThat(drills.out().lines()).allSatisfy(line ->
                assertThat(JsonMapper.shared().readTree(line).get("name").isString()).isTrue())
                .anySatisfy(line -> assertThat(line).contains("error-off-lot", "not a whole multiple of the lot"));
        assertThat(run("drill", cases.resolve("single-default.json").toString()).code()).isZero();
        assertThat(run("what-rule", cases.resolve("single-default.json").toString()).out()).contains("DELEVERAGING");
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
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private record Ended(int code, String out, String err) {
    }
}
