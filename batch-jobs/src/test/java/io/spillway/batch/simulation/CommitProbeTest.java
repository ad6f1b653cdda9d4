package io.spillway.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.simulation.CommitProbe.Breaks;
import io.spillway.batch.simulation.CommitProbe.Side;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A broken commit is done or it is not, and a dead process reaches nothing. */
class CommitProbeTest {

    private final JdbcDataSource real = new JdbcDataSource();
    private CommitProbe probe;

    @BeforeEach
    void database() {
        real.setURL("jdbc:h2:mem:commits;DB_CLOSE_DELAY=-1");
        new JdbcTemplate(real).execute("drop table if exists t");
        new JdbcTemplate(real).execute("create table t (n int)");
        probe = new CommitProbe(real, () -> {
            throw new IllegalStateException("halted");
        });
    }

    @Test
    void brokenBeforeItTheCommitIsNotDone() throws SQLException {
        probe.arm(new CommitProbe.Trap(2, Side.BEFORE, Breaks.CONNECTION));
        insert();
        assertThatThrownBy(this::insert).isInstanceOf(SQLException.class).hasMessageContaining("BEFORE commit 2");
        assertThat(rows()).isEqualTo(1);
        insert();
        assertThat(rows()).as("only the one connection was lost").isEqualTo(2);
        assertThat(probe.isSprung()).isTrue();
        assertThat(probe.isDead()).isFalse();
    }

    @Test
    void brokenAfterItTheCommitIsDoneAndNobodyIsTold() {
        probe.arm(new CommitProbe.Trap(1, Side.AFTER, Breaks.CONNECTION));
        assertThatThrownBy(this::insert).isInstanceOf(SQLException.class).hasMessageContaining("AFTER commit 1");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aDeadProcessReachesNothingAndWhatItHadOpenIsRolledBack() throws SQLException {
        Connection other = probe.getConnection();
        other.setAutoCommit(false);
        other.createStatement().execute("insert into t values (7)");
        probe.arm(new CommitProbe.Trap(1, Side.AFTER, Breaks.PROCESS));
        assertThatThrownBy(this::insert).isInstanceOf(SQLException.class);
        assertThat(rows()).isEqualTo(1);
        assertThatThrownBy(other::createStatement).isInstanceOf(SQLException.class).hasMessageContaining("dead");
        assertThatThrownBy(this::insert).isInstanceOf(SQLException.class).hasMessageContaining("dead");
        assertThat(probe.isDead()).isTrue();
    }

    @Test
    void aPowerCutEndsTheProcessAtOnce() {
        probe.arm(new CommitProbe.Trap(1, Side.BEFORE, Breaks.MACHINE));
        assertThatThrownBy(this::insert).hasMessage("halted");
        assertThat(rows()).isZero();
    }

    private void insert() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into t values (1)");
            connection.commit();
        }
    }

    private int rows() {
        return new JdbcTemplate(real).queryForObject("select count(*) from t", Integer.class);
    }
}
