package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.ingest.DayIngest;
import io.spillway.batch.ingest.DayIngest.PriceFile;
import io.spillway.batch.ingest.InputFolder;
import io.spillway.batch.ingest.ReceivedFiles;
import io.spillway.batch.launch.BlockedByData;
import io.spillway.batch.launch.HeldForRelease;
import io.spillway.batch.report.CycleReports;
import io.spillway.batch.settings.CascadeBookingMode;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ActKind;
import io.spillway.batch.store.CascadeStore;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleCheckRow;
import io.spillway.batch.store.CycleStatus;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.OperatorActs;
import io.spillway.batch.store.ResultStore;
import io.spillway.batch.store.SettlementStore;
import io.spillway.batch.store.StateStore;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.day.CheckedInputs;
import io.spillway.waterfall.day.DayDigest;
import io.spillway.waterfall.day.DayResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each step of the day does, top to bottom like the day. A step stores its slice of one computation's results and
 * nothing else, in one transaction, in place of what it stored before: run again, it leaves the same rows (fault 43).
 */
final class DaySteps {

    /** Steps that make findings. */
    static final String LOAD = "LOAD";
    static final String CHECK = "CHECK";
    static final String CALLS = "CALLS";
    static final String STRESS = "STRESS";

    private static final String WAITS = "its cascade is computed, shown and not booked; release lets it be booked and"
            + " restart then completes the day, correct takes other inputs";

    private final DayComputation computation;
    private final Stores stores;
    private final DayIngest ingest;
    private final CycleReports reports;
    private final CyclePlan plan;
    private final ReceivedFiles received;
    private final Settings settings;
    private final Clock clock;
    private final TransactionTemplate newTransaction;

    /** The tables. */
    record Stores(CycleStore cycles, OperatorActs acts, ResultStore results, CascadeStore cascades,
                  StateStore states, SettlementStore settlements, DayStress stress) {
    }

    /** What the steps stand on. */
    record Ground(Settings settings, Clock clock, PlatformTransactionManager transactions, CyclePlan plan,
                  ReceivedFiles received) {
    }

    /** What an operator decided on with the launch: to correct the date, or to go on despite findings. */
    record Decision(ActKind act, CycleStore.Approval approval) {
    }

    /**
     * One run of the day: what its job parameters say.
     *
     * @param decision null where nobody decided anything
     */
    record Run(LocalDate businessDate, int cycleNo, Path inputs, Path reports, Decision decision) {

        private boolean has(ActKind act) {
            return decision != null && decision.act() == act;
        }
    }

    DaySteps(DayComputation computation, Stores stores, DayIngest ingest, CycleReports reports, Ground ground) {
        this.computation = computation;
        this.stores = stores;
        this.ingest = ingest;
        this.reports = reports;
        this.plan = ground.plan();
        this.received = ground.received();
        this.settings = ground.settings();
        this.clock = ground.clock();
        this.newTransaction = new TransactionTemplate(ground.transactions());
        this.newTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Begins the cycle; until its inputs are accepted, a new run brings its own settings and inputs. */
    void openCycle(Run run) {
        computation.forget();
        ClearingCycleRow cycle = stores.cycles().find(run.businessDate(), run.cycleNo()).orElse(null);
        boolean isNew = cycle == null;
        if (isNew) {
            cycle = run.has(ActKind.CORRECT) ? correction(run) : new ClearingCycleRow(stores.cycles().nextId(),
                    run.businessDate(), run.cycleNo(), stores.cycles().latestDone().orElse(null), clock.instant());
        } else if (!cycle.status().takesInputs()) {
            return;
        }
        Settings effective = run.has(ActKind.APPROVE_FINDINGS) ? SettingsOfDay.approved(settings)
                : run.has(ActKind.PREVIOUS_PRICES) ? SettingsOfDay.atPreviousPrices(settings) : settings;
        String base = effective.house().baseCurrency();
        cycle.runUnder(new ClearingCycleRow.Terms(effective.house().name(), base, effective.house().scaleOf(base),
                effective.canonicalText(), run.inputs().toAbsolutePath().normalize().toString(),
                DayDigest.FORMAT_VERSION, DayDigest.RULES_VERSION));
        if (isNew) {
            stores.cycles().insert(cycle);
        } else {
            stores.cycles().update(cycle);
        }
        if (run.decision() != null) {
            stores.acts().record(run.decision().act(), OperatorActs.Subject.of(cycle), run.decision().approval(),
                    run.has(ActKind.CORRECT) ? "corrects cycle_id " + cycle.supersedes() : null);
        }
    }

    /** Takes the place of the date's last cycle and of whatever was begun on top of that one (rule 2.3). */
    private ClearingCycleRow correction(Run run) {
        ClearingCycleRow superseded = plan.correction(run.businessDate()).superseded();
        stores.cycles().unfinished().ifPresent(begun -> {
            begun.withdraw();
            stores.cycles().update(begun);
        });
        ClearingCycleRow previous = superseded.previousCycle() == null ? null
                : stores.cycles().get(superseded.previousCycle());
        ClearingCycleRow cycle = new ClearingCycleRow(stores.cycles().nextId(), run.businessDate(), run.cycleNo(),
                previous, clock.instant());
        cycle.supersede(superseded);
        return cycle;
    }

    /** Streams the day's files into the tables of inputs, unless the cycle has accepted its inputs. */
    void loadInputs(Run run) {
        ClearingCycleRow cycle = cycle(run);
        if (cycle.status().takesInputs()) {
            InputFolder folder = new InputFolder(run.inputs());
            DayIngest.Summary summary = ingest.load(cycle.cycleId(), run.businessDate(), folder,
                    run.has(ActKind.PREVIOUS_PRICES) ? PriceFile.LEFT_OUT : PriceFile.REQUIRED);
            List<Finding> findings = new ArrayList<>(summary.findings());
            findings.addAll(received.loaded(new ReceivedFiles.Reader(run.businessDate(), run.cycleNo(),
                    cycle.cycleId()), folder, settings));
            stores.cycles().writeFindings(cycle.cycleId(), LOAD, findings);
        }
    }

    /** Stores what is wrong with the inputs; anything blocking stops the day before it is marked (rule 3.4). */
    void checkInputs(Run run) {
        ClearingCycleRow cycle = cycle(run);
        if (!cycle.status().takesInputs()) {
            return;
        }
        CheckedInputs checked = computation.check(cycle.cycleId());
        List<Finding> findings = new ArrayList<>(stores.cycles().findings(cycle.cycleId(), LOAD));
        findings.addAll(checked.findings());
        List<Finding> blocking = findings.stream().filter(f -> f.severity() == Severity.BLOCKING).toList();
        if (blocking.isEmpty()) {
            stores.cycles().writeFindings(cycle.cycleId(), CHECK, checked.findings());
            ingest.replaceRejects(cycle.cycleId(), checked.rejects());
            cycle.acceptInputs();
            stores.cycles().update(cycle);
            return;
        }
        // Kept although the step fails: the operator must see them.
        newTransaction.executeWithoutResult(status -> {
            ClearingCycleRow blocked = cycle(run);
            stores.cycles().writeFindings(blocked.cycleId(), CHECK, checked.findings());
            ingest.replaceRejects(blocked.cycleId(), checked.rejects());
            blocked.block();
            stores.cycles().update(blocked);
        });
        Finding first = blocking.get(0);
        throw new BlockedByData(blocking.size() + " finding" + (blocking.size() == 1 ? "" : "s")
                + " to settle first, such as " + first.code() + " " + first.item() + ": " + first.message());
    }

    void rollPositions(Run run) {
        DayComputation.Computed day = computed(run);
        stores.results().writeRoll(day.cycleId(), day.opening(), day.result());
        stores.settlements().writeAuction(day.cycleId(), day.result());
    }

    void markToMarket(Run run) {
        DayComputation.Computed day = computed(run);
        stores.results().writeMarkToMarket(day.cycleId(), day.opening(), day.result());
    }

    void margin(Run run) {
        DayComputation.Computed day = computed(run);
        stores.results().writeMargin(day.cycleId(), day.result());
    }

    void calls(Run run) {
        DayComputation.Computed day = computed(run);
        stores.results().writeCalls(day.cycleId(), day.result(), cycle(run).baseCurrency());
        stores.settlements().writeCalls(day.cycleId(), day.result());
        List<Finding> checked = stores.cycles().findings(day.cycleId(), CHECK);
        stores.cycles().writeFindings(day.cycleId(), CALLS,
                day.result().inputs().findings().stream().filter(f -> !checked.contains(f)).toList());
    }

    void liquidationAndWaterfall(Run run) {
        DayComputation.Computed day = computed(run);
        stores.cascades().write(day.cycleId(), day.result());
    }

    /** Stops a day whose cascade is to be released first; what is released is what was shown (rule 5.18). */
    void awaitRelease(Run run) {
        ClearingCycleRow cycle = cycle(run);
        if (cycle.status().isDone()) {
            return;
        }
        if (cycle.status() == CycleStatus.HELD) {
            throw new HeldForRelease(WAITS);
        }
        DayComputation.Computed day = computed(run);
        String digest = day.result().digest();
        if (cycle.heldDigest() != null) {
            if (!cycle.heldDigest().equals(digest)) {
                throw new CommandFailure(ExitCode.FAILED, "the cascade of " + run.businessDate()
                        + " computes to digest " + digest + ", but " + cycle.heldDigest() + " was shown and released;"
                        + " nothing was booked");
            }
            return;
        }
        boolean isAsked = Settings.parse(cycle.settings()).waterfall().cascadeBooking() == CascadeBookingMode.HELD
                || stores.acts().isHoldAsked(cycle.businessDate(), cycle.cycleNo());
        if (!isAsked || day.result().cascade().isCalm()) {
            return;
        }
        // Kept although the step fails: the day waits as HELD.
        newTransaction.executeWithoutResult(status -> {
            ClearingCycleRow held = cycle(run);
            held.hold(digest);
            stores.cycles().update(held);
        });
        throw new HeldForRelease(WAITS);
    }

    /** Journals, trial balance, closing state, and the comparison of all three (section 6). */
    void ledger(Run run) {
        DayComputation.Computed day = computed(run);
        ClearingCycleRow cycle = cycle(run);
        DayResult result = day.result();
        stores.results().writeJournals(day.cycleId(), cycle.previousCycle(), result);
        stores.results().writeCash(day.cycleId(), day.opening(), result);
        if (stores.cycles().isSnapshotDue(day.cycleId())) {
            stores.results().writeSnapshot(day.cycleId(), result);
        }
        stores.states().writeState(day.cycleId(), day.opening(), result);
        stores.settlements().writeFunds(day.cycleId(), result);
        cycle.note(result.digest(), result.end().unfunded(), result.close().lastDefault().orElse(null));
        stores.cycles().update(cycle);
        stores.states().check(day.cycleId(), result, scales(day));
    }

    /** Section 7's stress test of the house as the day leaves it; books nothing and stops nothing. */
    void stress(Run run) {
        DayComputation.Computed day = computed(run);
        DayStress.Result result = stores.stress().of(cycle(run), day);
        stores.stress().write(day.cycleId(), result.stressed());
        stores.cycles().writeFindings(day.cycleId(), STRESS, result.findings());
    }

    void reports(Run run) {
        ClearingCycleRow cycle = cycle(run);
        reports.record(cycle.cycleId(), reports.write(cycle.cycleId(), run.reports()));
    }

    /** Compares once more and closes; a difference closes nothing (rule 6.2). */
    void close(Run run) {
        ClearingCycleRow cycle = cycle(run);
        if (cycle.status().isDone()) {
            // The process died after the commit and before the step was noted as done.
            return;
        }
        DayComputation.Computed day = computed(run);
        List<CycleCheckRow> checks = stores.states().check(day.cycleId(), day.result(), scales(day));
        checks.stream().filter(check -> !check.passed()).findFirst().ifPresent(failed -> {
            throw new CommandFailure(ExitCode.FAILED, "the books of " + run.businessDate() + " do not agree: " + failed
                    + "; nothing was closed");
        });
        if (!day.result().digest().equals(cycle.digest())) {
            throw new CommandFailure(ExitCode.FAILED, "the results of " + run.businessDate()
                    + " changed while they were stored; nothing was closed");
        }
        cycle.close(clock.instant(), stores.acts().chain().newest());
        stores.cycles().update(cycle);
        computation.forget();
    }

    private static SortedMap<String, Integer> scales(DayComputation.Computed day) {
        SortedMap<String, Integer> scales = new TreeMap<>();
        day.opening().house().currencies().forEach((code, currency) -> scales.put(code, currency.scale()));
        return scales;
    }

    private DayComputation.Computed computed(Run run) {
        ClearingCycleRow cycle = cycle(run);
        if (cycle.status() != CycleStatus.ACCEPTED) {
            throw new IllegalStateException("cycle " + cycle.cycleId() + " is " + cycle.status()
                    + ", its inputs are not accepted");
        }
        return computation.result(cycle.cycleId());
    }

    private ClearingCycleRow cycle(Run run) {
        return stores.cycles().find(run.businessDate(), run.cycleNo()).orElseThrow(() ->
                new IllegalStateException("no cycle " + run.cycleNo() + " of " + run.businessDate() + " was begun"));
    }
}
