package io.spillway.batch.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Short proofs that two things are the same to the last row or byte. */
final class Fingerprint {

    /** Rows with times of day, paths and how often somebody had to approve; hashes of workbooks, compared as files. */
    private static final Set<String> OF_THE_RUN = Set.of("CLEARING_CYCLE", "OPERATOR_ACT", "REPORT_FILE");

    /** That a file was sent again is a finding of the delivery, not of the day (fault 4). */
    private static final String OF_THE_DAY = " and code <> 'FILE_REPLACED'";
    private static final String LISTS_FINDINGS = "name like '%margin%'";
    private static final String REPLACED = "(select cycle_id from finding where code = 'FILE_REPLACED')";

    /** Number and time of an approval follow from how often somebody tried; so does its workbook's hash in the index. */
    private static final String SHEET_OF_THE_RUN = "Operator acts";
    private static final Pattern SHEET = Pattern.compile("<sheet [^>]*?name=\"([^\"]*)\"");
    /** A correction that broke off is asked for twice: what counts the acts is its cover, the filters and shared texts. */
    private static final Set<String> COUNTING_ACTS = Set.of("xl/worksheets/sheet1.xml", "xl/workbook.xml",
            "xl/sharedStrings.xml");
    private static final Pattern OF_CORRECTION = Pattern.compile("_margin_.*_([2-9]|\\d\\d)\\.xlsx$");
    private static final Pattern OF_MARGIN_WORKBOOK = Pattern.compile("(_margin_[^\n]*)[0-9a-f]{64}");

    private Fingerprint() {
    }

    /** Which rows count. */
    enum Rows { ALL, RESULTS }

    /** A hash of the rows of a cycle, by table. */
    static SortedMap<String, String> ofCycle(JdbcTemplate jdbc, long cycle, Rows which) {
        List<String> tables = jdbc.queryForList("select table_name from information_schema.columns"
                + " where column_name = 'CYCLE_ID' and table_schema = 'PUBLIC'", String.class);
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String table : tables) {
            if (which == Rows.RESULTS && OF_THE_RUN.contains(table)) {
                continue;
            }
            List<String> rows = new ArrayList<>();
            jdbc.query("select * from " + table + " where cycle_id = " + cycle
                    + (which == Rows.RESULTS && table.equals("FINDING") ? OF_THE_DAY : ""), row -> {
                StringBuilder text = new StringBuilder();
                for (int c = 1; c <= row.getMetaData().getColumnCount(); c++) {
                    text.append(row.getString(c)).append('\n');
                }
                rows.add(text.toString());
            });
            Collections.sort(rows);
            hashes.put(table, Folder.sha256(String.join("\n", rows).getBytes(StandardCharsets.UTF_8)));
        }
        return hashes;
    }

    /** Names of the workbooks that list findings, of days that tell of files sent again. */
    static Set<String> tellingOfReplacedFiles(JdbcTemplate jdbc) {
        return new TreeSet<>(jdbc.queryForList("select name from report_file where " + LISTS_FINDINGS
                + " and cycle_id in " + REPLACED, String.class));
    }

    /** A hash of each workbook's parts, by file name. */
    static SortedMap<String, String> ofWorkbooks(Path reports, Set<String> leftOut) {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(f -> !leftOut.contains(f.getFileName().toString())).toList()) {
                hashes.put(file.getFileName().toString(), ofParts(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hashes;
    }

    private static String ofParts(Path file) throws IOException {
        if (file.getFileName().toString().equals("index.csv")) {
            return Folder.sha256(OF_MARGIN_WORKBOOK.matcher(Files.readString(file)).replaceAll("$1")
                    .getBytes(StandardCharsets.UTF_8));
        }
        SortedMap<String, byte[]> parts = new TreeMap<>();
        try (InputStream stream = Files.newInputStream(file); ZipInputStream zip = new ZipInputStream(stream)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        Matcher sheets = SHEET.matcher(new String(parts.get("xl/workbook.xml"), StandardCharsets.UTF_8));
        for (int sheet = 1; sheets.find(); sheet++) {
            if (sheets.group(1).equals(SHEET_OF_THE_RUN)) {
                parts.remove("xl/worksheets/sheet" + sheet + ".xml");
            }
        }
        if (OF_CORRECTION.matcher(file.getFileName().toString()).find()) {
            COUNTING_ACTS.forEach(parts::remove);
        }
        SortedMap<String, String> hashes = new TreeMap<>();
        parts.forEach((name, content) -> hashes.put(name, Folder.sha256(content)));
        return Folder.sha256(hashes.toString().getBytes(StandardCharsets.UTF_8));
    }
}
