package io.spillway.batch.ingest;

import io.spillway.waterfall.day.Reject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Streams one listed file through its row reader in one pass: hashed, decoded, parsed, stored, then verified. */
final class FileStage {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Connection connection;
    private final long cycleId;
    private final RejectWriter rejects;
    private final List<InputException> faults = new ArrayList<>();

    FileStage(Connection connection, long cycleId, RejectWriter rejects) {
        this.connection = connection;
        this.cycleId = cycleId;
        this.rejects = rejects;
    }

    /**
     * Reads a file. One that is not whole or no CSV is kept in mind for {@link #requireSound}, so that all of them are
     * told at once.
     *
     * @return what was read, as noted in input_file
     */
    DayIngest.FileSummary read(Path folder, Manifest.Entry entry, RowReader reader) throws SQLException {
        try {
            return readWhole(folder, entry, reader);
        } catch (InputException e) {
            faults.add(e);
            return new DayIngest.FileSummary(entry.file().fileName(), 0, 0);
        }
    }

    /**
     * Ends the load if a file was at fault.
     *
     * @throws InputException naming every such file; the caller's transaction must be rolled back
     */
    void requireSound() {
        if (faults.size() == 1) {
            throw faults.get(0);
        }
        if (!faults.isEmpty()) {
            InputException all = new InputException(faults.size() + " files are at fault: " + faults.stream()
                    .map(InputException::getMessage).collect(Collectors.joining("; ")));
            faults.forEach(all::addSuppressed);
            throw all;
        }
    }

    private DayIngest.FileSummary readWhole(Path folder, Manifest.Entry entry, RowReader reader) throws SQLException {
        InputFile file = entry.file();
        long rows = 0;
        long rejected = 0;
        try (InputStream in = Files.newInputStream(folder.resolve(file.fileName()));
                VerifiedStream verified = new VerifiedStream(in);
                CsvTable table = new CsvTable(file, verified)) {
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                rows++;
                try {
                    row.requireCells();
                    reader.read(row);
                } catch (RejectedRow reject) {
                    rejected++;
                    rejects.add(new Reject(file.fileName(), row.line(), reject.column(), reject.value(),
                            reject.getMessage()));
                }
            }
            reader.finish();
            verify(folder, entry, rows, verified);
        } catch (IOException e) {
            throw new InputException(folder.resolve(file.fileName()) + " cannot be read: " + e.getMessage(), e);
        }
        DayIngest.FileSummary summary = new DayIngest.FileSummary(file.fileName(), rows, rejected);
        note(entry, summary);
        return summary;
    }

    private static void verify(Path folder, Manifest.Entry entry, long rows, VerifiedStream verified)
            throws IOException {
        drain(verified);
        String sha256 = verified.sha256();
        String fault = rows != entry.rows()
                ? "has " + rows + " rows, its manifest says " + entry.rows()
                : "does not have the SHA-256 that its manifest says (" + sha256 + ", not " + entry.sha256() + ")";
        if (rows != entry.rows() || !sha256.equals(entry.sha256())) {
            throw new InputException(folder.resolve(entry.file().fileName()) + " " + fault
                    + ": it is cut short, changed or still being written; nothing of it is used, send it again");
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (in.read(buffer) >= 0) {
            // only the hash wants these bytes
        }
    }

    private void note(Manifest.Entry entry, DayIngest.FileSummary summary) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into input_file (cycle_id, name,"
                + " stated_rows, read_rows, rejected_rows, sha256) values (?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, cycleId);
            statement.setString(2, summary.name());
            statement.setLong(3, entry.rows());
            statement.setLong(4, summary.rows());
            statement.setLong(5, summary.rejectedRows());
            statement.setString(6, entry.sha256());
            statement.executeUpdate();
        }
    }
}
