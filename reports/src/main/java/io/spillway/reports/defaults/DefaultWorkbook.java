package io.spillway.reports.defaults;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.spillway.reports.defaults.DefaultData.JournalLine;
import io.spillway.reports.defaults.DefaultData.Liquidation;
import io.spillway.reports.defaults.DefaultData.Notice;
import io.spillway.reports.defaults.DefaultData.Replenishment;
import io.spillway.reports.defaults.DefaultData.Resource;
import io.spillway.reports.workbook.Check;
import io.spillway.reports.workbook.WrittenWorkbook;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Cover;
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
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the workbook "Default management pack": notice, liquidations, waterfall, contagion, what is left of each
 * resource, the replenishment clock and the journals. Also written for a drill, which has no cycle and no journals.
 */
public final class DefaultWorkbook {

    private static final Set<String> DEFAULTERS_OWN = Set.of("DEFAULTER_MARGIN", "DEFAULTER_FUND_CONTRIBUTION",
            DefaultData.UNFUNDED);

    private final WorkbookWriter writer = new WorkbookWriter();
    private final List<Check> comparisons;

    /** With nothing on the cover but the sheets' own checks. */
    public DefaultWorkbook() {
        this(List.of());
    }

    /** @param comparisons that the cycle made before it closed (rule 6.2): listed on the cover after the sheets' checks */
    public DefaultWorkbook(List<Check> comparisons) {
        this.comparisons = List.copyOf(comparisons);
    }

    /**
     * Writes the workbook, in place of any file of that name.
     *
     * @return the checks on its cover; a failed one does not stop the writing
     * @throws io.spillway.reports.workbook.WorkbookException where a value does not fit; the message names its place
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public WrittenWorkbook write(DefaultData data, Path target) {
        WaterfallSheets waterfall = new WaterfallSheets(data);
        ContagionSheets contagion = new ContagionSheets(data);
        List<Table<?>> tables = new ArrayList<>(List.of(notices(data), waterfall.layers(), waterfall.payments(),
                liquidations(data), contagion.rounds(), contagion.priceMoves(), contagion.members(), contagion.map(),
                resources(data), clock(data)));
        tables.add(journals(data));
        return writer.write(new Workbook(cover(data).with(comparisons), tables), target);
    }

    private static Cover cover(DefaultData data) {
        List<String> notes = new ArrayList<>();
        if (data.isDrill()) {
            notes.add("This is a drill: a default replayed or rehearsed off the books. It belongs to no cycle, nothing "
                    + "was posted, and there are no journals. Its checks compare the sheets with the drill's result.");
        }
        notes.add("Amounts are in " + data.base().code() + " unless a currency column stands beside them.");
        notes.add(summary(data));
        BigDecimal unfunded = sum(data, data.payments().stream()
                .filter(payment -> payment.layer().equals(DefaultData.UNFUNDED)).map(DefaultData.LayerPayment::paid).toList());
        if (unfunded.signum() > 0) {
            notes.add("UNFUNDED: " + plain(unfunded) + " " + data.base().code() + " of the loss was paid by nobody.");
        }
        List<String> madeFrom = List.of(data.isDrill() ? "The result of the drill."
                : "The ledger and the stored facts of this cycle's cascade: close-outs, layers' payments, contagion map.");
        return new Cover("Default management pack", data.subject(), madeFrom, notes, checks(data));
    }

    private static String summary(DefaultData data) {
        if (data.notices().isEmpty()) {
            return "No member is in default.";
        }
        Set<String> members = new TreeSet<>();
        data.notices().forEach(notice -> members.add(notice.member()));
        return members.size() + (members.size() == 1 ? " member" : " members") + " in default, "
                + data.rounds().size() + (data.rounds().size() == 1 ? " round" : " rounds") + ", loss "
                + plain(data.ledger().loss()) + " " + data.base().code() + ".";
    }

    private static String plain(BigDecimal amount) {
        return String.format(java.util.Locale.ROOT, "%,." + Math.max(0, amount.scale()) + "f", amount);
    }

    /** Checks that no single column's total shows. */
    private static List<Check> checks(DefaultData data) {
        List<Check> checks = new ArrayList<>();
        if (data.edges() != null) {
            BigDecimal shared = sum(data, data.payments().stream()
                    .filter(payment -> !DEFAULTERS_OWN.contains(payment.layer()))
                    .map(DefaultData.LayerPayment::paid).toList());
            BigDecimal traced = sum(data, data.edges().stream().filter(edge -> !edge.channel().equals("PRICE"))
                    .map(DefaultData.Edge::amount).toList());
            checks.add(new Check("Contagion map holds all that others paid", data.base().code(), traced, shared));
        }
        BigDecimal used = sum(data, data.resources().stream().map(Resource::used).toList());
        BigDecimal before = sum(data, data.resources().stream().map(Resource::before).toList());
        checks.add(new Check("Resources before, less used, less left", data.base().code(),
                before.subtract(used).subtract(sum(data, data.resources().stream().map(Resource::left).toList())),
                data.base().zero()));
        return checks;
    }

    static BigDecimal sum(DefaultData data, List<BigDecimal> amounts) {
        return amounts.stream().reduce(data.base().zero(), BigDecimal::add);
    }

    private static Table<Notice> notices(DefaultData data) {
        String code = data.base().code();
        return Table.of("Notice", data.notices().stream().sorted(comparingLong(Notice::round)
                        .thenComparing(Notice::member)).toList(), "No member is in default.")
                .about("Members declared in default, in order of round; round 0 is before the first.")
                .column(Column.text("Member", Notice::member))
                .column(Column.<Notice>dateTime("Declared",
                        notice -> notice.declaredAt() == null ? null : notice.declaredAt().toLocalDateTime())
                        .unit("local time").orElse("drill: no time"))
                .column(Column.<Notice>text("Offset", notice -> notice.declaredAt() == null ? null
                        : "UTC" + notice.declaredAt().getOffset().getId().replace("Z", "+00:00"))
                        .unit("of local time").orElse("none"))
                .column(Column.count("Round", Notice::round))
                .column(Column.text("Cause", Notice::cause))
                .column(Column.<Notice>amount("Loss", data.base().scale(), Notice::loss)
                        .unit(code + ", brought to the waterfall"))
                .total(TotalRow.ofAll(Figure.against("Loss", data.ledger().loss(), "Losses of all defaulters", code)))
                .build();
    }

    private static Table<Liquidation> liquidations(DefaultData data) {
        String code = data.base().code();
        int scale = data.base().scale();
        return Table.of("Liquidations", data.liquidations().stream().sorted(comparingLong(Liquidation::round)
                        .thenComparing(Liquidation::account).thenComparing(Liquidation::instrument)).toList(),
                        "No position was closed.")
                .about("Positions closed, account by account: prices in the instrument's currency, slippage and fee in "
                        + code + ".")
                .column(Column.count("Round", Liquidation::round))
                .column(Column.text("Account", Liquidation::account))
                .column(Column.text("Member", Liquidation::member))
                .column(Column.text("Instrument", Liquidation::instrument))
                .column(Column.<Liquidation>quantity("Quantity", Liquidation::quantity).unit("+ was long, sold"))
                .column(Column.text("Price currency", Liquidation::currency))
                .column(Column.price("Opening price", Liquidation::openingPrice))
                .column(Column.<Liquidation>price("Execution price", Liquidation::executionPrice)
                        .unit("to 10 places"))
                .column(Column.price("Closing price", Liquidation::closingPrice))
                .column(Column.<Liquidation>amount("Slippage", scale, Liquidation::slippage)
                        .unit(code + ", - the account lost"))
                .column(Column.<Liquidation>amount("Fee", scale, Liquidation::fee).unit(code + ", to insurance fund"))
                .total(TotalRow.ofAll(
                        Figure.against("Slippage", data.ledger().slippage(), "Slippage of all close-outs", code),
                        Figure.against("Fee", data.ledger().fees(), "Liquidation fees", code)))
                .build();
    }

    private static Table<Resource> resources(DefaultData data) {
        String code = data.base().code();
        int scale = data.base().scale();
        Comparator<Resource> order = comparingLong((Resource resource) -> place(data, resource.layer()))
                .thenComparing(Resource::owner);
        return Table.of("Resources", data.resources().stream().sorted(order).toList(),
                        "The house has no resources beside margin.")
                .about("What each resource of the waterfall held, what was used of it and what is left, in " + code + ".")
                .column(Column.<Resource>text("Layer", resource -> LegalOrder.readable(resource.layer())))
                .column(Column.text("Owner", Resource::owner))
                .column(Column.<Resource>amount("Before", scale, Resource::before).unit(code))
                .column(Column.<Resource>amount("Used", scale, Resource::used).unit(code))
                .column(Column.<Resource>amount("Left", scale, Resource::left).unit(code + ", ledger's balance"))
                .total(TotalRow.ofAll(Figure.alone("Before", code), Figure.alone("Used", code),
                        Figure.against("Left", data.ledger().resourcesLeft(), "Resources left", code)))
                .build();
    }

    private static long place(DefaultData data, String layer) {
        int index = data.terms().layers().indexOf(layer);
        return index < 0 ? data.terms().layers().size() : index;
    }

    private static Table<Replenishment> clock(DefaultData data) {
        List<Replenishment> rows = data.clock() == null ? List.of() : data.clock().replenishments().stream()
                .sorted(comparing(Replenishment::dueOn).thenComparing(Replenishment::owner)
                        .thenComparing(Replenishment::resource)).toList();
        String period = data.clock() == null ? "No default-management period is open."
                : "The default-management period began on " + data.clock().begin() + " and ends on "
                + data.clock().endsOn() + " unless there is a further default.";
        String empty = data.isDrill() ? "A drill has no calendar: nothing is to be replenished."
                : "Nothing is to be replenished.";
        return Table.of("Replenishment", rows, empty)
                .about(period)
                .column(Column.text("Who", Replenishment::owner))
                .column(Column.<Replenishment>text("What", row -> LegalOrder.readable(row.resource())))
                .column(Column.<Replenishment>amount("Amount", data.base().scale(), Replenishment::amount)
                        .unit(data.base().code() + ", to bring back"))
                .column(Column.date("Due on", Replenishment::dueOn))
                .total(TotalRow.ofAll(Figure.alone("Amount", data.base().code())))
                .build();
    }

    private static Table<JournalLine> journals(DefaultData data) {
        Table.Builder<JournalLine> table = Table.of("Journals", data.journals().stream()
                        .sorted(comparing(JournalLine::date).thenComparingLong(JournalLine::cycle)
                                .thenComparingLong(JournalLine::number)).toList(),
                        data.isDrill() ? "A drill posts nothing: there are no journals."
                                : "The cascade posted no journals.")
                .about("Double entries of the cascade: the same amount debited and credited, with the rule and cause.")
                .column(Column.date("Date", JournalLine::date))
                .column(Column.count("Cycle", JournalLine::cycle))
                .column(Column.count("Number", JournalLine::number))
                .column(Column.text("Debit", JournalLine::debit))
                .column(Column.text("Credit", JournalLine::credit))
                .column(Column.text("Currency", JournalLine::currency))
                .column(Column.<JournalLine>amount("Amount", JournalLine::amount).unit("in its currency"))
                .column(Column.text("Rule", JournalLine::rule))
                .column(Column.text("Cause", JournalLine::cause));
        Set<String> currencies = new TreeSet<>();
        data.journals().forEach(line -> currencies.add(line.currency()));
        currencies.forEach(currency -> table.total(TotalRow.of("Currency", currency, Figure.alone("Amount", currency))));
        return table.build();
    }
}
