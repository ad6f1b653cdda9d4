package io.spillway.batch.report;

import java.nio.file.Path;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The list of every workbook that was written, in the folder of the workbooks: a superseded cycle's file stays, and the
 * index says that it is superseded (fault 45).
 */
public final class ReportIndex {

    /** Its file name. */
    public static final String NAME = "index.csv";

    private final JdbcTemplate jdbc;

    public ReportIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes the index, newest date first, in place of the earlier one.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; the message names the file
     */
    public void write(Path reports) {
        StringBuilder text = new StringBuilder("business_date,cycle,status,file,sha256\n");
        jdbc.query("select c.business_date, c.cycle_no, " + CycleStatusText.SQL + ", f.name, f.sha256 from report_file f"
                + " join clearing_cycle c on c.cycle_id = f.cycle_id"
                + " order by c.business_date desc, c.cycle_no desc, f.name", row -> {
            text.append(row.getString(1)).append(',').append(row.getInt(2)).append(',').append(row.getString(3))
                    .append(',').append(row.getString(4)).append(',').append(row.getString(5)).append('\n');
        });
        PageFile.write(reports.resolve(NAME), text.toString());
    }
}
