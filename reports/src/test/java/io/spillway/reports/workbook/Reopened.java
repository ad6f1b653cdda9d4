package io.spillway.reports.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.CellValue;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook read back from its file, as a stranger's program would. */
public final class Reopened implements AutoCloseable {

    private final Path file;
    private final XSSFWorkbook workbook;

    private Reopened(Path file, XSSFWorkbook workbook) {
        this.file = file;
        this.workbook = workbook;
    }

    public static Reopened of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Reopened(file, new XSSFWorkbook(in));
        }
    }

    public XSSFWorkbook workbook() {
        return workbook;
    }

    public List<String> sheets() {
        List<String> names = new ArrayList<>();
        workbook.forEach(sheet -> names.add(sheet.getSheetName()));
        return names;
    }

    /** Evaluates every formula, expects its cached value, and returns how many there were. */
    public int formulasAgreeWithTheirCachedValues() {
        FormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
        int formulas = 0;
        for (Sheet sheet : workbook) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.FORMULA) {
                        formulas++;
                        CellValue value = evaluator.evaluate(cell);
                        String at = sheet.getSheetName() + "!" + cell.getAddress() + " =" + cell.getCellFormula();
                        if (cell.getCachedFormulaResultType() == CellType.STRING) {
                            assertThat(value.getStringValue()).as(at).isEqualTo(cell.getStringCellValue());
                        } else {
                            assertThat(value.getCellType()).as(at).isEqualTo(CellType.NUMERIC);
                            assertThat(value.getNumberValue()).as(at).isEqualTo(cell.getNumericCellValue());
                        }
                    }
                }
            }
        }
        return formulas;
    }

    /** Row number (from 0) of the first cell in column A with this text. */
    public int rowOf(String sheet, String label) {
        for (Row row : workbook.getSheet(sheet)) {
            if (row.getCell(0) != null && row.getCell(0).getCellType() == CellType.STRING
                    && row.getCell(0).getStringCellValue().equals(label)) {
                return row.getRowNum();
            }
        }
        throw new AssertionError("Sheet " + sheet + " has no " + label + " in column A");
    }

    /** Column whose header cell's first line is this heading. */
    public int columnOf(String sheet, int headerRow, String heading) {
        for (Cell cell : workbook.getSheet(sheet).getRow(headerRow)) {
            if (cell.getStringCellValue().split("\n", 2)[0].equals(heading)) {
                return cell.getColumnIndex();
            }
        }
        throw new AssertionError("Sheet " + sheet + " has no heading " + heading);
    }

    /** The decimal text that stands in the file, as an exact number. */
    public BigDecimal number(String sheet, int row, int column) {
        XSSFCell cell = workbook.getSheet(sheet).getRow(row).getCell(column);
        assertThat(cell.getCellType()).isIn(CellType.NUMERIC, CellType.FORMULA);
        return new BigDecimal(cell.getRawValue());
    }

    /** Sum of a titled sheet's column from its rows, blanks left out, read from the raw decimal texts. */
    public BigDecimal sum(String sheet, String heading) {
        int header = 3;
        int column = columnOf(sheet, header, heading);
        BigDecimal sum = BigDecimal.ZERO;
        for (int row = header + 1; filled(sheet, row); row++) {
            Cell cell = workbook.getSheet(sheet).getRow(row).getCell(column);
            if (cell.getCellType() != CellType.STRING) {
                sum = sum.add(number(sheet, row, column));
            }
        }
        return sum;
    }

    /** Rows of values on a titled sheet. */
    public int rows(String sheet) {
        int row = 4;
        while (filled(sheet, row)) {
            row++;
        }
        return row - 4;
    }

    private boolean filled(String sheet, int row) {
        Row at = workbook.getSheet(sheet).getRow(row);
        return at != null && at.getCell(0) != null && at.getCell(0).getCellType() != CellType.BLANK;
    }

    public String text(String sheet, int row, int column) {
        Cell cell = workbook.getSheet(sheet).getRow(row).getCell(column);
        return cell.getCellType() == CellType.FORMULA && cell.getCachedFormulaResultType() == CellType.STRING
                || cell.getCellType() == CellType.STRING ? cell.getStringCellValue() : cell.toString();
    }

    /** The verdict under the cover's title. */
    public String verdict() {
        return text("Cover", 1, 0);
    }

    /** Names and contents of parts are free of anything that runs, calls out or was made just now. */
    public void hasNothingExecutableOrExternal() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                assertThat(entry.getName()).doesNotContainIgnoringCase("vba").doesNotContainIgnoringCase("external")
                        .doesNotContainIgnoringCase("ole");
                if (entry.getName().endsWith(".rels")) {
                    String rels = new String(zip.getInputStream(entry).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
                    assertThat(rels).doesNotContain("TargetMode=\"External\"");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
