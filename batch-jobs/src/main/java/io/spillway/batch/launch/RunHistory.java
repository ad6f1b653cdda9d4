package io.spillway.batch.launch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.batch.core.BatchStatus;

/** What the job repository knows of past runs, by plain JDBC: no context is needed to ask. */
public final class RunHistory {

    private static final String SQL = """
            select P.PARAMETER_VALUE, E.STATUS
            from BATCH_JOB_INSTANCE I
            join BATCH_JOB_EXECUTION E on E.JOB_INSTANCE_ID = I.JOB_INSTANCE_ID
            join BATCH_JOB_EXECUTION_PARAMS P on P.JOB_EXECUTION_ID = E.JOB_EXECUTION_ID
            where I.JOB_NAME = ? and P.PARAMETER_NAME = ?
            order by E.JOB_EXECUTION_ID
            """;

    private RunHistory() {
    }

    /**
     * Where each business date stands: COMPLETED once any of its runs completed, else the status of its last run.
     * A run whose process died still has the status it died with.
     */
    public static SortedMap<LocalDate, BatchStatus> byDate(Connection connection, String jobName)
            throws SQLException {
        SortedMap<LocalDate, BatchStatus> statuses = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, jobName);
            statement.setString(2, RunIdentity.BUSINESS_DATE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    statuses.merge(LocalDate.parse(rows.getString(1)), BatchStatus.valueOf(rows.getString(2)),
                            (before, last) -> before == BatchStatus.COMPLETED ? before : last);
                }
            }
        }
        return statuses;
    }
}
