package io.spillway.batch.sizing;

import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.launch.Fencing;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import java.util.function.IntConsumer;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the steps of {@code sizeFund} do, each call in a transaction of its own. */
final class SizingSteps {

    /** Small enough that a stopped run loses little and progress moves, large enough that commits do not count. */
    private static final int RANGE_SCENARIOS = 100;

    private final JdbcTemplate jdbc;
    private final DayComputation computation;
    private final CycleStore cycles;
    private final Fencing fencing;
    private SizingRequest request;
    private int threads;
    private IntConsumer progress;
    private Prepared prepared;

    SizingSteps(JdbcTemplate jdbc, DayComputation computation, CycleStore cycles, Fencing fencing) {
        this.jdbc = jdbc;
        this.computation = computation;
        this.cycles = cycles;
        this.fencing = fencing;
    }

    private record Prepared(long sizingId, SizingHouse house, ScenarioRunner runner) implements AutoCloseable {

        @Override
        public void close() {
            runner.close();
        }
    }

    /** Takes what the next launch is about. */
    void prepare(SizingRequest newRequest, int newThreads, IntConsumer newProgress) {
        request = newRequest;
        threads = newThreads;
        progress = newProgress;
        end();
    }

    /** Lets go of what a launch kept. */
    void end() {
        if (prepared != null) {
            prepared.close();
            prepared = null;
        }
    }

    private ClearingCycleRow cycle(JobParameters parameters) {
        return cycles.find(parameters.getLocalDate(RunIdentity.BUSINESS_DATE),
                parameters.getLong(RunIdentity.CYCLE).intValue()).orElseThrow();
    }

    /** Reads the house and its scenarios, and writes down what is asked. */
    void open(JobParameters parameters) {
        fencing.check();
        SizingStore store = new SizingStore(jdbc);
        ClearingCycleRow cycle = cycle(parameters);
        SizingHouse house = SizingHouse.read(jdbc, computation, cycle, request);
        store.begin(cycle, request, house);
        prepared = new Prepared(store.find(cycle, request).orElseThrow(), house,
                new ScenarioRunner(house, request.rules().step(), threads));
    }

    /** Runs the next range of scenarios and writes what it came to. */
    RepeatStatus runRange(JobParameters parameters) {
        fencing.check();
        SizingStore store = new SizingStore(jdbc);
        if (prepared == null) {
            open(parameters);
        }
        int first = store.done(prepared.sizingId());
        int size = prepared.house().source().size();
        if (first < size) {
            int end = Math.min(size, first + RANGE_SCENARIOS);
            ScenarioRunner.Range range = prepared.runner().run(first, end);
            store.write(prepared.sizingId(), range.results(), prepared.house().house(), range.memberLosses());
            first = end;
        }
        progress.accept(first);
        return RepeatStatus.continueIf(first < size);
    }
}
