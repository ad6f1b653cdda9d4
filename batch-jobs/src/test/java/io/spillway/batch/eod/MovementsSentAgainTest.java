package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Movements of collateral and of the funds that come again on a later day (fault 26). */
class MovementsSentAgainTest {

    private static final String COLLATERAL = "collateral.csv";
    private static final String FUNDS = "fund-movements.csv";
    private static final String MORE_THAN_ANYBODY_HAS = "-900000000000.00";

    @TempDir
    private Path data;

    private Path inputs;
    private Path second;
    private BatchContext context;
    private JdbcTemplate jdbc;
    private String deposit;
    private String refused;
    private String contribution;

    /** The first day is closed: a deposit and a contribution were booked, a withdrawal was refused. */
    @BeforeEach
    void theFirstDay() throws IOException {
        inputs = DayFixture.inputs(data.resolve("inputs"));
        Path first = inputs.resolve(DayFixture.FIRST.toString());
        second = inputs.resolve(DayFixture.CRASH.toString());
        deposit = Files.readAllLines(first.resolve(COLLATERAL)).get(1);
        String[] cells = deposit.split(",", -1);
        refused = "W1," + cells[1] + "," + cells[2] + "," + MORE_THAN_ANYBODY_HAS;
        String member = aMember();
        contribution = "F1," + member + ",,5000.00,CONTRIBUTION";
        append(first, COLLATERAL, refused);
        append(first, FUNDS, contribution);
        context = DayFixture.open(data.resolve("house"), StepProbe.NONE);
        jdbc = context.get(JdbcTemplate.class);
        LaunchOutcome outcome = run(DayFixture.FIRST);
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
        assertThat(items("WITHDRAWAL_REFUSED", 1)).containsExactly("W1");
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aMovementOfAnEarlierDayMovesNoMoneyAgain() throws IOException {
        append(second, COLLATERAL, deposit, refused);
        append(second, FUNDS, contribution);
        LaunchOutcome outcome = run(DayFixture.CRASH);
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
        assertThat(rejects()).containsExactlyInAnyOrder(
                COLLATERAL + " " + id(deposit) + ": was booked on 2026-03-02 already; not booked again",
                FUNDS + " F1: was booked on 2026-03-02 already; not booked again");
        assertThat(strings("select movement_id from collateral_movement where cycle_id = 2 union all"
                + " select movement_id from fund_movement where cycle_id = 2"))
                .doesNotContain(id(deposit), "F1");
        assertThat(items("WITHDRAWAL_REFUSED", 2)).as("refused then, so that it is judged again").contains("W1");
        assertThat(context.get(Verification.class).verify(DayFixture.CRASH).isSame()).isTrue();
    }

    @Test
    void aMovementIdOfAnEarlierDayWithOtherTermsBlocks() throws IOException {
        append(second, COLLATERAL, deposit.replaceFirst("[^,]+$", "1.00"));
        append(second, FUNDS, contribution.replace("5000.00", "5000.01"));
        LaunchOutcome outcome = run(DayFixture.CRASH);
        assertThat(outcome.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(outcome.message()).contains("MOVEMENT_CONFLICT", "was booked on 2026-03-02 with other terms");
        assertThat(items("MOVEMENT_CONFLICT", 2)).containsExactlyInAnyOrder(id(deposit), "F1");
        assertThat(rejects()).containsExactlyInAnyOrder(
                COLLATERAL + " " + id(deposit) + ": was booked on 2026-03-02 with other terms; not booked",
                FUNDS + " F1: was booked on 2026-03-02 with other terms; not booked");
    }

    private LaunchOutcome run(LocalDate date) {
        return DayFixture.run(context, date, inputs, data.resolve("reports"));
    }

    private String aMember() throws IOException {
        return Files.readAllLines(inputs.resolve("reference").resolve("members.csv")).get(1).split(",")[0];
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(','));
    }

    private static void append(Path day, String file, String... more) throws IOException {
        InputEdit.lines(day, file, lines -> Stream.concat(lines.stream(), Stream.of(more)).toList());
    }

    private List<String> items(String code, long cycleId) {
        return jdbc.queryForList("select item from finding where code = ? and cycle_id = ?", String.class, code,
                cycleId);
    }

    private List<String> rejects() {
        return strings("select file || ' ' || cell || ': ' || reason from input_reject where cycle_id = 2");
    }

    private List<String> strings(String sql) {
        return jdbc.queryForList(sql, String.class);
    }
}
