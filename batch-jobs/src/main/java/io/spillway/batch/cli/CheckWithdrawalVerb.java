package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.WithdrawalCheck;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.Creation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether a withdrawal of cash would be allowed. */
@Command(name = "check-withdrawal", description = {"Say whether a withdrawal would be allowed against the last closed state.",
    "Nothing is changed. Exit code 0: allowed; 2: refused."})
final class CheckWithdrawalVerb extends Verb {

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "The last closed business date.")
    private LocalDate date;

    @Option(names = "--account", required = true, paramLabel = "ACCOUNT", description = "Id of the account.")
    private String account;

    @Option(names = "--currency", required = true, paramLabel = "CODE", description = "Currency of the cash.")
    private String currency;

    @Option(names = "--amount", required = true, paramLabel = "AMOUNT", description = "Major units, such as 1250.50.")
    private BigDecimal amount;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        BatchContext.Start start = new BatchContext.Start(operator(), SettingsLoader.load(configDirectory()).settings(),
                database(), Creation.REFUSED, Clock.systemUTC());
        WithdrawalCheck.Answer answer;
        try (BatchContext context = DayContext.open(start)) {
            answer = context.get(WithdrawalCheck.class)
                    .judge(date, new WithdrawalCheck.Question(account, currency, amount));
        }
        if (json.isWanted()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("businessDate", date.toString());
            document.put("account", account);
            document.put("currency", currency);
            document.put("amount", amount);
            document.put("allowed", answer.isAllowed());
            document.put("verdict", answer.verdict().name());
            document.put("balance", answer.balance());
            document.put("equityAfter", answer.equityAfter());
            document.put("initialMargin", answer.initialMargin());
            JsonOption.write(out(), document);
        } else {
            out().println(sentence(answer));
        }
        return answer.isAllowed() ? ExitCode.DONE : ExitCode.BLOCKED_BY_DATA;
    }

    private String sentence(WithdrawalCheck.Answer answer) {
        String what = amount.toPlainString() + " " + currency + " from " + account + " on the close of " + date + ": ";
        String margin = "equity " + answer.equityAfter().toPlainString() + " after it, initial margin "
                + answer.initialMargin().toPlainString() + " " + answer.baseCurrency();
        return what + switch (answer.verdict()) {
            case ALLOWED -> "allowed, " + margin;
            case NO_SUCH_BALANCE -> "refused, the balance is " + answer.balance().toPlainString() + " " + currency;
            case BELOW_INITIAL_MARGIN -> "refused, " + margin;
            case IN_DEFAULT -> "refused, its member is in default";
        };
    }
}
