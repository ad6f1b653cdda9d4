package io.spillway.batch.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one arm, in the order they were made; the first is cold and does not count. */
final class Series {

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String name;
    private final List<Run> runs = new ArrayList<>();

    /**
     * One run.
     *
     * @param wallSeconds by the clock
     * @param cpuSeconds of the process, garbage collection and compilation included
     */
    record Run(double wallSeconds, double cpuSeconds) {
    }

    /** The work that is timed. */
    @FunctionalInterface
    interface Work {

        void run() throws Exception;
    }

    Series(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Times work in this process. */
    void time(Work work) throws Exception {
        System.gc();
        long cpu = MACHINE.getProcessCpuTime();
        long begun = System.nanoTime();
        work.run();
        long ended = System.nanoTime();
        add(new Run((ended - begun) / 1e9, (MACHINE.getProcessCpuTime() - cpu) / 1e9));
    }

    void add(Run run) {
        runs.add(run);
        System.err.printf("  %-28s %s%8.2f s wall %8.2f s cpu%n", name, runs.size() == 1 ? "cold " : "     ",
                run.wallSeconds(), run.cpuSeconds());
    }

    Run cold() {
        return runs.get(0);
    }

    List<Run> counted() {
        return runs.subList(1, runs.size());
    }

    private double at(ToDoubleFunction<Run> figure, double quantile) {
        double[] sorted = counted().stream().mapToDouble(figure).sorted().toArray();
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    double wall(double quantile) {
        return at(Run::wallSeconds, quantile);
    }

    double cpu(double quantile) {
        return at(Run::cpuSeconds, quantile);
    }

    /** Median wall clock, seconds. */
    double wall() {
        return wall(0.5);
    }

    /** Median processor time, seconds. */
    double cpu() {
        return cpu(0.5);
    }
}
