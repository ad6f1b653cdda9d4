package io.spillway.batch.simulation;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the days while everything goes wrong that the plan says: sees what stopped a day, puts the sound files back,
 * launches again. What each fault must lead to is demanded here.
 */
final class Operator {

    /** After one death in so many the operator launches again before the lease of the dead has expired. */
    private static final int IMPATIENT = 3;

    private static final int CORRECTION = 2;

    private final long seed;
    private final House house;
    private final Plan plan;
    private final Desk desk;
    private final Path sound;
    private final Coverage coverage;

    /**
     * @param desk the house that faults happen to
     * @param sound the folder of the sound inputs
     */
    Operator(long seed, House house, Plan plan, Desk desk, Path sound, Coverage coverage) {
        this.seed = seed;
        this.house = house;
        this.plan = plan;
        this.desk = desk;
        this.sound = sound;
        this.coverage = coverage;
    }

    /**
     * Brings a day to its close.
     *
     * @param commits how many commits the day takes when nothing happens
     */
    void run(int day, int commits, List<String> log) {
        LocalDate date = house.days().get(day);
        Plan.Day planned = plan.days().get(day);
        delivered(Sender.REFERENCE);
        if (planned.isNextTriedFirst() && day > 0) {
            tryTheNextDay(date);
        }
        int number = 0;
        for (Plan.Attempt attempt : planned.attempts()) {
            delivered(date.toString());
            log.add(date + ", attempt " + ++number + ": " + attempt);
            attempt(date, attempt, commits);
        }
        delivered(date.toString());
        desk.close(date);
        if (planned.isFileLate()) {
            sendLate(date);
        }
    }

    /**
     * Corrects a closed day, its sound files having been sent again.
     *
     * @param commits how many commits the correction takes when nothing happens
     */
    void correct(int day, int commits, List<String> log) {
        LocalDate date = house.days().get(day);
        delivered(date.toString());
        for (Plan.Attempt attempt : plan.days().get(day).correctionAttempts()) {
            log.add("correction of " + date + ": " + attempt);
            desk.node().commits().arm(attempt.run().orElseThrow().trap(commit(attempt, commits)).orElseThrow());
            Desk.Result result = desk.launchCorrection(date);
            boolean isSprung = desk.node().commits().isSprung();
            restartIfDead(1);
            if (isSprung) {
                coverage.saw(seed, "fault CORRECTION_INTERRUPTED");
            }
            String status = desk.status(date, CORRECTION);
            if (!status.isEmpty() && !desk.isClosed(date, CORRECTION)) {
                desk.waitForTheLease();
                Desk.Result eod = desk.launch(date, Optional.empty());
                require(isRefused(eod), "while a correction is unfinished nothing else may run, after " + result, eod);
            }
        }
        desk.correct(date, CORRECTION);
        coverage.saw(seed, "fault CORRECTION");
    }

    private Folder delivered(String name) {
        Folder folder = new Folder(desk.inputs().resolve(name));
        folder.becomes(new Folder(sound.resolve(name)));
        return folder;
    }

    /** Fault 46. */
    private void tryTheNextDay(LocalDate date) {
        Desk.Result result = desk.launch(nextBusinessDay(date), Optional.empty());
        require(result.thrown().orElse(null) instanceof CommandFailure failure
                && failure.exitCode() == ExitCode.BLOCKED_BY_DATA, "the day after an open one must be refused", result);
        coverage.saw(seed, "fault NEXT_DAY_TOO_EARLY");
    }

    private static LocalDate nextBusinessDay(LocalDate date) {
        return date.getDayOfWeek().getValue() >= 5 ? date.plusDays(8L - date.getDayOfWeek().getValue())
                : date.plusDays(1);
    }

    private void attempt(LocalDate date, Plan.Attempt attempt, int commits) {
        String before = desk.status(date);
        boolean readsFiles = before.isEmpty() || before.equals("OPEN") || before.equals("BLOCKED");
        Optional<InputFault> spoiled = attempt.input().flatMap(fault -> spoil(date, fault, attempt));
        if (readsFiles) {
            spoiled.ifPresent(fault -> coverage.saw(seed, "fault " + fault));
        }
        boolean disturbed = attempt.run().isPresent();
        Desk.Result result = disturbed ? disturbed(date, attempt, commits) : quiet(date);
        if (result.is(Ending.ALREADY_RUNNING)) {
            coverage.saw(seed, "lease of a dead process waited for");
            desk.waitForTheLease();
        }
        boolean isClosed = desk.status(date).equals("CLOSED") || desk.status(date).equals("UNFUNDED");
        if (spoiled.isPresent() && readsFiles) {
            require(!isClosed, "a day with " + spoiled.get() + " must not be closed", result);
            require(disturbed || result.is(Ending.BLOCKED) || isRefused(result), spoiled.get()
                    + " must block the day", result);
        }
    }

    /** Spoils the files as planned, or in the next way that the day has something for. */
    private Optional<InputFault> spoil(LocalDate date, InputFault planned, Plan.Attempt attempt) {
        InputFault[] all = InputFault.values();
        for (int n = 0; n < all.length; n++) {
            InputFault fault = all[(planned.ordinal() + n) % all.length];
            if (fault.spoil(new InputFault.Spoiled(new Folder(desk.inputs().resolve(date.toString())), house, date,
                    held(), new Dice(seed, "spoil " + date + attempt)))) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private static boolean isRefused(Desk.Result result) {
        return result.thrown().orElse(null) instanceof CommandFailure failure
                && failure.exitCode() == ExitCode.BLOCKED_BY_DATA || result.is(Ending.ALREADY_RUNNING);
    }

    private Desk.Result quiet(LocalDate date) {
        desk.node().commits().arm(null);
        return desk.launch(date, Optional.empty());
    }

    private Set<String> held() {
        Set<String> held = new HashSet<>(desk.tables().queryForList("select distinct i.instrument_id"
                + " from instrument_reference i where i.instrument_key in (select instrument_key from position_change"
                + " where cycle_id in " + chain()
                + " group by instrument_key, account_key having sum(lots) <> 0)", String.class));
        if (desk.tables().queryForObject("select count(*) from clearing_cycle where status in ('CLOSED', 'UNFUNDED')",
                Long.class) == 0) {
            house.contracts().forEach(contract -> held.add(contract.id()));
        }
        return held;
    }

    private String chain() {
        Long done = desk.tables().queryForObject("select max(cycle_id) from clearing_cycle"
                + " where status in ('CLOSED', 'UNFUNDED')", Long.class);
        return done == null ? "(0)" : Tables.of(desk.tables(), done).chain();
    }

    private Desk.Result disturbed(LocalDate date, Plan.Attempt attempt, int commits) {
        RunFault fault = attempt.run().orElseThrow();
        int commit = commit(attempt, commits);
        return switch (fault) {
            case KILLED_BEFORE_COMMIT, KILLED_AFTER_COMMIT -> kill(date, fault, commit);
            case STOPPED -> stop(date, attempt.step());
            case DOUBLE_LAUNCH -> launchTwice(date, attempt.step());
            case DISK_FULL -> fillTheDisk(date);
            default -> breakAt(date, fault, commit);
        };
    }

    private static int commit(Plan.Attempt attempt, int commits) {
        return 1 + (int) ((long) attempt.commitPerMille() * (commits - 1) / 1000);
    }

    /** Faults 43 and 48. */
    private Desk.Result breakAt(LocalDate date, RunFault fault, int commit) {
        desk.node().commits().arm(fault.trap(commit).orElseThrow());
        Desk.Result result = desk.launch(date, Optional.empty());
        if (desk.node().commits().isSprung()) {
            coverage.saw(seed, "fault " + fault);
        }
        restartIfDead(commit);
        return result;
    }

    private void restartIfDead(int commit) {
        desk.node().commits().arm(null);
        if (desk.node().commits().isDead()) {
            desk.restart();
            if (commit % IMPATIENT > 0) {
                desk.waitForTheLease();
            }
        }
    }

    /** Fault 43 with a real process; only a database file outlives it. */
    private Desk.Result kill(LocalDate date, RunFault fault, int commit) {
        desk.leave();
        try {
            int exit = KilledDay.launch(new KilledDay.Order(seed, desk.store().directory(), desk.inputs(),
                    desk.reports(), date, commit, fault));
            if (exit != KilledDay.KILLED && exit != 0) {
                throw new AssertionError("the process that was to be killed ended with " + exit);
            }
            if (exit == KilledDay.KILLED) {
                coverage.saw(seed, "fault " + fault);
            }
        } finally {
            desk.back();
        }
        desk.check("the launch of " + date + " in a process that was killed");
        return desk.launch(date, Optional.empty());
    }

    private Desk.Result stop(LocalDate date, String step) {
        boolean[] isStopped = {false};
        Node node = desk.node();
        node.at(step, () -> {
            isStopped[0] = true;
            node.stop();
        });
        Desk.Result result = quiet(date);
        if (isStopped[0]) {
            coverage.saw(seed, "fault STOPPED");
            require(result.is(Ending.STOPPED) || result.is(Ending.BLOCKED) || result.is(Ending.COMPLETED),
                    "a stopped day must end where it can go on", result);
        }
        return result;
    }

    /** Fault 44. */
    private Desk.Result launchTwice(LocalDate date, String step) {
        Desk.Result[] second = {null};
        desk.node().at(step, () -> second[0] = CompletableFuture.supplyAsync(() -> {
            try (Node rival = Node.open(desk.store(), house.settings())) {
                return new Desk.Result(Optional.of(rival.run(Node.Verb.EOD, new EndOfDay.Request(date,
                        desk.inputs(), desk.reports(), Optional.empty(), DayProgress.NONE))),
                        Optional.empty());
            }
        }).join());
        Desk.Result result = quiet(date);
        if (second[0] != null) {
            coverage.saw(seed, "fault DOUBLE_LAUNCH");
            require(second[0].is(Ending.ALREADY_RUNNING), "a second launch must be told of the first", second[0]);
        }
        return result;
    }

    /** Fault 49: a file stands where the reports' folder would be, and nothing can be written. */
    private Desk.Result fillTheDisk(LocalDate date) {
        Path full = desk.reports().resolveSibling("full");
        try {
            Files.writeString(full, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        desk.node().commits().arm(null);
        Desk.Result result = desk.launch(date, Optional.empty(), full.resolve("reports"));
        if (desk.status(date).equals("ACCEPTED")) {
            require(result.is(Ending.FAILED) || result.is(Ending.ALREADY_RUNNING),
                    "a day without its workbooks must not close", result);
            coverage.saw(seed, "fault DISK_FULL");
        }
        return result;
    }

    /** Fault 2: a closed day does not look at its folder again (fault 45). */
    private void sendLate(LocalDate date) {
        Folder folder = delivered(date.toString());
        folder.change("prices.csv", lines -> lines.subList(0, lines.size() - 1));
        Desk.Result result = quiet(date);
        require(result.is(Ending.ALREADY_COMPLETE), "a closed day must be left alone", result);
        coverage.saw(seed, "fault LATE_FILE_AFTER_CLOSE");
    }

    private static void require(boolean condition, String what, Desk.Result result) {
        if (!condition) {
            throw new AssertionError(what + ", but: " + result, result.thrown().orElse(null));
        }
    }
}
