package io.spillway.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.drill.Drill;
import io.spillway.batch.drill.DrillCase;
import io.spillway.batch.drill.DrillException;
import io.spillway.batch.drill.DrillRunner;
import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.defaults.DefaultWorkbook;
import io.spillway.waterfall.cascade.CascadeException;
import io.spillway.waterfall.cascade.CascadeResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What drills leave behind, for every golden case that can be run. */
class DrillReportsTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final LocalDate HELD = LocalDate.of(2026, 3, 5);

    @TempDir
    private Path written;

    static List<Path> cases() throws IOException {
        List<Path> runnable = new ArrayList<>();
        for (Path file : DrillRunner.casesOf(List.of(CASES))) {
            try {
                Drill.run(file);
                runnable.add(file);
            } catch (DrillException | CascadeException refused) {
                // Golden too: a case that must be refused leaves nothing to report.
                continue;
            }
        }
        assertThat(runnable).hasSizeGreaterThan(10);
        return runnable;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void thePackAddsUpAndThePageSaysSo(Path file) throws IOException {
        Drill.Outcome outcome = Drill.run(file);
        DefaultData data = new DrillFacts(outcome).data(HELD);
        assertThat(new DefaultWorkbook().write(data, written.resolve("x.xlsx")).failed()).isEmpty();
        long loss = 0;
        for (CascadeResult event : outcome.events()) {
            loss += event.rounds().stream().mapToLong(round -> round.loss()).sum();
        }
        loss += outcome.drillCase().events().stream().flatMap(event -> event.losses().values().stream())
                .mapToLong(amount -> amount).sum();
        assertThat(data.ledger().loss()).isEqualByComparingTo(BigDecimal.valueOf(loss, outcome.drillCase().scale()));
        BigDecimal unfunded = data.payments().stream().filter(payment -> payment.layer().equals("UNFUNDED"))
                .map(DefaultData.LayerPayment::paid).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(unfunded).isEqualByComparingTo(
                BigDecimal.valueOf(outcome.end().unfunded(), outcome.drillCase().scale()));
        long declared = data.rounds().stream().mapToLong(DefaultData.ContagionRound::membersInDefault).sum();
        assertThat(data.notices()).hasSize((int) declared);

        DrillReports.Written reports = DrillReports.write(outcome, written, HELD);
        assertThat(Files.readString(written.resolve(reports.page())))
                .contains("loss to the last digit").doesNotContain("FAIL");
        assertThat(DrillReports.write(outcome, written.resolve("again"), HELD)).isEqualTo(reports);
        assertThat(written.resolve("again").resolve(reports.page())).hasSameTextualContentAs(
                written.resolve(reports.page()));
    }

    @Test
    void roundsOfSeveralEventsAreNumberedOn() throws IOException {
        Drill.Outcome outcome = Drill.run(CASES.resolve("gains-haircut-two-events.json"));
        assertThat(outcome.events()).hasSize(2);
        List<Long> numbers = new DrillFacts(outcome).data(HELD).rounds().stream()
                .map(DefaultData.ContagionRound::round).toList();
        int rounds = outcome.events().stream().mapToInt(event -> event.rounds().size()).sum();
        assertThat(numbers).hasSize(rounds).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aShockStandsApartFromWhatTheRoundsDidToPrices() throws IOException {
        Drill.Outcome outcome = Drill.run(CASES.resolve("oil-below-zero.json"));
        DrillRounds rounds = new DrillRounds(outcome);
        assertThat(rounds.shocks()).singleElement().satisfies(move -> {
            assertThat(move.opening()).isEqualByComparingTo(outcome.drillCase().opening().prices()[0]);
            assertThat(move.closing()).isEqualByComparingTo(outcome.events().get(0).closeOuts().get(0).openingPrice());
        });
        assertThat(rounds.moves().get(0).opening()).isEqualByComparingTo(rounds.shocks().get(0).closing());
    }

    @Test
    void fault56AHostileCaseNameStaysInTheFolder() throws IOException {
        Drill.Outcome outcome = Drill.run(CASES.resolve("single-default.json"));
        DrillCase plain = outcome.drillCase();
        List<String> names = new ArrayList<>();
        for (String name : List.of("../../=HYPERLINK(1)\u0000<b>", "..\\x", "", "a/b", "a_b", "A".repeat(500))) {
            DrillCase hostile = new DrillCase(name, "<script>", plain.currency(), plain.scale(), plain.book(),
                    plain.opening(), plain.rules(), plain.events());
            DrillReports.Written reports = DrillReports.write(new Drill.Outcome(hostile, outcome.events(), outcome.end()),
                    written.resolve("in"), HELD);
            names.add(reports.page());
            assertThat(Files.readString(written.resolve("in").resolve(reports.page()))).doesNotContain("<script>", "<b>");
        }
        assertThat(names).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.walk(written)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::getParent).distinct())
                    .containsExactly(written.resolve("in"));
        }
    }
}
