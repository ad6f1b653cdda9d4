package io.spillway.batch.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to run.
 *
 * @param arms those wanted, of {@link Benchmark#ARMS}
 * @param size of the large house; the small one of the arm "day" is a tenth of it
 * @param runs counted runs of each arm; one more comes first and does not count
 * @param jar the program, for the arms that start processes
 * @param work folder for databases and inputs; emptied afterwards
 * @param results folder that the tables go to
 */
record Options(List<String> arms, Size size, int runs, Path jar, Path work, Path results) {

    /** A house's size. */
    record Size(int accounts, int positions) {

        Size tenth() {
            return new Size(accounts / 10, positions / 10);
        }
    }

    /**
     * Reads {@code name=value} pairs; whatever is not said has its usual value.
     *
     * @throws IllegalArgumentException naming what is not known
     */
    static Options parse(String... arguments) {
        Map<String, String> values = new TreeMap<>(Map.of("arms", String.join(",", Benchmark.ARMS), "accounts", "100000",
                "positions", "1000000", "runs", "5", "jar", "target/spillway.jar", "work", "target/benchmark",
                "results", "target/benchmark-results"));
        for (String argument : arguments) {
            for (String pair : argument.strip().split("\\s+")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (equals < 0 && !pair.isEmpty() || equals >= 0 && values.put(name, pair.substring(equals + 1)) == null) {
                    throw new IllegalArgumentException(pair + " is none of " + values.keySet() + ", such as runs=3");
                }
            }
        }
        List<String> arms = List.of(values.get("arms").split(","));
        if (!Benchmark.ARMS.containsAll(arms)) {
            throw new IllegalArgumentException("arms are " + Benchmark.ARMS + ", not " + arms);
        }
        return new Options(arms, new Size(Integer.parseInt(values.get("accounts")),
                Integer.parseInt(values.get("positions"))), Integer.parseInt(values.get("runs")),
                Path.of(values.get("jar")), Path.of(values.get("work")), Path.of(values.get("results")));
    }
}
