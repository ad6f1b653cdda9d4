package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    @Timeout(420)
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
        aKilledSizingGoesOn();
        showsTheStressTestAndOtherRules();
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
        assertThat(document.get("sensitivities")).hasSize(12);
        assertThat(Path.of(document.get("workbook").stringValue())).isRegularFile();
        assertThat(run("size-fund", "--date", "2026-03-12", "--data", "out/data").code()).isEqualTo(2);
        assertThat(run("size-fund", "--date", "2026-03-03", "--scenarios", "1", "--data", "out/data").code()).isEqualTo(64);
        assertThat(run("size-fund", "--date", "2026-03-03", "--threads", "0", "--data", "out/data").code()).isEqualTo(64);
    }

    /** A process that is killed while scenarios run leaves what it committed; the next one ends with the same figures. */
    private void aKilledSizingGoesOn() throws Exception {
        Files.createDirectories(folder.resolve("twin"));
        Files.copy(folder.resolve("out/data/spillway.mv.db"), folder.resolve("twin/spillway.mv.db"));
        String[] request = {"size-fund", "--date", "2026-03-04", "--scenarios", "900", "--sensitivities", "OFF",
            "--reports", "sizing", "--json", "--data"};
        Path err = folder.resolve("killed.txt");
        Process process = new ProcessBuilder(command(with(request, "out/data"))).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile()).start();
        while (process.isAlive() && !Files.readString(err).contains("scenarios: 500 of 900")) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly().waitFor();
        Ended resumed = run(with(request, "out/data"));
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).as("three of its commits at least were made").contains("scenarios: 900 of 900")
                .doesNotContain("scenarios: 100 of 900", "scenarios: 200 of 900", "scenarios: 300 of 900");
        assertThat(run(with(request, "twin")).out()).isEqualTo(resumed.out());
    }

    private static String[] with(String[] args, String last) {
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = last;
        return all;
    }

    private void showsTheStressTestAndOtherRules() throws Exception {
        JsonNode stress = JsonMapper.shared().readTree(run("stress", "--date", "2026-03-05", "--data", "out/data", "--json").out());
        assertThat(stress.get("scenarios").size()).isGreaterThan(1_000);
        assertThat(stress.get("scenarios").get(0).get("source").stringValue()).isEqualTo("HYPOTHETICAL");
        JsonNode rules = JsonMapper.shared().readTree(
                run("what-rule", "--date", "2026-03-05", "--data", "out/data", "--json").out()).get("rules");
        assertThat(rules.get(0).get("loss").stringValue()).as("the crash day's own loss").isEqualTo("186081330.46");
        assertThat(rules.size()).isGreaterThan(8);
        assertThat(run("what-rule").code()).isEqualTo(64);
        assertThat(run("what-rule", "--date", "2026-03-05", "--data", "out/data", "--order", "INSURANCE_FUND,DEFAULTER_MARGIN")
                .code()).isEqualTo(64);
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
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command(args)).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                System.getProperty("spillway.jar")));
        command.addAll(List.of(args));
        return command;
    }

    private record Ended(int code, String out, String err) {
    }
}
