package io.spillway.batch.sizing;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.eod.SettingsOfDay;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.PastPrices;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.waterfall.scenario.BootstrapScenarios;
import io.spillway.waterfall.scenario.Covariance;
import io.spillway.waterfall.scenario.HistoricalScenarios;
import io.spillway.waterfall.scenario.ListedScenarios;
import io.spillway.waterfall.scenario.MonteCarloScenarios;
import io.spillway.waterfall.scenario.PriceHistory;
import io.spillway.waterfall.scenario.ScenarioSource;
import io.spillway.waterfall.sizing.CriticalFund;
import io.spillway.waterfall.sizing.HeldInstruments;
import io.spillway.waterfall.sizing.StressHouse;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everything that a sizing begins with, read from a closed cycle.
 *
 * @param base currency of all amounts
 * @param history past moves of what is held
 * @param source what is run
 * @param named the house's hypothetical scenarios, over the same instruments
 */
record SizingHouse(StressHouse house, CurrencyUnit base, PriceHistory history, Covariance covariance,
                   ScenarioSource source, ListedScenarios named) {

    /** About a year (EMIR RTS 153/2013 article 25 asks no less of a margin's lookback). */
    private static final int LEAST_WINDOWS = 240;

    /**
     * Computes the cycle again and reads the prices up to its date, in the caller's transaction.
     *
     * @throws CommandFailure if nothing is held, or the scenarios cannot be made (fault 42)
     */
    static SizingHouse read(JdbcTemplate jdbc, DayComputation computation, ClearingCycleRow cycle,
            SizingRequest request) {
        DayComputation.Computed day = computation.compute(cycle.cycleId());
        StressHouse house = StressHouse.atClose(day.opening(), day.result(),
                SettingsOfDay.rules(Settings.parse(cycle.settings())).cascade());
        HeldInstruments held = HeldInstruments.of(house);
        if (held.isEmpty()) {
            throw refused("nobody holds a position at the close of " + cycle.businessDate()
                    + ": there is nothing to size a fund for");
        }
        try {
            PriceHistory history = held.history(PastPrices.read(jdbc, cycle), request.draw().holdingPeriodDays());
            if (history.windows() < LEAST_WINDOWS) {
                throw new IllegalArgumentException("the history has " + history.windows() + " windows in which all "
                        + held.instruments().size() + " held instruments have prices; at least " + LEAST_WINDOWS
                        + " are needed, complete history.csv");
            }
            // Asked for its refusal: a waterfall without the fund has none to size.
            new CriticalFund(house, history.instruments(), request.rules().step());
            Covariance covariance = Covariance.of(history);
            ListedScenarios named = held.listed(request.named().scenarios());
            return new SizingHouse(house, day.opening().house().baseCurrency(), history, covariance,
                    source(request, history, covariance, named, house), named);
        } catch (IllegalArgumentException e) {
            throw refused("the fund cannot be sized: " + e.getMessage() + "; the size approved last stays");
        }
    }

    private static CommandFailure refused(String sentence) {
        return new CommandFailure(ExitCode.BLOCKED_BY_DATA, sentence);
    }

    private static ScenarioSource source(SizingRequest request, PriceHistory history, Covariance covariance,
            ListedScenarios named, StressHouse house) {
        return switch (request.kind()) {
            case HISTORICAL -> new HistoricalScenarios(history);
            case BOOTSTRAP -> new BootstrapScenarios(history, request.draw().count(), request.seed());
            case MONTE_CARLO -> new MonteCarloScenarios(covariance, request.draw().degreesOfFreedom(),
                    request.draw().count(), request.seed());
            case HYPOTHETICAL -> named;
            case FILE -> request.file().orElseThrow().source(history.instruments(),
                    id -> house.book().instrumentIds().indexOf(id) >= 0);
        };
    }

    /** What the scenarios were made from, in words. */
    String description() {
        String past = source.description() + "; moves over " + history.holdingPeriodDays()
                + (history.holdingPeriodDays() == 1 ? " business day, " : " business days, ") + history.windows()
                + " windows of the past to " + history.end(history.windows() - 1);
        return history.proxied().isEmpty() ? past : past + "; told by their underlying or another contract on it: "
                + history.proxied().size() + " instruments in part, such as " + history.proxied().firstKey();
    }
}
