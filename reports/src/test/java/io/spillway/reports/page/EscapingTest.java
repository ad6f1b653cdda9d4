package io.spillway.reports.page;

import static io.spillway.reports.page.Stories.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Check;
import io.spillway.reports.page.Story.Day;
import io.spillway.reports.page.Story.Defaulter;
import io.spillway.reports.page.Story.Edge;
import io.spillway.reports.page.Story.Figures;
import io.spillway.reports.page.Story.Fund;
import io.spillway.reports.page.Story.LayerPayment;
import io.spillway.reports.page.Story.LayerUse;
import io.spillway.reports.page.Story.MarginCall;
import io.spillway.reports.page.Story.Payment;
import io.spillway.reports.page.Story.PriceMove;
import io.spillway.reports.page.Story.Round;
import io.spillway.reports.page.Story.Verdict;
import io.spillway.reports.page.Story.Workbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text from data stays text (faults 53 and 56)")
class EscapingTest {
    private static final String LONG = "x".repeat(40_000);

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://evil.example\")", "<script>alert(1)</script>",
            "</style></title></svg><script>x()</script>",
        "\" onload=\"x()", "' onclick='x()", "&lt;b&gt; & ]]> <!-- ", "+1", "@x", "tab\there",
        "bell\u0007 nul\u0000 escape\u001b[2J",
        "turned \u202e gnp.exe", "lone \ud800 surrogate", "\uffff", "B\u00f6rse \u6771\u4eac \ud83d\ude00"})
    void oddTextInEveryFieldNeitherBreaksThePageNorBecomesMarkup(String odd) throws Exception {
        String plain = StoryPage.render(everywhere("plain"));
        ParsedPage page = ParsedPage.of(everywhere(odd));
        assertThat(page.all("script")).isEmpty();
        assertThat(page.all("*")).hasSameSizeAs(ParsedPage.read(plain).all("*"));
        assertThat(page.all("h1").get(0).getTextContent()).isEqualTo(Markup.clean(odd));
        assertThat(page.all("*")).allSatisfy(element -> assertThat(element.hasAttribute("onload") || element.hasAttribute("onclick")).isFalse());
    }

    @Test
    void aNameOfFortyThousandCharactersIsCutWithAMarkWhereverItStands() {
        String page = StoryPage.render(everywhere(LONG));
        assertThat(page).doesNotContain("x".repeat(500)).contains("x\u2026");
        assertThat(page.length()).isLessThan(60_000);
    }

    @Test
    void controlCharactersBecomeTheReplacementCharacter() {
        assertThat(Markup.clean("a\u0000b\u001bc\u202ed\ud800e\tf")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\tf");
    }

    @Test
    void cuttingNeverSplitsACharacterInTwo() {
        assertThat(Markup.cut("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2)).isEqualTo("\ud83d\ude00\u2026");
        assertThat(Markup.cut("abc", 3)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../up.xlsx", "a/../b.xlsx", "a//b", "./a", "a/", "javascript:alert(1)",
            "C:\\x", "a\\b", "a\u0000b", "//host/x"})
    void aWorkbookPathThatLeavesThePagesFolderIsRefused(String path) {
        assertThatThrownBy(() -> new Workbook(path, "x")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a plain relative path");
    }

    @Test
    void aLinkIsPercentEncoded() {
        assertThat(Links.href("2026-03-04/B\u00f6rse #1 \"x\"?.xlsx")).isEqualTo("2026-03-04/B%C3%B6rse%20%231%20%22x%22%3F.xlsx");
    }

    private static Story everywhere(String odd) {
        Round round = new Round(1, List.of(new PriceMove(odd, money("10"), money("9"))), 1, 0, List.of(odd), 0, money("5"),
                List.of(new LayerPayment(odd, money("5"), 1, money("0"))));
        Cascade cascade = new Cascade(List.of(new PriceMove(odd, money("11"), money("10"))), List.of(round),
                List.of(new LayerUse(odd, money("9"), money("5"), money("4"))),
                List.of(new Edge(odd, odd + "2", odd, money("3")), new Edge(odd, "SKIN_IN_THE_GAME", "FUND", money("2"))),
                List.of(new Defaulter(odd, 1, odd, money("5"), List.of(new Payment(odd, money("5"))))),
                List.of(new MarginCall(odd, odd, money("1"), odd)), Stories.noBalances());
        Figures figures = new Figures(1, money("1"), 1, money("1"), 1, 1, 1, money("5"));
        Day day = new Day(Stories.FIRST, 1, odd, odd, figures, List.of(new Fund(odd, money("4"))), Optional.of(cascade));
        return new Story(odd, odd, 2, odd, List.of(day), Map.of(odd, "name " + odd), List.of(new Check(odd,
                Verdict.FAIL, odd)),
                List.of(new Workbook("a.xlsx", odd)));
    }
}
