package io.spillway.batch.simulation;

import io.spillway.reports.workbook.WorkbookDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * One seed: a house, its days, and everything that goes wrong. The days run twice, undisturbed and with every fault of
 * the plan, and must end alike, to the digest, the row and the workbook.
 */
final class Simulation {

    private final long seed;
    private final Plan.Length length;
    private final Path directory;
    private final Coverage coverage;
    private final List<String> log = new ArrayList<>();

    private Simulation(long seed, Plan.Length length, Path directory, Coverage coverage) {
        this.seed = seed;
        this.length = length;
        this.directory = directory;
        this.coverage = coverage;
    }

    /**
     * Simulates a seed.
     *
     * @param directory an empty one for its files
     * @throws AssertionError with the step, the schedule of faults and the command that replays it
     */
    static void run(long seed, Plan.Length length, Path directory, Coverage coverage) {
        Simulation simulation = new Simulation(seed, length, directory, coverage);
        try {
            simulation.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(simulation.story(e), e);
        }
    }

    /** A seed's house after all its days, with nothing gone wrong. The caller closes it. */
    static Desk undisturbed(long seed, Path directory) {
        House house = House.draw(seed);
        Sender sender = new Sender(seed, house, Market.draw(seed, house), directory.resolve("inputs"));
        sender.reference();
        Desk desk = new Desk(Store.inMemory(directory.resolve("data")), house.settings(), directory, new ArrayList<>());
        for (int day = 0; day < house.days().size(); day++) {
            sender.day(day, desk.tables());
            desk.close(house.days().get(day));
        }
        return desk;
    }

    private String story(Throwable failure) {
        return "seed " + seed + " failed: " + failure.getMessage() + System.lineSeparator()
                + String.join(System.lineSeparator(), log) + System.lineSeparator()
                + "replay: ./mvnw -Psimulation test -pl batch-jobs -am -Dseed=" + seed
                + (length == Plan.Length.SHORT ? " -Dkills=off" : "");
    }

    private void run() {
        House house = House.draw(seed);
        Plan plan = Plan.draw(seed, house.days().size(), length);
        Path quiet = directory.resolve("quiet");
        Path disturbed = directory.resolve("disturbed");
        Sender sender = new Sender(seed, house, Market.draw(seed, house), quiet.resolve("inputs"));
        sender.reference();
        Store store = length == Plan.Length.LONG ? Store.inFile(disturbed.resolve("data"))
                : Store.inMemory(disturbed.resolve("data"));
        try (Desk sound = new Desk(Store.inMemory(quiet.resolve("data")), house.settings(), quiet, log);
                Desk desk = new Desk(store, house.settings(), disturbed, log)) {
            Operator operator = new Operator(seed, house, plan, desk, sound.inputs(), coverage);
            for (int day = 0; day < house.days().size(); day++) {
                sender.day(day, sound.tables());
                log.add("undisturbed:");
                sound.close(house.days().get(day));
                int commits = sound.commitsOfLastLaunch();
                log.add("disturbed:");
                operator.run(day, commits, log);
                compare(house.days().get(day), sound, desk);
                if (plan.days().get(day).correction() == Plan.Correction.CORRECTED) {
                    sender.correction(day);
                    log.add("undisturbed:");
                    sound.correct(house.days().get(day), 2);
                    log.add("disturbed:");
                    operator.correct(day, sound.commitsOfCorrection(), log);
                    compare(house.days().get(day), sound, desk);
                }
            }
            coverage.look(seed, sound.tables());
        }
    }

    /** At the close nothing tells the two houses apart. */
    private void compare(LocalDate date, Desk sound, Desk desk) {
        long cycle = newest(sound);
        same(date + " number of cycles", newest(desk), cycle);
        String sql = "select digest || ' ' || status from clearing_cycle where cycle_id = " + cycle;
        same(date + " digest", desk.tables().queryForObject(sql, String.class),
                sound.tables().queryForObject(sql, String.class));
        SortedMap<String, String> rows = Fingerprint.ofCycle(desk.tables(), cycle, Fingerprint.Rows.RESULTS);
        Fingerprint.ofCycle(sound.tables(), cycle, Fingerprint.Rows.RESULTS).forEach((table, hash) ->
                same(date + " rows of " + table, rows.get(table), hash));
        Set<String> tellOfDelivery = Fingerprint.tellingOfReplacedFiles(desk.tables());
        tellOfDelivery.addAll(Fingerprint.tellingOfReplacedFiles(sound.tables()));
        same(date + " workbooks", Fingerprint.ofWorkbooks(desk.reports(), tellOfDelivery),
                Fingerprint.ofWorkbooks(sound.reports(), tellOfDelivery));
        indexTellsTheFiles(desk.reports());
        if (!desk.node().verify(date).isSame()) {
            throw new AssertionError("verify does not agree on " + date);
        }
    }

    /** Every workbook that the index lists is there, with the hash that stands in it. */
    private static void indexTellsTheFiles(Path reports) {
        Path index = reports.resolve("index.csv");
        if (!Files.exists(index)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(index).stream().skip(1).toList()) {
                String[] cells = line.split(",");
                same("hash of " + cells[3], WorkbookDigest.of(reports.resolve(cells[3])), cells[4]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long newest(Desk desk) {
        return desk.tables().queryForObject("select max(cycle_id) from clearing_cycle", Long.class);
    }

    private static void same(String what, Object disturbed, Object undisturbed) {
        if (!undisturbed.equals(disturbed)) {
            throw new AssertionError(what + ": " + disturbed + " after the faults, " + undisturbed + " without");
        }
    }
}
