package io.spillway.batch.eod;

import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.PastPrices;
import io.spillway.batch.store.StressStore;
import io.spillway.batch.store.StressStore.Outcome;
import io.spillway.batch.store.StressStore.Stressed;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.cascade.CascadeException;
import io.spillway.waterfall.scenario.HistoricalScenarios;
import io.spillway.waterfall.scenario.HypotheticalScenario;
import io.spillway.waterfall.scenario.ListedScenarios;
import io.spillway.waterfall.scenario.PriceHistory;
import io.spillway.waterfall.scenario.ScenarioKind;
import io.spillway.waterfall.sizing.HeldInstruments;
import io.spillway.waterfall.sizing.ScenarioEngine;
import io.spillway.waterfall.sizing.StressHouse;
import io.spillway.waterfall.sizing.StressTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The day's stress test (rule 7.2): the house as the day leaves it under every hypothetical scenario, with the whole
 * cascade, and under every window of the past, each held against what is prefunded. It books nothing; what it finds goes
 * to operations.
 */
final class DayStress {

    private final JdbcTemplate jdbc;

    DayStress(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What the test came to. */
    record Result(Stressed stressed, List<Finding> findings) {
    }

    /** Stresses a computed day under the settings of its cycle, in the caller's transaction. */
    Result of(ClearingCycleRow cycle, DayComputation.Computed day) {
        Settings settings = Settings.parse(cycle.settings());
        StressHouse house = StressHouse.atClose(day.opening(), day.result(), SettingsOfDay.rules(settings).cascade());
        HeldInstruments held = HeldInstruments.of(house);
        List<Finding> findings = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        if (held.isEmpty()) {
            words.add("nobody holds a position");
        } else {
            outcomes.addAll(named(settings, house, held, findings));
            words.add(outcomes.size() + " hypothetical scenarios");
            try {
                PriceHistory past = held.history(PastPrices.read(jdbc, cycle),
                        settings.sizing().scenarios().holdingPeriodDays());
                outcomes.addAll(windows(house, past));
                words.add(past.windows() + " past windows of " + past.holdingPeriodDays() + " business days to "
                        + past.end(past.windows() - 1));
            } catch (IllegalArgumentException | ArithmeticException e) {
                words.add("no past windows: " + e.getMessage());
            }
        }
        int scale = day.opening().house().baseCurrency().scale();
        outcomes.stream().max(Comparator.comparingLong(Outcome::cover2).thenComparing(Outcome::name))
                .filter(worst -> worst.cover2() > house.prefunded())
                .ifPresent(worst -> findings.add(finding(settings, FindingCode.COVER_2_EXCEEDED, worst.name(), "groups "
                        + worst.firstGroup() + " and " + worst.secondGroup() + " would lose "
                        + Amounts.text(worst.cover2(), scale) + " over their margin, all prefunded resources are "
                        + Amounts.text(house.prefunded(), scale) + "; raise their margin or the fund")));
        new StressStore(jdbc).wanted(cycle.businessDate()).filter(wanted -> wanted.amount() > house.insuranceFund())
                .ifPresent(wanted -> findings.add(finding(settings, FindingCode.FUND_TOO_SMALL, "INSURANCE_FUND",
                        "the insurance fund holds " + Amounts.text(house.insuranceFund(), scale) + ", "
                                + Amounts.text(wanted.amount(), scale) + " " + wanted.why() + "; pay the difference in")));
        return new Result(new Stressed(outcomes, house.prefunded(), String.join("; ", words)), findings);
    }

    /** Stores a test in place of an earlier one. */
    void write(long cycleId, Stressed stressed) {
        new StressStore(jdbc).write(cycleId, stressed);
    }

    private static Finding finding(Settings settings, FindingCode code, String item, String message) {
        return new Finding(code, settings.findings().severityOf(code), item, message);
    }

    /** A scenario that gives no result, such as of a contract that is gone, must hide neither the others nor the day. */
    private static List<Outcome> named(Settings settings, StressHouse house, HeldInstruments held,
            List<Finding> findings) {
        List<Outcome> outcomes = new ArrayList<>();
        for (HypotheticalScenario scenario : settings.scenarios()) {
            try {
                ListedScenarios listed = held.listed(List.of(scenario));
                ScenarioEngine engine = new ScenarioEngine(house, listed.instruments());
                StressTest.Loss loss = new StressTest(house).of(listed).get(0).numbered(outcomes.size());
                outcomes.add(Outcome.of(ScenarioKind.HYPOTHETICAL, loss)
                        .with(engine.run(listed.scenario(0), ScenarioEngine.MemberLosses.IGNORED)));
            } catch (IllegalArgumentException | CascadeException | ArithmeticException e) {
                findings.add(finding(settings, FindingCode.SCENARIO_REJECTED, scenario.name(), e.getMessage()));
            }
        }
        return outcomes;
    }

    private static List<Outcome> windows(StressHouse house, PriceHistory past) {
        return new StressTest(house).of(new HistoricalScenarios(past)).stream()
                .map(loss -> Outcome.of(ScenarioKind.HISTORICAL, loss)).toList();
    }
}
