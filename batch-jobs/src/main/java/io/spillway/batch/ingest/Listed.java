package io.spillway.batch.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The ids that a file listed so far; one listed again rejects the row. */
final class Listed {

    private final Map<String, Long> lines = new HashMap<>();

    /** @throws RejectedRow if an earlier row listed the id */
    void add(CsvRow row, int column, String id) {
        Long first = lines.putIfAbsent(id, row.line());
        if (first != null) {
            throw row.reject(column, "is listed in line " + first + " already; the first one is used");
        }
    }

    Set<String> ids() {
        return lines.keySet();
    }
}
