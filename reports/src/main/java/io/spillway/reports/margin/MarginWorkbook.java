package io.spillway.reports.margin;

import static java.util.Comparator.comparing;

import io.spillway.reports.margin.MarginData.AccountMargin;
import io.spillway.reports.margin.MarginData.CollateralHolding;
import io.spillway.reports.margin.MarginData.FindingLine;
import io.spillway.reports.margin.MarginData.Instruction;
import io.spillway.reports.margin.MarginData.MarginCall;
import io.spillway.reports.margin.MarginData.RejectedRow;
import io.spillway.reports.margin.MarginData.VariationMargin;
import io.spillway.reports.workbook.Check;
import io.spillway.reports.workbook.WrittenWorkbook;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Cover;
import io.spillway.reports.workbook.CurrencyTotals;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import io.spillway.reports.workbook.Workbook;
import io.spillway.reports.workbook.WorkbookWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the workbook "Daily margin and settlement": members, accounts, variation margin, collateral, calls due,
 * settlement instructions, findings and rejected rows of one cycle.
 */
public final class MarginWorkbook {

    private static final String AMOUNT = "Amount";

    private final WorkbookWriter writer = new WorkbookWriter();
    private final List<Check> comparisons;

    /** With nothing on the cover but the sheets' own checks. */
    public MarginWorkbook() {
        this(List.of());
    }

    /** @param comparisons that the cycle made before it closed (rule 6.2): listed on the cover after the sheets' checks */
    public MarginWorkbook(List<Check> comparisons) {
        this.comparisons = List.copyOf(comparisons);
    }

    /**
     * Writes the workbook, in place of any file of that name.
     *
     * @return the checks on its cover; a failed one does not stop the writing
     * @throws io.spillway.reports.workbook.WorkbookException where a value does not fit; the message names its place
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public WrittenWorkbook write(MarginData data, Path target) {
        EventSheets events = new EventSheets(data.events(), data.base());
        return writer.write(new Workbook(cover(data).with(comparisons), List.of(new MemberSheet(data).table(),
                accounts(data), variationMargin(data), new MemberVariationSheet(data).table(), events.payments(),
                collateral(data), events.securities(), calls(data), events.outcomes(), settlement(data),
                events.auction(), events.recoveries(), events.dues(), findings(data), rejects(data), events.notices(),
                events.acts())), target);
    }

    private static Cover cover(MarginData data) {
        Map<String, Long> byStatus = data.accounts().stream()
                .collect(Collectors.groupingBy(AccountMargin::status, TreeMap::new, Collectors.counting()));
        String statuses = byStatus.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return new Cover("Daily margin and settlement", data.subject(),
                List.of("The ledger and the stored daily facts of this cycle: account margins, variation margin, "
                        + "collateral, calls, settlement instructions, findings, rejected rows, notices and operators' acts."),
                List.of("Amounts are in " + data.base().code() + " unless a currency column stands beside them. "
                                + "Positive is in favour of the account, member or party named in the row.",
                        "Accounts: " + data.accounts().size() + (statuses.isEmpty() ? "." : ": " + statuses + ".")),
                List.of(partsCheck(data)));
    }

    private static Check partsCheck(MarginData data) {
        BigDecimal parts = data.accounts().stream().flatMap(account -> account.parts().values().stream())
                .reduce(data.base().zero(), BigDecimal::add);
        BigDecimal maintenance = data.accounts().stream().map(AccountMargin::maintenance)
                .reduce(data.base().zero(), BigDecimal::add);
        return new Check("Parts of the requirement sum to maintenance margin", data.base().code(), parts, maintenance);
    }

    private static Table<AccountMargin> accounts(MarginData data) {
        String code = data.base().code();
        int scale = data.base().scale();
        Table.Builder<AccountMargin> table = Table
                .of("Accounts", sorted(data.accounts(), comparing(AccountMargin::account)),
                        "No account holds positions or money.")
                .about("Equity against requirement, account by account, in " + code
                        + ". A call is due where equity is below initial margin.")
                .column(Column.text("Account", AccountMargin::account))
                .column(Column.text("Member", AccountMargin::member))
                .column(Column.text("Kind", AccountMargin::kind))
                .column(Column.<AccountMargin>amount("Equity", scale, AccountMargin::equity)
                        .unit(code + ", + the account has"))
                .column(Column.<AccountMargin>amount("Securities", scale, account -> account.value().securities())
                        .unit(code + ", part of equity"))
                .column(Column.<AccountMargin>amount("Net option value", scale, account -> account.value().options())
                        .unit(code + ", part of equity"));
        for (String part : data.parts()) {
            table.column(Column.<AccountMargin>amount(part, scale,
                    account -> account.parts().getOrDefault(part, data.base().zero())).unit(code + ", required"));
        }
        table.column(Column.<AccountMargin>amount("Maintenance margin", scale, AccountMargin::maintenance)
                        .unit(code + ", all parts"))
                .column(Column.<AccountMargin>amount("Initial margin", scale, AccountMargin::initial)
                        .unit(code + ", required"))
                .column(Column.<AccountMargin>amount("Excess or call", scale, AccountMargin::excess)
                        .unit(code + ", + excess, - below initial margin"))
                .column(Column.text("Status", AccountMargin::status));
        return table.total(accountTotals(data, code)).build();
    }

    private static TotalRow accountTotals(MarginData data, String code) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.against("Equity", data.ledger().equity().total(), "Equity of all accounts", code));
        figures.add(Figure.against("Securities", data.ledger().equity().securities(),
                "Securities in equity against the margin run", code));
        figures.add(Figure.against("Net option value", data.ledger().equity().options(),
                "Net option value against the margin run", code));
        data.parts().forEach(part -> figures.add(Figure.alone(part, code)));
        figures.add(Figure.against("Maintenance margin", data.ledger().maintenance(),
                "Maintenance margin against the margin run", code));
        figures.add(Figure.against("Initial margin", data.ledger().initial(),
                "Initial margin against the margin run", code));
        figures.add(Figure.against("Excess or call", data.ledger().equity().total().subtract(data.ledger().initial()),
                "Excess less calls", code));
        return TotalRow.ofAll(figures.toArray(Figure[]::new));
    }

    private static Table<VariationMargin> variationMargin(MarginData data) {
        Table.Builder<VariationMargin> table = Table
                .of(MemberVariationSheet.SOURCE, sorted(data.variationMargins(),
                                comparing(VariationMargin::account).thenComparing(VariationMargin::currency)),
                        "No account had variation margin on this day.")
                .about("The day's variation margin of each account, one row a currency; LIQUIDITY stands for buyers "
                        + "outside the book.")
                .column(Column.text("Account", VariationMargin::account))
                .column(Column.text("Member", VariationMargin::member))
                .column(Column.text("Currency", VariationMargin::currency))
                .column(Column.<VariationMargin>amount(AMOUNT, VariationMargin::amount)
                        .unit("+ paid to the account"));
        new CurrencyTotals("Currency", AMOUNT, "Variation margin of all accounts")
                .against(data.variationMargins(), VariationMargin::currency, data.ledger().variationMargin())
                .forEach(table::total);
        return table.build();
    }

    private static Table<CollateralHolding> collateral(MarginData data) {
        String code = data.base().code();
        int scale = data.base().scale();
        return Table.of("Collateral", sorted(data.collateral(),
                        comparing(CollateralHolding::account).thenComparing(CollateralHolding::asset)),
                        "No account has cash on deposit.")
                .about("Cash on deposit at the close, valued in " + code + " before and after haircut; securities have a "
                        + "sheet of their own.")
                .column(Column.text("Account", CollateralHolding::account))
                .column(Column.text("Member", CollateralHolding::member))
                .column(Column.text("Asset", CollateralHolding::asset))
                .column(Column.text("Currency", CollateralHolding::currency))
                .column(Column.<CollateralHolding>quantity("Quantity", CollateralHolding::quantity)
                        .unit("units, cash: amount"))
                .column(Column.<CollateralHolding>percent("Haircut", CollateralHolding::haircut).unit("% of value"))
                .column(Column.<CollateralHolding>amount("Before haircut", scale, CollateralHolding::before).unit(code))
                .column(Column.<CollateralHolding>amount("After haircut", scale, CollateralHolding::after)
                        .unit(code))
                .total(TotalRow.ofAll(
                        Figure.against("Before haircut", data.ledger().collateralBefore(),
                                "Collateral before haircut", code),
                        Figure.against("After haircut", data.ledger().collateralAfter(),
                                "Collateral after haircut", code)))
                .build();
    }

    private static Table<MarginCall> calls(MarginData data) {
        Table.Builder<MarginCall> table = Table
                .of("Calls due", sorted(data.calls(), comparing(MarginCall::dueAt).thenComparing(MarginCall::account)),
                        "No account is called for margin.")
                .about("Margin calls with the time they are due; earliest first.")
                .column(Column.text("Account", MarginCall::account))
                .column(Column.text("Member", MarginCall::member))
                .column(Column.text("Currency", MarginCall::currency))
                .column(Column.<MarginCall>amount(AMOUNT, MarginCall::amount).unit("to be paid"))
                .column(Column.<MarginCall>dateTime("Due", call -> call.dueAt().toLocalDateTime()).unit("local time"))
                .column(Column.<MarginCall>text("Offset", call -> "UTC" + call.dueAt().getOffset().getId()
                        .replace("Z", "+00:00")).unit("of local time"))
                .column(Column.text("Status", MarginCall::status));
        new CurrencyTotals("Currency", AMOUNT, "Calls against the margin run")
                .against(data.calls(), MarginCall::currency, data.ledger().calls()).forEach(table::total);
        return table.build();
    }

    private static Table<Instruction> settlement(MarginData data) {
        Table.Builder<Instruction> table = Table
                .of("Settlement", sorted(data.instructions(), comparing(Instruction::currency)
                        .thenComparing(Instruction::party).thenComparing(Instruction::id)), "Nothing is to be settled.")
                .about("Net instructions, one per party and currency, for what each names; what is nobody's own (LIQUIDITY, "
                        + "ROUNDING, the house) is listed with the members', so that each currency sums to zero.")
                .column(Column.text("Instruction", Instruction::id))
                .column(Column.text("Party", Instruction::party))
                .column(Column.text("Currency", Instruction::currency))
                .column(Column.<Instruction>amount("Pays", Instruction::pays).unit("to the house"))
                .column(Column.<Instruction>amount("Receives", Instruction::receives).unit("from the house"))
                .column(Column.<Instruction>amount("Net", Instruction::net).unit("+ receives, - pays"));
        new CurrencyTotals("Currency", "Net", "Settlement sums to zero against the house")
                .against(data.instructions(), Instruction::currency, Map.of()).forEach(table::total);
        return table.build();
    }

    private static Table<FindingLine> findings(MarginData data) {
        return Table.of("Findings", sorted(data.findings(), comparing(FindingLine::severity)
                        .thenComparing(FindingLine::code).thenComparing(FindingLine::item)
                        .thenComparing(FindingLine::message)), "Nothing was found wrong with this day's data.")
                .about("What the checks found: BLOCKING stopped the cycle until it was dealt with, WARNING did not.")
                .column(Column.text("Code", FindingLine::code))
                .column(Column.text("Severity", FindingLine::severity))
                .column(Column.text("Item", FindingLine::item))
                .column(Column.text("Message", FindingLine::message))
                .build();
    }

    private static Table<RejectedRow> rejects(MarginData data) {
        return Table.of("Rejected rows", sorted(data.rejects(), comparing(RejectedRow::file)
                        .thenComparingLong(RejectedRow::line).thenComparing(RejectedRow::column)),
                        "No row of the input files was rejected.")
                .about("Rows of the input files that were not taken, and why.")
                .column(Column.text("File", RejectedRow::file))
                .column(Column.count("Line", RejectedRow::line))
                .column(Column.text("Column", RejectedRow::column))
                .column(Column.text("Value", RejectedRow::value))
                .column(Column.text("Reason", RejectedRow::reason))
                .build();
    }

    private static <T> List<T> sorted(Collection<T> rows, Comparator<T> order) {
        return rows.stream().sorted(order).toList();
    }
}
