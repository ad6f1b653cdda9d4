package io.spillway.reports.workbook;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A workbook: the cover, then the sheets in this order. */
public record Workbook(Cover cover, List<Table<?>> tables) {
    public Workbook {
        Objects.requireNonNull(cover, "cover");
        tables = List.copyOf(tables);
        Set<String> names = new HashSet<>(Set.of(CoverSheet.NAME.toLowerCase(Locale.ROOT)));
        for (Table<?> table : tables) {
            if (!names.add(table.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Two sheets are named " + table.name());
            }
        }
    }
}
