package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The acts on PostgreSQL, in the course of days run there. */
class OperatorActsPostgresTest {

    @TempDir
    private Path data;

    @Test
    void holdReleaseDeclareCorrectAndVerify() throws IOException {
        Path inputs = DayFixture.inputs(data.resolve("inputs"));
        Path reports = data.resolve("reports");
        Database database = Database.of(data, TestPostgres.freshDatabase());
        try (BatchContext context = DayFixture.open(database, StepProbe.NONE, DayFixture.settings())) {
            CycleActs acts = context.get(CycleActs.class);
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            completed(DayFixture.run(context, DayFixture.FIRST, inputs, reports));
            completed(DayFixture.correct(context, DayFixture.FIRST, inputs, reports));
            acts.hold(DayFixture.CRASH, DayFixture.OPERATOR);
            assertThat(DayFixture.run(context, DayFixture.CRASH, inputs, reports).ending()).isEqualTo(Ending.HELD);
            acts.release(DayFixture.CRASH, DayFixture.OPERATOR);
            completed(DayFixture.restart(context, reports));
            acts.releaseInstructions(DayFixture.CRASH, DayFixture.OPERATOR);
            String member = jdbc.queryForObject("select max(member_id) from member_state where cycle_id = 3"
                    + " and status = 'GOOD'", String.class);
            acts.declareDefault(DayFixture.AFTER, member, DayFixture.OPERATOR);
            assertThatThrownBy(() -> acts.recover(DayFixture.AFTER, DayFixture.OPERATOR))
                    .hasMessageContaining("no dead process");
            completed(DayFixture.run(context, DayFixture.AFTER, inputs, reports));
            assertThat(context.get(Verification.class).verify(DayFixture.AFTER)).satisfies(outcome -> {
                assertThat(outcome.isSame()).isTrue();
                assertThat(outcome.acts()).isEqualTo(5);
            });
            assertThat(reports.resolve("index.csv")).content().contains("2026-03-02,1,SUPERSEDED,");
        }
    }

    private static void completed(LaunchOutcome outcome) {
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
    }
}
