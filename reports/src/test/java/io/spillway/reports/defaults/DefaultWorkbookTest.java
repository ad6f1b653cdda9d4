package io.spillway.reports.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.reports.SampleHouse;
import io.spillway.reports.workbook.Reopened;
import io.spillway.reports.workbook.Subject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class DefaultWorkbookTest {

    private final Path folder = Path.of("target", "sample-workbooks");

    private Reopened written(DefaultData data, String name) throws IOException {
        Files.createDirectories(folder);
        new DefaultWorkbook().write(data, folder.resolve(name));
        return Reopened.of(folder.resolve(name));
    }

    @Test
    void theLayersTheRoundsAndTheDefaultersAllAddUpToTheLoss() throws IOException {
        DefaultData data = new SampleHouse(1).defaults();
        try (Reopened file = written(data, "defaults.xlsx")) {
            assertThat(file.sheets()).containsExactly("Cover", "Notice", "Waterfall", "Waterfall by payer",
                    "Liquidations", "Contagion by round", "Price moves", "Caused and bore", "Contagion map", "Resources",
                    "Replenishment", "Journals");
            assertThat(file.formulasAgreeWithTheirCachedValues()).isGreaterThan(100);
            assertThat(file.verdict()).isEqualTo("All 10 checks pass.");
            BigDecimal loss = data.ledger().loss();
            assertThat(file.sum("Waterfall by payer", "Loss met")).isEqualByComparingTo(loss);
            assertThat(file.sum("Waterfall", "Paid").add(file.sum("Waterfall", "Called, not paid"))).isEqualByComparingTo(loss);
            assertThat(file.sum("Contagion by round", "Loss")).isEqualByComparingTo(loss);
            assertThat(file.sum("Notice", "Loss")).isEqualByComparingTo(loss);
            assertThat(file.sum("Caused and bore", "Caused")).isEqualByComparingTo(file.sum("Contagion map", "Amount"))
                    .isEqualByComparingTo(file.sum("Caused and bore", "Bore"));
            int unfunded = file.rowOf("Waterfall", "Unfunded");
            assertThat(file.number("Waterfall", unfunded, 3)).isEqualByComparingTo("0.00");
            file.hasNothingExecutableOrExternal();
        }
    }

    @Test
    void lossesAndContagionHaveNativeCharts() throws IOException {
        try (Reopened file = written(new SampleHouse(1).defaults(), "defaults.xlsx")) {
            assertThat(file.workbook().getSheet("Waterfall").getDrawingPatriarch().getCharts()).hasSize(1);
            assertThat(file.workbook().getSheet("Contagion by round").getDrawingPatriarch().getCharts()).hasSize(2);
            assertThat(file.workbook().getSheet("Caused and bore").getDrawingPatriarch().getCharts()).hasSize(1);
        }
    }

    @Test
    void theMachinesLocaleAndZoneDoNotChangeAByte() throws IOException {
        DefaultData data = new SampleHouse(6).defaults();
        Files.createDirectories(folder);
        Path here = folder.resolve("defaults-here.xlsx");
        Path there = folder.resolve("defaults-there.xlsx");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        new DefaultWorkbook().write(data, here);
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            new DefaultWorkbook().write(data, there);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(there).hasSameBinaryContentAs(here);
    }

    @Test
    void aDrillSaysThatItIsOneAndThatItHasNoJournals() throws IOException {
        try (Reopened file = written(new SampleHouse(1).drill(), "drill.xlsx")) {
            assertThat(file.text("Cover", file.rowOf("Cover", "Cycle"), 1)).isEqualTo("none: a drill, off the books");
            assertThat(file.text("Cover", file.rowOf("Cover", "Status"), 1)).isEqualTo("DRILL");
            assertThat(file.text("Cover", file.rowOf("Cover", "Notes"), 1)).contains("there are no journals");
            assertThat(file.text("Journals", 4, 0)).isEqualTo("A drill posts nothing: there are no journals.");
            assertThat(file.text("Notice", 4, 1)).isEqualTo("drill: no time");
            file.formulasAgreeWithTheirCachedValues();
        }
    }

    @Test
    void aPaymentThatWasLeftOutFailsTheChecksAgainstTheLoss() throws IOException {
        DefaultData good = new SampleHouse(4).defaults();
        List<DefaultData.LayerPayment> short1 = new ArrayList<>(good.payments());
        short1.removeIf(payment -> payment.layer().equals("SOCIALISED_LOSS"));
        DefaultData bad = new DefaultData(good.subject(), good.base(), good.terms(), good.notices(), good.liquidations(),
                short1, good.rounds(), good.priceMoves(), good.edges(), good.resources(), good.clock(), good.journals(),
                good.ledger());
        Files.createDirectories(folder);
        assertThat(new DefaultWorkbook().write(bad, folder.resolve("defaults-bad.xlsx")).failed()).extracting("name")
                .containsExactly("All layers together against the loss", "Contagion map holds all that others paid");
    }

    @Test
    void anUnfundedLossIsSaidOnTheCover() throws IOException {
        DefaultData good = new SampleHouse(5).defaults();
        List<DefaultData.LayerPayment> payments = new ArrayList<>(good.payments());
        payments.add(new DefaultData.LayerPayment(3, "UNFUNDED", "UNFUNDED", new BigDecimal("1234567.89"),
                new BigDecimal("0.00")));
        DefaultData unfunded = new DefaultData(Subject.ofDay("House", SampleHouse.DATE, 1, "00", "UNFUNDED"), good.base(),
                good.terms(), good.notices(), good.liquidations(), payments, good.rounds(), good.priceMoves(), null,
                good.resources(), good.clock(), good.journals(), good.ledger());
        try (Reopened file = written(unfunded, "defaults-unfunded.xlsx")) {
            int notes = file.rowOf("Cover", "Notes");
            assertThat(file.text("Cover", notes + 2, 1))
                    .isEqualTo("UNFUNDED: 1,234,567.89 USD of the loss was paid by nobody.");
            assertThat(file.text("Contagion map", 4, 0)).isEqualTo("The contagion map was switched off for this run.");
        }
    }

    @Test
    void aQuietDayHasAPackThatSaysNobodyIsInDefault() throws IOException {
        DefaultData none = new DefaultData(SampleHouse.day(), SampleHouse.USD, new DefaultData.Terms(List.of(), "GAINS"),
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of(),
                new DefaultData.LedgerFigures(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
        try (Reopened file = written(none, "defaults-empty.xlsx")) {
            assertThat(file.text("Notice", 4, 0)).isEqualTo("No member is in default.");
            assertThat(file.text("Waterfall", 4, 0)).isEqualTo("No loss reached the waterfall.");
            assertThat(file.verdict()).isEqualTo("All 10 checks pass.");
        }
    }

    @Test
    void theOrderUsedIsHeldAgainstTheLaws() {
        DefaultData.Terms terms = new DefaultData.Terms(List.of("DEFAULTER_MARGIN", "DEFAULTER_FUND_CONTRIBUTION",
                "INSURANCE_FUND", "SURVIVORS_FUND_CONTRIBUTIONS", "SKIN_IN_THE_GAME", "SOCIALISED_LOSS"), "EQUITY");
        assertThat(LegalOrder.of("DEFAULTER_MARGIN", terms)).isEqualTo("place 1");
        assertThat(LegalOrder.of("INSURANCE_FUND", terms)).isEqualTo("departs: no such layer there");
        assertThat(LegalOrder.of("SURVIVORS_FUND_CONTRIBUTIONS", terms)).isEqualTo("place 4");
        assertThat(LegalOrder.of("SKIN_IN_THE_GAME", terms))
                .isEqualTo("departs: place 3, here after survivors fund contributions");
        assertThat(LegalOrder.of("SOCIALISED_LOSS", terms)).isEqualTo("departs: by equity, reaches posted margin");
    }
}
