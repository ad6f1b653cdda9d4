package io.spillway.waterfall.sizing;

import io.spillway.domain.instrument.Instrument;
import io.spillway.waterfall.scenario.HypotheticalScenario;
import io.spillway.waterfall.scenario.ListedScenarios;
import io.spillway.waterfall.scenario.PriceHistory;
import io.spillway.waterfall.scenario.Scenario;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * What a house holds: scenarios move nothing else.
 *
 * @param instruments in the order of their ids
 * @param prices settlement prices at the close, in that order
 * @param listed every instrument of the house
 */
public record HeldInstruments(List<Instrument> instruments, List<BigDecimal> prices, List<Instrument> listed) {

    public static HeldInstruments of(StressHouse house) {
        List<Instrument> held = new ArrayList<>();
        List<BigDecimal> prices = new ArrayList<>();
        for (int i = 0; i < house.book().instruments(); i++) {
            if (house.book().columnStart(i + 1) > house.book().columnStart(i)) {
                held.add(house.book().instrument(i));
                prices.add(house.opening().prices()[i]);
            }
        }
        return new HeldInstruments(held, prices,
                IntStream.range(0, house.book().instruments()).mapToObj(house.book()::instrument).toList());
    }

    public boolean isEmpty() {
        return instruments.isEmpty();
    }

    /**
     * Past moves of what is held.
     *
     * @param past prices by date, then by id of an instrument or underlying
     * @throws IllegalArgumentException if an instrument has no past, nor a proxy with one
     */
    public PriceHistory history(SortedMap<LocalDate, Map<String, BigDecimal>> past, int holdingPeriodDays) {
        return PriceHistory.of(instruments, past, listed, holdingPeriodDays);
    }

    /**
     * Written scenarios as moves of what is held, numbered in their order.
     *
     * @throws IllegalArgumentException naming an instrument that the house does not know
     */
    public ListedScenarios listed(List<HypotheticalScenario> scenarios) {
        List<String> known = listed.stream().map(Instrument::id).toList();
        List<Scenario> on = new ArrayList<>();
        for (HypotheticalScenario scenario : scenarios) {
            scenario.requireKnown(known);
            on.add(scenario.on(on.size(), instruments, prices));
        }
        return new ListedScenarios(instruments.stream().map(Instrument::id).toList(), on);
    }
}
