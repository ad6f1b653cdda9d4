package io.spillway.batch.report;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.reports.workbook.WorkbookDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes workbooks of a closed cycle again and holds them against the digests that were kept when they were first
 * written (fault 57). A superseded cycle's say what they said before it was superseded (fault 45). A file that lies in
 * the folder is never lost: one that is not what was written then is kept aside.
 */
public final class ReportsAgain {

    /** Put before the name of a file that was found in the folder and is not what was written when the cycle closed. */
    static final String ALTERED = "altered-";
    /** Put before the name of a workbook that now comes out otherwise than when the cycle closed. */
    static final String DIFFERENT = "different-";

    private final JdbcTemplate jdbc;

    public ReportsAgain(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What to make.
     *
     * @param cycleNo empty for the official cycle of the date
     * @param kinds empty for all that the cycle has
     * @param directory where to put them; made where it is missing
     */
    public record Request(LocalDate businessDate, OptionalInt cycleNo, Set<ReportKind> kinds, Path directory) {
        public Request {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * A workbook made again.
     *
     * @param file where it is now
     * @param stored digest kept when the cycle closed
     * @param made digest of what was made now
     * @param altered where a file that lay in its place and was not what was written then is now
     */
    public record Made(ReportKind kind, Path file, String stored, String made, Optional<Path> altered) {

        /** Whether it is what it was. */
        public boolean isSame() {
            return made.equals(stored);
        }
    }

    /**
     * The cycle and its workbooks.
     *
     * @param status CLOSED, UNFUNDED or SUPERSEDED
     */
    public record Outcome(LocalDate businessDate, int cycleNo, String status, List<Made> made) {

        /** Whether all are what they were. */
        public boolean isSame() {
            return made.stream().allMatch(Made::isSame);
        }
    }

    private record Cycle(long id, int number, String status) {
    }

    /**
     * Makes them.
     *
     * @throws CommandFailure if the date has no such closed cycle, or the cycle no such workbook
     * @throws UncheckedIOException if a file cannot be written; the message names it
     */
    public Outcome make(Request request) {
        Cycle cycle = cycle(request);
        CycleFacts facts = CycleFacts.of(jdbc, cycle.id());
        Map<String, String> stored = new HashMap<>();
        jdbc.query("select name, sha256 from report_file where cycle_id = ?", row -> {
            stored.put(row.getString(1), row.getString(2));
        }, cycle.id());
        List<Made> made = new ArrayList<>();
        for (ReportKind kind : ReportKind.values()) {
            String kept = stored.get(CycleReports.name(facts.cycle(), kind));
            if (request.kinds().contains(kind) && kept == null) {
                throw new CommandFailure(ExitCode.FAILED, "cycle " + cycle.number() + " of " + request.businessDate()
                        + " has no " + kind.holds() + "; it has " + stored.keySet().stream().sorted()
                        .collect(Collectors.joining(", ")));
            }
            if (kept != null && (request.kinds().isEmpty() || request.kinds().contains(kind))) {
                made.add(make(facts, kind, kept, request.directory()));
            }
        }
        return new Outcome(request.businessDate(), cycle.number(), cycle.status(), made);
    }

    private Cycle cycle(Request request) {
        List<Cycle> cycles = jdbc.query("select c.cycle_id, c.cycle_no, " + CycleStatusText.SQL + " from clearing_cycle c"
                + " where c.business_date = ? order by c.cycle_no", (row, n) -> new Cycle(row.getLong(1), row.getInt(2),
                row.getString(3)), request.businessDate());
        if (cycles.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "no cycle of " + request.businessDate()
                    + " was begun; status shows the dates there are");
        }
        List<Cycle> closed = cycles.stream().filter(cycle -> Set.of("CLOSED", "UNFUNDED", "SUPERSEDED")
                .contains(cycle.status())).toList();
        Optional<Cycle> wanted = request.cycleNo().isPresent()
                ? closed.stream().filter(cycle -> cycle.number() == request.cycleNo().getAsInt()).findFirst()
                : closed.stream().filter(cycle -> !cycle.status().equals("SUPERSEDED")).findFirst();
        return wanted.orElseThrow(() -> new CommandFailure(ExitCode.FAILED, request.businessDate() + " has no closed cycle"
                + (request.cycleNo().isPresent() ? " " + request.cycleNo().getAsInt() : "") + ", only "
                + cycles.stream().map(cycle -> "cycle " + cycle.number() + " " + cycle.status())
                .collect(Collectors.joining(", ")) + "; workbooks are made again once a cycle is closed"));
    }

    private static Made make(CycleFacts facts, ReportKind kind, String stored, Path directory) {
        Path folder = directory.toAbsolutePath().normalize();
        Path work = null;
        try {
            Files.createDirectories(folder);
            work = Files.createTempDirectory(folder, ".report-");
            WrittenReport written = CycleReports.write(facts, kind, work).orElseThrow(() -> new IllegalStateException(
                    "the cycle kept the digest of a " + kind.holds() + ", but its tables hold nothing for one"));
            Path made = work.resolve(written.name());
            Path place = folder.resolve(written.name());
            if (!written.sha256().equals(stored)) {
                Path aside = folder.resolve(DIFFERENT + written.name());
                Files.move(made, aside, StandardCopyOption.ATOMIC_MOVE);
                return new Made(kind, aside, stored, written.sha256(), Optional.empty());
            }
            Optional<Path> altered = Optional.empty();
            if (Files.exists(place) && !isWhatWasWritten(place, stored)) {
                altered = Optional.of(Files.move(place, folder.resolve(ALTERED + written.name()),
                        StandardCopyOption.ATOMIC_MOVE));
            }
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
            return new Made(kind, place, stored, written.sha256(), altered);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write the " + kind.holds() + " into " + folder + ": "
                    + failed.getMessage(), failed);
        } finally {
            remove(work);
        }
    }

    private static boolean isWhatWasWritten(Path file, String stored) {
        try {
            return WorkbookDigest.of(file).equals(stored);
        } catch (UncheckedIOException noWorkbook) {
            // A file that is no zip any more is not what was written; it is kept aside like one that was edited.
            return false;
        }
    }

    private static void remove(Path work) {
        try {
            if (work != null) {
                // What is written there is moved or removed by its writer; the folder is empty.
                Files.deleteIfExists(work);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot remove the folder " + work + ": " + failed.getMessage(), failed);
        }
    }
}
