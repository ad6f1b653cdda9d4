package io.spillway.batch.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The database as one process sees it. At a commit that was named before, it breaks: just before the commit is done or
 * just after, so that the process never learns the outcome (fault 48). Either the one connection breaks, or the process
 * is dead from then on: nothing it still tries reaches the database (fault 43).
 */
final class CommitProbe extends AbstractDataSource {

    /** The state that JDBC gives a lost connection. */
    private static final String CONNECTION_LOST = "08006";

    /** Which side of the commit it breaks on. */
    enum Side { BEFORE, AFTER }

    /** What breaks. */
    enum Breaks { CONNECTION, PROCESS, MACHINE }

    /**
     * One break.
     *
     * @param commit 1 for the next commit, 2 for the one after it
     */
    record Trap(int commit, Side side, Breaks breaks) {
    }

    private final DataSource real;
    private final Runnable halt;
    private final List<Connection> open = new ArrayList<>();
    private Trap trap;
    private int commits;
    private boolean dead;
    private boolean sprung;

    /** @param halt ends the process for good; for MACHINE */
    CommitProbe(DataSource real, Runnable halt) {
        this.real = real;
        this.halt = halt;
    }

    /** Counts from zero again, and sets a trap or none. */
    synchronized void arm(Trap next) {
        trap = next;
        commits = 0;
        sprung = false;
    }

    synchronized int commits() {
        return commits;
    }

    /** Whether the trap was reached. */
    synchronized boolean isSprung() {
        return sprung;
    }

    synchronized boolean isDead() {
        return dead;
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireLife();
        Connection connection = real.getConnection();
        synchronized (this) {
            open.add(connection);
        }
        boolean[] lost = {false};
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> close(connection);
                        case "isClosed" -> {
                            return lost[0] || isDead() || connection.isClosed();
                        }
                        case "commit" -> {
                            requireUse(lost[0]);
                            commit(connection, lost);
                        }
                        default -> {
                            requireUse(lost[0]);
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                    return null;
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private void requireUse(boolean lost) throws SQLException {
        requireLife();
        if (lost) {
            throw new SQLException("simulated: the connection is lost", CONNECTION_LOST);
        }
    }

    private synchronized void requireLife() throws SQLException {
        if (dead) {
            throw new SQLException("simulated: the process is dead", CONNECTION_LOST);
        }
    }

    private void commit(Connection connection, boolean[] lost) throws SQLException {
        // A beat comes by the clock of the wall; counted, it would make a replay another run.
        if (Thread.currentThread().getName().equals("lease-heartbeat") || !springs()) {
            connection.commit();
            return;
        }
        if (trap.side() == Side.AFTER) {
            connection.commit();
        } else {
            connection.rollback();
        }
        if (trap.breaks() == Breaks.MACHINE) {
            halt.run();
        }
        lost[0] = true;
        if (trap.breaks() == Breaks.PROCESS) {
            die();
        }
        throw new SQLException("simulated: broken " + trap.side() + " commit " + trap.commit(), CONNECTION_LOST);
    }

    private synchronized boolean springs() {
        commits++;
        sprung |= trap != null && commits == trap.commit();
        return trap != null && commits == trap.commit();
    }

    /** The database rolls back what a dead process had open. */
    private synchronized void die() throws SQLException {
        dead = true;
        for (Connection connection : open) {
            if (!connection.isClosed()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                connection.close();
            }
        }
        open.clear();
    }

    private synchronized void close(Connection connection) throws SQLException {
        open.remove(connection);
        connection.close();
    }
}
