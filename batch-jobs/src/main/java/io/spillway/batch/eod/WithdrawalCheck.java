package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.domain.money.Amounts;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.waterfall.day.Withdrawal;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Says whether a withdrawal would be allowed against the last closed state (rule 4.7, fault 33); changes nothing. */
public final class WithdrawalCheck {

    private final DayComputation computation;
    private final CycleStore cycles;
    private final TransactionTemplate transaction;

    WithdrawalCheck(DayComputation computation, CycleStore cycles, PlatformTransactionManager transactions) {
        this.computation = computation;
        this.cycles = cycles;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What is asked: an account, a currency and major units of it. */
    public record Question(String accountId, String currency, BigDecimal amount) {
    }

    /**
     * The answer, amounts in major units.
     *
     * @param balance of the currency
     * @param equityAfter in the base currency
     */
    public record Answer(LocalDate businessDate, Withdrawal.Verdict verdict, BigDecimal balance,
                         BigDecimal equityAfter, BigDecimal initialMargin, String baseCurrency) {

        public boolean isAllowed() {
            return verdict == Withdrawal.Verdict.ALLOWED;
        }
    }

    /**
     * Judges against the close of the date, which must be the last closed one.
     *
     * @throws CommandFailure if the date is not the last closed one, or the account or currency is unknown
     */
    public Answer judge(LocalDate date, Question question) {
        return transaction.execute(status -> {
            ClearingCycleRow latest = cycles.latestDone().orElseThrow(() ->
                    new CommandFailure(ExitCode.BLOCKED_BY_DATA, "no day is closed yet"));
            if (!latest.businessDate().equals(date)) {
                throw new CommandFailure(ExitCode.FAILED, "the last closed date is " + latest.businessDate()
                        + ", not " + date + "; withdrawals are judged against that one");
            }
            DayComputation.Computed day = computation.compute(latest.cycleId());
            return judge(latest, day, question);
        });
    }

    private static Answer judge(ClearingCycleRow cycle, DayComputation.Computed day, Question question) {
        int account = day.result().book().accountIds().indexOf(question.accountId());
        CurrencyUnit currency = day.opening().house().currencies().get(question.currency());
        if (account < 0 || currency == null) {
            throw new CommandFailure(ExitCode.FAILED, account < 0 ? "the house has no account " + question.accountId()
                    : "the house keeps no cash in " + question.currency());
        }
        if (question.amount().signum() <= 0) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--amount must be above zero");
        }
        long amount;
        try {
            amount = Amounts.exact(question.amount(), currency.scale());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--amount: " + e.getMessage());
        }
        Withdrawal withdrawal = Withdrawal.judge(day.opening(), day.result(),
                SettingsOfDay.rules(Settings.parse(cycle.settings())),
                new Withdrawal.Asked(account, question.currency(), amount));
        CurrencyUnit base = day.opening().house().baseCurrency();
        return new Answer(cycle.businessDate(), withdrawal.verdict(),
                Amounts.major(withdrawal.balance(), currency.scale()),
                Amounts.major(withdrawal.equityAfter(), base.scale()),
                Amounts.major(withdrawal.initialMargin(), base.scale()), base.code());
    }
}
