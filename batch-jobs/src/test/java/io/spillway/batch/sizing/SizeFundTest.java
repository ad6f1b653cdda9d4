package io.spillway.batch.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.generate.Crash;
import io.spillway.batch.generate.Generator;
import io.spillway.batch.generate.GeneratorSettings;
import io.spillway.batch.generate.ProgressListener;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.SizingRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The job on a generated house: the same figures whoever computes them, also after a stop (rules 7.1 to 7.4, fault 42). */
class SizeFundTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final IntConsumer SILENT = done -> { };

    @TempDir
    private static Path shared;

    private static Settings settings;

    @TempDir
    private Path data;

    private BatchContext context;

    @BeforeAll
    static void aClosedDay() throws IOException {
        settings = Settings.defaults();
        GeneratorSettings market = new GeneratorSettings(12, 60, 10, 300, 1, Crash.NONE, 0, 7, FIRST,
                settings.house().name(), settings.house().cutOff(), settings.house().zone());
        Generator.generate(market, shared.resolve("inputs"), ProgressListener.NONE);
        try (BatchContext first = open(shared.resolve("data"))) {
            LaunchOutcome closed = first.get(EndOfDay.class).run(new EndOfDay.Request(FIRST, shared.resolve("inputs"),
                    shared.resolve("reports"), Optional.empty(), DayProgress.NONE));
            assertThat(closed.ending()).as(closed.message()).isEqualTo(Ending.COMPLETED);
        }
    }

    private static BatchContext open(Path folder) {
        return BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(folder.resolve("no-config"))), settings,
                Database.of(folder, DatabaseSettings.EMBEDDED), Creation.ALLOWED, Clock.systemUTC()),
                EndOfDayJobConfiguration.class, SizeFundJobConfiguration.class);
    }

    @BeforeEach
    void copy() throws IOException {
        Files.copy(shared.resolve("data").resolve("spillway.mv.db"), data.resolve("spillway.mv.db"));
        context = open(data);
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static SizingRequest request(ScenarioKind kind, int scenarios, long seed) {
        return new SizingRequest(kind, scenarios, seed, 2, 4, new SizingRules(List.of(new BigDecimal("0.99")),
                new BigDecimal("0.01"), 1_000_00, SizingRules.ContributionBasis.STRESS_LOSS, 0));
    }

    private SizeFund.Sized sized(SizingRequest request, int threads) {
        LaunchOutcome outcome = context.get(SizeFund.class).run(FIRST, request, threads, SILENT);
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
        return context.get(SizeFund.class).conclude(FIRST, request);
    }

    private List<String> rows() {
        JdbcTemplate jdbc = context.get(JdbcTemplate.class);
        List<String> rows = new ArrayList<>(jdbc.queryForList("select scenario_no || ' ' || name || ' ' || cover_1 || ' '"
                + " || cover_2 || ' ' || need || ' ' || linear_need || ' ' || beyond_prefunded || ' ' || socialised || ' '"
                + " || defaults || ' ' || rounds || ' ' || critical_fund from sizing_outcome order by scenario_no",
                String.class));
        rows.addAll(jdbc.queryForList("select member_id || ' ' || sum(stress_loss) from sizing_member_loss"
                + " group by member_id order by member_id", String.class));
        return rows;
    }

    @Test
    void threadsAndAStopInBetweenCannotBeSeenInTheResults() throws IOException {
        SizingRequest request = request(ScenarioKind.MONTE_CARLO, 250, 7);
        FundSizing figures = sized(request, 1).figures();
        List<String> unbroken = rows();
        assertThat(unbroken).hasSizeGreaterThan(250);
        assertThat(figures.largestNeed().need()).as("something is needed").isPositive();

        context.close();
        Files.copy(shared.resolve("data").resolve("spillway.mv.db"), data.resolve("spillway.mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
        context = open(data);
        LaunchOutcome stopped = context.get(SizeFund.class).run(FIRST, request, 2, done -> {
            if (done == 200) {
                throw new IllegalStateException("injected");
            }
        });
        assertThat(stopped.ending()).isEqualTo(Ending.FAILED);
        assertThat(context.get(JdbcTemplate.class).queryForObject("select count(*) from sizing_outcome", Long.class))
                .as("the range that failed is not written").isEqualTo(100);
        assertThatThrownBy(() -> context.get(SizeFund.class).conclude(FIRST, request))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("not finished");
        List<Integer> heard = new ArrayList<>();
        LaunchOutcome again = context.get(SizeFund.class).run(FIRST, request, 2, heard::add);
        assertThat(again.ending()).as(again.message()).isEqualTo(Ending.COMPLETED);
        assertThat(heard).as("it goes on where it was").containsExactly(200, 250);
        assertThat(rows()).isEqualTo(unbroken);
        assertThat(context.get(SizeFund.class).conclude(FIRST, request).figures()).isEqualTo(figures);
        assertThat(context.get(SizeFund.class).run(FIRST, request, 2, SILENT).ending())
                .isEqualTo(Ending.ALREADY_COMPLETE);
    }

    @Test
    void everySourceGivesASizingThatHangsTogether() {
        for (ScenarioKind kind : ScenarioKind.values()) {
            SizeFund.Sized sized = sized(request(kind, 120, 3), 2);
            FundSizing figures = sized.figures();
            assertThat(sized.scenarios()).as(kind.name()).hasSize(kind == ScenarioKind.HISTORICAL
                    ? 1_259 : 120);
            assertThat(figures.cover2().cover2()).isGreaterThanOrEqualTo(figures.cover1().cover1());
            assertThat(figures.members().stream().mapToLong(FundSizing.MemberShare::byRule).sum())
                    .isEqualTo(figures.members().stream().mapToLong(FundSizing.MemberShare::contribution).sum());
            int allowed = sized.scenarios().size() / 100;
            assertThat(figures.curve()).filteredOn(point -> point.fund() == figures.recommended().amount())
                    .singleElement().satisfies(point -> assertThat(point.probability().happened())
                    .isLessThanOrEqualTo(allowed));
            sized.reverse().ifPresent(found -> assertThat(found.outcome().exhaustsPrefunded()).isTrue());
        }
    }

    @Test
    void aDateThatIsNotClosedAndAHistoryThatDoesNotServeAreRefused() {
        SizingRequest request = request(ScenarioKind.MONTE_CARLO, 100, 1);
        assertThatThrownBy(() -> context.get(SizeFund.class).run(FIRST.plusDays(1), request, 1, SILENT))
                .hasMessageContaining("2026-03-03 is not closed");
        JdbcTemplate jdbc = context.get(JdbcTemplate.class);
        String instrument = jdbc.queryForObject("select min(instrument_id) from settlement_history", String.class);
        BigDecimal last = jdbc.queryForObject("select settlement_price from settlement_history where instrument_id = ?"
                + " and business_date = (select max(business_date) from settlement_history)", BigDecimal.class, instrument);
        jdbc.update("update settlement_history set settlement_price = ? where instrument_id = ?", last, instrument);
        jdbc.update("update settlement_price set published_price = ? where instrument_key = (select distinct instrument_key"
                + " from instrument_reference where instrument_id = ?)", last, instrument);
        LaunchOutcome refused = context.get(SizeFund.class).run(FIRST, request, 1, SILENT);
        assertThat(refused.ending()).as(refused.message()).isEqualTo(Ending.BLOCKED);
        assertThat(refused.message()).contains(instrument + " never moved: its variance is zero", "history.csv",
                "the size approved last stays");
        assertThat(jdbc.queryForObject("select count(*) from sizing_run", Long.class)).isZero();
    }

    @Test
    void aRequestThatCannotBeIsNamed() {
        assertThatThrownBy(() -> request(ScenarioKind.MONTE_CARLO, 1, 1)).hasMessageContaining("--scenarios must be from 2");
    }
}
