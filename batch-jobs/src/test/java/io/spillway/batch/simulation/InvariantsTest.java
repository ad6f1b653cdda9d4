package io.spillway.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The simulation's own eyes: each row that is tampered with must be noticed, or its green says nothing. */
class InvariantsTest {

    /** A house that ends a day with every layer used up and an unfunded loss. */
    private static final long SEED = 10;

    @TempDir
    private static Path directory;

    private static Desk desk;
    private static long cycle;

    @BeforeAll
    static void aHouseWithALossThatNobodyPaid() {
        desk = Simulation.undisturbed(SEED, directory.resolve("quiet"));
        cycle = desk.tables().queryForObject("select min(cycle_id) from clearing_cycle where unfunded > 0", Long.class);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "trial balance ties to the journals | update journal set amount = amount + 1 where journal_no = 1 and",
        "ledger sums to zero | update trial_balance set balance = balance + 1 where type = 'OUTSIDE' and",
        "DEFAULTER_LOSS is empty | update journal set amount = amount + 1 where credit_type = 'DEFAULTER_LOSS' and",
        "journals are numbered | delete from journal where journal_no = 2 and",
        "cash of each account ties | update account_cash set balance = balance + 1 where",
        "contribution of each member ties | update member_state set contribution = contribution + 1 where",
        "negative capital, contribution | update member_state set contribution = -1 where",
        "capital is what was brought | update member_state set capital = capital + 1 where",
        "negative layer | update layer_state set balance = -1 where",
        "layers close less what they paid | update layer_state set balance = balance + 1 where",
        "declared in default and not marked | update member_state set status = 'GOOD' where status = 'IN_DEFAULT' and",
        "in default without a declaration | update member_state set status = 'IN_DEFAULT' where status = 'GOOD' and",
        "loss = layers + unfunded | update waterfall_layer set paid = paid - 1 where layer = 'UNFUNDED' and",
        "loss = layers + unfunded | update cascade_round set loss = loss + 1 where",
        "each layer is the sum of its payers | update waterfall_payment set paid = paid + 1 where paid > 0 and",
        "unfunded loss of the cycle | update clearing_cycle set unfunded = unfunded + 1 where",
        "status UNFUNDED where a loss is | update clearing_cycle set status = 'CLOSED' where",
        "FUND edges | update contagion_edge set amount = amount + 1 where channel = 'FUND' and",
        "positions are flat | update position_change set lots = lots + 1 where kind = 'CLOSE_OUT' and",
        "close-outs are what left | update close_out set lots = lots + 1 where",
        "variation margin | update variation_margin set amount = amount + 1 where",
        "mark of the day before | update settlement_price set previous_mark = previous_mark + 1 where",
        "equity | update account_margin set equity = equity + 1 where",
        "closing equity | update account_margin set closing_equity = closing_equity + 1 where",
        "maintenance margin | update account_margin set maintenance_margin = maintenance_margin + 1 where",
        "initial margin | update account_margin set initial_margin = initial_margin + 1 where",
        "status of an account | update account_margin set status = 'MARGIN_CALL' where status = 'GOOD' and",
        "no row in report_file | delete from report_file where",
        "check that failed | update cycle_check set outcome = 'FAIL' where",
        "digest of the cycle before | update clearing_cycle set previous_digest = 'x' where"})
    void aRowTamperedWithIsNoticed(String violation, String tampering) throws SQLException {
        try (Connection connection = desk.store().source().getConnection()) {
            connection.setAutoCommit(false);
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            assertThat(Invariants.violations(jdbc, cycle)).as("before").isEmpty();
            assertThat(jdbc.update(tampering + " cycle_id = " + cycle)).as("rows tampered with").isPositive();
            assertThat(Invariants.violations(jdbc, cycle)).as("after").anySatisfy(
                    found -> assertThat(found).contains(violation));
            connection.rollback();
        }
    }

    @Test
    void rowsOfAClosedCycleMayNotChange() {
        String tampering = "update input_price set settlement_price = settlement_price + %d where cycle_id = 1";
        desk.tables().update(tampering.formatted(1));
        try {
            assertThatThrownBy(() -> desk.launch(House.draw(SEED).days().get(0), Optional.empty()))
                    .isInstanceOf(AssertionError.class).hasMessageContaining("rows of the closed cycle 1 changed");
        } finally {
            desk.tables().update(tampering.formatted(-1));
        }
    }

    @Test
    void rowsOfADayWhoseInputsAreNotAcceptedAreNoticed() {
        try (Connection connection = desk.store().source().getConnection()) {
            connection.setAutoCommit(false);
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.update("update clearing_cycle set status = 'BLOCKED' where cycle_id = ?", cycle);
            assertThat(Invariants.violations(jdbc, cycle)).anySatisfy(found ->
                    assertThat(found).contains("rows of journal before the inputs are accepted"));
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSeedThatFailsTellsItsStoryAndHowToReplayIt(@TempDir Path blocked) throws IOException {
        Files.writeString(blocked.resolve("quiet"), "a file in the way");
        assertThatThrownBy(() -> Simulation.run(SEED, Plan.Length.SHORT, blocked, new Coverage()))
                .isInstanceOf(AssertionError.class).hasMessageContaining("seed " + SEED + " failed")
                .hasMessageContaining("-Psimulation test -pl batch-jobs -am -Dseed=" + SEED + " -Dkills=off");
    }

    @Test
    void aSeedAlwaysMeansTheSame() {
        for (long seed : List.of(1L, 77L)) {
            assertThat(House.draw(seed)).usingRecursiveComparison().isEqualTo(House.draw(seed));
            assertThat(Plan.draw(seed, 4, Plan.Length.LONG)).isEqualTo(Plan.draw(seed, 4, Plan.Length.LONG));
        }
        assertThat(Plan.draw(1, 4, Plan.Length.SHORT)).isNotEqualTo(Plan.draw(2, 4, Plan.Length.SHORT));
    }
}
