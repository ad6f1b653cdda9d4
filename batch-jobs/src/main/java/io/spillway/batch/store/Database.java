package io.spillway.batch.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/**
 * The house's database: an H2 file in the data directory, or the PostgreSQL database the operator configured.
 * Nothing is opened until it is asked for. Every error names the absolute path or the address that was tried.
 */
public final class Database {

    private static final String H2_NAME = "spillway";
    private static final String H2_SUFFIX = ".mv.db";
    private static final String H2_USER = "spillway";
    private static final int H2_NOT_FOUND = 90146;
    private static final int POOL_SIZE = 10;
    private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;

    static {
        // Read once, when H2's classes load. Without it the auto server listens on every network of the machine.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", InetAddress.getLoopbackAddress().getHostAddress());
        }
    }

    private final Path directory;
    private final DatabaseSettings settings;

    private Database(Path directory, DatabaseSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * The database of a data directory.
     *
     * @throws CommandFailure when the path cannot stand in a database address
     */
    public static Database of(Path dataDirectory, DatabaseSettings settings) {
        Objects.requireNonNull(settings, "settings");
        Path absolute = dataDirectory.toAbsolutePath().normalize();
        if (absolute.toString().indexOf(';') >= 0) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "the data directory " + absolute
                    + " has a semicolon in its name; choose one without");
        }
        return new Database(absolute, settings);
    }

    public Vendor vendor() {
        return settings.isShared() ? Vendor.POSTGRESQL : Vendor.H2;
    }

    /** The data directory, absolute. It holds the log, and the H2 database where no other is configured. */
    public Path directory() {
        return directory;
    }

    /** The database's absolute path, or its address without secrets. */
    public String place() {
        return settings.isShared() ? settings.url().replaceFirst("\\?.*", "") : file().toString();
    }

    /** Whether there is an H2 file; a configured PostgreSQL database counts as existing. */
    public boolean exists() {
        return settings.isShared() || Files.isRegularFile(file());
    }

    /**
     * One plain connection to an existing database whose tables are of this program's version. The caller closes it.
     *
     * @throws CommandFailure when there is none, it cannot be opened, or its tables are of another version
     */
    public Connection connect() {
        requireExisting();
        Connection connection = open();
        try {
            Migrations.requireCurrent(connection, this);
            return connection;
        } catch (SQLException e) {
            throw closed(connection, unusable(e));
        } catch (RuntimeException e) {
            throw closed(connection, e);
        }
    }

    /**
     * One plain connection to an existing database, whatever the version of its tables: enough to copy it. The caller
     * closes it.
     *
     * @throws CommandFailure when there is none or it cannot be opened
     */
    Connection connectAnyVersion() {
        requireExisting();
        return open();
    }

    /**
     * A pool of connections, the tables brought to this program's version first. The caller closes it.
     *
     * @throws CommandFailure when there is no database and none may be made, or it cannot be opened or migrated
     */
    public HikariDataSource openPool(Creation creation) {
        if (creation == Creation.REFUSED) {
            requireExisting();
        } else {
            makeDirectory();
        }
        HikariDataSource pool = pool(creation);
        try {
            Migrations.bringUpToDate(pool, this, creation);
            return pool;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** The sentence for a database that could not be used. */
    CommandFailure unusable(Exception cause) {
        return new CommandFailure(ExitCode.FAILED, "the database " + place() + " cannot be used: "
                + firstLine(cause), cause);
    }

    private void requireExisting() {
        if (!exists()) {
            throw noDatabase(null);
        }
    }

    private CommandFailure noDatabase(Exception cause) {
        return new CommandFailure(ExitCode.FAILED, "there is no database at " + file()
                + "; run eod, serve or demo first, or name another directory with --data", cause);
    }

    private Connection open() {
        Properties login = new Properties();
        login.setProperty("user", user());
        login.setProperty("password", settings.password());
        try {
            return DriverManager.getConnection(url(Creation.REFUSED), login);
        } catch (SQLException e) {
            throw e.getErrorCode() == H2_NOT_FOUND ? noDatabase(e) : unusable(e);
        }
    }

    private HikariDataSource pool(Creation creation) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("spillway");
        config.setJdbcUrl(url(creation));
        config.setUsername(user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    private void makeDirectory() {
        if (settings.isShared()) {
            return;
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the data directory " + directory + " cannot be made: "
                    + e.getMessage() + "; name another one with --data", e);
        }
    }

    private Path file() {
        return directory.resolve(H2_NAME + H2_SUFFIX);
    }

    private String user() {
        return settings.isShared() ? settings.user() : H2_USER;
    }

    private String url(Creation creation) {
        if (settings.isShared()) {
            return settings.url();
        }
        // retry: else an interrupted thread closes the database for all, and Quartz interrupts its own when it ends.
        // WRITE_DELAY=0: a killed process loses no commit. AUTO_SERVER: status works while serve runs.
        return "jdbc:h2:retry:" + directory.resolve(H2_NAME) + ";WRITE_DELAY=0;AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000"
                + ";IFEXISTS=" + (creation == Creation.REFUSED ? "TRUE" : "FALSE");
    }

    private static RuntimeException closed(Connection connection, RuntimeException failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** The innermost message, which is the driver's own. */
    private static String firstLine(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null ? inner.getClass().getSimpleName() : message.lines().findFirst().orElse("").strip();
    }
}
