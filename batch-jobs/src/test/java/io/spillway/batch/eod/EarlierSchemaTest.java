package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.cli.Program;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.report.StoryFacts;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.waterfall.day.DayDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A house that an earlier program left (schema/README.md) goes on under today's migrations and rules. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EarlierSchemaTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final LocalDate SECOND = LocalDate.of(2026, 3, 3);
    private static final LocalDate NEXT = LocalDate.of(2026, 3, 4);
    /** What the earlier program printed. */
    private static final List<String> DIGESTS = List.of(
            "52bb96db4931be03b3b47df63f9175da1d511718fc5e8e3d75a18ee765d9ed5b",
            "b6e158afd8f43d2ce00744bc59b1b810fabf0cde86a90016528437f0231a969c");
    private static final int ITS_RULES_AND_ENCODING = 1;

    @TempDir
    private static Path data;

    @BeforeAll
    static void unzip() throws IOException {
        try (InputStream file = EarlierSchemaTest.class.getResourceAsStream("/schema/v010.zip");
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = data.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.copy(zip, target);
            }
        }
    }

    @Test
    @Order(1)
    void aVerbThatOnlyLooksLeavesTheTablesAloneAndSaysWhoBringsThemUpToDate() {
        StringWriter err = new StringWriter();
        assertThat(program(new StringWriter(), err).run("status", "--data", data.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("are of version 010, this program needs ", "run eod or serve");
    }

    @Test
    @Order(2)
    void theTablesAreBroughtUpToDateAndHibernateFindsThemAsItsRowsSay() throws Exception {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            assertThat(context.get(SessionFactory.class).isOpen()).isTrue();
        }
        Database.of(data, DatabaseSettings.EMBEDDED).connect().close();
    }

    @Test
    @Order(3)
    void itsDaysAreReadAsTheyWereClosed() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(program(out, err).run("status", "--data", data.toString())).as(err::toString).isZero();
        assertThat(out.toString()).contains(DIGESTS).contains("in default: M002", "in default: M005",
                "7,103,363.18", "SURVIVORS_FUND_CONTRIBUTIONS       4  1,330,588.23");
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            new StoryFacts(context.get(JdbcTemplate.class)).write(data.resolve("index.html"));
        }
        assertThat(data.resolve("index.html")).content().contains("2026-03-03", "<svg");
    }

    @Test
    @Order(4)
    void verifySaysThatItsDaysAreOfOtherRulesWhereTheyAreAndComputesTheSameDigestWhereTheyAreNot() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            Verification verification = context.get(Verification.class);
            for (LocalDate date : List.of(FIRST, SECOND)) {
                if (DayDigest.RULES_VERSION == ITS_RULES_AND_ENCODING
                        && DayDigest.FORMAT_VERSION == ITS_RULES_AND_ENCODING) {
                    assertThat(verification.verify(date).isSame()).as(date.toString()).isTrue();
                } else {
                    assertThatThrownBy(() -> verification.verify(date)).as(date.toString())
                            .isInstanceOf(CommandFailure.class)
                            .hasMessageContaining("closed under rules version 1 and encoding 1");
                }
            }
        }
    }

    @Test
    @Order(5)
    void theNextDayRunsOnTopOfItAndVerifies() {
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            LaunchOutcome outcome = DayFixture.run(context, NEXT, data.resolve("inputs"), data.resolve("reports"));
            assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
            assertThat(context.get(Verification.class).verify(NEXT).isSame()).isTrue();
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            assertThat(jdbc.queryForList("select distinct outcome from cycle_check k join clearing_cycle c"
                    + " on c.cycle_id = k.cycle_id where business_date = ?", String.class, NEXT)).containsExactly("PASS");
            assertThat(jdbc.queryForObject("select count(*) from settlement_price today join settlement_price before"
                    + " on before.instrument_key = today.instrument_key and before.cycle_id = today.cycle_id - 1"
                    + " join clearing_cycle c on c.cycle_id = today.cycle_id where business_date = ?"
                    + " and today.previous_mark = before.closing_mark", Long.class, NEXT)).as("rule 2.4").isEqualTo(5);
            assertThat(jdbc.queryForList("select digest from clearing_cycle where business_date < ? order by cycle_id",
                    String.class, NEXT)).as("its days are left as they were").isEqualTo(DIGESTS);
        }
    }

    private static Program program(StringWriter out, StringWriter err) {
        return new Program(new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
