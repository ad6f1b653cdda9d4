package io.spillway.batch.sizing;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.schedule.FundSizingRunner;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.domain.money.Amounts;
import java.nio.file.Path;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A sizing as the schedule starts it: on the latest closed day, by the house's settings. */
final class ScheduledSizing implements FundSizingRunner {

    private final SizeFund sizing;
    private final Settings settings;
    private final CycleStore cycles;
    private final TransactionTemplate transaction;
    private final Path reports;

    /** @param reports where the workbook goes */
    ScheduledSizing(SizeFund sizing, Settings settings, CycleStore cycles, House house) {
        this.sizing = sizing;
        this.settings = settings;
        this.cycles = cycles;
        this.transaction = new TransactionTemplate(house.transactions());
        this.reports = house.reports();
    }

    /** What it stands on. */
    record House(PlatformTransactionManager transactions, Path reports) {
    }

    @Override
    public String run() {
        ClearingCycleRow cycle = transaction.execute(status -> cycles.latestDone()).orElseThrow(() ->
                new CommandFailure(ExitCode.BLOCKED_BY_DATA, "no day is closed yet"));
        SizingRequest request = SizingRequest.of(settings);
        LaunchOutcome outcome = sizing.run(cycle.businessDate(), request, SizeFund.Pace.standard(), (done, size) -> { });
        if (outcome.ending() != Ending.COMPLETED && outcome.ending() != Ending.ALREADY_COMPLETE) {
            throw new CommandFailure(outcome.ending().exitCode(), outcome.message());
        }
        SizeFund.Sized sized = sizing.conclude(cycle.businessDate(), request);
        Path workbook = new SizingReport(sized).write(reports).file();
        int scale = sized.base().scale();
        long recommended = sized.figures().recommended().amount();
        long fund = sized.house().insuranceFund();
        return "on the close of " + cycle.businessDate() + " the insurance fund holds " + Amounts.text(fund, scale) + " "
                + sized.base().code() + ", " + Amounts.text(recommended, scale) + " is recommended"
                + (recommended > fund ? ": it is too small" : "") + "; " + workbook;
    }
}
