package io.spillway.reports.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes workbooks. Rows are streamed: memory does not grow with them. The file appears under its name only when it
 * is whole, and the same workbook gives the same bytes.
 */
public final class WorkbookWriter {

    private static final int WINDOW_ROWS = 100;
    private static final String MAKER = "Spillway";

    private final int rowsPerSheet;

    /** A writer with as many rows a sheet as Excel has: 1,048,576. */
    public WorkbookWriter() {
        this(SpreadsheetVersion.EXCEL2007.getMaxRows());
    }

    WorkbookWriter(int rowsPerSheet) {
        this.rowsPerSheet = rowsPerSheet;
    }

    /**
     * Writes a workbook, in place of any file of that name.
     *
     * @return the checks printed on its cover; a failed one does not stop the writing
     * @throws WorkbookException where a value does not fit its column; the message names sheet, row and column
     * @throws UncheckedIOException where the file cannot be written; no part of it is left
     */
    public CheckSummary write(Workbook workbook, Path target) {
        List<Placed<?>> placed = place(workbook);
        try (XSSFWorkbook template = new XSSFWorkbook()) {
            Cells cells = new Cells(new Styles(template));
            CoverSheet cover = new CoverSheet(workbook.cover(), placed, cells);
            cover.setUp(template.createSheet(CoverSheet.NAME));
            for (Placed<?> table : placed) {
                for (Placed.Part part : table.parts()) {
                    XSSFSheet sheet = template.createSheet(part.sheet());
                    SheetSetup.table(sheet, table, part, workbook.cover());
                }
                new ChartDrawing(table).draw(template.getSheet(table.parts().get(0).sheet()));
            }
            properties(template, workbook.cover());
            stream(template, new Content(placed, cover, cells, workbook.cover()), target);
            return new CheckSummary(cover.checks());
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write the workbook " + target + ": " + failed.getMessage(), failed);
        }
    }

    private List<Placed<?>> place(Workbook workbook) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (Table<?> table : workbook.tables()) {
            for (Column<?> column : table.columns()) {
                if (column.sumOf() != null) {
                    keys.computeIfAbsent(column.sumOf().table(), name -> new HashSet<>())
                            .addAll(column.sumOf().keys().keySet());
                }
            }
        }
        List<Placed<?>> placed = new ArrayList<>();
        for (Table<?> table : workbook.tables()) {
            placed.add(place(table, keys.getOrDefault(table.name(), Set.of())));
        }
        return placed;
    }

    private <R> Placed<R> place(Table<R> table, Set<String> keys) {
        return Placed.of(table, Measured.of(table, keys), rowsPerSheet);
    }

    private record Content(List<Placed<?>> tables, CoverSheet coverSheet, Cells cells, Cover cover) {
    }

    private static void stream(XSSFWorkbook template, Content content, Path target) throws IOException {
        // Closing a streamed workbook removes its temporary files, also on failure (fault 54).
        try (SXSSFWorkbook streamed = new SXSSFWorkbook(template, WINDOW_ROWS)) {
            Map<String, Placed<?>> byName = new LinkedHashMap<>();
            content.tables().forEach(placed -> byName.put(placed.table().name(), placed));
            Formulas formulas = new Formulas(byName);
            content.coverSheet().write(streamed);
            for (Placed<?> placed : content.tables()) {
                new TableWriter<>(placed, formulas, content.cells(), content.cover()).write(streamed);
            }
            streamed.setActiveSheet(0);
            PartFile.write(target, streamed::write);
        }
    }

    /** Dates come from the business date, never from the clock (fault 57). */
    private static void properties(XSSFWorkbook template, Cover cover) {
        Optional<Date> date = Optional.of(Date.from(cover.subject().businessDate().atStartOfDay(ZoneOffset.UTC).toInstant()));
        POIXMLProperties properties = template.getProperties();
        properties.getCoreProperties().getUnderlyingProperties().setCreatedProperty(date);
        properties.getCoreProperties().getUnderlyingProperties().setModifiedProperty(date);
        properties.getCoreProperties().setCreator(MAKER);
        properties.getCoreProperties().setTitle(CellText.ofPage(cover.title(), 200).replace("&&", "&"));
        properties.getExtendedProperties().getUnderlyingProperties().setApplication(MAKER);
    }
}
