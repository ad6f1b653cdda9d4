package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs of operators' acts from the shell's side: exit codes, sentences, JSON. */
class ActVerbsTest {

    private static final String FIRST = "2026-03-02";
    private static final String SECOND = "2026-03-03";

    @TempDir
    private Path data;

    private String out;
    private String err;

    @Test
    void everyActSaysWhatItDidAndEndsWithTheCodeOfWhatCameOfIt() {
        assertThat(run("generate", "--out", data.resolve("inputs").toString(), "--members", "4", "--accounts", "8",
                "--instruments", "3", "--positions", "20", "--days", "2", "--crash", "0", "--products", "FUTURES"))
                .isZero();
        assertThat(act("correct", FIRST)).as("no database yet").isEqualTo(1);
        assertThat(run("eod", "--date", FIRST)).as(err).isZero();

        assertThat(run("hold", "--date", SECOND, "--approve-by", "A")).as("nobody says why").isEqualTo(64);
        assertThat(run("hold", "--date", SECOND, "--approve-by", "A", "--reason", " ")).isEqualTo(64);
        assertThat(act("hold", FIRST)).as("closed").isEqualTo(2);
        assertThat(act("hold", SECOND)).isZero();
        assertThat(out).startsWith("A cascade of 2026-03-03 (cycle 1)").contains("Recorded as act 1, by R. Keller.");
        assertThat(act("release", SECOND)).as("nothing is held").isEqualTo(1);
        assertThat(act("recover", SECOND)).as("nothing died").isEqualTo(3);
        assertThat(act("declare-default", SECOND, "--member", "NOBODY")).isEqualTo(1);
        assertThat(err).contains("no member NOBODY");
        assertThat(act("declare-default", SECOND, "--member", "M001")).isZero();
        assertThat(act("declare-default", SECOND, "--member", "M001", "--withdraw")).isZero();

        assertThat(act("correct", SECOND)).as("not closed").isEqualTo(2);
        assertThat(act("correct", FIRST, "--json")).as(err).isZero();
        JsonNode corrected = JsonMapper.builder().build().readTree(out);
        assertThat(corrected.get("ending").stringValue()).isEqualTo("COMPLETED");
        assertThat(corrected.get("summary").get("cycleNo").intValue()).isEqualTo(2);
        assertThat(corrected.get("changes").get("figures")).as("the same inputs").isEmpty();
        assertThat(corrected.get("changes").get("digests").get("before").stringValue()).hasSize(64)
                .isNotEqualTo(corrected.get("changes").get("digests").get("after").stringValue());

        assertThat(act("release-instructions", FIRST, "--json")).isZero();
        assertThat(JsonMapper.builder().build().readTree(out).get("cycle").intValue()).isEqualTo(2);
        assertThat(act("release-instructions", FIRST)).isEqualTo(3);
        assertThat(act("correct", FIRST)).isEqualTo(2);
        assertThat(err).contains("adjusting entries on the current date");

        assertThat(run("verify", "--date", FIRST, "--cycle", "1")).isZero();
        assertThat(out).contains("cycle 1: the same digest").contains("acts as recorded: 5");
        assertThat(run("verify", "--date", FIRST, "--cycle", "3")).isEqualTo(1);
        assertThat(run("status")).isZero();
        assertThat(out).contains("SUPERSEDED", "RELEASE_INSTRUCTIONS", "DECLARE_DEFAULT, member M001", "R. Keller");
    }

    private int act(String verb, String date, String... more) {
        List<String> args = new ArrayList<>(List.of(verb, "--date", date, "--approve-by", "R. Keller", "--reason",
                "notice 17"));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        StringWriter results = new StringWriter();
        StringWriter messages = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        int code = new Program(new PrintWriter(results), new PrintWriter(messages)).run(all.toArray(String[]::new));
        out = results.toString();
        err = messages.toString();
        return code;
    }
}
