package io.spillway.reports.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes workbooks. The library makes everything but the rows: cover, titles, totals, styles, charts, print set-up;
 * rows are streamed into their places, so memory does not grow with them and there are no temporary files beyond the
 * one beside the target. The file appears under its name only when it is whole, and the same workbook gives the same
 * bytes.
 */
public final class WorkbookWriter {

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
     * @return the checks printed on its cover, and its digest; a failed check does not stop the writing
     * @throws WorkbookException where a value does not fit its column; the message names sheet, row and column
     * @throws UncheckedIOException where the file cannot be written; no part of it is left
     */
    public WrittenWorkbook write(Workbook workbook, Path target) {
        try {
            Frame frame = frame(workbook);
            String sha256 = PartFile.write(target, zip -> fill(frame, zip));
            return new WrittenWorkbook(frame.checks(), sha256);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write the workbook " + target + ": " + failed.getMessage(), failed);
        }
    }

    /** Everything but the rows, as the library makes it. */
    private record Frame(byte[] zip, List<Body> bodies, List<Check> checks) {
    }

    private Frame frame(Workbook workbook) throws IOException {
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
            cover.write(template);
            for (Placed<?> table : placed) {
                new TableWriter<>(table, cells, workbook.cover()).write(template);
            }
            List<Body> bodies = bodies(template, placed, cells.styles());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            template.write(bytes);
            return new Frame(bytes.toByteArray(), bodies, cover.checks());
        }
    }

    /**
     * Loads the library on a thread of its own, by the frame of a workbook that nobody sees: for a program that writes
     * one workbook and ends, and has something else to do first. Nothing depends on it.
     */
    public static void loadAhead() {
        Thread loader = new Thread(() -> {
            Table<String> table = Table.of("Sheet", List.of("row"), "").column(Column.text("Text", row -> row))
                    .column(Column.count("Count", String::length)).total(TotalRow.ofAll(TotalRow.Figure.alone("Count", "")))
                    .chart(new Chart(Chart.Kind.STACKED_COLUMN, "Chart", "", "Text",
                            List.of(new Chart.Series("Count", Chart.Fill.BLUE)), 1)).build();
            Subject subject = Subject.ofDay("", LocalDate.EPOCH, 1, "", "");
            try {
                new WorkbookWriter().frame(new Workbook(new Cover("", subject, List.of(), List.of(), List.of()),
                        List.of(table)));
            } catch (IOException impossible) {
                throw new UncheckedIOException("Cannot write in memory", impossible);
            }
        }, "workbook-library");
        loader.setDaemon(true);
        loader.start();
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

    /** The rows of one sheet, and the part of the file that they go to. */
    private record Body(String entry, Placed.Part part, TableRows<?> rows) {
    }

    private static List<Body> bodies(XSSFWorkbook template, List<Placed<?>> tables, Styles styles) {
        Map<String, Placed<?>> byName = new LinkedHashMap<>();
        tables.forEach(placed -> byName.put(placed.table().name(), placed));
        Formulas formulas = new Formulas(byName);
        List<Body> bodies = new ArrayList<>();
        for (Placed<?> placed : tables) {
            TableRows<?> rows = new TableRows<>(placed, formulas, styles);
            for (Placed.Part part : placed.parts()) {
                if (part.rows() > 0) {
                    String entry = template.getSheet(part.sheet()).getPackagePart().getPartName().getName().substring(1);
                    bodies.add(new Body(entry, part, rows));
                }
            }
        }
        return bodies;
    }

    /** Copies the frame and streams the rows into their places; the sheets that have some come last, in order. */
    private static void fill(Frame frame, ZipParts zip) throws IOException {
        Set<String> awaiting = frame.bodies().stream().map(Body::entry).collect(Collectors.toSet());
        Map<String, String> sheets = new HashMap<>();
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(frame.zip()))) {
            for (ZipEntry entry = parts.getNextEntry(); entry != null; entry = parts.getNextEntry()) {
                byte[] content = parts.readAllBytes();
                if (awaiting.contains(entry.getName())) {
                    sheets.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
                } else {
                    zip.add(entry.getName(), out -> out.write(content));
                }
            }
        }
        for (Body body : frame.bodies()) {
            zip.add(body.entry(), out -> fill(sheets.get(body.entry()), body, out));
        }
    }

    private static void fill(String sheet, Body body, OutputStream out) throws IOException {
        Matcher mark = Pattern.compile("<row r=\"" + (body.part().first() + 1) + "\"[^>]*/>").matcher(sheet);
        if (!mark.find()) {
            throw new IllegalStateException("sheet " + body.part().sheet() + " has no place for its rows");
        }
        out.write(sheet.substring(0, mark.start()).getBytes(StandardCharsets.UTF_8));
        body.rows().write(body.part(), out);
        out.write(sheet.substring(mark.end()).getBytes(StandardCharsets.UTF_8));
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
