package io.spillway.batch.sizing;

import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.launch.Fencing;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the steps of {@code sizeFund} do, each call in a transaction of its own. Ranges come from several threads. */
final class SizingSteps {

    static final String FIRST = "first";
    static final String END = "end";

    /** Small enough that a stopped run loses little and progress moves, large enough that commits do not count. */
    private static final int COMMIT_SCENARIOS = 100;

    private final JdbcTemplate jdbc;
    private final DayComputation computation;
    private final CycleStore cycles;
    private final Fencing fencing;
    private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("scenarios-");
    private Asked asked;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile Prepared prepared;

    SizingSteps(JdbcTemplate jdbc, DayComputation computation, CycleStore cycles, Fencing fencing) {
        this.jdbc = jdbc;
        this.computation = computation;
        this.cycles = cycles;
        this.fencing = fencing;
    }

    /** What a launch is about. */
    private record Asked(SizingRequest request, SizeFund.Pace pace, SizeFund.Progress progress) {
    }

    private record Prepared(long sizingId, SizingHouse house, ScenarioRunner runner, AtomicInteger done) {
    }

    /** The house that the launch before read for a sizing; empty where it read none. */
    Optional<SizingHouse> house(long sizingId) {
        return Optional.ofNullable(prepared).filter(kept -> kept.sizingId() == sizingId).map(Prepared::house);
    }

    /** Takes what the next launch is about. */
    void prepare(SizingRequest request, SizeFund.Pace pace, SizeFund.Progress progress) {
        asked = new Asked(request, pace, progress);
        executor.setConcurrencyLimit(pace.threads());
        failure.set(null);
        end();
    }

    /** Lets go of what a launch kept. */
    void end() {
        prepared = null;
    }

    /** Threads for ranges, as many as the launch asked for. */
    SimpleAsyncTaskExecutor executor() {
        return executor;
    }

    /** Reads the house and its scenarios, and writes down what is asked. */
    void open(JobParameters parameters) {
        fencing.check();
        SizingStore store = new SizingStore(jdbc);
        ClearingCycleRow cycle = cycles.find(parameters.getLocalDate(RunIdentity.BUSINESS_DATE),
                parameters.getLong(RunIdentity.CYCLE).intValue()).orElseThrow();
        SizingHouse house = SizingHouse.read(jdbc, computation, cycle, asked.request());
        long id = store.begin(cycle, asked.request(), house, ScenarioFile.sha256(house.source()));
        prepared = new Prepared(id, house, new ScenarioRunner(house, asked.request()), new AtomicInteger(store.done(id)));
    }

    /** The ranges by name, which says all of a range: a restart may cut them otherwise. */
    Map<String, ExecutionContext> ranges() {
        Map<String, ExecutionContext> ranges = new LinkedHashMap<>();
        int size = prepared.house().source().size();
        int length = asked.pace().rangeScenarios();
        for (int first = 0; first < size; first += length) {
            ExecutionContext range = new ExecutionContext();
            range.putInt(FIRST, first);
            range.putInt(END, Math.min(size, first + length));
            ranges.put(first + " to " + range.getInt(END), range);
        }
        return ranges;
    }

    /** Runs the next scenarios of a range and writes what they came to. */
    RepeatStatus runNext(ExecutionContext range) {
        try {
            return next(range);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    /** Why the first of the ranges failed: the job itself only says that one did. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    private RepeatStatus next(ExecutionContext range) {
        SizingStore store = new SizingStore(jdbc);
        Prepared now = prepared;
        int[] missing = store.missing(now.sizingId(), range.getInt(FIRST), range.getInt(END));
        int[] next = Arrays.copyOf(missing, Math.min(missing.length, COMMIT_SCENARIOS));
        if (next.length > 0) {
            ScenarioRunner.Range results = now.runner().run(next);
            // Now and not before: the check keeps the lease's row, for which the other ranges wait.
            fencing.check();
            store.write(now.sizingId(), results, now.house().house());
            asked.progress().done(now.done().addAndGet(next.length), now.house().source().size());
        }
        return RepeatStatus.continueIf(next.length < missing.length);
    }
}
