package io.spillway.batch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.cli.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Workbooks of closed cycles made again, the superseded ones among them. */
class ReportsAgainTest {

    @TempDir
    private static Path directory;

    private static ReportHouse house;
    private static JdbcTemplate jdbc;

    @TempDir
    private Path folder;

    @BeforeAll
    static void aHouseWhoseLastDayWasCorrected() throws IOException {
        house = ReportHouse.run(directory, "0.0005");
        house.correct(ReportHouse.AFTER);
        jdbc = house.jdbc();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private ReportsAgain.Outcome make(LocalDate date, OptionalInt cycle, Set<ReportKind> kinds) {
        return new ReportsAgain(jdbc).make(new ReportsAgain.Request(date, cycle, kinds, folder));
    }

    @Test
    void fault57EveryWorkbookComesOutAgainByteForByteAlsoOfASupersededCycle() throws IOException {
        List<String> kinds = new ArrayList<>();
        for (LocalDate date : List.of(ReportHouse.FIRST, ReportHouse.CRASH, ReportHouse.AFTER)) {
            for (int cycle = 1; cycle <= (date.equals(ReportHouse.AFTER) ? 2 : 1); cycle++) {
                ReportsAgain.Outcome outcome = make(date, OptionalInt.of(cycle), Set.of());
                assertThat(outcome.isSame()).as("%s cycle %d", date, cycle).isTrue();
                assertThat(outcome.status()).isEqualTo(date.equals(ReportHouse.AFTER) && cycle == 1 ? "SUPERSEDED" : "CLOSED");
                for (ReportsAgain.Made made : outcome.made()) {
                    kinds.add(date + " " + cycle + " " + made.kind());
                    assertThat(made.file()).hasSameBinaryContentAs(house.reports().resolve(made.file().getFileName()));
                }
            }
        }
        assertThat(kinds).containsExactly("2026-03-02 1 MARGIN", "2026-03-02 1 SUPERVISORY", "2026-03-03 1 MARGIN",
                "2026-03-03 1 DEFAULTS", "2026-03-03 1 SUPERVISORY", "2026-03-04 1 MARGIN", "2026-03-04 1 SUPERVISORY",
                "2026-03-04 2 MARGIN", "2026-03-04 2 SUPERVISORY");
        assertThat(filesIn(folder)).hasSize(9);
    }

    @Test
    void withoutACycleTheOfficialOneIsMeant() {
        ReportsAgain.Outcome outcome = make(ReportHouse.AFTER, OptionalInt.empty(), EnumSet.of(ReportKind.MARGIN));
        assertThat(outcome.cycleNo()).isEqualTo(2);
        assertThat(outcome.made()).singleElement().satisfies(made -> assertThat(made.file().getFileName())
                .hasToString("SPILLWAY_margin_2026-03-04_2.xlsx"));
    }

    @Test
    void whatLiesInTheFolderIsNeverLost() throws IOException {
        Path place = folder.resolve("SPILLWAY_margin_2026-03-02_1.xlsx");
        Files.writeString(place, "edited by hand");
        ReportsAgain.Made made = make(ReportHouse.FIRST, OptionalInt.empty(), EnumSet.of(ReportKind.MARGIN)).made().get(0);
        assertThat(made.isSame()).isTrue();
        assertThat(made.altered()).hasValueSatisfying(file -> assertThat(file).hasContent("edited by hand"));
        assertThat(place).hasSameBinaryContentAs(house.reports().resolve(place.getFileName()));

        String first = "select cycle_id from clearing_cycle where business_date = '" + ReportHouse.FIRST + "'";
        String kept = jdbc.queryForObject("select sha256 from report_file where name like '%_margin_%' and cycle_id = ("
                + first + ")", String.class);
        jdbc.update("update report_file set sha256 = ? where name like '%_margin_%' and cycle_id = (" + first + ")",
                "0".repeat(64));
        try {
            ReportsAgain.Made other = make(ReportHouse.FIRST, OptionalInt.empty(), EnumSet.of(ReportKind.MARGIN)).made().get(0);
            assertThat(other.isSame()).isFalse();
            assertThat(other.made()).isEqualTo(kept);
            assertThat(other.file()).hasFileName("different-SPILLWAY_margin_2026-03-02_1.xlsx").exists();
            assertThat(place).as("left as it was").hasSameBinaryContentAs(house.reports().resolve(place.getFileName()));
            assertThat(run("report", "--date", "2026-03-02", "--out", folder.toString())).isEqualTo(1);
        } finally {
            jdbc.update("update report_file set sha256 = ? where name like '%_margin_%' and cycle_id = (" + first + ")", kept);
        }
        assertThat(filesIn(folder)).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> make(ReportHouse.FIRST, OptionalInt.empty(), EnumSet.of(ReportKind.DEFAULTS)))
                .isInstanceOf(CommandFailure.class).hasMessage("cycle 1 of 2026-03-02 has no default management pack;"
                        + " it has SPILLWAY_margin_2026-03-02_1.xlsx, SPILLWAY_supervisory_2026-03-02_1.xlsx");
        assertThatThrownBy(() -> make(ReportHouse.AFTER, OptionalInt.of(7), Set.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("2026-03-04 has no closed cycle 7, only cycle 1 SUPERSEDED, cycle 2 CLOSED");
        assertThatThrownBy(() -> make(LocalDate.of(2025, 1, 2), OptionalInt.empty(), Set.of()))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("2025-01-02").hasMessageContaining("status");
    }

    @Test
    void theVerbPrintsWhatIsTheSame() {
        StringWriter out = new StringWriter();
        int code = new Program(new PrintWriter(out), new PrintWriter(new StringWriter())).run(arguments("report", "--date",
                "2026-03-04", "--cycle", "1", "--type", "margin,supervisory", "--out", folder.toString(), "--json"));
        assertThat(code).isZero();
        assertThat(out.toString()).contains("\"status\"", "SUPERSEDED", "SPILLWAY_supervisory_2026-03-04_1.xlsx")
                .doesNotContain("false");
        assertThat(run("report", "--date", "2026-03-04", "--type", "pqd")).isEqualTo(64);
        assertThat(run("report", "--date", "2026-03-09")).isEqualTo(1);
    }

    private static int run(String... args) {
        return new Program(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter())).run(arguments(args));
    }

    private static String[] arguments(String... args) {
        return Stream.concat(Arrays.stream(args), Stream.of("--data", house.data().toString())).toArray(String[]::new);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
