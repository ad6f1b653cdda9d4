package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.report.CycleChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A closed date corrected by a new cycle (rule 2.3; faults 43, 45). */
class CorrectionTest {

    @TempDir
    private static Path shared;

    private static Path inputs;
    /** The same, but the crash never happened. */
    private static Path calm;
    private static List<String> corrected;

    @TempDir
    private Path data;

    @BeforeAll
    static void anUnbrokenCorrectionToCompareWith() throws IOException {
        inputs = DayFixture.inputs(shared.resolve("inputs"));
        calm = InputEdit.copy(inputs, shared.resolve("calm"));
        List<String> before = Files.readAllLines(inputs.resolve(DayFixture.FIRST.toString()).resolve("prices.csv"));
        InputEdit.lines(calm.resolve(DayFixture.CRASH.toString()), "prices.csv", lines -> before);
        Path house = shared.resolve("house");
        try (BatchContext context = DayFixture.open(house, StepProbe.NONE)) {
            run(context, house, DayFixture.FIRST);
            run(context, house, DayFixture.CRASH);
            completed(DayFixture.correct(context, DayFixture.CRASH, calm, house.resolve("reports")));
            run(context, house, DayFixture.AFTER);
            corrected = DayFixture.digests(context);
        }
    }

    @Test
    void theNewCycleSupersedesTheLastOneAndNothingOfThatOneChanges() throws IOException {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            run(context, data, DayFixture.FIRST);
            run(context, data, DayFixture.CRASH);
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            List<String> before = rowsOf(jdbc, 2);
            completed(DayFixture.correct(context, DayFixture.CRASH, calm, data.resolve("reports")));
            assertThat(rowsOf(jdbc, 2)).isEqualTo(before);
            assertThat(jdbc.queryForObject("select supersedes || ' ' || previous_cycle || ' ' || previous_digest"
                    + " from clearing_cycle where cycle_id = 3", String.class))
                    .isEqualTo("2 1 " + corrected.get(0).substring(corrected.get(0).length() - 64));
            assertThat(jdbc.queryForObject("select count(*) from cascade_round where cycle_id = 2", Long.class))
                    .isPositive();
            assertThat(jdbc.queryForObject("select count(*) from cascade_round where cycle_id = 3", Long.class))
                    .isZero();
            assertThat(Files.readAllLines(data.resolve("reports").resolve("index.csv")))
                    .anyMatch(line -> line.startsWith(DayFixture.CRASH + ",1,SUPERSEDED,"))
                    .anyMatch(line -> line.startsWith(DayFixture.CRASH + ",2,CLOSED,"))
                    .allSatisfy(line -> assertThat(line.startsWith("business_date") || Files.isRegularFile(
                            data.resolve("reports").resolve(line.split(",")[3]))).as(line).isTrue());
        }
    }

    /** Every result of a cycle, as text. */
    private static List<String> rowsOf(JdbcTemplate jdbc, long cycleId) {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("clearing_cycle", "account_margin", "account_cash", "member_state", "layer_state",
                "journal", "trial_balance", "position_change", "cascade_round", "margin_call", "report_file")) {
            jdbc.queryForList("select * from " + table + " where cycle_id = ?", cycleId)
                    .forEach(row -> rows.add(table + " " + row));
        }
        return rows.stream().sorted().toList();
    }

    @Test
    void theNextDayOpensFromTheCorrectionAndEveryCycleVerifies() {
        try (BatchContext context = DayFixture.open(shared.resolve("house"), StepProbe.NONE)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            assertThat(jdbc.queryForList("select cycle_id || ' ' || previous_cycle from clearing_cycle"
                    + " where previous_cycle is not null order by cycle_id", String.class))
                    .containsExactly("2 1", "3 1", "4 3");
            assertThat(jdbc.queryForObject("select count(*) from clearing_cycle c join clearing_cycle p"
                    + " on p.cycle_id = c.previous_cycle where c.previous_digest <> p.digest", Long.class)).isZero();
            assertThat(jdbc.queryForObject("select count(*) from settlement_price today join settlement_price before"
                    + " on before.instrument_key = today.instrument_key and before.cycle_id = 3"
                    + " where today.cycle_id = 4 and today.previous_mark <> before.closing_mark", Long.class))
                    .as("marks of the correction").isZero();
            Verification verification = context.get(Verification.class);
            assertThat(verification.verify(DayFixture.CRASH, OptionalInt.of(1)).isSame()).as("superseded").isTrue();
            assertThat(verification.verify(DayFixture.CRASH).cycleNo()).isEqualTo(2);
            assertThat(verification.verify(DayFixture.CRASH).isSame()).isTrue();
            assertThat(verification.verify(DayFixture.AFTER).isSame()).isTrue();
        }
    }

    @Test
    void whatChangedIsToldFigureByFigure() {
        try (BatchContext context = DayFixture.open(shared.resolve("house"), StepProbe.NONE)) {
            CycleChanges changes = CycleChanges.between(context.get(JdbcTemplate.class), 2, 3);
            assertThat(changes.digests().before()).isEqualTo(lastOf(corrected.get(1)));
            assertThat(changes.digests().after()).isEqualTo(lastOf(corrected.get(2)));
            assertThat(changes.figures()).extracting(CycleChanges.Change::name).contains("Margin calls",
                    "Accounts closed out", "Members declared in default", "Loss of defaulters",
                    "Left in DEFAULT_FUND_CONTRIBUTIONS");
            assertThat(changes.figures()).filteredOn(c -> c.name().equals("Members declared in default"))
                    .singleElement().satisfies(c -> assertThat(c.after()).isEqualTo("none"));
            assertThat(changes.calls()).isNotEmpty();
        }
    }

    @Test
    void aCorrectionWithTheSameInputsChangesNoFigure() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            run(context, data, DayFixture.FIRST);
            completed(DayFixture.correct(context, DayFixture.FIRST, inputs, data.resolve("reports")));
            CycleChanges changes = CycleChanges.between(context.get(JdbcTemplate.class), 1, 2);
            assertThat(changes.figures()).isEmpty();
            assertThat(changes.calls()).isEmpty();
            assertThat(changes.digests().before()).as("the cycle's number is in it")
                    .isNotEqualTo(changes.digests().after());
            run(context, data, DayFixture.CRASH);
            assertThat(context.get(Verification.class).verify(DayFixture.CRASH).isSame()).isTrue();
        }
    }

    @Test
    void onlyTheLatestOfficialDateIsCorrectedAndOnlyBeforeItsInstructionsAreReleased() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            refused(() -> DayFixture.correct(context, DayFixture.FIRST, inputs, data), "nothing to correct");
            run(context, data, DayFixture.FIRST);
            run(context, data, DayFixture.CRASH);
            refused(() -> DayFixture.correct(context, DayFixture.FIRST, inputs, data), "not the latest official date");
            refused(() -> DayFixture.correct(context, DayFixture.AFTER, inputs, data), "nothing to correct");
            CycleActs acts = context.get(CycleActs.class);
            acts.releaseInstructions(DayFixture.CRASH, DayFixture.OPERATOR);
            refused(() -> DayFixture.correct(context, DayFixture.CRASH, inputs, data), "adjusting entries");
            assertThatThrownBy(() -> acts.releaseInstructions(DayFixture.CRASH, DayFixture.OPERATOR))
                    .isInstanceOfSatisfying(CommandFailure.class, e ->
                            assertThat(e.exitCode()).isEqualTo(ExitCode.ALREADY_DONE));
            run(context, data, DayFixture.AFTER);
        }
    }

    @Test
    void fault43ACorrectionThatFailsIsContinuedAndTheNextDayWaitsForIt() {
        List<String> failed = new ArrayList<>();
        try (BatchContext context = DayFixture.open(data, step -> { })) {
            run(context, data, DayFixture.FIRST);
            run(context, data, DayFixture.CRASH);
        }
        StepProbe failOnce = step -> {
            if (step.equals("ledger") && failed.isEmpty()) {
                failed.add(step);
                throw new IllegalStateException("injected");
            }
        };
        try (BatchContext context = DayFixture.open(data, failOnce)) {
            LaunchOutcome broken = DayFixture.correct(context, DayFixture.CRASH, calm, data.resolve("reports"));
            assertThat(broken.ending()).isEqualTo(Ending.FAILED);
            refused(() -> DayFixture.run(context, DayFixture.AFTER, inputs, data), "unfinished; restart continues it");
            refused(() -> DayFixture.run(context, DayFixture.CRASH, inputs, data), "unfinished; restart continues it");
            refused(() -> DayFixture.correct(context, DayFixture.CRASH, calm, data), "restart continues it");
            refused(() -> context.get(CycleActs.class).releaseInstructions(DayFixture.CRASH, DayFixture.OPERATOR),
                    "unfinished");
            completed(DayFixture.restart(context, data.resolve("reports")));
            run(context, data, DayFixture.AFTER);
            assertThat(DayFixture.digests(context)).isEqualTo(corrected);
        }
    }

    @Test
    void aBlockedCorrectionTakesOtherInputs() throws IOException {
        Path spoilt = InputEdit.copy(calm, data.resolve("spoilt"));
        InputEdit.lines(spoilt.resolve(DayFixture.CRASH.toString()), "prices.csv", lines -> lines.subList(0, 2));
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            run(context, data, DayFixture.FIRST);
            run(context, data, DayFixture.CRASH);
            assertThat(DayFixture.correct(context, DayFixture.CRASH, spoilt, data.resolve("reports")).ending())
                    .isEqualTo(Ending.BLOCKED);
            completed(DayFixture.correct(context, DayFixture.CRASH, calm, data.resolve("reports")));
            assertThat(DayFixture.digests(context)).isEqualTo(corrected.subList(0, 3));
            assertThat(context.get(JdbcTemplate.class).queryForList("select act || ' ' || cycle_no from operator_act",
                    String.class)).containsExactly("CORRECT 2", "CORRECT 2");
        }
    }

    @Test
    void aLaterDayThatWasBegunGivesWayToTheCorrectionAndBeginsAgain() throws IOException {
        Path spoilt = InputEdit.copy(inputs, data.resolve("spoilt"));
        InputEdit.lines(spoilt.resolve(DayFixture.AFTER.toString()), "prices.csv", lines -> lines.subList(0, 2));
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            run(context, data, DayFixture.FIRST);
            run(context, data, DayFixture.CRASH);
            assertThat(DayFixture.run(context, DayFixture.AFTER, spoilt, data).ending()).isEqualTo(Ending.BLOCKED);
            completed(DayFixture.correct(context, DayFixture.CRASH, calm, data.resolve("reports")));
            run(context, data, DayFixture.AFTER);
            assertThat(context.get(JdbcTemplate.class).queryForList("select business_date || ' ' || cycle_no || ' '"
                    + " || status || ' ' || previous_cycle from clearing_cycle where cycle_id > 2 order by cycle_id",
                    String.class)).containsExactly("2026-03-04 1 WITHDRAWN 2", "2026-03-03 2 CLOSED 1",
                    "2026-03-04 2 " + statusOf(corrected.get(3)) + " 4");
            assertThat(context.get(Verification.class).verify(DayFixture.AFTER).isSame()).isTrue();
        }
    }

    @Test
    @Timeout(180)
    void fault43AProcessKilledInACorrectionIsProvenGoneAndTheCorrectionContinued() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                KilledCascade.class.getName(), data.toString(), inputs.toString(), calm.toString()).inheritIO().start();
        assertThat(process.waitFor()).as("died inside the step").isEqualTo(137);
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            CycleActs acts = context.get(CycleActs.class);
            jdbc.update("update house_lease set owner_machine = 'another machine'");
            jdbc.update("update house_lease_heartbeat set expires_at = dateadd('hour', 1, current_timestamp)");
            assertThatThrownBy(() -> acts.recover(DayFixture.CRASH, DayFixture.OPERATOR))
                    .isInstanceOf(CommandFailure.class).hasMessageContaining("is not dead")
                    .hasMessageContaining("another one its lease ends at");
            jdbc.update("update house_lease_heartbeat set expires_at = dateadd('hour', -1, current_timestamp)");
            assertThatThrownBy(() -> acts.recover(DayFixture.FIRST, DayFixture.OPERATOR))
                    .isInstanceOf(CommandFailure.class).hasMessageContaining("run recover --date 2026-03-03");
            CycleActs.Done done = acts.recover(DayFixture.CRASH, DayFixture.OPERATOR);
            assertThat(done.message()).contains("no sign of life since", "1 run marked as failed", "restart");
            assertThat(jdbc.queryForObject("select count(*) from batch_job_execution where status in ('STARTED',"
                    + " 'STARTING')", Long.class)).isZero();
            assertThatThrownBy(() -> acts.recover(DayFixture.CRASH, DayFixture.OPERATOR))
                    .isInstanceOfSatisfying(CommandFailure.class, e ->
                            assertThat(e.exitCode()).isEqualTo(ExitCode.ALREADY_DONE));
            completed(DayFixture.restart(context, data.resolve("reports")));
            run(context, data, DayFixture.AFTER);
            assertThat(DayFixture.digests(context)).isEqualTo(corrected);
            assertThat(jdbc.queryForList("select act || ' ' || cycle_no from operator_act order by act_no",
                    String.class)).containsExactly("CORRECT 2", "RECOVER 2");
        }
    }

    private static void run(BatchContext context, Path house, LocalDate date) {
        completed(DayFixture.run(context, date, inputs, house.resolve("reports")));
    }

    private static void completed(LaunchOutcome outcome) {
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
    }

    private static void refused(ThrowingCallable call, String because) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CommandFailure.class, e ->
                assertThat(e.exitCode()).isEqualTo(ExitCode.BLOCKED_BY_DATA)).hasMessageContaining(because);
    }

    private static String lastOf(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static String statusOf(String line) {
        return line.split(" ")[1];
    }
}
