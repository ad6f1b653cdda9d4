package io.spillway.reports.page;

import static io.spillway.reports.page.Stories.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.reports.page.Story.Balances;
import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Day;
import io.spillway.reports.page.Story.Figures;
import io.spillway.reports.page.Story.Fund;
import io.spillway.reports.page.Story.PriceMove;
import io.spillway.reports.page.Story.Round;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class StoryPageTest {

    @Test
    void tellsTheCrashInItsFirstSentence() throws Exception {
        assertThat(ParsedPage.of(Stories.crash()).withLook("p",
                "verdict")).extracting(Element::getTextContent).containsExactly(
                "On Wednesday 2026-03-04 M07 Harbour Clearing, M19 Juniper Securities and M23 Dune Bank defaulted, and 31 accounts "
                + "had to be liquidated in 3 contagion rounds. The waterfall had to cover USD 151,400,000.17: it was covered in full, "
                + "and the last layer to pay was survivors fund contributions. The surviving members bore USD 71,200,000.17 of it.");
    }

    @Test
    void listsEachDayWithItsExactFigures() throws Exception {
        List<List<String>> days = ParsedPage.of(Stories.crash()).table("Each business day by its official cycle");
        assertThat(days).hasSize(5);
        assertThat(days.get(2)).containsExactly("2026-03-04", "1", "FUNDED", "2,000", "184,220,911.25", "57",
                "22,410,900.50", "31", "3",
                "3", "151,400,000.17");
    }

    @Test
    void showsEachLayerInTheOrderUsedAndUnfundedLast() throws Exception {
        List<List<String>> rows = ParsedPage.of(Stories.crash()).table("The default waterfall, all rounds together, in the order used");
        assertThat(rows).extracting(row -> row.get(1)).containsExactly("Defaulter margin", "Defaulter fund contribution",
                "Skin in the game", "Insurance fund", "Survivors fund contributions", "Second skin in the game",
                "Assessments",
                "Socialised loss", "UNFUNDED", "Loss covered and unfunded");
        assertThat(rows.get(4)).containsExactly("5", "Survivors fund contributions", "surviving members", "120,000,000.00",
                "71,200,000.17", "48,799,999.83", "47.0%");
        assertThat(rows.get(9)).contains("151,400,000.17");
    }

    @Test
    void thePaidPartsOfTheWaterfallPictureAreAsWideAsTheLoss() throws Exception {
        ParsedPage page = ParsedPage.of(Stories.crash());
        // Those on the left, at the height of a step: 26 units; the gauges on the right are lower.
        double paid = Stream.of("o-own", "o-house", "o-others").flatMap(look -> page.withLook("rect", look).stream())
                .filter(bar -> bar.getAttribute("height").equals("26")).mapToDouble(bar -> Double.parseDouble(bar.getAttribute("width"))).sum();
        double loss = Double.parseDouble(page.withLook("rect", "w-open").get(0).getAttribute("width"));
        assertThat(paid).isCloseTo(loss, org.assertj.core.data.Offset.offset(0.1));
    }

    @Test
    void anUnfundedLossIsHatchedRedAndSaidInWords() throws Exception {
        ParsedPage page = ParsedPage.of(HardStories.unfunded(1));
        assertThat(page.withLook("rect", "w-edge")).hasSize(1);
        assertThat(page.withLook("p",
                "alarm").get(0).getTextContent()).endsWith("the layers did not suffice, JPY 8,750,000 is UNFUNDED.");
        assertThat(ParsedPage.of(Stories.crash()).withLook("rect", "w-edge")).isEmpty();
        assertThat(ParsedPage.of(Stories.crash()).text()).contains("covered in full");
    }

    @Test
    void saysWhereTheLayersDoNotAddUpToTheDaysLoss() throws Exception {
        Cascade cascade = new Cascade(List.of(), List.of(), List.of(new Story.LayerUse("INSURANCE_FUND", money("10"),
                money("7"), money("3"))),
                List.of(), List.of(), List.of(), Stories.noBalances());
        assertThat(ParsedPage.of(Stories.withCascade(cascade,
                money("7"))).text()).contains("equals the day's loss to the last digit");
        assertThat(ParsedPage.of(Stories.withCascade(cascade, money("7.01"))).text()).contains("a difference of +0.01.");
    }

    @Test
    void addsUpWhoCoveredEachDefaultersLoss() throws Exception {
        List<List<String>> rows = ParsedPage.of(Stories.crash()).table("Who covered each defaulter's loss (USD)");
        assertThat(rows.get(2)).containsExactly("M23 Dune Bank", "2,500,000.00", "3,000,000.00", "0.00", "0.00",
                "12,500,000.00", "18,000,000.00");
        assertThat(rows.get(3)).containsExactly("Together", "22,500,000.00", "17,700,000.00", "15,000,000.00",
                "25,000,000.00",
                "71,200,000.17", "151,400,000.17");
    }

    @Test
    void showsWhatBelongsToNoMemberWithItsSign() throws Exception {
        assertThat(ParsedPage.of(HardStories.unfunded(1)).table("Lines that belong to no member")).extracting(row -> row.get(2))
                .containsExactly("8,750,000", "-431,002", "-2");
        assertThat(ParsedPage.of(Stories.crash()).table("Lines that belong to no member")).extracting(row -> row.get(2))
                .containsExactly("0.00", "+4,120,332.19", "+0.03");
    }

    @Test
    void fundsAreShownDayByDayWithTheChange() throws Exception {
        List<List<String>> rows = ParsedPage.of(Stories.crash()).table("Left at the close (USD)");
        assertThat(rows.get(0)).endsWith("170,000,000.00", "first day");
        assertThat(rows.get(2)).containsExactly("2026-03-04", "0.00", "0.00", "48,799,999.83", "10,000,000.00",
                "58,799,999.83",
                "-111,200,000.17");
    }

    @Test
    void aResourceThatADayDoesNotNameIsSaidSo() throws Exception {
        Day first = Stories.calmDay(0);
        Day second = new Day(first.date().plusDays(1), 1, "FUNDED", "00", first.figures(), List.of(new Fund("NEW",
                money("1"))), Optional.empty());
        Story story = new Story("H", "USD", 2, "Test.", List.of(first, second), Map.of(), List.of(), List.of());
        assertThat(ParsedPage.of(story).table("Left at the close (USD)").get(0)).contains("not named");
    }

    @Test
    void pricePathsRunFromTheLastCloseOverTheMarketsMoveThroughTheRounds() throws Exception {
        ParsedPage page = ParsedPage.of(Stories.crash());
        assertThat(page.withLook("path", "pricepath")).hasSize(3);
        assertThat(page.text()).contains("NQM6 from 18,400.00 to 14,102.00, -23.36%.");
        assertThat(page.withLook("circle", "pricedot")).hasSize(3 * 5);
    }

    @Test
    void aPriceThatOpensAtZeroHasNoPercentageAndBreaksNothing() throws Exception {
        Round round = new Round(1, List.of(new PriceMove("WTI", money("0"), money("-3.5")), new PriceMove("X",
                money("-2"), money("-4"))),
                1, 0, List.of(), 0, money("0"), List.of());
        Cascade cascade = new Cascade(List.of(), List.of(round), List.of(), List.of(), List.of(), List.of(),
                Stories.noBalances());
        assertThat(ParsedPage.of(Stories.withCascade(cascade,
                money("0"))).table("What each round did").get(0)).contains("X -100.00%");
        assertThat(new PriceMove("WTI", money("0"), money("-3.5")).change()).isEmpty();
    }

    @Test
    void longCascadesListTheirFirstAndLastRoundsAndSaySo() throws Exception {
        ParsedPage page = ParsedPage.of(HardStories.unfunded(1));
        assertThat(page.table("What each round did")).hasSize(41);
        assertThat(page.text()).contains("Listed are the first and the last 20 rounds; 5 rounds between them are in the workbook.");
    }

    @Test
    void aRunWithoutDefaultSaysSoAndDrawsNoWaterfall() throws Exception {
        Story story = new Story("Calm House", "EUR", 2, "Test.", List.of(Stories.calmDay(0)), Map.of(), List.of(),
                List.of());
        ParsedPage page = ParsedPage.of(story);
        assertThat(page.text()).contains("No member defaulted and no loss reached the default waterfall.",
                "No account fell below maintenance on any of these days", "The run made no checks.",
                "No workbook was written");
        assertThat(page.all("svg")).hasSize(1);
    }

    @Test
    void anEmptyCascadeIsToldInWords() throws Exception {
        ParsedPage page = ParsedPage.of(Stories.withCascade(Stories.emptyCascade(), BigDecimal.ZERO));
        assertThat(page.text()).contains("The cascade ended before its first round.",
                "No loss reached the default waterfall.",
                "The contagion map has no edges", "No member was declared in default.", "No margin call is listed",
                "The run states no resources.");
        assertThat(page.all("svg")).isEmpty();
    }

    @Test
    void aLossWithNoLayerAtAllIsAllUnfunded() throws Exception {
        Cascade cascade = new Cascade(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                new Balances(money("12.34"), BigDecimal.ZERO, BigDecimal.ZERO));
        ParsedPage page = ParsedPage.of(Stories.withCascade(cascade, money("12.34")));
        assertThat(page.withLook("rect", "w-edge")).hasSize(1);
        assertThat(page.text()).contains("100% of the loss");
    }

    @Test
    void everyPictureHasATitleADescriptionAndIdsOfItsOwn() throws Exception {
        ParsedPage page = ParsedPage.of(Stories.crash());
        assertThat(page.all("svg")).hasSize(5).allSatisfy(svg -> {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
        });
        List<String> ids = page.all("*").stream().map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty()).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.all("svg")).allSatisfy(svg -> assertThat(ids).contains(svg.getAttribute("aria-labelledby").split(" ")));
    }

    @Test
    void loadsNothingFromElsewhereAndRunsNothing() throws Exception {
        String html = StoryPage.render(Stories.crash());
        assertThat(html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "//", "@import", "src=").doesNotContainPattern("url\\((?!#)");
        ParsedPage page = ParsedPage.read(html);
        assertThat(page.all("script")).isEmpty();
        assertThat(page.all("*")).allSatisfy(element -> {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
            }
        });
        assertThat(page.all("a")).extracting(link -> link.getAttribute("href")).containsExactly("2026-03-04/margin-and-settlement.xlsx",
                "2026-03-04/default-management.xlsx", "fund-sizing.xlsx");
    }

    @Test
    void theSameDataGivesTheSamePageWhateverTheOrderOfEdgesAndTheMachinesLocale() {
        Story story = Stories.crash();
        Day crash = story.days().get(2);
        Cascade cascade = crash.cascade().orElseThrow();
        List<Story.Edge> edges = new ArrayList<>(cascade.edges());
        Collections.shuffle(edges, new Random(7));
        List<Story.MarginCall> calls = new ArrayList<>(cascade.marginCalls());
        Collections.reverse(calls);
        List<Story.Defaulter> defaulters = new ArrayList<>(cascade.defaulters());
        Collections.reverse(defaulters);
        List<Day> days = new ArrayList<>(story.days());
        days.set(2, new Day(crash.date(), 1, crash.status(), crash.digest(), crash.figures(), crash.fundsLeft(),
                Optional.of(new Cascade(
                cascade.marketMoves(), cascade.rounds(), cascade.waterfall(), edges, defaulters, calls,
                cascade.balances()))));
        Story other = new Story(story.house(), story.baseCurrency(), story.scale(), story.madeFrom(), days,
                story.memberNames(),
                story.checks(), story.workbooks());
        String page = StoryPage.render(story);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            assertThat(StoryPage.render(other)).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anAmountFinerThanTheMinorUnitIsRefusedNotRounded() {
        Story story = Stories.withCascade(Stories.emptyCascade(), money("1.001"));
        assertThatThrownBy(() -> StoryPage.render(story)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Amount 1.001 has more than the 2 decimal places of USD");
    }

    @Test
    void readsBackFromAFileAsWritten(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("summary.html");
        Files.writeString(file, StoryPage.render(Stories.crash()), StandardCharsets.UTF_8);
        assertThat(ParsedPage.read(Files.readString(file,
                StandardCharsets.UTF_8)).all("meta").get(0).getAttribute("charset")).isEqualTo("UTF-8");
    }

    @Test
    void refusesFiguresThatCannotBe() {
        assertThatThrownBy(() -> new Figures(1, money("-1"), 0, money("0"), 0, 0, 0, money("0")))
                .hasMessage("variationMargin is -1; this amount is zero or more");
        assertThatThrownBy(() -> new Figures(-3, money("1"), 0, money("0"), 0, 0, 0, money("0")))
                .hasMessage("accountsMarked is -3; a count is zero or more");
        assertThatThrownBy(() -> new Story("H", "USD", 2, "", List.of(), Map.of(), List.of(), List.of()))
                .hasMessageContaining("at least one business day");
        assertThatThrownBy(() -> new Story("H", "USD", 2, "", List.of(Stories.calmDay(1), Stories.calmDay(0)), Map.of(),
                List.of(), List.of()))
                .hasMessageContaining("Business day 2026-03-02 comes after 2026-03-03");
        assertThatThrownBy(() -> new Cascade(List.of(), List.of(), List.of(new Story.LayerUse("UNFUNDED", money("0"),
                money("0"), money("0"))),
                List.of(), List.of(), List.of(), Stories.noBalances())).hasMessageContaining("give it as balances.unfunded");
    }
}
