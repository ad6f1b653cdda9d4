package io.spillway.batch.sizing;

import io.spillway.batch.sizing.SizingStore.Result;
import io.spillway.waterfall.scenario.Scenario;
import io.spillway.waterfall.sizing.CriticalFund;
import io.spillway.waterfall.sizing.ScenarioEngine;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs ranges of scenarios on several threads. Each scenario is computed by itself and sums are of whole numbers, so that
 * neither the threads nor the ranges can be seen in the results.
 */
final class ScenarioRunner implements AutoCloseable {

    private final SizingHouse sizing;
    private final ScenarioEngine engine;
    private final CriticalFund critical;
    private final int threads;
    private final ExecutorService workers;

    /** @param step of critical funds, base minor units */
    ScenarioRunner(SizingHouse sizing, long step, int threads) {
        this.sizing = sizing;
        this.engine = new ScenarioEngine(sizing.house(), sizing.source().instruments());
        this.critical = new CriticalFund(sizing.house(), sizing.source().instruments(), step);
        this.threads = threads;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "scenarios");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A range's results.
     *
     * @param results in the order of their numbers
     * @param memberLosses per member, stress losses over margin added up
     */
    record Range(List<Result> results, long[] memberLosses) {
    }

    private record One(Result result, long[] memberLosses) {
    }

    /** @param end the number after the last */
    Range run(int first, int end) {
        List<Callable<List<One>>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int from = first + t;
            tasks.add(() -> {
                List<One> done = new ArrayList<>();
                for (int number = from; number < end; number += threads) {
                    done.add(run(number));
                }
                return done;
            });
        }
        Result[] results = new Result[end - first];
        long[] losses = new long[sizing.house().book().members()];
        try {
            for (Future<List<One>> task : workers.invokeAll(tasks)) {
                for (One one : task.get()) {
                    results[one.result().outcome().number() - first] = one.result();
                    for (int m = 0; m < losses.length; m++) {
                        losses[m] = Math.addExact(losses[m], one.memberLosses()[m]);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while scenarios ran", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a scenario failed", e.getCause());
        }
        return new Range(List.of(results), losses);
    }

    private One run(int number) {
        Scenario scenario = sizing.source().scenario(number);
        long[] losses = new long[sizing.house().book().members()];
        ScenarioOutcome outcome = engine.run(scenario, (member, loss) -> losses[member] = loss);
        long fund = outcome.need() == 0 ? 0 : critical.of(scenario);
        return new One(new Result(outcome, scenario.name(), fund), losses);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
