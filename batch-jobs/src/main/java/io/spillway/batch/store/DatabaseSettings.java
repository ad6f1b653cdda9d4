package io.spillway.batch.store;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.OperatorSettings;

/**
 * The shared database an operator configured; without a URL each data directory has an H2 database of its own.
 *
 * @param url JDBC URL of a PostgreSQL database, or empty
 * @param user its user, or empty
 * @param password its password, or empty; never printed
 */
public record DatabaseSettings(String url, String user, String password) {

    /** No shared database: H2 under the data directory. */
    public static final DatabaseSettings EMBEDDED = new DatabaseSettings("", "", "");

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** @throws CommandFailure when the URL is not one of PostgreSQL */
    public DatabaseSettings {
        if (!url.isEmpty() && !url.startsWith(POSTGRESQL)) {
            throw new CommandFailure(ExitCode.FAILED, "spring.datasource.url must begin with " + POSTGRESQL
                    + "; leave it empty for the H2 database in the data directory");
        }
    }

    /** The keys spring.datasource.url, .username and .password of application.yml. */
    public static DatabaseSettings from(OperatorSettings settings) {
        return new DatabaseSettings(settings.text("spring.datasource.url", ""),
                settings.text("spring.datasource.username", ""),
                settings.text("spring.datasource.password", ""));
    }

    public boolean isShared() {
        return !url.isEmpty();
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url.replaceFirst("\\?.*", "") + ", user=" + user + "]";
    }
}
