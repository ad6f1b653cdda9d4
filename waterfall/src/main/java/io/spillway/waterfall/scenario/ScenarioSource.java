package io.spillway.waterfall.scenario;

import java.util.List;

/** Where scenarios come from. A source gives the same scenario for a number however often and wherever it is asked. */
public interface ScenarioSource {

    /** What the moves are of, in the order of {@link Scenario#moves}. */
    List<String> instruments();

    int size();

    /** @param number from 0, below {@link #size} */
    Scenario scenario(int number);

    /** What it was made from, in words that a report can print: kind, windows, parameters, seed. */
    String description();
}
