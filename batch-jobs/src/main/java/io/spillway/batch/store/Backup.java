package io.spillway.batch.store;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Copies the house's H2 database into one zip file while nothing or something runs. The copy holds every commit up to
 * one moment and nothing of what was not committed; unzipped into an empty data directory it is a house again.
 *
 * <p>The file appears under its name when it is whole, on disk, and was opened once to see what it holds.
 */
public final class Backup {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String DONE = "status in ('CLOSED', 'UNFUNDED')";

    private final Database database;
    private final Path file;
    private final Path part;
    private final Path opened;

    private Backup(Database database, Path file) {
        this.database = database;
        this.file = file;
        String hidden = "." + file.getFileName() + "." + ProcessHandle.current().pid();
        this.part = file.resolveSibling(hidden + ".part");
        this.opened = file.resolveSibling(hidden + ".opened");
    }

    /**
     * What was written.
     *
     * @param file its absolute path
     * @param bytes its size
     * @param sha256 of its bytes, lower-case hexadecimal
     * @param tablesVersion version of the tables in it, or empty for a database without any
     * @param lastClosed the newest closed cycle in it
     * @param unfinished the newest cycle in it that was begun and is not closed
     */
    public record Copy(Path file, long bytes, String sha256, String tablesVersion, Optional<Cycle> lastClosed,
            Optional<Cycle> unfinished) {
    }

    /**
     * A cycle in the copy.
     *
     * @param digest empty before there is one
     */
    public record Cycle(String businessDate, int cycle, String status, String digest) {
    }

    private record Contents(String tablesVersion, Optional<Cycle> lastClosed, Optional<Cycle> unfinished) {
    }

    /**
     * Writes a backup. Beside the file it needs room for the database once more, unzipped, until it is checked.
     *
     * @param database the house's, with tables of any version
     * @param file what to write; its folder must exist, it must not
     * @throws CommandFailure when the database is not H2 or is not there, when the file exists already or cannot be
     *     written; then nothing is left of it
     */
    public static Copy write(Database database, Path file) {
        Objects.requireNonNull(database, "database");
        Path absolute = file.toAbsolutePath().normalize();
        if (database.vendor() != Vendor.H2) {
            throw new CommandFailure(ExitCode.FAILED, "the database " + database.place()
                    + " is PostgreSQL, which makes its backups itself: use pg_dump --format=custom, or continuous"
                    + " archiving; backup is for the H2 database of a data directory");
        }
        requireFree(absolute);
        return new Backup(database, absolute).write();
    }

    private static void requireFree(Path file) {
        if (file.getFileName() == null || Files.isDirectory(file)) {
            throw new CommandFailure(ExitCode.FAILED, file + " is a folder; name the file to write, such as "
                    + file.resolve("spillway.zip"));
        }
        if (Files.exists(file)) {
            throw new CommandFailure(ExitCode.FAILED, file + " is there already, and a backup overwrites nothing;"
                    + " name another file");
        }
        if (!Files.isDirectory(file.getParent())) {
            throw new CommandFailure(ExitCode.FAILED, "there is no folder " + file.getParent()
                    + " to write the backup to; make it first, or name another one");
        }
    }

    private Copy write() {
        try {
            try {
                copy();
                unzip();
                Contents contents = read();
                String sha256 = settle();
                long bytes = Files.size(part);
                // without REPLACE_EXISTING: a file that came in between is not overwritten
                Files.move(part, file);
                return new Copy(file, bytes, sha256, contents.tablesVersion(), contents.lastClosed(),
                        contents.unfinished());
            } finally {
                Files.deleteIfExists(part);
                delete(opened);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private CommandFailure failed(Exception cause) {
        return new CommandFailure(ExitCode.FAILED, "the backup " + file + " cannot be written: " + cause.getMessage()
                + "; nothing is left of it", cause);
    }

    /** H2 copies its own file page by page, also while others write. */
    private void copy() {
        try (Connection connection = database.connectAnyVersion();
                PreparedStatement backup = connection.prepareStatement("backup to ?")) {
            backup.setString(1, part.toString());
            backup.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void unzip() throws IOException {
        Files.createDirectory(opened);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(part))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, opened.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
    }

    private Contents read() {
        Database copy = Database.of(opened, DatabaseSettings.EMBEDDED);
        try (Connection connection = copy.connectAnyVersion()) {
            String version = Migrations.newestApplied(connection, Vendor.H2);
            boolean hasCycles;
            try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), "CLEARING_CYCLE",
                    null)) {
                hasCycles = tables.next();
            }
            return new Contents(version,
                    hasCycles ? cycle(connection, DONE) : Optional.empty(),
                    hasCycles ? cycle(connection, "status <> 'WITHDRAWN' and not " + DONE) : Optional.empty());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Optional<Cycle> cycle(Connection connection, String condition) throws SQLException {
        String sql = "select business_date, cycle_no, status, coalesce(digest, '') from clearing_cycle where "
                + condition + " order by business_date desc, cycle_no desc limit 1";
        try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Cycle(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4)))
                    : Optional.empty();
        }
    }

    /** Sees to it that the file is on disk. Returns its SHA-256. */
    private String settle() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                InputStream in = Files.newInputStream(part)) {
            channel.force(true);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(ByteBuffer.wrap(buffer, 0, read));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
