package io.spillway.batch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.reports.page.Story;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The story of a house's closed days, and its headline figures, against the tables. */
class StoryFactsTest {

    private static final LocalDate FIRST_OF_ALL = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_OF_ALL = LocalDate.of(9999, 12, 31);

    @TempDir
    private static Path directory;

    private static ReportHouse house;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void aHouseRunThroughACrash() throws IOException {
        house = ReportHouse.run(directory, "0");
        jdbc = house.jdbc();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Story story() {
        return new StoryFacts(jdbc).story(house.reports(), FIRST_OF_ALL, LAST_OF_ALL);
    }

    @Test
    void theStoryTellsEveryClosedDayAndItsFiguresAreThoseOfTheSummary() {
        Story story = story();
        assertThat(story.days().stream().map(Story.Day::date))
                .containsExactly(ReportHouse.FIRST, ReportHouse.CRASH, ReportHouse.AFTER);
        for (Story.Day day : story.days()) {
            DaySummary summary = DaySummary.of(jdbc, day.date()).orElseThrow();
            assertThat(day.figures().variationMargin()).isEqualByComparingTo(summary.figures().variationMargin());
            assertThat(day.figures().callAmount()).isEqualByComparingTo(summary.figures().called());
            assertThat(day.figures().loss()).isEqualByComparingTo(summary.figures().loss());
            assertThat(day.digest()).isEqualTo(summary.digest());
            assertThat(day.status()).isEqualTo(summary.status());
        }
        assertThat(story.memberNames()).hasSize(12);
        assertThat(story.checks()).isNotEmpty().allSatisfy(check ->
                assertThat(check.verdict()).isEqualTo(Story.Verdict.PASS));
        assertThat(story.workbooks()).hasSize(7).allSatisfy(book ->
                assertThat(directory.resolve(book.path())).exists());
    }

    @Test
    void onlyTheCrashHasACascadeAndItsLossIsCoveredLayerByLayerAndDefaulterByDefaulter() {
        List<Story.Day> days = story().days();
        assertThat(days.get(0).cascade()).isEmpty();
        assertThat(days.get(2).cascade()).isEmpty();
        Story.Cascade cascade = days.get(1).cascade().orElseThrow();
        BigDecimal loss = days.get(1).figures().loss();
        BigDecimal paid = cascade.waterfall().stream().map(Story.LayerUse::paid).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(loss).isPositive().isEqualByComparingTo(paid.add(cascade.balances().unfunded()));
        assertThat(cascade.defaulters()).isNotEmpty();
        for (Story.Defaulter defaulter : cascade.defaulters()) {
            assertThat(defaulter.paidBy().stream().map(Story.Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(defaulter.member()).isEqualByComparingTo(defaulter.loss());
        }
        for (Story.LayerUse layer : cascade.waterfall()) {
            BigDecimal spread = cascade.defaulters().stream().flatMap(d -> d.paidBy().stream())
                    .filter(p -> p.layer().equals(layer.layer())).map(Story.Payment::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(spread).as(layer.layer()).isEqualByComparingTo(layer.paid());
        }
        assertThat(cascade.marketMoves()).isNotEmpty();
    }

    @Test
    void whatLayersHaveLeftIsWhatTheirOwnersStillHave() {
        Story.Cascade cascade = story().days().get(1).cascade().orElseThrow();
        BigDecimal contributions = cascade.waterfall().stream().filter(layer -> layer.layer().endsWith("CONTRIBUTIONS")
                || layer.layer().endsWith("CONTRIBUTION")).map(Story.LayerUse::left)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(contributions).isEqualByComparingTo(jdbc.queryForObject("select sum(contribution)"
                + " from member_state where cycle_id = ?", BigDecimal.class, house.cycle(ReportHouse.CRASH))
                .movePointLeft(2));
        Story.LayerUse fund = cascade.waterfall().stream().filter(l -> l.layer().equals("INSURANCE_FUND")).findFirst()
                .orElseThrow();
        assertThat(fund.available()).as("nothing but losses moved it").isEqualByComparingTo(jdbc.queryForObject(
                "select opening from layer_state where cycle_id = ? and layer = 'INSURANCE_FUND'", BigDecimal.class,
                house.cycle(ReportHouse.CRASH)).movePointLeft(2));
    }

    @Test
    void thePageIsTheSameTwiceAndSaysThatTheLossIsCovered() throws IOException {
        Path page = directory.resolve("index.html");
        new StoryFacts(jdbc).write(page);
        String first = Files.readString(page);
        new StoryFacts(jdbc).write(page);
        assertThat(Files.readString(page)).isEqualTo(first)
                .contains("loss to the last digit", "reports/SPILLWAY_defaults_2026-03-03_1.xlsx");
        try (var beside = Files.list(directory)) {
            assertThat(beside.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void aRangeTellsItsDaysAndAnEmptyOneIsRefused() {
        Story story = new StoryFacts(jdbc).story(house.reports(), ReportHouse.CRASH, ReportHouse.CRASH);
        assertThat(story.days()).hasSize(1);
        assertThatThrownBy(() -> new StoryFacts(jdbc).story(house.reports(), LAST_OF_ALL, LAST_OF_ALL))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("no closed cycle");
    }

    @Test
    void fault53AHostileMemberNameIsTextOnThePage() throws IOException {
        List<String> ids = jdbc.queryForList("select member_id from member_state where status = 'IN_DEFAULT'", String.class);
        String name = jdbc.queryForObject("select max(name) from member_reference where member_id = ?", String.class,
                ids.get(0));
        jdbc.update("update member_reference set name = ? where member_id = ?", "</title><script>alert(1)</script>",
                ids.get(0));
        try {
            Path page = directory.resolve("hostile.html");
            new StoryFacts(jdbc).write(page);
            assertThat(Files.readString(page)).doesNotContain("<script>").contains("&lt;script");
        } finally {
            jdbc.update("update member_reference set name = ? where member_id = ?", name, ids.get(0));
        }
    }

    @Test
    void aFailedComparisonOfOneDayHasALineOfItsOwn() {
        long after = house.cycle(ReportHouse.AFTER);
        jdbc.update("update cycle_check set outcome = 'FAIL', ours = '1.23' where cycle_id = ? and check_no = 1", after);
        try {
            assertThat(story().checks().stream().filter(check -> check.verdict() == Story.Verdict.FAIL)).singleElement()
                    .satisfies(check -> assertThat(check.detail()).contains("2026-03-04", "1.23"));
        } finally {
            jdbc.update("update cycle_check set outcome = 'PASS', ours = ledgers where cycle_id = ? and check_no = 1",
                    after);
        }
    }
}
