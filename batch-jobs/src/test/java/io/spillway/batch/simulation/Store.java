package io.spillway.batch.simulation;

import com.zaxxer.hikari.HikariDataSource;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database of one simulated house, which outlives the processes that work on it: in memory, or a file with the
 * program's own pool where a process is really killed.
 */
final class Store implements AutoCloseable {

    private static final AtomicLong COUNT = new AtomicLong();

    private final Path directory;
    private final boolean file;
    private DataSource source;

    private Store(Path directory, boolean file) {
        this.directory = directory;
        this.file = file;
        open();
    }

    static Store inMemory(Path directory) {
        return new Store(directory, false);
    }

    static Store inFile(Path directory) {
        return new Store(directory, true);
    }

    Path directory() {
        return directory;
    }

    Database database() {
        return Database.of(directory, DatabaseSettings.EMBEDDED);
    }

    DataSource source() {
        return source;
    }

    boolean isFile() {
        return file;
    }

    /** What the tables say, seen from outside every simulated process. */
    JdbcTemplate tables() {
        return new JdbcTemplate(source);
    }

    /** Opens the file again after another process had it. */
    void open() {
        if (file) {
            source = database().openPool(Creation.ALLOWED);
        } else {
            JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:simulation" + COUNT.incrementAndGet()
                    + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "spillway", "");
            source = pool;
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            Template.STATEMENTS.forEach(jdbc::execute);
        }
    }

    @Override
    public void close() {
        if (source instanceof HikariDataSource pool) {
            pool.close();
        } else if (source instanceof JdbcConnectionPool pool) {
            tables().execute("shutdown");
            pool.dispose();
        }
    }

    /** The tables as the migrations leave them; running those for each house would take longer than its days. */
    private static final class Template {

        private static final List<String> STATEMENTS = read();

        private static List<String> read() {
            Path scratch = Path.of(System.getProperty("java.io.tmpdir"), "spillway-simulation-"
                    + ProcessHandle.current().pid());
            try (HikariDataSource pool = Database.of(scratch, DatabaseSettings.EMBEDDED).openPool(Creation.ALLOWED)) {
                return new JdbcTemplate(pool).queryForList("script nopasswords nosettings", String.class).stream()
                        .filter(sql -> !sql.startsWith("CREATE USER") && !sql.startsWith("--")).toList();
            } finally {
                Folder.delete(scratch);
            }
        }
    }
}
