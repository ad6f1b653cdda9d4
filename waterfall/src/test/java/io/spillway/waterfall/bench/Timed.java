package io.spillway.waterfall.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Arms that take turns, so that a change of the machine's load meets them alike; each is run warm first. */
final class Timed {

    private static final int WARM_RUNS = 2;
    private static final int PASSES = 5;

    private final Map<String, Runnable> arms = new LinkedHashMap<>();
    private final Map<String, double[]> seconds = new LinkedHashMap<>();

    Timed arm(String name, Runnable run) {
        arms.put(name, run);
        return this;
    }

    Timed measure() {
        arms.forEach((name, run) -> {
            for (int k = 0; k < WARM_RUNS; k++) {
                run.run();
            }
            seconds.put(name, new double[PASSES]);
        });
        for (int pass = 0; pass < PASSES; pass++) {
            for (Map.Entry<String, Runnable> arm : arms.entrySet()) {
                long start = System.nanoTime();
                arm.getValue().run();
                seconds.get(arm.getKey())[pass] = (System.nanoTime() - start) / 1e9;
            }
        }
        seconds.values().forEach(Arrays::sort);
        return this;
    }

    double median(String arm) {
        return seconds.get(arm)[PASSES / 2];
    }

    /** Median with least and most, of the seconds times a factor. */
    String text(String arm, double factor) {
        double[] sorted = seconds.get(arm);
        return String.format(Locale.ROOT, "%,.3f (%,.3f to %,.3f)", sorted[PASSES / 2] * factor, sorted[0] * factor,
                sorted[PASSES - 1] * factor);
    }

    /** Microseconds an item: median with least and most. */
    String microseconds(String arm, double items) {
        double[] sorted = seconds.get(arm);
        return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", sorted[PASSES / 2] * 1e6 / items,
                sorted[0] * 1e6 / items, sorted[PASSES - 1] * 1e6 / items);
    }

    /** How many in a second: median with least and most. */
    String rate(String arm, double items) {
        double[] sorted = seconds.get(arm);
        return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", items / sorted[PASSES / 2], items / sorted[PASSES - 1],
                items / sorted[0]);
    }

    /** Runs parts on so many threads, in the caller where it is one. */
    static void together(List<Runnable> parts, int threads) {
        if (threads == 1) {
            parts.forEach(Runnable::run);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            parts.forEach(part -> calls.add(Executors.callable(part)));
            for (Future<Object> done : pool.invokeAll(calls)) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a part of a benchmark failed", e);
        } finally {
            pool.shutdown();
        }
    }
}
