package io.spillway.waterfall.sizing;

import io.spillway.waterfall.scenario.Scenario;
import io.spillway.waterfall.scenario.ScenarioSource;
import java.util.List;
import java.util.stream.IntStream;

/** What scenarios would cost groups of affiliates, held against what is prefunded (rule 7.2). Base minor units. */
public final class StressTest {

    private final StressHouse house;

    public StressTest(StressHouse house) {
        this.house = house;
    }

    /**
     * Stress losses over margin in a scenario.
     *
     * @param cover1 of the group that loses most
     * @param cover2 of the two that do
     * @param firstGroup id of the group that loses most, empty where none loses anything
     * @param secondGroup id of the next one, empty likewise
     */
    public record Loss(int number, String name, long cover1, long cover2, String firstGroup, String secondGroup) {

        /** The same under another number. */
        public Loss numbered(int newNumber) {
            return new Loss(newNumber, name, cover1, cover2, firstGroup, secondGroup);
        }
    }

    /** The losses in every scenario, in the order of their numbers; on all processors. */
    public List<Loss> of(ScenarioSource source) {
        ScenarioEngine engine = new ScenarioEngine(house, source.instruments());
        return IntStream.range(0, source.size()).parallel().mapToObj(number -> of(engine, source.scenario(number)))
                .toList();
    }

    private Loss of(ScenarioEngine engine, Scenario scenario) {
        Cover cover = Cover.of(house, engine.stressLosses(scenario));
        return new Loss(scenario.number(), scenario.name(), cover.one(), cover.two(), idOf(cover.first()),
                idOf(cover.second()));
    }

    private String idOf(int group) {
        return group < 0 ? "" : house.groupIds()[group];
    }
}
