package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.report.StoryFacts;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ActKind;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.OperatorActs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Holds, releases and declarations by decision, and their record (rules 5.11, 5.18; fault 59). */
class OperatorActsTest {

    private static final CycleStore.Approval OPERATOR = DayFixture.OPERATOR;

    @TempDir
    private static Path shared;

    private static Path inputs;
    private static List<String> atOnce;

    @TempDir
    private Path data;

    @BeforeAll
    static void aHouseThatBooksAtOnce() throws IOException {
        inputs = DayFixture.inputs(shared.resolve("inputs"));
        Path house = shared.resolve("house");
        try (BatchContext context = DayFixture.open(house, StepProbe.NONE)) {
            run(context, house, DayFixture.FIRST);
            run(context, house, DayFixture.CRASH);
            atOnce = DayFixture.digests(context);
        }
    }

    private static Settings held() {
        return DayFixture.settings().with("waterfall.cascadeBooking", "HELD");
    }

    @Test
    void aHeldCascadeIsShownAndNotBookedUntilItIsReleasedAndHasTheDigestOfADayBookedAtOnce() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE, held())) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            CycleActs acts = context.get(CycleActs.class);
            run(context, data, DayFixture.FIRST);
            LaunchOutcome outcome = DayFixture.run(context, DayFixture.CRASH, inputs, data.resolve("reports"));
            assertThat(outcome.ending()).as("a calm day is not held, a cascade is").isEqualTo(Ending.HELD);
            assertThat(outcome.ending().exitCode().number()).isEqualTo(2);
            assertThat(outcome.message()).contains("release").contains("restart");
            assertThat(status(jdbc, 2)).isEqualTo("HELD");
            assertThat(count(jdbc, "select count(*) from cascade_round where cycle_id = 2")).as("shown").isPositive();
            assertThat(count(jdbc, "select count(*) from journal where cycle_id = 2")).as("not booked").isZero();

            assertThat(DayFixture.restart(context, data.resolve("reports")).ending()).isEqualTo(Ending.HELD);
            assertThatThrownBy(() -> acts.release(DayFixture.FIRST, OPERATOR)).isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("no cycle of 2026-03-02 is held");
            assertThat(acts.release(DayFixture.CRASH, OPERATOR).message()).contains(lastOf(atOnce.get(1)));
            completed(DayFixture.restart(context, data.resolve("reports")));
            assertThat(DayFixture.digests(context)).isEqualTo(atOnce);
            assertThat(context.get(Verification.class).verify(DayFixture.CRASH).isSame()).isTrue();
            refused(() -> DayFixture.correct(context, DayFixture.CRASH, inputs, data), "adjusting entries");
        }
    }

    @Test
    void aHoldAskedForOneDayHoldsThatDayAlone() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            CycleActs acts = context.get(CycleActs.class);
            acts.hold(DayFixture.FIRST, OPERATOR);
            run(context, data, DayFixture.FIRST);
            refused(() -> acts.hold(DayFixture.FIRST, OPERATOR), "is closed");
            refused(() -> acts.hold(DayFixture.AFTER, OPERATOR), "run eod --date 2026-03-03 first");
            acts.hold(DayFixture.CRASH, OPERATOR);
            assertThat(DayFixture.run(context, DayFixture.CRASH, inputs, data.resolve("reports")).ending())
                    .isEqualTo(Ending.HELD);
            refused(() -> acts.hold(DayFixture.CRASH, OPERATOR), "are accepted");
            acts.release(DayFixture.CRASH, OPERATOR);
            completed(DayFixture.run(context, DayFixture.CRASH, inputs, data.resolve("reports")));
            assertThat(DayFixture.digests(context)).isEqualTo(atOnce);
            assertThat(DayFixture.run(context, DayFixture.AFTER, inputs, data.resolve("reports")).ending())
                    .isEqualTo(Ending.COMPLETED);
        }
    }

    @Test
    void aHeldCascadeThatIsWrongGivesWayToACorrection() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE, held())) {
            run(context, data, DayFixture.FIRST);
            DayFixture.run(context, DayFixture.CRASH, inputs, data.resolve("reports"));
            assertThat(DayFixture.correct(context, DayFixture.CRASH, inputs, data.resolve("reports")).ending())
                    .as("its own cascade is held too").isEqualTo(Ending.HELD);
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            assertThat(status(jdbc, 2)).isEqualTo("WITHDRAWN");
            context.get(CycleActs.class).release(DayFixture.CRASH, OPERATOR);
            completed(DayFixture.restart(context, data.resolve("reports")));
            assertThat(jdbc.queryForObject("select supersedes || ' ' || previous_cycle from clearing_cycle"
                    + " where cycle_id = 3", String.class)).isEqualTo("2 1");
            assertThat(context.get(Verification.class).verify(DayFixture.CRASH).cycleNo()).isEqualTo(2);
        }
    }

    @Test
    void aHoldStandsForTheCycleThatTakesTheHeldOnesPlaceAndNotForALaterCorrection() {
        OperatorActs.Subject first = new OperatorActs.Subject(null, DayFixture.FIRST, 1);
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            OperatorActs acts = new OperatorActs(context.get(JdbcTemplate.class), Clock.systemUTC());
            acts.record(ActKind.HOLD, first, OPERATOR, null);
            assertThat(acts.isHoldAsked(DayFixture.FIRST, 1)).isTrue();
            assertThat(acts.isHoldAsked(DayFixture.FIRST, 2)).as("cycle 1 was never closed").isTrue();
            assertThat(acts.isHoldAsked(DayFixture.CRASH, 1)).as("another date").isFalse();
            run(context, data, DayFixture.FIRST);
            assertThat(acts.isHoldAsked(DayFixture.FIRST, 2)).as("cycle 1 is closed").isFalse();
        }
    }

    @Test
    void aDeclarationByDecisionIsAnInputOfTheComingCycle() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            CycleActs acts = context.get(CycleActs.class);
            assertThatThrownBy(() -> acts.declareDefault(DayFixture.FIRST, "M001", OPERATOR))
                    .as("no member is known before the first day").hasMessageContaining("no member M001");
            run(context, data, DayFixture.FIRST);
            String member = jdbc.queryForObject("select max(m.member_id) from account_margin m"
                    + " join position_change p on p.account_key = m.account_key and p.cycle_id = m.cycle_id"
                    + " join account_reference a on a.account_key = m.account_key and a.kind = 'HOUSE'", String.class);
            assertThatThrownBy(() -> acts.declareDefault(DayFixture.CRASH, "NOBODY", OPERATOR))
                    .hasMessageContaining("no member NOBODY");
            refused(() -> acts.declareDefault(DayFixture.FIRST, member, OPERATOR), "is closed");
            refused(() -> acts.declareDefault(DayFixture.AFTER, member, OPERATOR), "first");
            acts.declareDefault(DayFixture.CRASH, member, OPERATOR);
            assertThatThrownBy(() -> acts.declareDefault(DayFixture.CRASH, member, OPERATOR))
                    .hasMessageContaining("already");
            completed(DayFixture.run(context, DayFixture.CRASH, inputs, data.resolve("reports")));

            assertThat(jdbc.queryForList("select item from cascade_event where cycle_id = 2 and round_no = 0"
                    + " and kind = 'DEFAULTED'", String.class)).containsExactly(member);
            assertThat(count(jdbc, "select count(*) from close_out c join account_reference a on a.account_key ="
                    + " c.account_key where a.kind = 'HOUSE' and c.round_no = 1 and c.member_id = '" + member + "'"))
                    .as("rule 5.11").isPositive();
            assertThat(jdbc.queryForObject("select status from member_state where cycle_id = 2 and member_id = ?",
                    String.class, member)).isEqualTo("IN_DEFAULT");
            assertThat(DayFixture.digests(context).get(1)).isNotEqualTo(atOnce.get(1));
            assertThat(context.get(Verification.class).verify(DayFixture.CRASH).isSame()).isTrue();
            assertThatThrownBy(() -> acts.declareDefault(DayFixture.AFTER, member, OPERATOR))
                    .hasMessageContaining("in default already");
            completed(DayFixture.correct(context, DayFixture.CRASH, inputs, data.resolve("reports")));
            assertThat(jdbc.queryForList("select item from cascade_event where cycle_id = 3 and round_no = 0"
                    + " and kind = 'DEFAULTED'", String.class)).as("a decision stands in a correction")
                    .containsExactly(member);
        }
    }

    @Test
    void aDeclarationIsWithdrawnOnlyAsLongAsNoClosedCycleUsedIt() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            CycleActs acts = context.get(CycleActs.class);
            run(context, data, DayFixture.FIRST);
            String member = context.get(JdbcTemplate.class).queryForObject("select max(member_id) from member_reference",
                    String.class);
            assertThatThrownBy(() -> acts.withdrawDeclaration(DayFixture.CRASH, member, OPERATOR))
                    .hasMessageContaining("is not declared");
            acts.declareDefault(DayFixture.CRASH, member, OPERATOR);
            acts.withdrawDeclaration(DayFixture.CRASH, member, OPERATOR);
            completed(DayFixture.run(context, DayFixture.CRASH, inputs, data.resolve("reports")));
            assertThat(DayFixture.digests(context)).as("as if it had never been").isEqualTo(atOnce);
        }
    }

    @Test
    void aMemberThatHoldsNothingIsDeclaredWithANoticeAndWithoutARound() throws IOException {
        Path more = InputEdit.copy(inputs, data.resolve("more"));
        InputEdit.lines(more.resolve("reference"), "members.csv", lines -> Stream.concat(lines.stream(),
                Stream.of(lines.get(1).replaceFirst("^[^,]*,[^,]*", "Z999,"))).toList());
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            completed(DayFixture.run(context, DayFixture.FIRST, more, data.resolve("reports")));
            InputEdit.lines(more.resolve(DayFixture.CRASH.toString()), "prices.csv", lines -> lines(more));
            context.get(CycleActs.class).declareDefault(DayFixture.CRASH, "Z999", OPERATOR);
            completed(DayFixture.run(context, DayFixture.CRASH, more, data.resolve("reports")));
            assertThat(count(context.get(JdbcTemplate.class), "select count(*) from cascade_round")).isZero();
            assertThat(data.resolve("reports").resolve("SPILLWAY_defaults_2026-03-03_1.xlsx")).exists();
            new StoryFacts(context.get(JdbcTemplate.class)).write(data.resolve("index.html"));
            assertThat(data.resolve("index.html")).content().contains("Z999");
        }
    }

    /** The prices of the first day. */
    private static List<String> lines(Path folder) {
        try {
            return Files.readAllLines(folder.resolve(DayFixture.FIRST.toString()).resolve("prices.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fault59EveryActIsUnderTheHashOfTheOneBefore() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            CycleActs acts = context.get(CycleActs.class);
            // As an act was kept before acts were chained.
            jdbc.update("insert into operator_act (act_no, cycle_id, act, approved_by, reason, done_at) values (1, 7,"
                    + " 'APPROVE_FINDINGS', 'A', 'B', current_timestamp)");
            acts.hold(DayFixture.FIRST, OPERATOR);
            run(context, data, DayFixture.FIRST);
            acts.releaseInstructions(DayFixture.FIRST, OPERATOR);
            Verification verification = context.get(Verification.class);
            assertThat(verification.verify(DayFixture.FIRST).acts()).isEqualTo(3);

            tampered(jdbc, verification, "update operator_act set reason = reason || '.' where act_no = 1",
                    "update operator_act set reason = 'B' where act_no = 1", "act 2 ");
            tampered(jdbc, verification, "update operator_act set approved_by = 'X' where act_no = 2",
                    "update operator_act set approved_by = 'R. Keller' where act_no = 2", "act 2 ");
            tampered(jdbc, verification, "update operator_act set act_no = 9 where act_no = 2",
                    "update operator_act set act_no = 2 where act_no = 9", "act 2 ");
            jdbc.update("update operator_act set sha256 = null where act_no = 3");
            assertThatThrownBy(() -> verification.verify(DayFixture.FIRST)).as("an act that lost its hash")
                    .hasMessageContaining("act 3 ");
            assertThatThrownBy(() -> acts.hold(DayFixture.CRASH, OPERATOR)).as("nothing is built on it")
                    .hasMessageContaining("act 3 ");
            jdbc.update("delete from operator_act where act_no > 1");
            assertThatThrownBy(() -> verification.verify(DayFixture.FIRST)).as("cut off at the end")
                    .hasMessageContaining("is gone");
        }
    }

    private static void tampered(JdbcTemplate jdbc, Verification verification, String change, String back,
            String named) {
        jdbc.update(change);
        assertThatThrownBy(() -> verification.verify(DayFixture.FIRST)).as(change).isInstanceOf(CommandFailure.class)
                .hasMessageContaining(named);
        jdbc.update(back);
        assertThat(verification.verify(DayFixture.FIRST).isSame()).as(back).isTrue();
    }

    @Test
    void theSameActInAnotherPlaceHasAnotherHash() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            OperatorActs acts = new OperatorActs(context.get(JdbcTemplate.class), Clock.systemUTC());
            OperatorActs.Subject subject = new OperatorActs.Subject(null, DayFixture.FIRST, 1);
            acts.record(ActKind.HOLD, subject, OPERATOR, null);
            acts.record(ActKind.HOLD, subject, OPERATOR, null);
            assertThat(acts.all()).extracting(OperatorActs.Act::sha256).doesNotHaveDuplicates()
                    .isEqualTo(acts.chain().hashes());
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

    private static String status(JdbcTemplate jdbc, long cycleId) {
        return jdbc.queryForObject("select status from clearing_cycle where cycle_id = ?", String.class, cycleId);
    }

    private static long count(JdbcTemplate jdbc, String sql) {
        return jdbc.queryForObject(sql, Long.class);
    }

    private static String lastOf(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }
}
