package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.cli.TextTable.Colour;
import io.spillway.batch.cli.TextTable.Fit;
import io.spillway.batch.cli.TextTable.Look;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

    private static TextTable waterfall() {
        return TextTable.titled("Default waterfall").left("Layer", "State").right("Paid (USD)", "Left (USD)")
                .row("Defaulter margin", "used up", "22,500,000.00", "0.00")
                .row("Survivors fund contributions", "used in part", "71,200,000.17", "48,799,999.83")
                .totals("Together", "", "93,700,000.17", "");
    }

    @Test
    void setsTextLeftAndFiguresRightUnderARuleWithTotals() {
        assertThat(waterfall().render()).isEqualTo("""
                Default waterfall
                Layer                         State            Paid (USD)     Left (USD)
                ----------------------------  ------------  -------------  -------------
                Defaulter margin              used up       22,500,000.00           0.00
                Survivors fund contributions  used in part  71,200,000.17  48,799,999.83
                ----------------------------  ------------  -------------  -------------
                Together                                    93,700,000.17
                """);
    }

    @Test
    void aNarrowTableCutsTextWithAnEllipsisAndNeverAFigure() {
        assertThat(waterfall().render(60)).isEqualTo("""
                Default waterfall
                Layer             State            Paid (USD)     Left (USD)
                ----------------  ------------  -------------  -------------
                Defaulter margin  used up       22,500,000.00           0.00
                Survivors fun...  used in part  71,200,000.17  48,799,999.83
                ----------------  ------------  -------------  -------------
                Together                        93,700,000.17
                """);
    }

    @Test
    void aNarrowTableWrapsTextWhereAskedTo() {
        assertThat(waterfall().fit(Fit.WRAP).render(56)).isEqualTo("""
                Default waterfall
                Layer         State            Paid (USD)     Left (USD)
                ------------  ------------  -------------  -------------
                Defaulter     used up       22,500,000.00           0.00
                margin
                Survivors     used in part  71,200,000.17  48,799,999.83
                fund
                contribution
                s
                ------------  ------------  -------------  -------------
                Together                    93,700,000.17
                """);
    }

    @Test
    void boxCharactersAreUsedWhereChosen() {
        assertThat(TextTable.titled("").left("A").right("B").row("a long cell of text", "1").look(Look.BOX)
                .render(14)).isEqualTo("""
                A            B
                \u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500  \u2500
                a long cel\u2026  1
                """);
    }

    @Test
    void theAsciiLookIsAsciiOnlyWhereTheDataIs() {
        assertThat(waterfall().render(40).chars()).allMatch(c -> c == '\n' || c >= 32 && c < 127);
    }

    @Test
    void aLongHeadingOfFiguresWrapsAndStandsOnTheRule() {
        TextTable table = TextTable.titled("").left("Day").right("Variation margin turnover (USD)").row("2026-03-02", "41,000.25");
        assertThat(table.render(24)).isEqualTo("""
                               Variation
                                  margin
                                turnover
                Day                (USD)
                ----------  ------------
                2026-03-02     41,000.25
                """);
    }

    @Test
    void coloursAppearOnlyWhereAskedFor() {
        assertThat(waterfall().render()).doesNotContain("\u001b");
        String coloured = waterfall().colour(Colour.ANSI).render();
        assertThat(coloured).startsWith("\u001b[1mDefault waterfall\u001b[0m\n").contains("\u001b[1mTogether");
        assertThat(coloured.replaceAll("\u001b\\[[01]m", "")).isEqualTo(waterfall().render());
    }

    @Test
    void controlCharactersInDataNeverReachTheTerminal() {
        String text = TextTable.titled("a\u001b]0;x\u0007").left("h\u001b[2J").row("x\ty\nz\u001b[31m\u202e\u009b1m\ud800").render();
        assertThat(text).isEqualTo("a?]0;x?\nh?[2J\n---------------\nx y z?[31m??1m?\n");
    }

    @Test
    void wideAndCombiningCharactersCountAsTheTerminalShowsThem() {
        TextTable table = TextTable.titled("").left("N").right("A").row("\u6771\u4eac", "1").row("e\u0301a", "2");
        assertThat(table.render()).isEqualTo("""
                N     A
                ----  -
                \u6771\u4eac  1
                e\u0301a    2
                """);
    }

    @Test
    void aTableWithoutRowsIsItsHeadings() {
        assertThat(TextTable.titled("Calls").left("Account").right("Amount").render())
                .isEqualTo("Calls\nAccount  Amount\n-------  ------\n");
    }

    @Test
    void aRowOfTheWrongLengthIsRefusedWithItsPlace() {
        TextTable table = TextTable.titled("Calls").left("A").right("B").row("1", "2");
        assertThatThrownBy(() -> table.row("1")).hasMessage("Table \"Calls\", row 2: 1 cells for 2 columns");
        assertThatThrownBy(() -> table.totals("1", "2", "3")).hasMessage("Table \"Calls\", the totals: 3 cells for 2 columns");
        assertThatThrownBy(() -> table.left("late")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before the first row");
        assertThatThrownBy(() -> table.render(0)).hasMessage("A table's width of 0 is not 1 or more");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverTheTextNoLineIsWiderThanAskedAndEveryFigureStandsWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TextTable table = TextTable.titled("T").left("Name", "Cause").right("Amount")
                .fit(random.nextBoolean() ? Fit.CUT : Fit.WRAP);
        for (int i = 0; i < 20; i++) {
            table.row(words(random), words(random), Long.toString(1_000_000 + i));
        }
        String text = table.render(40);
        assertThat(text.lines()).as("seed %d", seed).allMatch(line -> line.length() <= 40);
        for (int i = 0; i < 20; i++) {
            assertThat(text).as("seed %d", seed).contains(" " + (1_000_000 + i) + "\n");
        }
    }

    @Test
    void wrappingKeepsEveryWord() {
        String text = TextTable.titled("").left("Cause").row("below maintenance after the price impact of round two")
                .fit(Fit.WRAP).render(12);
        assertThat(text.replaceAll("\\s+", " ")).contains("below maintenance after the price impact of round two");
    }

    private static String words(SplittableRandom random) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            words.append("abcdefghijklmnopqrstuvwxyz", 0, 1 + random.nextInt(25)).append(' ');
        }
        return words.toString();
    }
}
