package io.spillway.batch.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file with a header (RFC 4180, UTF-8), read record by record in memory that does not grow with the file or with
 * a line of it (fault 22). The columns may stand in any order; an unknown, missing or doubled one is refused by name.
 */
final class CsvTable implements AutoCloseable {

    private static final int LONGEST_SHOWN = 40;

    private final InputFile file;
    private final CsvReader<CsvRow> csv;
    private final CloseableIterator<CsvRow> records;

    /**
     * Opens the table and reads its header.
     *
     * @param in the file's bytes; closed with the table
     * @throws InputException if there is no header, or not the file's
     */
    CsvTable(InputFile file, InputStream in) {
        this.file = file;
        CsvRow row = new CsvRow(file);
        this.csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * CsvRow.LONGEST_RECORD)
                .build(new Handler(row), new Utf8Reader(file.fileName(), in));
        this.records = csv.iterator();
        CsvRow header = next();
        if (header == null) {
            throw new InputException(file.fileName() + " is empty; it must begin with the header "
                    + String.join(",", file.columns()));
        }
        readHeader(header);
    }

    private void readHeader(CsvRow header) {
        List<String> names = new ArrayList<>();
        for (int cell = 0; cell < header.cells(); cell++) {
            String name = header.cell(cell);
            if (names.contains(name)) {
                throw headerFault("has the column " + shown(name) + " twice");
            }
            if (!file.columns().contains(name)) {
                throw headerFault("has the unknown column '" + shown(name) + "'");
            }
            names.add(name);
        }
        for (String column : file.columns()) {
            if (!names.contains(column) && file.isOptional(column)) {
                header.leaveOut(file.column(column));
                continue;
            }
            if (!names.contains(column)) {
                throw headerFault("has no column " + column);
            }
            header.place(file.column(column), names.indexOf(column));
        }
    }

    private static String shown(String name) {
        return (name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) : name).replaceAll("\\p{Cntrl}", "?");
    }

    private InputException headerFault(String fault) {
        return new InputException(file.fileName() + " " + fault + "; the header must be "
                + String.join(",", file.columns()));
    }

    /**
     * The next record, or null after the last. It is the same object each time. Empty lines are passed over.
     *
     * @throws InputException if the file is not CSV or not UTF-8 from here on, or cannot be read
     */
    CsvRow next() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (InputException e) {
            throw e;
        } catch (CsvParseException | UncheckedIOException e) {
            throw readFault(e);
        }
    }

    private InputException readFault(RuntimeException failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && !(inner instanceof InputException)) {
            inner = inner.getCause();
        }
        if (inner instanceof InputException found) {
            return found;
        }
        if (inner instanceof IOException) {
            return new InputException(file.fileName() + " cannot be read: " + inner.getMessage(), failure);
        }
        if (!(inner instanceof CsvParseException)) {
            throw failure;
        }
        String detail = inner == failure ? "" : " (" + inner.getMessage().strip() + ")";
        return new InputException(file.fileName() + " is not CSV: " + failure.getMessage() + detail
                + "; check that lines end and quotes close", failure);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** Copies each record's cells into the row. */
    private static final class Handler extends AbstractBaseCsvCallbackHandler<CsvRow> {

        private final CsvRow row;

        Handler(CsvRow row) {
            this.row = row;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            row.begin(startingLineNumber);
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            row.add(buffer, offset, length);
        }

        @Override
        protected CsvRow buildRecord() {
            return row;
        }
    }
}
