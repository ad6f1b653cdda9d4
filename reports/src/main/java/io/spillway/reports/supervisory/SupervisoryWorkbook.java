package io.spillway.reports.supervisory;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.spillway.reports.supervisory.SupervisoryData.Origin;
import io.spillway.reports.supervisory.SupervisoryData.OriginFlow;
import io.spillway.reports.supervisory.SupervisoryData.OriginMargin;
import io.spillway.reports.supervisory.SupervisoryData.OtherFlow;
import io.spillway.reports.supervisory.SupervisoryData.Position;
import io.spillway.reports.workbook.Check;
import io.spillway.reports.workbook.WrittenWorkbook;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Cover;
import io.spillway.reports.workbook.CurrencyTotals;
import io.spillway.reports.workbook.Subject;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import io.spillway.reports.workbook.Workbook;
import io.spillway.reports.workbook.WorkbookWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes the workbook "Daily supervisory report": header, initial margin, variation margin, other cash flows and
 * positions by member and origin, and controls (CFTC regulation 39.19(c)(1)). The regulator takes FIXML; this is its
 * readable twin and says so.
 */
public final class SupervisoryWorkbook {

    private static final String TITLE = "Daily supervisory report";
    private static final String DUE_TIME = "10:00";
    private static final Comparator<Origin> BY_ORIGIN = comparing(Origin::member).thenComparing(Origin::origin)
            .thenComparing(Origin::account, nullsFirst(naturalOrder()));

    private record Fact(String field, String value) {
    }

    private final WorkbookWriter writer = new WorkbookWriter();
    private final List<Check> comparisons;

    /** With nothing on the cover but the sheets' own checks. */
    public SupervisoryWorkbook() {
        this(List.of());
    }

    /** @param comparisons that the cycle made before it closed (rule 6.2): listed on the cover after the sheets' checks */
    public SupervisoryWorkbook(List<Check> comparisons) {
        this.comparisons = List.copyOf(comparisons);
    }

    /**
     * Writes the workbook, in place of any file of that name.
     *
     * @return the checks on its cover; a failed one does not stop the writing
     * @throws io.spillway.reports.workbook.WorkbookException where a value does not fit; the message names its place
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public WrittenWorkbook write(SupervisoryData data, Path target) {
        Check positions = positionsCheck(data);
        return writer.write(new Workbook(cover(data, positions).with(comparisons), List.of(header(data), initialMargin(data),
                variationMargin(data), otherFlows(data), positions(data), controls(data, positions))), target);
    }

    private static Cover cover(SupervisoryData data, Check positions) {
        return new Cover(TITLE, data.subject(),
                List.of("The ledger and the stored daily facts of this cycle: margin run, cash flows, closing positions."),
                List.of("Content of CFTC regulation 39.19(c)(1). The regulator takes FIXML; this workbook is its "
                                + "readable twin, for people.",
                        "Due " + due(data) + ", the next business day.",
                        "Origins: HOUSE is the member's own account; each client origin stands in rows of its own."),
                List.of(positions));
    }

    private static String due(SupervisoryData data) {
        return data.due().nextBusinessDate() + " " + DUE_TIME + " " + data.due().zone().getId();
    }

    private static Table<Fact> header(SupervisoryData data) {
        Subject subject = data.subject();
        List<Fact> facts = List.of(new Fact("Report", TITLE + ", CFTC regulation 39.19(c)(1)"),
                new Fact("Form", "readable twin of the FIXML submission"),
                new Fact("Clearing house", subject.house()),
                new Fact("Business date", subject.businessDate().toString()),
                new Fact("Cycle", subject.cycle()), new Fact("Status", subject.status()),
                new Fact("Due", due(data)),
                new Fact("Base currency", data.base().code()),
                new Fact("Initial margin rows", Integer.toString(data.initialMargin().size())),
                new Fact("Variation margin rows", Integer.toString(data.variationMargin().size())),
                new Fact("Other cash flow rows", Integer.toString(data.otherFlows().size())),
                new Fact("Position rows", Integer.toString(data.positions().size())));
        return Table.of("Header", facts, "A header is never empty.").about("What is reported, by whom, for when.")
                .column(Column.text("Field", Fact::field)).column(Column.text("Value", Fact::value)).build();
    }

    private static <R> Table.Builder<R> ofOrigins(String sheet, Sorted<R> rows, String empty) {
        Function<R, Origin> of = rows.of();
        return Table.of(sheet, rows.list(), empty)
                .column(Column.<R>text("Member", row -> of.apply(row).member()))
                .column(Column.<R>text("LEI", row -> of.apply(row).lei()).orElse("none on record"))
                .column(Column.<R>text("Origin", row -> of.apply(row).origin()))
                .column(Column.<R>text("Client account", row -> of.apply(row).account()).orElse("whole origin"));
    }

    /** Rows in order of origin, then of what else tells them apart. */
    private record Sorted<R>(List<R> list, Function<R, Origin> of) {
        static <R> Sorted<R> by(List<R> rows, Function<R, Origin> of, Comparator<R> then) {
            return new Sorted<>(rows.stream().sorted(comparing(of, BY_ORIGIN).thenComparing(then)).toList(), of);
        }
    }

    private static Table<OriginMargin> initialMargin(SupervisoryData data) {
        String code = data.base().code();
        int scale = data.base().scale();
        return ofOrigins("Initial margin", Sorted.by(data.initialMargin(), OriginMargin::of,
                        comparing(OriginMargin::required)), "No member holds positions or margin.")
                .about("Initial margin required and on deposit, by member and origin, in " + code + ".")
                .column(Column.<OriginMargin>amount("Required", scale, OriginMargin::required).unit(code))
                .column(Column.<OriginMargin>amount("On deposit", scale, OriginMargin::onDeposit)
                        .unit(code + ", after haircuts"))
                .column(Column.<OriginMargin>amount("Excess or deficit", scale, OriginMargin::excess)
                        .unit(code + ", + excess, - deficit"))
                .total(TotalRow.ofAll(
                        Figure.against("Required", data.ledger().initialMarginRequired(),
                                "Requirement ties to the margin run", code),
                        Figure.against("On deposit", data.ledger().initialMarginOnDeposit(),
                                "Margin on deposit ties to the ledger", code),
                        Figure.alone("Excess or deficit", code)))
                .build();
    }

    private static Table<OriginFlow> variationMargin(SupervisoryData data) {
        Table.Builder<OriginFlow> table = ofOrigins("Variation margin", Sorted.by(data.variationMargin(),
                        OriginFlow::of, comparing(OriginFlow::currency)), "There was no variation margin on this day.")
                .about("Mark to market collected from and paid to each origin. LIQUIDITY stands for buyers outside the "
                        + "book, ROUNDING for what rounding left over.")
                .column(Column.text("Currency", OriginFlow::currency))
                .column(Column.<OriginFlow>amount("Collected", OriginFlow::collected).unit("from the origin"))
                .column(Column.<OriginFlow>amount("Paid", OriginFlow::paid).unit("to the origin"))
                .column(Column.<OriginFlow>amount("Net", OriginFlow::net).unit("+ paid, - collected"));
        new CurrencyTotals("Currency", "Net", "Variation margin sums to zero")
                .against(data.variationMargin(), OriginFlow::currency, Map.of()).forEach(table::total);
        return table.build();
    }

    private static Table<OtherFlow> otherFlows(SupervisoryData data) {
        Table.Builder<OtherFlow> table = ofOrigins("Other cash flows", Sorted.by(data.otherFlows(), OtherFlow::of,
                        comparing(OtherFlow::kind).thenComparing(OtherFlow::currency)),
                        "There were no other cash flows on this day.")
                .about("Premiums, funding, final settlements, fees and other cash of clearing and settlement.")
                .column(Column.text("Kind", OtherFlow::kind))
                .column(Column.text("Currency", OtherFlow::currency))
                .column(Column.<OtherFlow>amount("Amount", OtherFlow::net).unit("+ paid, - collected"));
        new CurrencyTotals("Currency", "Amount", "Other cash flows tie to the ledger")
                .against(data.otherFlows(), OtherFlow::currency, data.ledger().otherFlows()).forEach(table::total);
        return table.build();
    }

    private static Table<Position> positions(SupervisoryData data) {
        return ofOrigins("Positions", Sorted.by(data.positions(), Position::of, comparing(Position::instrument)),
                        "No member holds a position.")
                .about("Positions at the end of the day with the prices they were valued at.")
                .column(Column.text("Instrument", Position::instrument))
                .column(Column.<Position>quantity("Long", Position::longQuantity).unit("contracts"))
                .column(Column.<Position>quantity("Short", Position::shortQuantity).unit("contracts"))
                .column(Column.<Position>quantity("Net", Position::net).unit("+ long, - short"))
                .column(Column.text("Price currency", Position::currency))
                .column(Column.price("Settlement price", Position::settlementPrice))
                .column(Column.<Position>quantity("Multiplier", Position::multiplier).unit("per contract"))
                .column(Column.<Position>price("Delta", Position::delta).unit("options, per unit").orElse("no option"))
                .build();
    }

    /** Instruments whose positions do not sum to zero over the house; LIQUIDITY is one of the members (rule 2.1). */
    private static Check positionsCheck(SupervisoryData data) {
        Map<String, BigDecimal> nets = new TreeMap<>();
        data.positions().forEach(row -> nets.merge(row.instrument(), row.net(), BigDecimal::add));
        long open = nets.values().stream().filter(net -> net.signum() != 0).count();
        return new Check("Instruments whose positions do not sum to zero", "count", BigDecimal.valueOf(open),
                BigDecimal.ZERO);
    }

    private static Table<Check> controls(SupervisoryData data, Check positions) {
        String code = data.base().code();
        List<Check> controls = new ArrayList<>();
        controls.add(new Check("Initial margin required: this report, margin run", code,
                sum(data, OriginMargin::required), data.ledger().initialMarginRequired()));
        controls.add(new Check("Initial margin on deposit: this report, ledger", code,
                sum(data, OriginMargin::onDeposit), data.ledger().initialMarginOnDeposit()));
        nets(data.variationMargin(), OriginFlow::currency, OriginFlow::net, Map.of()).forEach((currency, net) ->
                controls.add(new Check("Variation margin sums to zero over members", currency, net, BigDecimal.ZERO)));
        Map<String, BigDecimal> ledger = data.ledger().otherFlows();
        nets(data.otherFlows(), OtherFlow::currency, OtherFlow::net, ledger).forEach((currency, net) ->
                controls.add(new Check("Other cash flows: this report, ledger", currency, net,
                        ledger.getOrDefault(currency, BigDecimal.ZERO))));
        controls.add(positions);
        return Table.of("Controls", controls, "There is nothing to control.")
                .about("Figures of this report beside those of the margin run and the ledger.")
                .column(Column.text("Control", Check::name))
                .column(Column.text("Unit", Check::unit))
                .column(Column.amount("This report", Check::ours))
                .column(Column.<Check>amount("As it must be", check -> scaled(check.ledger(), check.ours())))
                .column(Column.<Check>amount("Difference", check -> scaled(check.ours().subtract(check.ledger()),
                        check.ours())).unit("0: agrees"))
                .column(Column.text("Result", check -> check.passes() ? "PASS" : "FAIL"))
                .build();
    }

    private static BigDecimal scaled(BigDecimal value, BigDecimal like) {
        return value.scale() < like.scale() ? value.setScale(like.scale()) : value;
    }

    private static BigDecimal sum(SupervisoryData data, Function<OriginMargin, BigDecimal> amount) {
        return data.initialMargin().stream().map(amount).reduce(data.base().zero(), BigDecimal::add);
    }

    private static <R> Map<String, BigDecimal> nets(List<R> rows, Function<R, String> currency,
                                                    Function<R, BigDecimal> net, Map<String, BigDecimal> ledger) {
        Map<String, BigDecimal> nets = new TreeMap<>();
        ledger.keySet().forEach(code -> nets.put(code, BigDecimal.ZERO));
        rows.forEach(row -> nets.merge(currency.apply(row), net.apply(row), BigDecimal::add));
        return nets;
    }
}
