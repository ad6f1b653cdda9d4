package io.spillway.batch.cli;

import io.spillway.batch.report.CycleChanges;
import io.spillway.batch.report.DaySummary;
import io.spillway.batch.report.Obligations;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Prints a day's headline figures as tables a risk manager reads at sight. */
final class DaySummaryPrinter {

    private static final int WIDTH = 110;
    private static final int MOST_ROWS = 12;
    private static final int MOST_CHANGES = 30;

    private final PrintWriter out;

    DaySummaryPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(DaySummary day) {
        headline(day);
        findings(day);
        if (!day.rounds().isEmpty()) {
            rounds(day);
            layers(day);
        }
        if (!day.funds().isEmpty() && !day.digest().isEmpty()) {
            funds(day);
        }
    }

    /** What a correction changed. */
    void print(CycleChanges changes) {
        TextTable digests = TextTable.titled("Digests").left("Cycle", "Digest");
        digests.row("Superseded", changes.digests().before());
        digests.row("Corrected", changes.digests().after());
        show(digests);
        changed("What the correction changed, amounts in " + changes.baseCurrency(), changes.figures());
        changed("Margin calls that changed, " + changes.baseCurrency(), changes.calls());
        if (changes.figures().isEmpty() && changes.calls().isEmpty()) {
            out.println("The correction changed no headline figure and no margin call.");
            out.println();
        }
    }

    private void changed(String title, List<CycleChanges.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        TextTable table = TextTable.titled(title).left("Figure").right("Superseded", "Corrected");
        changes.stream().limit(MOST_CHANGES).forEach(change -> table.row(change.name(), change.before(),
                change.after()));
        show(table);
        if (changes.size() > MOST_CHANGES) {
            out.println("  and " + (changes.size() - MOST_CHANGES) + " more");
        }
    }

    /** What members owe: margin calls, and contributions to be replenished. */
    void print(Obligations owed) {
        if (!owed.calls().isEmpty()) {
            TextTable table = TextTable.titled("Margin calls that were due, and open ones").left("Account")
                    .right("Called", "Came in time").left("Due", "Status");
            owed.calls().stream().limit(MOST_ROWS).forEach(call -> table.row(call.accountId(), amount(call.amount()),
                    call.status().equals("OPEN") ? "" : amount(call.covered()), call.dueAt(), call.status()));
            show(table);
            more(owed.calls().size());
        }
        if (!owed.replenishments().isEmpty()) {
            TextTable table = TextTable.titled("Contributions to be replenished").left("Member")
                    .right("Required", "Contribution", "Amount due").left("Due by", "Status");
            owed.replenishments().stream().limit(MOST_ROWS).forEach(due -> table.row(due.memberId(),
                    amount(due.required()), amount(due.contribution()), amount(due.amount()), due.dueOn(),
                    due.status()));
            show(table);
            more(owed.replenishments().size());
        }
    }

    private void headline(DaySummary day) {
        DaySummary.Figures figures = day.figures();
        TextTable table = TextTable.titled(day.house() + ", business date " + day.businessDate() + ", cycle "
                + day.cycleNo() + ": " + day.status()).left("Figure").right("Count").right("Amount, " + day.baseCurrency());
        table.row("Accounts marked to market; variation margin paid to them", number(figures.accounts()),
                amount(figures.variationMargin()));
        table.row("Margin calls, due the next business day", number(figures.calls()), amount(figures.called()));
        table.row("Accounts below maintenance margin", number(figures.belowMaintenance()), "");
        table.row("Accounts closed out", number(figures.liquidated()), "");
        table.row("Members declared in default; their loss", number(figures.declared()), amount(figures.loss()));
        table.row("Loss that nobody paid (unfunded)", "", amount(figures.unfunded()));
        show(table);
        day.declared().stream().limit(MOST_ROWS).forEach(member -> out.println("  in default: " + member.memberId()
                + " " + member.name() + (member.round() == 0 ? " (by decision)" : " (round " + member.round() + ")")));
        more(day.declared().size());
        if (!day.declared().isEmpty()) {
            out.println();
        }
    }

    private void findings(DaySummary day) {
        if (day.findings().isEmpty()) {
            return;
        }
        TextTable table = TextTable.titled("Findings in the day's data").left("Severity", "Code", "Item", "What to do")
                .fit(TextTable.Fit.WRAP);
        day.findings().stream().limit(MOST_ROWS).forEach(finding ->
                table.row(finding.severity(), finding.code(), finding.item(), finding.message()));
        show(table);
        more(day.findings().size());
    }

    private void rounds(DaySummary day) {
        TextTable table = TextTable.titled("Contagion, round by round").right("Round", "Closed", "Halted",
                "In default", "Ported", "Prices moved").right("New loss, " + day.baseCurrency())
                .right("Paid by the waterfall, " + day.baseCurrency());
        for (DaySummary.Round round : day.rounds()) {
            table.row(number(round.number()), number(round.closed()), number(round.halted()),
                    number(round.declared()), number(round.ported()), number(round.pricesMoved()),
                    amount(round.loss()), amount(round.paid()));
        }
        show(table);
    }

    private void layers(DaySummary day) {
        if (day.layers().isEmpty()) {
            return;
        }
        TextTable table = TextTable.titled("Default waterfall, layer by layer").left("Layer").right("Payers")
                .right("Paid, " + day.baseCurrency()).right("Called, not paid, " + day.baseCurrency());
        BigDecimal total = BigDecimal.ZERO;
        for (DaySummary.Layer layer : day.layers()) {
            table.row(layer.name(), layer.payers() == 0 ? "" : number(layer.payers()), amount(layer.paid()),
                    layer.unpaid().signum() == 0 ? "" : amount(layer.unpaid()));
            total = total.add(layer.paid());
        }
        show(table.totals("Loss of the defaulters", "", amount(total), ""));
    }

    private void funds(DaySummary day) {
        TextTable table = TextTable.titled("What is left").left("Resource").right("Before, " + day.baseCurrency())
                .right("Used (-) or added, " + day.baseCurrency()).right("Left, " + day.baseCurrency());
        for (DaySummary.Fund fund : day.funds()) {
            table.row(fund.name(), amount(fund.before()), amount(fund.left().subtract(fund.before())),
                    amount(fund.left()));
        }
        show(table);
    }

    private void show(TextTable table) {
        out.println(table.render(WIDTH));
    }

    private void more(int size) {
        if (size > MOST_ROWS) {
            out.println("  and " + (size - MOST_ROWS) + " more");
        }
    }

    static String number(long value) {
        return format("#,##0", BigDecimal.valueOf(value));
    }

    static String amount(BigDecimal value) {
        return format(value.scale() > 0 ? "#,##0." + "0".repeat(value.scale()) : "#,##0", value);
    }

    private static String format(String pattern, BigDecimal value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
