package io.spillway.batch.store;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The tables' versions: db/migration/common holds what both databases read alike, h2 and postgresql the rest. */
final class Migrations {

    private static final String ROOT = "db/migration/";
    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {
    }

    /**
     * Runs the migrations that a database lacks.
     *
     * @throws CommandFailure when one fails, or when the tables were changed behind the program's back
     */
    static void bringUpToDate(DataSource dataSource, Database database, Creation creation) {
        if (creation == Creation.REFUSED) {
            try (Connection connection = dataSource.getConnection()) {
                requireCurrent(connection, database);
                return;
            } catch (SQLException e) {
                throw database.unusable(e);
            }
        }
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + ROOT + "common", "classpath:" + ROOT + database.vendor().folder())
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new CommandFailure(ExitCode.FAILED, "the tables of " + database.place()
                    + " cannot be brought to this version: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    /**
     * Compares the newest migration a database has with the newest this program knows.
     *
     * @throws CommandFailure when they differ, saying which side is older
     */
    static void requireCurrent(Connection connection, Database database) throws SQLException {
        String newest = newestKnown(database.vendor());
        String found = newestApplied(connection, database.vendor());
        int order = found.compareTo(newest);
        if (order < 0) {
            throw new CommandFailure(ExitCode.FAILED, "the tables of " + database.place() + " are of version "
                    + (found.isEmpty() ? "none" : found) + ", this program needs " + newest
                    + "; run eod or serve, which bring them up to date");
        }
        if (order > 0) {
            throw new CommandFailure(ExitCode.FAILED, "the tables of " + database.place() + " are of version " + found
                    + ", which is newer than this program's " + newest + "; use the newer spillway.jar");
        }
    }

    /** Versions are three digits, so that their order is that of their text. */
    static String newestKnown(Vendor vendor) {
        TreeSet<String> versions = new TreeSet<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        for (String folder : new String[] {"common", vendor.folder()}) {
            try {
                for (Resource resource : resolver.getResources("classpath:" + ROOT + folder + "/V*.sql")) {
                    String name = Objects.requireNonNull(resource.getFilename(), "file name");
                    versions.add(name.substring(1, name.indexOf("__")));
                }
            } catch (IOException e) {
                throw new IllegalStateException("the migrations in " + ROOT + folder + " cannot be listed", e);
            }
        }
        return versions.last();
    }

    /** The newest migration a database has, or empty where it has none. */
    static String newestApplied(Connection connection, Vendor vendor) throws SQLException {
        String schema = connection.getSchema();
        try (ResultSet tables = connection.getMetaData().getTables(null, schema, HISTORY, null)) {
            if (!tables.next()) {
                return "";
            }
        }
        // Flyway makes its table with a quoted lower-case name on both databases.
        String quoted = vendor == Vendor.H2 ? "\"" + HISTORY + "\"" : HISTORY;
        String sql = "select max(\"version\") from " + quoted + " where \"success\" = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, true);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String version = rows.getString(1);
                return version == null ? "" : version;
            }
        }
    }
}
