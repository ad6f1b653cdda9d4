package io.spillway.batch.settings;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of holidays: the header date,name and one line per date. */
final class CalendarFile {

    private static final List<String> HEADER = List.of("date", "name");

    private CalendarFile() {
    }

    /**
     * Reads the holidays.
     *
     * @param label the file's name, for errors
     * @throws CommandFailure naming file, line and value
     */
    static SortedMap<LocalDate, String> read(String label, String text) {
        SortedMap<LocalDate, String> names = new TreeMap<>();
        boolean first = true;
        try {
            for (CsvRecord row : CsvReader.builder().ofCsvRecord(text)) {
                String place = label + " line " + row.getStartingLineNumber() + ": ";
                if (first) {
                    first = false;
                    require(row.getFields().equals(HEADER), place + "the header must be date,name");
                } else {
                    require(row.getFieldCount() == HEADER.size(), place + "must have a date and a name");
                    String name = name(place, row.getField(1));
                    require(names.put(date(place, row.getField(0)), name) == null,
                            place + row.getField(0) + " stands twice");
                }
            }
        } catch (CsvParseException e) {
            throw new CommandFailure(ExitCode.FAILED, label + " is not a CSV file: " + e.getMessage(), e);
        }
        require(!first, label + " is empty; it must begin with date,name");
        return names;
    }

    private static LocalDate date(String place, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandFailure(ExitCode.FAILED, place + "'" + text + "' is no date such as 2026-12-25", e);
        }
    }

    private static String name(String place, String name) {
        try {
            return Kind.text().read(name);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, place + "the name " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new CommandFailure(ExitCode.FAILED, message);
        }
    }
}
