package io.spillway.batch.simulation;

import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A process that runs a seed's day on a database file and dies without a word at one of its commits. */
public final class KilledDay {

    static final int KILLED = 137;

    private KilledDay() {
    }

    /** What the process is to do. */
    record Order(long seed, Path data, Path inputs, Path reports, LocalDate date, int commit, RunFault fault) {
    }

    /** Starts the process and waits for its end: KILLED, or 0 where the day ended before that commit. */
    static int launch(Order order) {
        try {
            return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                    KilledDay.class.getName(), Long.toString(order.seed()), order.data().toString(),
                    order.inputs().toString(), order.reports().toString(), order.date().toString(),
                    Integer.toString(order.commit()), order.fault().name())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs until it dies.
     *
     * @param args seed, data directory, inputs, reports, business date, commit, fault
     */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        House house = House.draw(Long.parseLong(words.get(0)));
        try (Store store = Store.inFile(Path.of(words.get(1))); Node node = Node.open(store, house.settings())) {
            node.commits().arm(RunFault.valueOf(words.get(6)).trap(Integer.parseInt(words.get(5))).orElseThrow());
            node.run(Node.Verb.EOD, new EndOfDay.Request(LocalDate.parse(words.get(4)), Path.of(words.get(2)),
                    Path.of(words.get(3)), Optional.empty(), DayProgress.NONE));
        }
    }
}
