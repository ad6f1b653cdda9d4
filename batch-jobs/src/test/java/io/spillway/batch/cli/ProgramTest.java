package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProgramTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpIsAResultAndNeedsNoVerbToWork() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("config", "Exit codes: 0 done");
        assertThat(run("config", "--help")).isZero();
        assertThat(out.toString()).contains("--data=DIR", "--json", "--export=DIR", "--config=DIR");
        assertThat(run("--version")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrongUsageIs64AndSaysWhereHelpIs() {
        assertThat(run()).isEqualTo(64);
        assertThat(err.toString()).startsWith("spillway: which verb? One of demo, generate, eod, status, ")
                .contains(", verify, report, ", ", correct, ", ", config, backup, ")
                .endsWith(String.format("serve%nTry 'spillway.jar --help'.%n"));
        assertThat(run("konfig")).isEqualTo(64);
        assertThat(run("config", "--speed")).isEqualTo(64);
        assertThat(err.toString()).endsWith(String.format("Try 'spillway.jar config --help'.%n"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFailureIsOneSentenceWithItsExitCodeAndItsTraceIsInTheLogFile() throws IOException {
        int code = program().run(List.of(Failing.class), "failing", "--data", folder.toString(), "--as", "blocked");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(String.format("spillway: WTI has no price%n"));
        assertThat(out.toString()).isEmpty();

        code = program().run(List.of(Failing.class), "failing", "--data", folder.toString(), "--as", "bug");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("failing failed unexpectedly: java.lang.IllegalStateException: a bug");
        assertThat(err.toString()).doesNotContain("\tat ");
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            assertThat(files).singleElement().satisfies(file -> assertThat(Files.readString(file))
                    .contains("failing ended with BLOCKED_BY_DATA", "a bug", "\tat " + Failing.class.getName()));
        }
    }

    @Test
    void aDataDirectoryThatIsNotThereIsNotMadeForTheLog() {
        Path missing = folder.resolve("missing");
        program().run(List.of(Failing.class), "failing", "--data", missing.toString(), "--as", "bug");
        assertThat(missing).doesNotExist();
    }

    @Test
    void configShowsEachValueAndWhereItStands() throws IOException {
        Files.createDirectories(folder.resolve("risk"));
        Files.writeString(folder.resolve("risk/waterfall.yml"), "\nmaxRounds: 7\n");
        Files.writeString(folder.resolve("application.yml"), "spring.datasource.password: hush\n");
        assertThat(run("config", "--config", folder.toString())).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("waterfall\\.maxRounds +7 +\\(.*risk/waterfall\\.yml line 2\\)"))
                .anyMatch(line -> line.matches("waterfall\\.coolingOffDays +20 +\\(default\\)"))
                .anyMatch(line -> line.matches("spring\\.datasource\\.password +\\(set\\) +\\(.*application.yml line 1\\)"));
        assertThat(out.toString()).doesNotContain("hush");
    }

    @Test
    void configAsJsonIsOneDocument() {
        assertThat(run("config", "--json")).isZero();
        JsonNode document = JsonMapper.shared().readTree(out.toString());
        assertThat(document.get("sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(document.get("settings").valueStream().map(row -> row.get("key").asString()))
                .contains("house.zone", "spillway.lease.expirySeconds").doesNotHaveDuplicates();
    }

    @Test
    void theExportedFilesGiveTheSameSettingsAndAreNeverOverwritten() throws IOException {
        Path target = folder.resolve("exported");
        assertThat(run("config", "--export", target.toString())).isZero();
        assertThat(out.toString().lines()).contains(target.resolve("risk/house.yml").toString());
        out.getBuffer().setLength(0);
        assertThat(run("config", "--json")).isZero();
        String before = JsonMapper.shared().readTree(out.toString()).get("sha256").asString();
        out.getBuffer().setLength(0);
        assertThat(run("config", "--json", "--config", target.toString())).isZero();
        assertThat(JsonMapper.shared().readTree(out.toString()).get("sha256").asString()).isEqualTo(before);

        Files.writeString(target.resolve("risk/house.yml"), "name: MINE\n");
        assertThat(run("config", "--export", target.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is there already");
        assertThat(Files.readString(target.resolve("risk/house.yml"))).isEqualTo("name: MINE\n");
    }

    @Test
    void aTypingErrorInTheTechnicalSettingsIsRefused() throws IOException {
        Files.writeString(folder.resolve("application.yml"), "spillway:\n  lease:\n    expirySecond: 5\n");
        assertThat(run("config", "--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("application.yml line 3: spillway.lease.expirySecond is no setting"
                + " (did you mean spillway.lease.expirySeconds?)");
        Files.writeString(folder.resolve("application.yml"), "logging.level.root: LOUD\n");
        assertThat(run("config", "--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("logging.level.root in application.yml must be");
    }

    private int run(String... args) {
        return program().run(args);
    }

    private Program program() {
        return new Program(new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Command(name = "failing")
    static final class Failing extends Verb {

        @Option(names = "--as")
        private String how;

        @Override
        protected ExitCode run() {
            if ("bug".equals(how)) {
                throw new IllegalStateException("a bug");
            }
            throw new CommandFailure(ExitCode.BLOCKED_BY_DATA, "WTI has no price");
        }
    }
}
