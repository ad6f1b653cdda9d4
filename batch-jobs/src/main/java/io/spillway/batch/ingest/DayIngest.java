package io.spillway.batch.ingest;

import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.CycleChain;
import io.spillway.batch.store.RowKeys;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.day.Reject;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Streams a day's files into the tables of reference data and inputs.
 *
 * <p>Everything happens in the caller's transaction, which must be running: it commits with the step and is undone with
 * it, so that no part of a file stays (fault 5). What the cycle loaded before is removed first: loaded again, from the
 * same files or from corrected ones, the cycle has what the files say (fault 43).
 */
public final class DayIngest {

    /** Everything that a load writes, by cycle. */
    private static final List<String> TABLES = List.of("member_reference", "account_reference",
            "instrument_reference", "asset_reference", "holiday", "settlement_history", "opening_layer", "input_file",
            "input_price", "input_asset_price", "input_fx", "input_trade", "input_collateral", "input_fund_movement", "input_closeout",
            "input_reject");
    private static final List<InputFile> OPENING_FILES = List.of(InputFile.MEMBERS, InputFile.ACCOUNTS,
            InputFile.INSTRUMENTS, InputFile.ASSETS, InputFile.FUNDS);

    private final JdbcTemplate jdbc;
    private final Settings settings;

    /**
     * @param dataSource the one that the caller's transaction is on
     * @param settings the house's currencies and severities
     */
    public DayIngest(DataSource dataSource, Settings settings) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** What came of one file. */
    public record FileSummary(String name, long rows, long rejectedRows) {
    }

    /**
     * What was loaded.
     *
     * @param files in the order read
     * @param findings what only the reading of the files can find; the caller keeps them with the cycle
     */
    public record Summary(List<FileSummary> files, List<Finding> findings) {

        public long rows() {
            return files.stream().mapToLong(FileSummary::rows).sum();
        }

        public long rejectedRows() {
            return files.stream().mapToLong(FileSummary::rejectedRows).sum();
        }
    }

    /**
     * Loads the reference files and the day's files for a cycle that is begun.
     *
     * @throws InputException if a manifest or a whole file is at fault (faults 5, 7, 8, 22, 56); the message names it
     *     and says what to do, and the caller must roll back
     * @throws IllegalStateException without a transaction, or if the cycle is of another date
     */
    public Summary load(long cycleId, LocalDate businessDate, InputFolder folder) {
        return load(cycleId, businessDate, folder, PriceFile.REQUIRED);
    }

    /** Whether a day may come without prices.csv (fault 1). */
    public enum PriceFile {
        /** A day without it is refused. */
        REQUIRED,
        /** An operator answers for going on without it; where it came after all, the day is refused. */
        LEFT_OUT
    }

    /** Loads as {@link #load(long, LocalDate, InputFolder)}, from a folder with or without settlement prices. */
    public Summary load(long cycleId, LocalDate businessDate, InputFolder folder, PriceFile prices) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("inputs are loaded in a transaction");
        }
        Cycle cycle = cycle(cycleId);
        if (!cycle.businessDate().equals(businessDate)) {
            throw new IllegalStateException("cycle " + cycleId + " is of " + cycle.businessDate() + ", not of "
                    + businessDate);
        }
        Manifests manifests = manifests(cycle, folder, prices);
        return jdbc.execute((ConnectionCallback<Summary>) connection -> load(connection, cycle, manifests));
    }

    /** What of a cycle the files are read against. */
    record Cycle(CycleChain chain, LocalDate businessDate, String house, int baseScale) {
    }

    private Cycle cycle(long cycleId) {
        return jdbc.queryForObject("select business_date, house, base_scale from clearing_cycle where cycle_id = ?",
                (row, number) -> new Cycle(CycleChain.of(jdbc, cycleId), row.getObject(1, LocalDate.class),
                        row.getString(2), row.getInt(3)), cycleId);
    }

    /** Both checked before anything is read; later days need no reference files. */
    private record Manifests(Manifest reference, Manifest day) {
    }

    private static Manifests manifests(Cycle cycle, InputFolder folder, PriceFile prices) {
        boolean isFirstDay = cycle.chain().isFirst();
        Manifest day = Manifest.ofDay(folder, cycle.businessDate(), cycle.house());
        Set<InputFile> required = new HashSet<>(List.of(InputFile.PRICES, InputFile.FX));
        if (isFirstDay) {
            required.add(InputFile.POSITIONS);
        }
        if (prices == PriceFile.LEFT_OUT) {
            if (day.files().containsKey(InputFile.PRICES)) {
                throw new InputException(day.place().resolve(InputFile.PRICES.fileName())
                        + " came; run the day without --previous-prices");
            }
            required.remove(InputFile.PRICES);
        }
        day.require(required, required);
        if (!isFirstDay && !Files.exists(folder.reference())) {
            return new Manifests(null, day);
        }
        Manifest reference = Manifest.ofReference(folder, cycle.house());
        if (isFirstDay) {
            Set<InputFile> listed = new HashSet<>(OPENING_FILES);
            listed.add(InputFile.CALENDAR);
            reference.require(listed, OPENING_FILES);
        }
        return new Manifests(reference, day);
    }

    private Summary load(Connection connection, Cycle cycle, Manifests manifests) throws SQLException {
        long cycleId = cycle.chain().cycleId();
        for (String table : TABLES) {
            jdbc.update("delete from " + table + " where cycle_id = ?", cycleId);
        }
        jdbc.update("delete from input_position where " + RowKeys.ofCycle(cycleId));
        jdbc.update("delete from account_owner where cycle_id = ? and ported = 0", cycleId);
        KnownHouseReader houseReader = new KnownHouseReader(jdbc, cycle.chain());
        KnownHouse known = houseReader.read();
        ReferenceContext context = new ReferenceContext(connection, cycle, settings, known);
        List<FileSummary> files = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try (RejectWriter rejects = new RejectWriter(connection, cycleId, RejectWriter.Stage.READ, 0)) {
            FileStage stage = new FileStage(connection, cycleId, rejects);
            if (manifests.reference() != null) {
                for (Manifest.Entry entry : manifests.reference().files().values()) {
                    try (TableRows reader = referenceReader(entry.file(), context)) {
                        files.add(stage.read(manifests.reference().place(), entry, reader));
                    }
                }
            }
            findings.addAll(context.findings());
            DayContext day = new DayContext(connection, cycle,
                    manifests.reference() == null ? known : houseReader.read(), findings);
            for (Manifest.Entry entry : manifests.day().files().values()) {
                files.add(readOfDay(stage, manifests.day(), entry, day));
            }
            stage.requireSound();
            findings.addAll(new TradesOfOtherDays(jdbc, settings, cycle.chain()).settle(rejects));
            findings.addAll(new MovementsOfOtherDays(jdbc, settings, cycle.chain()).settle(rejects));
            rejects.flush();
        }
        return new Summary(List.copyOf(files), findings.stream().sorted(Finding.ORDER).toList());
    }

    /** Files come in the order of their enum: members before accounts, instruments before their history. */
    private static TableRows referenceReader(InputFile file, ReferenceContext context) throws SQLException {
        return switch (file) {
            case MEMBERS -> new MemberRows(context);
            case ACCOUNTS -> new AccountRows(context);
            case INSTRUMENTS -> new InstrumentRows(context);
            case ASSETS -> new AssetRows(context);
            case CALENDAR -> new HolidayRows(context);
            case FUNDS -> new LayerRows(context);
            case HISTORY -> new HistoryRows(context);
            default -> throw new IllegalArgumentException(file.fileName() + " is no reference file");
        };
    }

    private record DayContext(Connection connection, Cycle cycle, KnownHouse house, List<Finding> findings) {
    }

    private FileSummary readOfDay(FileStage stage, Manifest manifest, Manifest.Entry entry, DayContext context)
            throws SQLException {
        long cycleId = context.cycle().chain().cycleId();
        switch (entry.file()) {
            case POSITIONS:
                try (PositionRows reader = new PositionRows(context.connection(), cycleId, context.house())) {
                    FileSummary summary = stage.read(manifest.place(), entry, reader);
                    findPositions(reader, summary, context);
                    return summary;
                }
            default:
                try (TableRows reader = DayRows.of(entry.file(), context.connection(), cycleId)) {
                    return stage.read(manifest.place(), entry, reader);
                }
        }
    }

    /** A position of an unknown account or instrument is held by somebody: it blocks (faults 11, 24). */
    private void findPositions(PositionRows reader, FileSummary summary, DayContext context) {
        for (PositionRows.Unknown account : reader.unknownAccounts()) {
            context.findings().add(new Finding(FindingCode.ACCOUNT_UNKNOWN,
                    settings.findings().severityOf(FindingCode.ACCOUNT_UNKNOWN), account.id(), unknown(account)
                    + "an account that the house does not know; list it in accounts.csv or correct it"));
        }
        for (PositionRows.Unknown instrument : reader.unknownInstruments()) {
            context.findings().add(new Finding(FindingCode.INSTRUMENT_UNKNOWN, Severity.BLOCKING, instrument.id(),
                    unknown(instrument) + "an instrument that the house does not know; list it in instruments.csv or"
                            + " correct it"));
        }
        if (context.cycle().chain().isFirst() && summary.rejectedRows() > 0) {
            context.findings().add(new Finding(FindingCode.POSITION_BREAK,
                    settings.findings().severityOf(FindingCode.POSITION_BREAK), summary.name(), summary.rejectedRows()
                    + " rows were rejected, and the opening book lacks them; see the rejects and correct the file"));
        }
    }

    private static String unknown(PositionRows.Unknown id) {
        return "positions.csv line " + id.firstLine() + (id.rows() == 1 ? " names "
                : " and " + (id.rows() - 1) + (id.rows() == 2 ? " later row name " : " later rows name "));
    }

    /**
     * Stores the rows that the day's check did not use behind those that could not be read, in place of what was stored
     * so before. Runs in the caller's transaction.
     *
     * @param rejects what the check rejected; those of the reading, which it repeats, may be among them
     */
    public void replaceRejects(long cycleId, List<Reject> rejects) {
        jdbc.update("delete from input_reject where cycle_id = ? and stage = ?", cycleId,
                RejectWriter.Stage.CHECK.name());
        Set<Reject> read = new HashSet<>(jdbc.query("select file, line_no, column_name, cell, reason from input_reject"
                + " where cycle_id = ?", (row, number) -> new Reject(row.getString(1), row.getLong(2), row.getString(3),
                row.getString(4), row.getString(5)), cycleId));
        Long last = jdbc.queryForObject("select coalesce(max(reject_no), 0) from input_reject where cycle_id = ?",
                Long.class, cycleId);
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (RejectWriter writer = new RejectWriter(connection, cycleId, RejectWriter.Stage.CHECK,
                    Objects.requireNonNull(last))) {
                for (Reject reject : rejects) {
                    if (!read.contains(reject)) {
                        writer.add(reject);
                    }
                }
                writer.flush();
            }
            return null;
        });
    }
}
