package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.report.CycleStatusText;
import io.spillway.batch.report.DaySummary;
import io.spillway.batch.report.Obligations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows where the house stands. */
@Command(name = "status", description = "Show the last days, and whether one is running.")
final class StatusVerb extends Verb {

    private static final int LAST_DAYS = 10;

    @Mixin
    private JsonOption json;

    /** A day in one line. */
    private record DayLine(String businessDate, int cycle, String status, String digest) {
    }

    /** An operator's act; {@code at} in UTC. */
    private record ActLine(long number, String businessDate, int cycle, String act, String approvedBy, String reason,
                           String detail, String at) {
    }

    /** Who runs the day, if anybody does. */
    private record Running(String businessDate, int cycle, String since, String host, long pid, String lastSign,
                           String leaseEnds) {
    }

    @Override
    protected ExitCode run() {
        try (Connection connection = database().connect()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            List<DayLine> days = days(jdbc);
            Optional<Running> running = running(jdbc);
            Optional<DaySummary> latest = DaySummary.latest(jdbc);
            if (json.isWanted()) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("database", database().place());
                running.ifPresent(run -> document.put("running", run));
                document.put("days", days);
                document.put("acts", acts(jdbc));
                latest.ifPresent(summary -> document.put("latest", summary));
                document.put("obligations", Obligations.latest(jdbc));
                JsonOption.write(out(), document);
            } else {
                print(days, running, latest);
                new DaySummaryPrinter(out()).print(Obligations.latest(jdbc));
                print(acts(jdbc));
            }
            return ExitCode.DONE;
        } catch (SQLException e) {
            throw new IllegalStateException("the database was lost while it was read", e);
        }
    }

    private void print(List<DayLine> days, Optional<Running> running, Optional<DaySummary> latest) {
        out().println("Database " + database().place());
        running.ifPresent(run -> out().println("Running: " + run.businessDate() + " cycle " + run.cycle() + " since "
                + run.since() + " by process " + run.pid() + " on " + run.host() + ", last sign of life "
                + run.lastSign() + "; its lease ends at " + run.leaseEnds()
                + " without another. If the process is gone: recover --date " + run.businessDate()));
        out().println();
        if (latest.isEmpty()) {
            out().println("No day was begun. eod --date DATE --inputs DIR runs the first one.");
            return;
        }
        TextTable table = TextTable.titled("Business days, newest first").left("Date").right("Cycle").left("Status",
                "Digest");
        days.forEach(day -> table.row(day.businessDate(), String.valueOf(day.cycle()), day.status(), day.digest()));
        out().println(table.render());
        new DaySummaryPrinter(out()).print(latest.get());
    }

    private void print(List<ActLine> acts) {
        if (acts.isEmpty()) {
            return;
        }
        TextTable table = TextTable.titled("Operators' acts, newest first").left("At", "Date").right("Cycle")
                .left("Act", "By", "Reason").fit(TextTable.Fit.WRAP);
        acts.forEach(act -> table.row(act.at(), act.businessDate() == null ? "" : act.businessDate(),
                act.cycle() == 0 ? "" : String.valueOf(act.cycle()), act.act()
                + (act.detail() == null || !act.detail().matches("(member|account) .*") ? "" : ", " + act.detail()),
                act.approvedBy(), act.reason()));
        out().println(table.render());
    }

    private static List<DayLine> days(JdbcTemplate jdbc) {
        return jdbc.query("select c.business_date, c.cycle_no, " + CycleStatusText.SQL + ", coalesce(c.digest, '')"
                + " from clearing_cycle c order by c.business_date desc, c.cycle_no desc limit " + LAST_DAYS, (row, n) -> new DayLine(
                row.getString(1), row.getInt(2), row.getString(3), row.getString(4)));
    }

    private static List<ActLine> acts(JdbcTemplate jdbc) {
        return jdbc.query("select act_no, business_date, cycle_no, act, approved_by, reason, detail, done_at"
                + " from operator_act order by act_no desc limit " + LAST_DAYS, (row, n) -> new ActLine(row.getLong(1),
                row.getString(2), row.getInt(3), row.getString(4), row.getString(5), row.getString(6),
                row.getString(7), row.getObject(8, LocalDateTime.class) + "Z"));
    }

    private static Optional<Running> running(JdbcTemplate jdbc) {
        return jdbc.query("select l.business_date, l.cycle, l.acquired_at, l.owner_host, l.owner_pid, h.beat_at,"
                + " h.expires_at from house_lease l join house_lease_heartbeat h on h.house = l.house"
                + " where l.state = 'HELD'", (row, n) -> new Running(row.getString(1), row.getInt(2), row.getString(3),
                row.getString(4), row.getLong(5), row.getString(6), row.getString(7))).stream().findFirst();
    }
}
