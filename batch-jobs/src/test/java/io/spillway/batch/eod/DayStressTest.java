package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
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
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.sizing.SizeFundJobConfiguration;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.StressStore;
import io.spillway.batch.store.StressStore.Row;
import io.spillway.batch.store.StressStore.Stored;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The day's stress test and what the fund should hold (rules 7.1, 7.2, 7.3), on a generated house. */
class DayStressTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final LocalDate SECOND = FIRST.plusDays(1);

    @TempDir
    private Path folder;

    private Settings settings;

    @BeforeEach
    void aHouseWithScenariosOfItsOwn() throws IOException {
        Path config = Files.createDirectories(folder.resolve("config/scenarios")).getParent();
        Files.writeString(config.resolve("scenarios/shares.yml"), "description: shares lose a fifth\n"
                + "groups: {EQUITY_INDEX: -0.2}\n");
        Files.writeString(config.resolve("scenarios/all-gone.yml"), "description: everything loses most of its price\n"
                + "groups: {EQUITY_INDEX: -0.9, ENERGY: -0.9, CRYPTO: -0.9, METAL: -0.9, RATES: -0.9, AGRICULTURE: -0.9}\n");
        Files.writeString(config.resolve("scenarios/expired.yml"), "description: a contract that is gone\n"
                + "instruments: {GONE-2020-01: -0.5}\n");
        settings = SettingsLoader.load(new ConfigDirectory(config)).settings();
        Generator.generate(new GeneratorSettings(12, 60, 10, 300, 2, Crash.NONE, 0, 7, FIRST, settings.house().name(),
                settings.house().cutOff(), settings.house().zone()), folder.resolve("inputs"), ProgressListener.NONE);
    }

    private BatchContext open() {
        return BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(folder.resolve("no-config"))), settings,
                Database.of(folder.resolve("data"), DatabaseSettings.EMBEDDED), Creation.ALLOWED, Clock.systemUTC()),
                EndOfDayJobConfiguration.class, SizeFundJobConfiguration.class);
    }

    private void day(BatchContext context, LocalDate date) {
        LaunchOutcome closed = context.get(EndOfDay.class).run(new EndOfDay.Request(date, folder.resolve("inputs"),
                folder.resolve("reports"), Optional.empty(), DayProgress.NONE));
        assertThat(closed.ending()).as(closed.message()).isEqualTo(Ending.COMPLETED);
    }

    private static List<String> findings(BatchContext context, LocalDate date) {
        return context.get(JdbcTemplate.class).queryForList("select f.code || ' ' || f.item || ': ' || f.message"
                + " from finding f join clearing_cycle c on c.cycle_id = f.cycle_id where c.business_date = ?"
                + " and f.code in ('COVER_2_EXCEEDED', 'FUND_TOO_SMALL', 'SCENARIO_REJECTED')", String.class, date);
    }

    @Test
    void everyScenarioIsHeldAgainstWhatIsPrefundedAndWhatIsWrongIsAFinding() {
        try (BatchContext context = open()) {
            day(context, FIRST);
            long cycle = context.get(JdbcTemplate.class).queryForObject("select max(cycle_id) from clearing_cycle", Long.class);
            Stored stress = new StressStore(context.get(JdbcTemplate.class)).read(cycle).orElseThrow();
            assertThat(stress.rows()).filteredOn(row -> row.source().equals("HISTORICAL")).hasSize(1_259);
            List<Row> named = stress.rows().stream().filter(row -> row.source().equals("HYPOTHETICAL")).toList();
            assertThat(named).extracting(row -> row.loss().name()).containsExactly("all-gone", "shares");
            Row worst = named.get(0);
            assertThat(worst).isEqualTo(stress.rows().get(0));
            assertThat(worst.loss().cover2()).isGreaterThan(worst.loss().cover1()).isGreaterThan(stress.prefunded());
            assertThat(worst.loss().firstGroup()).isNotEmpty().isNotEqualTo(worst.loss().secondGroup());
            assertThat(worst.defaults()).isPositive();
            assertThat(worst.need()).isPositive();
            assertThat(findings(context, FIRST)).hasSize(2)
                    .anyMatch(text -> text.startsWith("COVER_2_EXCEEDED all-gone: groups "))
                    .anyMatch(text -> text.startsWith("SCENARIO_REJECTED expired: expired moves GONE-2020-01"));
        }
    }

    @Test
    void aScenarioThatGivesNoResultIsFoundAndTheDayCloses() {
        settings = settings.with("waterfall.maxRounds", "1");
        try (BatchContext context = open()) {
            day(context, FIRST);
            assertThat(findings(context, FIRST)).anyMatch(text -> text.startsWith("SCENARIO_REJECTED all-gone: ")
                    && text.contains("did not settle within max rounds, 1"));
            Stored stress = new StressStore(context.get(JdbcTemplate.class)).read(context.get(JdbcTemplate.class)
                    .queryForObject("select max(cycle_id) from clearing_cycle", Long.class)).orElseThrow();
            assertThat(stress.rows()).noneMatch(row -> row.loss().name().equals("all-gone")).hasSizeGreaterThan(1_000);
        }
    }

    @Test
    void aFundBelowTheApprovedSizeIsAFindingOfEveryDayAfter() {
        try (BatchContext context = open()) {
            day(context, FIRST);
            CycleActs acts = context.get(CycleActs.class);
            CycleStore.Approval approval = new CycleStore.Approval("T. Reasurer", "committee of March");
            assertThatThrownBy(() -> acts.approveFundSize(FIRST, new BigDecimal("1.001"), approval))
                    .isInstanceOf(CommandFailure.class).hasMessageContaining("--amount 1.001 has more than the 2");
            assertThatThrownBy(() -> acts.approveFundSize(FIRST, new BigDecimal("-1"), approval))
                    .hasMessageContaining("must not be negative");
            assertThatThrownBy(() -> acts.approveFundSize(SECOND, BigDecimal.ONE, approval))
                    .hasMessageContaining("no cycle of 2026-03-03 is closed");
            acts.approveFundSize(FIRST, new BigDecimal("9000000000.00"), approval);
            day(context, SECOND);
            assertThat(findings(context, SECOND)).anyMatch(text -> text.startsWith("FUND_TOO_SMALL INSURANCE_FUND: ")
                    && text.contains("9000000000.00 were approved on the close of 2026-03-02 (act 1); pay the difference in"));
        }
    }
}
