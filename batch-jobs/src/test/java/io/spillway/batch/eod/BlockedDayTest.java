package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A day stopped by its data: nothing is marked, the finding is kept, and the corrected day is the unbroken one. */
class BlockedDayTest {

    @TempDir
    private static Path shared;

    private static Path sound;
    private static String soundDigest;

    @TempDir
    private Path data;

    private Path inputs;
    private Path day;

    @BeforeAll
    static void aSoundDayToCompareWith() throws IOException {
        sound = DayFixture.inputs(shared.resolve("inputs"));
        try (BatchContext context = DayFixture.open(shared.resolve("house"), StepProbe.NONE)) {
            DayFixture.run(context, DayFixture.FIRST, sound, shared.resolve("reports"));
            soundDigest = DayFixture.digests(context).get(0);
        }
    }

    @BeforeEach
    void inputsToSpoil() throws IOException {
        inputs = InputEdit.copy(sound, data.resolve("inputs"));
        day = inputs.resolve(DayFixture.FIRST.toString());
    }

    @Test
    void fault12AHeldInstrumentWithoutAPriceBlocksTheDay() throws IOException {
        InputEdit.lines(day, "prices.csv", lines -> without(lines, 1));
        blockedThenCorrected("PRICE_MISSING");
    }

    @Test
    void fault25ABookThatIsNotFlatIsNotMarked() throws IOException {
        InputEdit.lines(day, "positions.csv", lines -> without(lines, 1));
        blockedThenCorrected("BOOK_NOT_FLAT");
    }

    @Test
    void fault24APositionOfAnUnknownAccountBlocksTheDay() throws IOException {
        InputEdit.lines(day, "positions.csv", lines -> with(lines, lines.get(1).replaceFirst("^[^,]+", "NOBODY")));
        blockedThenCorrected("ACCOUNT_UNKNOWN");
    }

    @Test
    void fault10TwoPricesOfOneInstrumentBlockTheDay() throws IOException {
        InputEdit.lines(day, "prices.csv", lines -> {
            String[] cells = lines.get(1).split(",", -1);
            cells[2] = new BigDecimal(cells[2]).multiply(new BigDecimal(2)).toPlainString();
            return with(lines, String.join(",", cells));
        });
        blockedThenCorrected("PRICE_CONFLICT");
    }

    @Test
    void fault5ATruncatedFileIsRejectedWhole() throws IOException {
        List<String> lines = Files.readAllLines(day.resolve("positions.csv"));
        Files.write(day.resolve("positions.csv"), lines.subList(0, lines.size() - 1));
        fileFaultThenCorrected("positions.csv");
    }

    @Test
    void fault7APriceFileWithoutPricesIsRefused() throws IOException {
        InputEdit.lines(day, "prices.csv", lines -> lines.subList(0, 1));
        fileFaultThenCorrected("prices.csv");
    }

    @Test
    void fault8AManifestOfAnotherDateIsRefused() throws IOException {
        InputEdit.manifest(day, manifest -> manifest.put("businessDate", "2026-02-27"));
        fileFaultThenCorrected("2026-02-27");
    }

    @Test
    void fault17ANumberThatIsNoneIsARejectWithItsLineAndBlocksWhereItIsNeeded() throws IOException {
        InputEdit.lines(day, "prices.csv", lines -> {
            List<String> changed = new ArrayList<>(lines);
            String[] cells = changed.get(1).split(",", -1);
            cells[2] = "1e5";
            changed.set(1, String.join(",", cells));
            return changed;
        });
        try (BatchContext context = DayFixture.open(data.resolve("house"), StepProbe.NONE)) {
            LaunchOutcome outcome = run(context);
            assertThat(outcome.ending()).isEqualTo(Ending.BLOCKED);
            assertThat(context.get(JdbcTemplate.class).queryForList("select file || ' ' || line_no || ' '"
                    + " || column_name || ' ' || cell from input_reject", String.class))
                    .contains("prices.csv 2 settlement_price 1e5");
        }
    }

    @Test
    void anApprovedFindingNoLongerBlocksAndWhoAnsweredIsRecorded() throws IOException {
        InputEdit.lines(day, "prices.csv", lines -> {
            List<String> changed = new ArrayList<>(lines);
            String[] cells = changed.get(1).split(",", -1);
            cells[2] = new BigDecimal(cells[2]).multiply(new BigDecimal(3)).toPlainString();
            changed.set(1, String.join(",", cells));
            return changed;
        });
        try (BatchContext context = DayFixture.open(data.resolve("house"), StepProbe.NONE)) {
            assertThat(run(context).ending()).isEqualTo(Ending.BLOCKED);
            LaunchOutcome approved = DayFixture.runApproved(context, DayFixture.FIRST, inputs, data.resolve("reports"));
            assertThat(approved.ending()).as(approved.message()).isEqualTo(Ending.COMPLETED);
            assertThat(context.get(JdbcTemplate.class).queryForList(
                    "select approved_by || ': ' || reason from operator_act", String.class))
                    .containsExactly("a tester: to see it recorded");
            assertThat(context.get(Verification.class).verify(DayFixture.FIRST).isSame()).isTrue();
        }
    }

    private void blockedThenCorrected(String code) throws IOException {
        try (BatchContext context = DayFixture.open(data.resolve("house"), StepProbe.NONE)) {
            LaunchOutcome blocked = run(context);
            assertThat(blocked.ending()).as(blocked.message()).isEqualTo(Ending.BLOCKED);
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            assertThat(jdbc.queryForList("select code from finding where severity = 'BLOCKING'", String.class))
                    .as("kept although the step failed").contains(code);
            assertThat(jdbc.queryForObject("select status from clearing_cycle", String.class)).isEqualTo("BLOCKED");
            assertThat(jdbc.queryForObject("select count(*) from variation_margin", Long.class))
                    .as("nothing was marked").isZero();
            correctAndRun(context);
        }
    }

    private void fileFaultThenCorrected(String named) throws IOException {
        try (BatchContext context = DayFixture.open(data.resolve("house"), StepProbe.NONE)) {
            LaunchOutcome refused = run(context);
            assertThat(refused.ending()).isEqualTo(Ending.BLOCKED);
            assertThat(refused.message()).contains(named);
            assertThat(context.get(JdbcTemplate.class).queryForObject("select count(*) from input_position",
                    Long.class)).as("nothing of the day stays").isZero();
            correctAndRun(context);
        }
    }

    private void correctAndRun(BatchContext context) throws IOException {
        for (String file : List.of("prices.csv", "positions.csv", "manifest.json")) {
            Files.copy(sound.resolve(DayFixture.FIRST.toString()).resolve(file), day.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        LaunchOutcome corrected = run(context);
        assertThat(corrected.ending()).as(corrected.message()).isEqualTo(Ending.COMPLETED);
        assertThat(DayFixture.digests(context)).containsExactly(soundDigest);
    }

    private LaunchOutcome run(BatchContext context) {
        return DayFixture.run(context, DayFixture.FIRST, inputs, data.resolve("reports"));
    }

    private static List<String> without(List<String> lines, int line) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(line);
        return changed;
    }

    private static List<String> with(List<String> lines, String added) {
        List<String> changed = new ArrayList<>(lines);
        changed.add(added);
        return changed;
    }
}
