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
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.settings.SizingSettings;
import io.spillway.batch.sizing.SizingRequest.Sensitivities;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.TestPostgres;
import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.scenario.ScenarioKind;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.Probability;
import io.spillway.waterfall.sizing.Sensitivity;
import io.spillway.waterfall.sizing.Variation;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The job on a generated house: the same figures whoever computes them, also after a stop (rules 7.1 to 7.4, fault 42). */
class SizeFundTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final SizeFund.Progress SILENT = (done, size) -> { };

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

    private static SizingRequest request(ScenarioKind kind, int scenarios, int seed) {
        return request(kind, scenarios, seed, Optional.empty());
    }

    private static SizingRequest request(ScenarioKind kind, int scenarios, int seed, Optional<ScenarioFile> file) {
        return new SizingRequest(new SizingSettings.Scenarios(kind, scenarios, seed, 2, 4),
                new SizingRules(List.of(new BigDecimal("0.99")), new BigDecimal("0.01"), 1_000_00,
                        SizingRules.ContributionBasis.STRESS_LOSS, 0), Sensitivities.ON,
                SizingRequest.Named.of(settings), file);
    }

    private SizeFund.Sized sized(SizingRequest request, SizeFund.Pace pace) {
        LaunchOutcome outcome = context.get(SizeFund.class).run(FIRST, request, pace, SILENT);
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
        return context.get(SizeFund.class).conclude(FIRST, request);
    }

    private void again() throws IOException {
        context.close();
        Files.copy(shared.resolve("data").resolve("spillway.mv.db"), data.resolve("spillway.mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
        context = open(data);
    }

    private List<String> rows() {
        JdbcTemplate jdbc = context.get(JdbcTemplate.class);
        List<String> rows = new ArrayList<>(jdbc.queryForList("select scenario_no || ' ' || name || ' ' || cover_1 || ' '"
                + " || cover_2 || ' ' || need || ' ' || linear_need || ' ' || beyond_prefunded || ' ' || socialised || ' '"
                + " || defaults || ' ' || rounds || ' ' || critical_fund from sizing_outcome order by scenario_no",
                String.class));
        rows.addAll(jdbc.queryForList("select member_id || ' ' || sum(stress_loss) from sizing_member_loss"
                + " group by member_id order by member_id", String.class));
        rows.addAll(jdbc.queryForList("select scenario_no || ' ' || parameter || ' ' || amount || ' ' || need || ' '"
                + " || socialised || ' ' || critical_fund from sizing_variation order by scenario_no, parameter, amount",
                String.class));
        rows.addAll(jdbc.queryForList("select scenario_sha256 from sizing_run", String.class));
        return rows;
    }

    @Test
    void threadsRangesAndAStopInBetweenCannotBeSeenInTheResults() throws IOException {
        SizingRequest request = request(ScenarioKind.MONTE_CARLO, 450, 7);
        SizeFund.Sized unbroken = sized(request, new SizeFund.Pace(1, 450));
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(450);
        assertThat(unbroken.figures().largestNeed().need()).as("something is needed").isPositive();

        again();
        sized(request, new SizeFund.Pace(2, 70));
        assertThat(rows()).isEqualTo(rows);

        again();
        AtomicInteger heard = new AtomicInteger();
        LaunchOutcome stopped = context.get(SizeFund.class).run(FIRST, request, new SizeFund.Pace(2, 150), (done, size) -> {
            assertThat(size).isEqualTo(450);
            if (heard.incrementAndGet() == 3) {
                throw new IllegalStateException("injected");
            }
        });
        assertThat(stopped.ending()).isEqualTo(Ending.FAILED);
        long written = context.get(JdbcTemplate.class).queryForObject("select count(*) from sizing_outcome", Long.class);
        assertThat(written).as("ranges that did not fail are written").isBetween(100L, 449L);
        assertThatThrownBy(() -> context.get(SizeFund.class).conclude(FIRST, request))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("not finished");
        Set<Integer> progress = ConcurrentHashMap.newKeySet();
        LaunchOutcome again = context.get(SizeFund.class).run(FIRST, request, new SizeFund.Pace(1, 10),
                (done, size) -> progress.add(done));
        assertThat(again.ending()).as(again.message()).isEqualTo(Ending.COMPLETED);
        assertThat(progress).as("it goes on where it was").allMatch(done -> done > written).contains(450);
        assertThat(rows()).isEqualTo(rows);
        SizeFund.Sized resumed = context.get(SizeFund.class).conclude(FIRST, request);
        assertThat(resumed.figures()).isEqualTo(unbroken.figures());
        assertThat(resumed.sensitivities()).isEqualTo(unbroken.sensitivities());
        assertThat(context.get(SizeFund.class).run(FIRST, request, SizeFund.Pace.standard(), SILENT).ending())
                .isEqualTo(Ending.ALREADY_COMPLETE);

        again();
        LaunchOutcome asked = context.get(SizeFund.class).run(FIRST, request, new SizeFund.Pace(2, 200),
                (done, size) -> context.get(JobLaunch.class).stop());
        assertThat(asked.ending()).as(asked.message()).isEqualTo(Ending.STOPPED);
        assertThat(context.get(SizeFund.class).run(FIRST, request, SizeFund.Pace.of(2), SILENT).ending())
                .isEqualTo(Ending.COMPLETED);
        assertThat(rows()).as("stopped and continued").isEqualTo(rows);
    }

    @Test
    void aSizingOnPostgresqlIsTheSame() {
        SizingRequest request = request(ScenarioKind.MONTE_CARLO, 120, 7);
        SizeFund.Sized embedded = sized(request, SizeFund.Pace.of(2));
        List<String> rows = rows();
        context.close();
        context = BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(data.resolve("no-config"))), settings,
                Database.of(data.resolve("pg"), TestPostgres.freshDatabase()), Creation.ALLOWED, Clock.systemUTC()),
                EndOfDayJobConfiguration.class, SizeFundJobConfiguration.class);
        assertThat(context.get(EndOfDay.class).run(new EndOfDay.Request(FIRST, shared.resolve("inputs"),
                data.resolve("pg-reports"), Optional.empty(), DayProgress.NONE)).ending()).isEqualTo(Ending.COMPLETED);
        SizeFund.Sized server = sized(request, new SizeFund.Pace(2, 30));
        assertThat(rows()).isEqualTo(rows);
        assertThat(server.figures()).isEqualTo(embedded.figures());
        assertThat(server.sensitivities()).isEqualTo(embedded.sensitivities());
    }

    @Test
    void everySourceGivesASizingThatHangsTogether() {
        for (ScenarioKind kind : ScenarioKind.values()) {
            Optional<ScenarioFile> file = Optional.empty();
            if (kind == ScenarioKind.FILE) {
                Path set = data.resolve("set.csv");
                context.get(SizeFund.class).writeScenarios(FIRST, request(ScenarioKind.MONTE_CARLO, 120, 3), set);
                file = Optional.of(ScenarioFile.read(set));
            }
            SizeFund.Sized sized = sized(request(kind, 120, 3, file), SizeFund.Pace.of(2));
            FundSizing figures = sized.figures();
            assertThat(sized.scenarios()).as(kind.name()).hasSize(switch (kind) {
                case HISTORICAL -> 1_259;
                case HYPOTHETICAL -> settings.scenarios().size();
                default -> 120;
            });
            assertThat(figures.cover2().cover2()).isGreaterThanOrEqualTo(figures.cover1().cover1());
            assertThat(figures.members().stream().mapToLong(FundSizing.MemberShare::byRule).sum())
                    .isEqualTo(figures.members().stream().mapToLong(FundSizing.MemberShare::contribution).sum());
            int allowed = sized.scenarios().size() / 100;
            assertThat(figures.curve()).filteredOn(point -> point.fund() == figures.recommended().amount())
                    .singleElement().satisfies(point -> assertThat(point.probability().happened())
                    .isLessThanOrEqualTo(allowed));
            sized.reverse().ifPresent(found -> assertThat(found.outcome().exhaustsPrefunded()).isTrue());
            assertThat(sized.named()).extracting(named -> named.scenario().name()).contains("equity-crash", "negative-oil");
            holdsTogether(sized);
            assertThat(new SizingReport(sized).write(data.resolve("reports")).workbook().failed()).as(kind.name()).isEmpty();
        }
    }

    /** Variations that are the house as it is say what its figures say; a larger fund socialises no more. */
    private static void holdsTogether(SizeFund.Sized sized) {
        Probability before = null;
        for (Sensitivity one : sized.sensitivities()) {
            if (one.asItIs()) {
                assertThat(one.largestNeed()).isEqualTo(sized.figures().largestNeed().need());
                assertThat(one.highest()).isEqualTo(sized.figures().levels().get(0));
                assertThat(one.fundForTarget()).isEqualTo(sized.figures().recommended().forTarget());
            }
            if (one.variation().parameter() == Variation.Parameter.INSURANCE_FUND) {
                assertThat(one.fundForTarget()).isEqualTo(sized.figures().recommended().forTarget());
                assertThat(before == null || one.socialised().happened() <= before.happened()).isTrue();
                before = one.socialised();
            }
        }
        assertThat(sized.sensitivities()).hasSize(Variation.ALL.size());
        assertThat(sized.sensitivities()).filteredOn(Sensitivity::asItIs).hasSize(3);
    }

    @Test
    void contributionsByMarginAreProRataToWhatTheDaysAskedOfMembers() {
        SizingRequest asked = request(ScenarioKind.HYPOTHETICAL, 2, 3);
        SizeFund.Sized sized = sized(new SizingRequest(asked.draw(), new SizingRules(asked.rules().levels(),
                asked.rules().target(), asked.rules().step(), SizingRules.ContributionBasis.MARGIN, 0), Sensitivities.OFF,
                asked.named(), asked.file()), SizeFund.Pace.of(1));
        List<FundSizing.MemberShare> members = sized.figures().members();
        long[] margins = members.stream().mapToLong(member -> context.get(JdbcTemplate.class).queryForObject(
                "select coalesce(sum(maintenance_margin), 0) from account_margin where member_id = ?", Long.class,
                member.member())).toArray();
        assertThat(margins).hasSizeGreaterThan(2).doesNotContain(0);
        assertThat(members.stream().mapToLong(FundSizing.MemberShare::byRule).toArray()).isEqualTo(Allocation.split(
                members.stream().mapToLong(FundSizing.MemberShare::contribution).sum(), margins));
        assertThat(sized.sensitivities()).isEmpty();
    }

    @Test
    void aSetInAFileIsTheSetItWasWrittenFrom() {
        Path set = data.resolve("out/set.csv");
        SizingRequest drawn = request(ScenarioKind.MONTE_CARLO, 110, 3);
        context.get(SizeFund.class).writeScenarios(FIRST, drawn, set);
        SizeFund.Sized fromDraws = sized(drawn, SizeFund.Pace.of(1));
        ScenarioFile file = ScenarioFile.read(set);
        SizeFund.Sized fromFile = sized(request(ScenarioKind.FILE, 2, 3, Optional.of(file)), SizeFund.Pace.of(1));
        assertThat(fromFile.source().sha256()).isEqualTo(fromDraws.source().sha256()).isEqualTo(file.sha256());
        assertThat(fromFile.figures()).isEqualTo(fromDraws.figures());
        assertThatThrownBy(() -> context.get(SizeFund.class).writeScenarios(FIRST, drawn, set))
                .hasMessageContaining("is there already");
    }

    @Test
    void aSetOfOtherInstrumentsIsRefused() throws IOException {
        Path file = Files.writeString(data.resolve("set.csv"), "scenario,UNKNOWN\na,-0.1\nb,0\n");
        LaunchOutcome unknown = context.get(SizeFund.class).run(FIRST,
                request(ScenarioKind.FILE, 2, 1, Optional.of(ScenarioFile.read(file))), SizeFund.Pace.of(1), SILENT);
        assertThat(unknown.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(unknown.message()).contains("moves UNKNOWN, which the house does not know", "approved last stays");
        String held = context.get(JdbcTemplate.class).queryForObject("select min(instrument_id) from settlement_history h"
                + " where exists (select 1 from instrument_reference r where r.instrument_id = h.instrument_id)",
                String.class);
        Files.writeString(file, "scenario," + held + "\na,-0.1\nb,0\n");
        LaunchOutcome missing = context.get(SizeFund.class).run(FIRST,
                request(ScenarioKind.FILE, 2, 1, Optional.of(ScenarioFile.read(file))), SizeFund.Pace.of(1), SILENT);
        assertThat(missing.message()).contains("has no column for", "which is held");
    }

    @Test
    void aDateThatIsNotClosedAndAHistoryThatDoesNotServeAreRefused() {
        SizingRequest request = request(ScenarioKind.MONTE_CARLO, 100, 1);
        assertThatThrownBy(() -> context.get(SizeFund.class).run(FIRST.plusDays(1), request, SizeFund.Pace.of(1), SILENT))
                .hasMessageContaining("2026-03-03 is not closed");
        JdbcTemplate jdbc = context.get(JdbcTemplate.class);
        String instrument = jdbc.queryForObject("select min(instrument_id) from settlement_history", String.class);
        BigDecimal last = jdbc.queryForObject("select settlement_price from settlement_history where instrument_id = ?"
                + " and business_date = (select max(business_date) from settlement_history)", BigDecimal.class, instrument);
        jdbc.update("update settlement_history set settlement_price = ? where instrument_id = ?", last, instrument);
        jdbc.update("update settlement_price set published_price = ? where instrument_key = (select distinct instrument_key"
                + " from instrument_reference where instrument_id = ?)", last, instrument);
        LaunchOutcome refused = context.get(SizeFund.class).run(FIRST, request, SizeFund.Pace.of(1), SILENT);
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
