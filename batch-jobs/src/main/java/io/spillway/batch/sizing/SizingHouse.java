package io.spillway.batch.sizing;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.eod.SettingsOfDay;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleChain;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.scenario.BootstrapScenarios;
import io.spillway.waterfall.scenario.Covariance;
import io.spillway.waterfall.scenario.HistoricalScenarios;
import io.spillway.waterfall.scenario.MonteCarloScenarios;
import io.spillway.waterfall.scenario.PriceHistory;
import io.spillway.waterfall.scenario.ScenarioSource;
import io.spillway.waterfall.sizing.CriticalFund;
import io.spillway.waterfall.sizing.StressHouse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that a sizing begins with, read from a closed cycle: the house, its past prices, the scenarios. */
final class SizingHouse {

    /** About a year (EMIR RTS 153/2013 article 25 asks no less of a margin's lookback). */
    private static final int LEAST_WINDOWS = 240;

    private final StressHouse house;
    private final CurrencyUnit base;
    private final PriceHistory history;
    private final Covariance covariance;
    private final ScenarioSource source;

    private SizingHouse(StressHouse house, CurrencyUnit base, PriceHistory history, Covariance covariance,
            ScenarioSource source) {
        this.house = house;
        this.base = base;
        this.history = history;
        this.covariance = covariance;
        this.source = source;
    }

    /**
     * Computes the cycle again and reads the prices up to its date, in the caller's transaction.
     *
     * @throws CommandFailure if nothing is held, or the history does not serve (fault 42)
     */
    static SizingHouse read(JdbcTemplate jdbc, DayComputation computation, ClearingCycleRow cycle,
            SizingRequest request) {
        DayComputation.Computed day = computation.compute(cycle.cycleId());
        StressHouse house = StressHouse.atClose(day.opening(), day.result(),
                SettingsOfDay.rules(Settings.parse(cycle.settings())).cascade());
        List<Instrument> held = new ArrayList<>();
        for (int i = 0; i < house.book().instruments(); i++) {
            if (house.book().columnStart(i + 1) > house.book().columnStart(i)) {
                held.add(house.book().instrument(i));
            }
        }
        if (held.isEmpty()) {
            throw refused("nobody holds a position at the close of " + cycle.businessDate()
                    + ": there is nothing to size a fund for");
        }
        try {
            PriceHistory history = PriceHistory.of(held, prices(jdbc, cycle), request.holdingPeriodDays());
            if (history.windows() < LEAST_WINDOWS) {
                throw new IllegalArgumentException("the history has " + history.windows() + " windows in which all "
                        + held.size() + " held instruments have prices; at least " + LEAST_WINDOWS
                        + " are needed, complete history.csv");
            }
            // Asked for its refusal: a waterfall without the fund has none to size.
            new CriticalFund(house, history.instruments(), request.rules().step());
            Covariance covariance = Covariance.of(history);
            return new SizingHouse(house, day.opening().house().baseCurrency(), history, covariance,
                    source(request, history, covariance));
        } catch (IllegalArgumentException e) {
            throw refused("the fund cannot be sized: " + e.getMessage() + "; the size approved last stays");
        }
    }

    private static CommandFailure refused(String sentence) {
        return new CommandFailure(ExitCode.BLOCKED_BY_DATA, sentence);
    }

    private static ScenarioSource source(SizingRequest request, PriceHistory history, Covariance covariance) {
        return switch (request.kind()) {
            case HISTORICAL -> new HistoricalScenarios(history);
            case BOOTSTRAP -> new BootstrapScenarios(history, request.scenarios(), request.seed());
            case MONTE_CARLO -> new MonteCarloScenarios(covariance, request.degreesOfFreedom(), request.scenarios(),
                    request.seed());
        };
    }

    /** The past that the first day loaded, then the published price of each closed day of the chain. */
    private static SortedMap<LocalDate, Map<String, BigDecimal>> prices(JdbcTemplate jdbc, ClearingCycleRow cycle) {
        String chain = CycleChain.of(jdbc, cycle.cycleId()).in();
        SortedMap<LocalDate, Map<String, BigDecimal>> prices = new TreeMap<>();
        jdbc.query("select business_date, instrument_id, settlement_price from settlement_history where cycle_id in "
                + chain, row -> {
            prices.computeIfAbsent(row.getObject(1, LocalDate.class), date -> new HashMap<>())
                    .put(row.getString(2), Decimals.normal(row.getBigDecimal(3)));
        });
        jdbc.query("select c.business_date, i.instrument_id, p.published_price from settlement_price p"
                + " join clearing_cycle c on c.cycle_id = p.cycle_id"
                + " join (select distinct instrument_key, instrument_id from instrument_reference) i"
                + " on i.instrument_key = p.instrument_key where p.cycle_id in " + chain, row -> {
            prices.computeIfAbsent(row.getObject(1, LocalDate.class), date -> new HashMap<>())
                    .put(row.getString(2), Decimals.normal(row.getBigDecimal(3)));
        });
        return prices;
    }

    StressHouse house() {
        return house;
    }

    /** Currency of all amounts. */
    CurrencyUnit base() {
        return base;
    }

    PriceHistory history() {
        return history;
    }

    Covariance covariance() {
        return covariance;
    }

    ScenarioSource source() {
        return source;
    }

    /** What the scenarios were made from, in words. */
    String description() {
        return source.description() + "; moves over " + history.holdingPeriodDays()
                + (history.holdingPeriodDays() == 1 ? " business day, " : " business days, ") + history.windows()
                + " windows of the past to " + history.end(history.windows() - 1);
    }
}
