package io.spillway.batch.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads the rows of a keyed table page by page, in the order of their keys. H2 collects a query's whole result before it
 * hands out a row, and a large one on disk; a page stays in memory. On PostgreSQL no cursor is needed.
 */
public final class KeyedRows {

    private static final int PAGE_ROWS = 10_000;

    private final JdbcTemplate jdbc;

    /** Over the connections of this template. */
    public KeyedRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Hands over every row of a cycle.
     *
     * @param columns of which the first is number 1 for the reader
     */
    public void read(String table, String columns, long cycleId, RowCallbackHandler reader) {
        int keyColumn = columns.split(",").length + 1;
        String sql = "select " + columns + ", row_key from " + table + " where row_key between ? and ?"
                + " order by row_key fetch first " + PAGE_ROWS + " rows only";
        long[] next = {RowKeys.of(cycleId, 0)};
        int[] read = {PAGE_ROWS};
        while (read[0] == PAGE_ROWS) {
            read[0] = 0;
            jdbc.query(sql, row -> {
                reader.processRow(row);
                next[0] = row.getLong(keyColumn) + 1;
                read[0]++;
            }, next[0], RowKeys.lastOf(cycleId));
        }
    }
}
