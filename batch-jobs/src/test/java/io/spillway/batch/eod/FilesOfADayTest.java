package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.schedule.EndOfDayRunner;
import io.spillway.batch.store.CycleStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is sent for a day, and when: the real job on real files (faults 1 to 5, 26, 27, 49, 51, 56). */
class FilesOfADayTest {

    @TempDir
    private static Path shared;

    private static Path sound;

    @TempDir
    private Path data;

    private Path inputs;
    private Path first;
    private Path second;
    private BatchContext context;
    private JdbcTemplate jdbc;

    @BeforeAll
    static void aHouse() throws IOException {
        sound = DayFixture.inputs(shared.resolve("inputs"));
    }

    @BeforeEach
    void open() throws IOException {
        inputs = InputEdit.copy(sound, data.resolve("inputs"));
        first = inputs.resolve(DayFixture.FIRST.toString());
        second = inputs.resolve(DayFixture.CRASH.toString());
        context = DayFixture.open(data.resolve("house"), StepProbe.NONE);
        jdbc = context.get(JdbcTemplate.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void fault1ADayWithoutPricesRunsAtTheLastOnesOnlyIfSomebodyAnswersForIt() throws IOException {
        closed(DayFixture.FIRST);
        leaveOut(second, "prices.csv");
        assertThat(run(DayFixture.CRASH).message()).contains("prices.csv is missing");
        assertThat(DayFixture.runApproved(context, DayFixture.CRASH, inputs, data.resolve("reports")).ending())
                .as("an approval of findings is none of the file").isEqualTo(Ending.BLOCKED);
        LaunchOutcome outcome = atPreviousPrices(DayFixture.CRASH);
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
        assertThat(jdbc.queryForObject("select count(*) from variation_margin where amount <> 0 and cycle_id = 2"
                + " and account_key in (select account_key from position_change where cycle_id = 2"
                + " group by account_key having count(case kind when 'TRADE' then 1 end) = 0)", Long.class))
                .as("a position marked at its last price gains nothing").isZero();
        assertThat(strings("select severity from finding where cycle_id = 2 and code = 'PRICE_MISSING'"))
                .isNotEmpty().containsOnly("WARNING");
        assertThat(strings("select act || ' ' || approved_by from operator_act"))
                .contains("PREVIOUS_PRICES R. Keller");
        assertThat(context.get(Verification.class).verify(DayFixture.CRASH).isSame()).isTrue();
    }

    @Test
    void fault1PreviousPricesAreNotTakenInPlaceOfThoseThatCame() {
        closed(DayFixture.FIRST);
        LaunchOutcome outcome = atPreviousPrices(DayFixture.CRASH);
        assertThat(outcome.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(outcome.message()).contains("prices.csv came");
    }

    @Test
    void fault1TheScheduleWaitsForTheManifestAndForNothingElse() throws IOException {
        Path house = data.resolve("house");
        EndOfDayRunner runner = context.get(EndOfDayRunner.class);
        assertThat(runner.waitsFor(DayFixture.FIRST)).get().asString().contains("its manifest in", "2026-03-02");
        InputEdit.copy(inputs, house.resolve("inputs"));
        assertThat(runner.waitsFor(DayFixture.FIRST)).isEmpty();
        assertThat(runner.run(DayFixture.FIRST).ending()).isEqualTo(Ending.COMPLETED);
        Files.delete(house.resolve("inputs").resolve("2026-03-02").resolve("manifest.json"));
        assertThat(runner.waitsFor(DayFixture.FIRST)).as("the day is closed").isEmpty();
    }

    @Test
    void fault2AFileThatComesAfterTheCloseIsKeptAndListedAndNotApplied() throws IOException {
        closed(DayFixture.FIRST);
        List<String> before = DayFixture.digests(context);
        assertThat(run(DayFixture.FIRST).message()).doesNotContain("came after");
        InputEdit.lines(first, "prices.csv", FilesOfADayTest::firstPriceTimesTwo);
        for (int times = 0; times < 2; times++) {
            LaunchOutcome again = run(DayFixture.FIRST);
            assertThat(again.ending()).isEqualTo(Ending.ALREADY_COMPLETE);
            assertThat(again.message()).contains("prices.csv (version 2) came after the close", "correct --date");
        }
        assertThat(DayFixture.digests(context)).isEqualTo(before);
        assertThat(strings("select name || ' ' || version_no || ' ' || outcome from received_file"
                + " where outcome <> 'TAKEN'")).containsExactly("prices.csv 2 LATE");
    }

    @Test
    void fault3TheSameFileAgainIsNotedAsADuplicateAndUsedOnce() throws IOException {
        InputEdit.lines(first, "positions.csv", lines -> lines.subList(0, lines.size() - 1));
        assertThat(run(DayFixture.FIRST).ending()).isEqualTo(Ending.BLOCKED);
        assertThat(run(DayFixture.FIRST).ending()).isEqualTo(Ending.BLOCKED);
        assertThat(strings("select outcome from received_file where name = 'prices.csv' order by received_no"))
                .containsExactly("TAKEN", "DUPLICATE");
        assertThat(jdbc.queryForObject("select count(*) - count(distinct instrument_id) from input_price",
                Long.class)).isZero();
        assertThat(strings("select code from finding where code = 'FILE_REPLACED'")).isEmpty();
    }

    @Test
    void fault4TheSameNameWithOtherContentIsANewVersionAndAFinding() throws IOException {
        InputEdit.lines(first, "positions.csv", lines -> lines.subList(0, lines.size() - 1));
        assertThat(run(DayFixture.FIRST).ending()).isEqualTo(Ending.BLOCKED);
        restore(first, "positions.csv");
        closed(DayFixture.FIRST);
        assertThat(strings("select version_no || ' ' || outcome from received_file where name = 'positions.csv'"
                + " order by received_no")).containsExactly("1 TAKEN", "2 REPLACED");
        assertThat(strings("select item || ' ' || severity from finding where code = 'FILE_REPLACED'"))
                .containsExactly("positions.csv WARNING");
    }

    @Test
    void fault4AnOlderDeliveryDoesNotReplaceANewerOne() throws IOException {
        InputEdit.manifest(first, manifest -> manifest.put("sequence", 7));
        InputEdit.lines(first, "positions.csv", lines -> lines.subList(0, lines.size() - 1));
        assertThat(run(DayFixture.FIRST).ending()).isEqualTo(Ending.BLOCKED);
        InputEdit.manifest(first, manifest -> manifest.put("sequence", 6));
        LaunchOutcome older = run(DayFixture.FIRST);
        assertThat(older.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(older.message()).contains("sequence 6", "sequence 7 was received before");
    }

    @Test
    void fault5EveryFileThatIsNotWholeIsNamedAtOnce() throws IOException {
        for (String name : List.of("prices.csv", "fx.csv")) {
            List<String> lines = Files.readAllLines(first.resolve(name));
            Files.write(first.resolve(name), lines.subList(0, lines.size() - 1));
        }
        LaunchOutcome refused = run(DayFixture.FIRST);
        assertThat(refused.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(refused.message()).contains("2 files are at fault", "prices.csv has", "fx.csv has");
        assertThat(jdbc.queryForObject("select count(*) from input_price", Long.class)).isZero();
    }

    @Test
    void fault26ATradeOfAnEarlierDayIsNotBookedAgain() throws IOException {
        closed(DayFixture.FIRST);
        List<String> booked = Files.readAllLines(first.resolve("trades.csv"));
        InputEdit.lines(second, "trades.csv", lines -> joined(lines, booked.subList(1, 3)));
        closed(DayFixture.CRASH);
        String trade = booked.get(1).split(",")[0];
        assertThat(strings("select item from finding where cycle_id = 2 and code = 'TRADE_DUPLICATE'"))
                .containsExactly(trade);
        assertThat(jdbc.queryForObject("select count(*) from input_trade where cycle_id = 2 and trade_id = ?",
                Long.class, trade)).isZero();
    }

    @Test
    void fault26ATradeIdOfAnEarlierDayWithOtherTermsRejectsItsMatch() throws IOException {
        closed(DayFixture.FIRST);
        List<String> booked = Files.readAllLines(first.resolve("trades.csv"));
        InputEdit.lines(second, "trades.csv", lines -> {
            List<String> changed = new ArrayList<>(lines);
            changed.set(1, lines.get(1).replaceFirst("^[^,]+", booked.get(1).split(",")[0]));
            return changed;
        });
        LaunchOutcome blocked = run(DayFixture.CRASH);
        assertThat(blocked.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(blocked.message()).contains("TRADE_CONFLICT", "booked on 2026-03-02 with other terms");
        assertThat(strings("select file || ' ' || column_name from input_reject where cycle_id = 2"))
                .hasSize(2).containsOnly("trades.csv trade_id");
    }

    @Test
    void fault27ATradeAfterTheCutOffIsTheNextDaysByItselfAndOnceIfItIsSentAgain() throws IOException {
        InputEdit.lines(first, "trades.csv", lines -> {
            List<String> late = new ArrayList<>(lines);
            late.set(1, late.get(1).replaceFirst("[^,]+$", "2026-03-02T18:00:01+01:00"));
            return late;
        });
        List<String> late = Files.readAllLines(first.resolve("trades.csv"));
        String match = late.get(1).split(",")[1];
        closed(DayFixture.FIRST);
        assertThat(strings("select item from finding where code = 'TRADE_AFTER_CUT_OFF'")).containsExactly(match);
        Path resent = InputEdit.copy(inputs, data.resolve("resent"));
        InputEdit.lines(resent.resolve(DayFixture.CRASH.toString()), "trades.csv",
                lines -> joined(lines, late.subList(1, 3)));

        closed(DayFixture.CRASH);
        String once = digest(DayFixture.CRASH);
        assertThat(strings("select line_no || ' ' || match_id from input_trade where cycle_id = 2 and line_no < 0"
                + " order by line_no desc")).containsExactly("-1 " + match, "-2 " + match);
        String positions = String.join(",", changes(2));
        LaunchOutcome corrected = DayFixture.correct(context, DayFixture.CRASH, resent, data.resolve("reports"));
        assertThat(corrected.ending()).as(corrected.message()).isEqualTo(Ending.COMPLETED);
        assertThat(String.join(",", changes(3))).as("sent again it is booked once").isEqualTo(positions);
        assertThat(strings("select item from finding where cycle_id = 3 and code = 'TRADE_DUPLICATE'")).hasSize(2);
        assertThat(once).isNotEqualTo(digest(DayFixture.FIRST));
    }

    @Test
    void fault49ReportsThatCannotBeWrittenLeaveTheDayOpenAndARestartFinishesIt() throws IOException {
        Path reports = Files.createFile(data.resolve("reports"));
        LaunchOutcome failed = run(DayFixture.FIRST);
        assertThat(failed.ending()).as(failed.message()).isEqualTo(Ending.FAILED);
        assertThat(strings("select status from clearing_cycle")).containsExactly("ACCEPTED");
        assertThat(strings("select name from report_file")).isEmpty();
        Files.delete(reports);
        LaunchOutcome restarted = DayFixture.restart(context, reports);
        assertThat(restarted.ending()).as(restarted.message()).isEqualTo(Ending.COMPLETED);
        assertThat(strings("select status from clearing_cycle")).containsExactly("CLOSED");
    }

    @Test
    void fault51SettingsChangedDuringARunDoNotChangeIt() {
        closed(DayFixture.FIRST);
        String unbroken = DayFixture.digests(context).get(0);
        Path house = data.resolve("changed");
        boolean[] failed = new boolean[1];
        StepProbe failOnce = step -> {
            if (step.equals("margin") && !failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("injected");
            }
        };
        try (BatchContext before = DayFixture.open(house, failOnce)) {
            assertThat(DayFixture.run(before, DayFixture.FIRST, inputs, house.resolve("reports")).ending())
                    .isEqualTo(Ending.FAILED);
        }
        try (BatchContext after = DayFixture.open(house, StepProbe.NONE,
                DayFixture.settings().with("waterfall.initialFactor", "3"))) {
            LaunchOutcome restarted = DayFixture.restart(after, house.resolve("reports"));
            assertThat(restarted.ending()).as(restarted.message()).isEqualTo(Ending.COMPLETED);
            assertThat(DayFixture.digests(after)).containsExactly(unbroken);
        }
    }

    @Test
    void fault56APathInAManifestOrAnIdIsRefusedAndNothingIsOpened() throws IOException {
        InputEdit.lines(first, "prices.csv", lines -> joined(lines, List.of("../../x,USD,1,,")));
        LaunchOutcome odd = run(DayFixture.FIRST);
        assertThat(strings("select file || ' ' || column_name || ' ' || cell from input_reject"))
                .as(odd.message()).contains("prices.csv instrument_id ../../x");
        InputEdit.manifest(second, manifest -> {
            ((ObjectNode) manifest.get("files").get(0)).put("name", "../prices.csv");
            return manifest;
        });
        if (odd.ending() != Ending.COMPLETED) {
            restore(first, "prices.csv");
            closed(DayFixture.FIRST);
        }
        LaunchOutcome refused = run(DayFixture.CRASH);
        assertThat(refused.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(refused.message()).contains("'../prices.csv' is no input file here");
    }

    private LaunchOutcome run(LocalDate date) {
        return DayFixture.run(context, date, inputs, data.resolve("reports"));
    }

    private void closed(LocalDate date) {
        LaunchOutcome outcome = run(date);
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
    }

    private LaunchOutcome atPreviousPrices(LocalDate date) {
        return context.get(EndOfDay.class).runAtPreviousPrices(new EndOfDay.Request(date, inputs,
                data.resolve("reports"), Optional.of(new CycleStore.Approval("R. Keller", "the exchange is down")),
                DayProgress.NONE));
    }

    private List<String> strings(String sql) {
        return jdbc.queryForList(sql, String.class);
    }

    private List<String> changes(long cycleId) {
        return jdbc.queryForList("select account_key || ' ' || instrument_key || ' ' || kind || ' ' || lots"
                + " from position_change where cycle_id = ? order by account_key, instrument_key, kind, lots",
                String.class, cycleId);
    }

    private String digest(LocalDate date) {
        return jdbc.queryForObject("select min(digest) from clearing_cycle where business_date = ?", String.class,
                date);
    }

    private void restore(Path folder, String file) throws IOException {
        List<String> lines = Files.readAllLines(sound.resolve(folder.getFileName()).resolve(file));
        InputEdit.lines(folder, file, spoiled -> lines);
    }

    private static void leaveOut(Path folder, String file) throws IOException {
        Files.delete(folder.resolve(file));
        InputEdit.manifest(folder, manifest -> {
            ArrayNode files = (ArrayNode) manifest.get("files");
            for (int i = files.size() - 1; i >= 0; i--) {
                if (files.get(i).get("name").stringValue().equals(file)) {
                    files.remove(i);
                }
            }
            return manifest;
        });
    }

    private static List<String> firstPriceTimesTwo(List<String> lines) {
        UnaryOperator<String> doubled = line -> {
            String[] cells = line.split(",", -1);
            cells[2] = new BigDecimal(cells[2]).multiply(new BigDecimal(2)).toPlainString();
            return String.join(",", cells);
        };
        List<String> changed = new ArrayList<>(lines);
        changed.set(1, doubled.apply(lines.get(1)));
        return changed;
    }

    private static List<String> joined(List<String> lines, List<String> more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(more);
        return all;
    }
}
