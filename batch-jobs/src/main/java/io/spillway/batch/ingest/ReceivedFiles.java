package io.spillway.batch.ingest;

import io.spillway.batch.settings.Settings;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The book of what was sent for each business date: every file by name and content, in versions, and what became of it.
 * The same content again is a duplicate (fault 3), other content a new version (fault 4), and what comes after the close
 * is kept and not applied (fault 2). Methods run in the caller's transaction.
 */
public final class ReceivedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedFiles.class);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ReceivedFiles(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = Objects.requireNonNull(jdbc, "jdbc");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What became of a file. */
    enum Outcome {
        /** First of its name that day. */
        TAKEN,
        /** As the version before it. */
        DUPLICATE,
        /** Other content than the version before it. */
        REPLACED,
        /** Came when the day was closed. */
        LATE
    }

    /** A cycle that reads files. */
    public record Reader(LocalDate businessDate, int cycleNo, long cycleId) {
    }

    private record Version(int number, String sha256) {
    }

    /**
     * Notes the files that a cycle just loaded.
     *
     * @return FILE_REPLACED for each whose content is another one than before
     * @throws InputException if a later delivery of the sender was received before this one
     */
    public List<Finding> loaded(Reader reader, InputFolder folder, Settings settings) {
        Manifest manifest = Manifest.ofDay(folder, reader.businessDate(), settings.house().name());
        Long latest = jdbc.queryForObject("select max(sequence_no) from received_file where business_date = ?"
                + " and outcome <> 'LATE'", Long.class, reader.businessDate());
        if (latest != null && manifest.sequence() < latest) {
            throw new InputException(manifest.place().resolve(Manifest.FILE_NAME) + " has sequence "
                    + manifest.sequence() + ", and sequence " + latest + " was received before: this is an older"
                    + " delivery; send the newest one, or these files under a higher sequence");
        }
        Map<String, Version> versions = versions(reader.businessDate());
        List<Finding> findings = new ArrayList<>();
        for (Manifest.Entry entry : manifest.files().values()) {
            Version before = versions.get(entry.file().fileName());
            Outcome outcome = before == null ? Outcome.TAKEN
                    : before.sha256().equals(entry.sha256()) ? Outcome.DUPLICATE : Outcome.REPLACED;
            int version = note(reader, manifest, entry, outcome, before);
            if (outcome == Outcome.REPLACED) {
                findings.add(new Finding(FindingCode.FILE_REPLACED,
                        settings.findings().severityOf(FindingCode.FILE_REPLACED), entry.file().fileName(),
                        "version " + version + " (SHA-256 " + entry.sha256() + ") is used in place of the one received"
                                + " before (" + before.sha256() + ")"));
            }
        }
        return findings;
    }

    /**
     * Notes files that lie in a closed day's folder and are not those its cycle read.
     *
     * @param reader the day's official cycle
     * @return a sentence that names them; empty where everything there was read
     */
    public Optional<String> late(Reader reader, InputFolder folder, String house) {
        if (!folder.isComplete(reader.businessDate())) {
            return Optional.empty();
        }
        Manifest manifest;
        try {
            manifest = Manifest.ofDay(folder, reader.businessDate(), house);
        } catch (InputException e) {
            return Optional.of("what lies in its folder now was not read: " + e.getMessage());
        }
        Map<String, String> read = new HashMap<>();
        jdbc.query("select name, sha256 from input_file where cycle_id = ?", row -> {
            read.put(row.getString(1), row.getString(2));
        }, reader.cycleId());
        Map<String, Version> versions = versions(reader.businessDate());
        List<String> late = new ArrayList<>();
        for (Manifest.Entry entry : manifest.files().values()) {
            String name = entry.file().fileName();
            if (!entry.sha256().equals(read.get(name))) {
                Version before = versions.get(name);
                boolean isNoted = before != null && before.sha256().equals(entry.sha256());
                int version = isNoted ? before.number() : note(reader, manifest, entry, Outcome.LATE, before);
                late.add(name + " (version " + version + ")");
            }
        }
        return late.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", late) + " came after the close: kept in "
                + manifest.place() + ", not applied; correct --date " + reader.businessDate() + " takes it");
    }

    private Map<String, Version> versions(LocalDate businessDate) {
        Map<String, Version> newest = new HashMap<>();
        jdbc.query("select name, version_no, sha256 from received_file where business_date = ? order by received_no",
                row -> {
                    newest.put(row.getString(1), new Version(row.getInt(2), row.getString(3)));
                }, businessDate);
        return newest;
    }

    private int note(Reader reader, Manifest manifest, Manifest.Entry entry, Outcome outcome, Version before) {
        int version = before == null ? 1 : outcome == Outcome.DUPLICATE ? before.number() : before.number() + 1;
        Integer last = jdbc.queryForObject("select coalesce(max(received_no), 0) from received_file"
                + " where business_date = ?", Integer.class, reader.businessDate());
        jdbc.update("insert into received_file (business_date, received_no, name, version_no, sequence_no, sha256,"
                + " cycle_no, outcome, received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", reader.businessDate(),
                Objects.requireNonNull(last) + 1, entry.file().fileName(), version, manifest.sequence(),
                entry.sha256(), reader.cycleNo(), outcome.name(),
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
        if (outcome != Outcome.TAKEN) {
            LOG.info("{} of {}: {}, version {}, SHA-256 {}", entry.file().fileName(), reader.businessDate(), outcome,
                    version, entry.sha256());
        }
        return version;
    }
}
