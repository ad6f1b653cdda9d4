package io.spillway.batch.simulation;

import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.CycleStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What an operator has in front of him: one house's database, the process that works on it, its folders. Launches days
 * and, after every step that is committed, has the invariants checked; a violation ends the simulation.
 */
final class Desk implements AutoCloseable {

    /** What eod lets somebody answer for. */
    private static final Set<String> APPROVABLE = Set.of("PRICE_MISSING", "PRICE_OUT_OF_BAND", "FX_RATE_OUT_OF_BAND",
            "POSITION_BREAK", "TRADE_CONFLICT", "MATCH_NOT_FLAT");
    private static final CycleStore.Approval APPROVAL = new CycleStore.Approval("the operator", "it is so");
    private static final int PATIENCE_LAUNCHES = 6;

    private final Store store;
    private final Settings settings;
    private final Path inputs;
    private final Path reports;
    private final List<String> log;
    private final SortedMap<Long, SortedMap<String, String>> closed = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private Node node;
    private int commitsOfLastLaunch;
    private int commitsOfCorrection;

    /** @param log hears of every launch */
    Desk(Store store, Settings settings, Path directory, List<String> log) {
        this.store = store;
        this.settings = settings;
        this.inputs = directory.resolve("inputs");
        this.reports = directory.resolve("reports");
        this.log = log;
        this.node = Node.open(store, settings);
    }

    /** What became of a launch: an outcome, or what eod's caller would have seen thrown. */
    record Result(Optional<LaunchOutcome> outcome, Optional<RuntimeException> thrown) {

        boolean is(Ending ending) {
            return outcome.isPresent() && outcome.get().ending() == ending;
        }

        @Override
        public String toString() {
            return outcome.map(o -> o.ending() + " (" + o.message() + ")").orElseGet(() -> "thrown: " + thrown.orElseThrow());
        }
    }

    Node node() {
        return node;
    }

    Store store() {
        return store;
    }

    JdbcTemplate tables() {
        return store.tables();
    }

    Path inputs() {
        return inputs;
    }

    Path reports() {
        return reports;
    }

    /** How many commits the last launch made: where a later one may break. */
    int commitsOfLastLaunch() {
        return commitsOfLastLaunch;
    }

    int commitsOfCorrection() {
        return commitsOfCorrection;
    }

    Result launch(LocalDate date, Optional<CycleStore.Approval> approval) {
        return launch(date, approval, reports);
    }

    Result launch(LocalDate date, Optional<CycleStore.Approval> approval, Path reportsFolder) {
        return launch(Node.Verb.EOD, date, approval, reportsFolder);
    }

    /** Corrects a closed date by a new cycle, once. */
    Result launchCorrection(LocalDate date) {
        return launch(Node.Verb.CORRECT, date, Optional.of(APPROVAL), reports);
    }

    private Result launch(Node.Verb verb, LocalDate date, Optional<CycleStore.Approval> approval, Path reportsFolder) {
        Result result;
        try {
            result = new Result(Optional.of(node.run(verb, new EndOfDay.Request(date, inputs, reportsFolder, approval,
                    (step, took) -> check("step " + step + " of " + date)))), Optional.empty());
        } catch (RuntimeException e) {
            result = new Result(Optional.empty(), Optional.of(e));
        }
        commitsOfLastLaunch = node.commits().commits();
        log.add("  " + verb + " " + date + approval.map(a -> " approved").orElse("") + ": " + result);
        check("the launch of " + date);
        requireSound();
        return result;
    }

    /** Launches until the day is closed; nothing disturbs it now. */
    void close(LocalDate date) {
        Optional<CycleStore.Approval> approval = Optional.empty();
        node.commits().arm(null);
        for (int launch = 0; launch < PATIENCE_LAUNCHES; launch++) {
            node.commits().arm(null);
            Result result = launch(date, approval);
            if (result.is(Ending.COMPLETED) || result.is(Ending.ALREADY_COMPLETE)) {
                closed(date);
                return;
            }
            if (result.is(Ending.ALREADY_RUNNING)) {
                waitForTheLease();
            } else if (result.is(Ending.BLOCKED) && approval.isEmpty() && isApprovable()) {
                approval = Optional.of(APPROVAL);
            } else {
                throw new AssertionError("an undisturbed launch of " + date + " ended " + result, result.thrown()
                        .map(Throwable.class::cast).or(() -> result.outcome().orElseThrow().failures().stream()
                                .findFirst()).orElse(null));
            }
        }
        throw new AssertionError(date + " was launched " + PATIENCE_LAUNCHES + " times and is not closed");
    }

    /** Corrects a closed date until its new cycle is closed; nothing disturbs it now. */
    void correct(LocalDate date, int cycleNo) {
        Node.Verb verb = Node.Verb.CORRECT;
        Optional<CycleStore.Approval> approval = Optional.of(APPROVAL);
        for (int launch = 0; launch < PATIENCE_LAUNCHES; launch++) {
            node.commits().arm(null);
            if (isClosed(date, cycleNo)) {
                closed(date);
                launch(date, Optional.empty());
                return;
            }
            String status = status(date, cycleNo);
            if (status.equals("ACCEPTED")) {
                verb = Node.Verb.RESTART;
                approval = Optional.empty();
            }
            Result result = launch(verb, date, approval, reports);
            commitsOfCorrection = commitsOfLastLaunch;
            if (result.is(Ending.ALREADY_RUNNING)) {
                waitForTheLease();
            } else if (result.is(Ending.BLOCKED) && verb == Node.Verb.CORRECT && isApprovable()) {
                verb = Node.Verb.RESTART;
            } else if (!result.is(Ending.COMPLETED)) {
                throw new AssertionError("an undisturbed correction of " + date + " ended " + result,
                        result.thrown().orElse(null));
            }
        }
        throw new AssertionError("the correction of " + date + " does not end");
    }

    boolean isClosed(LocalDate date, int cycleNo) {
        return Set.of("CLOSED", "UNFUNDED").contains(status(date, cycleNo));
    }

    /** Status of a cycle; empty before it was begun. */
    String status(LocalDate date, int cycleNo) {
        return tables().queryForList("select status from clearing_cycle where business_date = ? and cycle_no = ?",
                String.class, date, cycleNo).stream().findFirst().orElse("");
    }

    private boolean isApprovable() {
        List<String> blocking = tables().queryForList("select code from finding where severity = 'BLOCKING'"
                + " and cycle_id = (select max(cycle_id) from clearing_cycle)", String.class);
        return !blocking.isEmpty() && APPROVABLE.containsAll(blocking);
    }

    /** A dead process gives no sign of life; time passes until its lease has expired. */
    void waitForTheLease() {
        tables().update("update house_lease_heartbeat set expires_at = current_timestamp - interval '1' second");
    }

    /** A new process in place of the one that is dead. */
    void restart() {
        node.close();
        node = Node.open(store, settings);
    }

    /** Lets go of the database, so that a process of its own can have it; {@link #back} takes it again. */
    void leave() {
        node.close();
        store.close();
    }

    void back() {
        store.open();
        node = Node.open(store, settings);
    }

    /** Status of a date's newest cycle; empty before it was begun. */
    String status(LocalDate date) {
        return tables().queryForList("select status from clearing_cycle where business_date = ? order by cycle_no desc"
                + " limit 1", String.class, date).stream().findFirst().orElse("");
    }

    private void closed(LocalDate date) {
        long cycle = tables().queryForObject("select max(cycle_id) from clearing_cycle where business_date = ?",
                Long.class, date);
        closed.put(cycle, Fingerprint.ofCycle(tables(), cycle, Fingerprint.Rows.ALL));
    }

    /** Checks what is committed now. */
    void check(String moment) {
        if (violations.isEmpty()) {
            Invariants.violations(tables()).forEach(v -> violations.add("after " + moment + ": " + v));
            closed.forEach((cycle, before) -> {
                if (moment.startsWith("the launch")
                        && !before.equals(Fingerprint.ofCycle(tables(), cycle, Fingerprint.Rows.ALL))) {
                    violations.add("after " + moment + ": rows of the closed cycle " + cycle + " changed");
                }
            });
        }
    }

    private void requireSound() {
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), violations));
        }
    }

    @Override
    public void close() {
        node.close();
        store.close();
    }
}
