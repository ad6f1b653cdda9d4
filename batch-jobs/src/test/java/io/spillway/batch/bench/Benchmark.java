package io.spillway.batch.bench;

import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/**
 * Measures the day's paths through the store and writes the tables. Not a test: the build runs it with
 * {@code -Pbenchmark} only, and a target that is missed fails nothing.
 */
public final class Benchmark {

    /** mark: marking and margin; load: positions.csv; day: the whole day as a process, with its start. */
    static final List<String> ARMS = List.of("mark", "load", "day");

    private Benchmark() {
    }

    /** @param arguments {@code arms=mark,load runs=5 accounts=100000 positions=1000000 jar=.. work=.. results=..} */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        BenchHouse.delete(options.work());
        Files.createDirectories(options.work());
        ResultsPage page = new ResultsPage(options);
        if (options.arms().contains("mark") || options.arms().contains("load")) {
            BenchHouse house = new BenchHouse(options.work());
            System.err.println("preparing a house of " + options.size());
            house.prepare(options.size());
            if (options.arms().contains("mark")) {
                new MarkArms(house, options).run(page);
            }
            if (options.arms().contains("load")) {
                new LoadArms(house, options).run(page);
            }
        }
        if (options.arms().contains("day")) {
            new DayArms(options).run(page);
        }
        page.write(Clock.systemUTC());
        BenchHouse.delete(options.work());
    }
}
