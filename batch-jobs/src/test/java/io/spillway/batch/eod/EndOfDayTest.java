package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The real job on real files and a real database file. */
class EndOfDayTest {

    @TempDir
    private static Path shared;

    private static Path inputs;
    private static List<String> unbroken;

    @TempDir
    private Path data;

    @BeforeAll
    static void anUnbrokenRunToCompareWith() throws IOException {
        inputs = DayFixture.inputs(shared.resolve("inputs"));
        Path house = shared.resolve("unbroken");
        try (BatchContext context = DayFixture.open(house, StepProbe.NONE)) {
            for (LocalDate date : DayFixture.DAYS) {
                LaunchOutcome outcome = DayFixture.run(context, date, inputs, house.resolve("reports"));
                assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
            }
            unbroken = DayFixture.digests(context);
        }
    }

    @Test
    void theCrashDefaultsMembersAndTheNextDayStartsWhereItEnded() {
        try (BatchContext context = DayFixture.open(shared.resolve("unbroken"), StepProbe.NONE)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            assertThat(count(jdbc, "select count(*) from cascade_round")).as("rounds").isPositive();
            assertThat(count(jdbc, "select count(*) from member_state where status = 'IN_DEFAULT'")).isPositive();
            assertThat(count(jdbc, "select count(*) from cycle_check where outcome <> 'PASS'")).isZero();
            assertThat(count(jdbc, "select count(*) from cycle_check")).isPositive();
            assertThat(count(jdbc, "select count(*) from settlement_price today join settlement_price before"
                    + " on before.instrument_key = today.instrument_key and before.cycle_id = today.cycle_id - 1"
                    + " where today.previous_mark <> before.closing_mark")).as("rule 2.4").isZero();
            assertThat(count(jdbc, "select count(*) from (select cycle_id, currency, sum(balance) as s"
                    + " from trial_balance group by cycle_id, currency having sum(balance) <> 0) t")).isZero();
        }
    }

    @Test
    void verifyComputesTheSameDigestFromWhatIsStored() {
        try (BatchContext context = DayFixture.open(shared.resolve("unbroken"), StepProbe.NONE)) {
            for (LocalDate date : DayFixture.DAYS) {
                Verification.Outcome outcome = context.get(Verification.class).verify(date);
                assertThat(outcome.computed()).as(date.toString()).isEqualTo(outcome.stored());
            }
        }
    }

    @Test
    void verifyNoticesAStoredInputThatWasChanged() throws IOException {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            context.get(JdbcTemplate.class).update("update input_collateral set quantity = quantity + 0.01"
                    + " where line_no = 2");
            Verification.Outcome outcome = context.get(Verification.class).verify(DayFixture.FIRST);
            assertThat(outcome.computed()).isNotEqualTo(outcome.stored());
        }
    }

    @ParameterizedTest(name = "fault 43: {0} fails once")
    @ValueSource(strings = {"openCycle", "loadInputs", "checkInputs", "rollPositions", "markToMarket", "margin",
        "calls", "liquidationAndWaterfall", "awaitRelease", "ledger", "reports", "reconcileAndClose"})
    void fault43AStepThatFailsIsRunAgainAndTheDigestIsThatOfAnUnbrokenRun(String step) {
        List<String> failed = new ArrayList<>();
        StepProbe failOnce = written -> {
            if (written.equals(step) && failed.isEmpty()) {
                failed.add(written);
                throw new IllegalStateException("injected");
            }
        };
        try (BatchContext context = DayFixture.open(data, failOnce)) {
            LaunchOutcome first = DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThat(first.ending()).isEqualTo(Ending.FAILED);
            LaunchOutcome again = DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThat(again.ending()).as(again.message()).isEqualTo(Ending.COMPLETED);
            assertThat(DayFixture.digests(context)).containsExactly(unbroken.get(0));
        }
    }

    @Test
    void rule62AJournalThatIsLostBeforeTheCloseClosesNothing() {
        BatchContext[] running = new BatchContext[1];
        StepProbe loses = written -> {
            if (written.equals("reports")) {
                running[0].get(JdbcTemplate.class).update("delete from journal where journal_no = 2");
            }
        };
        try (BatchContext context = DayFixture.open(data, loses)) {
            running[0] = context;
            LaunchOutcome outcome = DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
            assertThat(outcome.message()).contains("do not agree",
                    "Lines of the trial balance that the stored journals do not give");
            assertThat(context.get(JdbcTemplate.class).queryForList("select status from clearing_cycle", String.class))
                    .containsExactly("ACCEPTED");
        }
    }

    @ParameterizedTest(name = "fault 50: given up {0} times")
    @ValueSource(ints = {1, 3, 4})
    void fault50AStepThatTheDatabaseGivesUpIsTriedThreeTimesMoreAndThenFailsClean(int times) {
        int[] givenUp = {0};
        StepProbe deadlock = written -> {
            if (written.equals("ledger") && givenUp[0]++ < times) {
                throw new CannotAcquireLockException("injected deadlock");
            }
        };
        try (BatchContext context = DayFixture.open(data, deadlock)) {
            LaunchOutcome first = DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            if (times > 3) {
                assertThat(first.ending()).isEqualTo(Ending.FAILED);
                assertThat(first.message()).contains("the database gave up step ledger 4 times");
                assertThat(count(context.get(JdbcTemplate.class), "select count(*) from journal")).isZero();
                DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            } else {
                assertThat(first.ending()).as(first.message()).isEqualTo(Ending.COMPLETED);
            }
            assertThat(DayFixture.digests(context)).containsExactly(unbroken.get(0));
        }
    }

    @Test
    @Timeout(120)
    void fault43AProcessKilledInTheCascadeStepIsContinuedToTheDigestOfAnUnbrokenRun() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                KilledCascade.class.getName(), data.toString(), inputs.toString()).inheritIO().start();
        assertThat(process.waitFor()).as("died inside the step").isEqualTo(137);
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            assertThat(context.get(JdbcTemplate.class).queryForObject(
                    "select count(*) from cascade_round", Long.class)).as("uncommitted work is gone").isZero();
            for (LocalDate date : List.of(DayFixture.CRASH, DayFixture.AFTER)) {
                LaunchOutcome outcome = DayFixture.run(context, date, inputs, data.resolve("reports"));
                assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
            }
            assertThat(DayFixture.digests(context)).isEqualTo(unbroken);
        }
    }

    @Test
    void fault43AProcessThatDiedAfterItsLastCommitLeavesADayThatIsDoneAndIsNotedAsDone() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            jdbc.update("update batch_step_execution set status = 'STARTED' where step_name = 'reconcileAndClose'");
            jdbc.update("update batch_job_execution set status = 'STARTED', end_time = null");
            LaunchOutcome again = DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThat(again.ending()).as(again.message()).isEqualTo(Ending.COMPLETED);
            assertThat(jdbc.queryForList("select status from batch_job_execution order by job_execution_id",
                    String.class)).containsExactly("FAILED", "COMPLETED");
            assertThat(DayFixture.digests(context)).containsExactly(unbroken.get(0));
            assertThat(DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports")).ending())
                    .isEqualTo(Ending.ALREADY_COMPLETE);
        }
    }

    @Test
    void fault45ADayThatIsDoneIsLeftAlone() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            LaunchOutcome again = DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThat(again.ending()).isEqualTo(Ending.ALREADY_COMPLETE);
            assertThat(again.message()).contains("already closed");
        }
    }

    @Test
    void aProcessThatDiedBetweenTheCloseAndTheIndexLeavesNoOldIndexBehind() throws IOException {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            Path index = data.resolve("reports").resolve("index.csv");
            String whole = Files.readString(index);
            Files.delete(index);
            DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThat(index).hasContent(whole);
        }
    }

    @Test
    void fault46ADayCannotStartBeforeTheOneBeforeIsClosed() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThatThrownBy(() -> DayFixture.run(context, DayFixture.AFTER, inputs, data.resolve("reports")))
                    .isInstanceOf(CommandFailure.class).hasMessageContaining("run eod --date 2026-03-03 first");
        }
    }

    @Test
    void fault9AWeekendIsNoBusinessDay() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            assertThatThrownBy(() -> DayFixture.run(context, LocalDate.of(2026, 3, 7), inputs, data))
                    .isInstanceOf(CommandFailure.class).hasMessageContaining("no business day (Saturday)");
        }
    }

    private static long count(JdbcTemplate jdbc, String sql) {
        return jdbc.queryForObject(sql, Long.class);
    }
}
