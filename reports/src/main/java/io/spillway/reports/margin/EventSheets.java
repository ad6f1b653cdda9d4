package io.spillway.reports.margin;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.spillway.reports.margin.DayEvents.AuctionLine;
import io.spillway.reports.margin.DayEvents.CallOutcome;
import io.spillway.reports.margin.DayEvents.Due;
import io.spillway.reports.margin.DayEvents.HandedBack;
import io.spillway.reports.margin.DayEvents.Notice;
import io.spillway.reports.margin.DayEvents.OperatorAct;
import io.spillway.reports.margin.DayEvents.ProductPayment;
import io.spillway.reports.margin.DayEvents.SecurityHolding;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.CurrencyTotals;
import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import java.util.Comparator;
import java.util.List;

/** The margin workbook's sheets of what a day has beside margin and variation margin. */
final class EventSheets {

    private final DayEvents events;
    private final Denomination base;

    EventSheets(DayEvents events, Denomination base) {
        this.events = events;
        this.base = base;
    }

    Table<ProductPayment> payments() {
        Table.Builder<ProductPayment> table = Table
                .of("Premiums and funding", sorted(events.payments(), comparing(ProductPayment::account)
                        .thenComparing(ProductPayment::currency).thenComparing(ProductPayment::kind)),
                        "No option premium, exercise or funding was paid on this day.")
                .about("What options and perpetuals paid beside variation margin; LIQUIDITY stands for buyers outside the "
                        + "book.")
                .column(Column.text("Account", ProductPayment::account))
                .column(Column.text("Member", ProductPayment::member))
                .column(Column.text("Kind", ProductPayment::kind))
                .column(Column.text("Currency", ProductPayment::currency))
                .column(Column.<ProductPayment>amount("Amount", ProductPayment::amount).unit("+ paid to the account"));
        new CurrencyTotals("Currency", "Amount", "Premiums, exercise and funding")
                .against(events.payments(), ProductPayment::currency, events.ledger().payments()).forEach(table::total);
        return table.build();
    }

    Table<SecurityHolding> securities() {
        String code = base.code();
        int scale = base.scale();
        Table.Builder<SecurityHolding> table = Table
                .of("Securities", sorted(events.securities(), comparing(SecurityHolding::account)
                        .thenComparing(SecurityHolding::asset)), "No account has securities on deposit.")
                .about("Securities on deposit at the close, valued in " + code + "; the sum of each is held against the "
                        + "last close and the movements since.")
                .column(Column.text("Account", SecurityHolding::account))
                .column(Column.text("Member", SecurityHolding::member))
                .column(Column.text("Asset", SecurityHolding::asset))
                .column(Column.<SecurityHolding>quantity("Quantity", SecurityHolding::quantity).unit("units"))
                .column(Column.text("Currency", SecurityHolding::currency))
                .column(Column.<SecurityHolding>price("Price", SecurityHolding::price).unit("per unit, in its currency"))
                .column(Column.<SecurityHolding>percent("Haircut", SecurityHolding::haircut).unit("% of value"))
                .column(Column.<SecurityHolding>amount("Before haircut", scale, SecurityHolding::before).unit(code))
                .column(Column.<SecurityHolding>amount("After haircut", scale, SecurityHolding::after).unit(code))
                .column(Column.<SecurityHolding>amount("Counted", scale, SecurityHolding::counted)
                        .unit(code + ", limits applied"));
        new CurrencyTotals("Asset", "Quantity", "Securities against last close and movements")
                .against(events.securities(), SecurityHolding::asset, events.ledger().quantities()).forEach(table::total);
        return table.total(TotalRow.ofAll(Figure.alone("Before haircut", code), Figure.alone("After haircut", code),
                Figure.alone("Counted", code))).build();
    }

    Table<CallOutcome> outcomes() {
        String code = base.code();
        int scale = base.scale();
        return Table.of("Earlier calls", sorted(events.outcomes(), comparing(CallOutcome::status).reversed()
                        .thenComparing(CallOutcome::account)), "No call was due on this day.")
                .about("What became of the calls of the cycle before, unmet ones first, in " + code + ".")
                .column(Column.text("Account", CallOutcome::account))
                .column(Column.text("Member", CallOutcome::member))
                .column(Column.<CallOutcome>amount("Called", scale, CallOutcome::amount).unit(code))
                .column(Column.<CallOutcome>amount("Covered", scale, CallOutcome::covered).unit(code + ", in time"))
                .column(Column.<CallOutcome>amount("Missing", scale, CallOutcome::missing).unit(code))
                .column(Column.<CallOutcome>text("Due", CallOutcome::dueAt).unit("local time with offset"))
                .column(Column.text("Status", CallOutcome::status))
                .total(TotalRow.ofAll(Figure.alone("Called", code), Figure.alone("Covered", code),
                        Figure.alone("Missing", code)))
                .build();
    }

    Table<AuctionLine> auction() {
        String code = base.code();
        int scale = base.scale();
        return Table.of("Auction", sorted(events.overDays().auction(), comparingLong(AuctionLine::line)),
                        "No position of a defaulter was auctioned on this day.")
                .about("Positions of defaulters that an auction closed before round 1; the buyer pays what the defaulter "
                        + "receives.")
                .column(Column.<AuctionLine>count("Line", AuctionLine::line).unit("of closeouts.csv"))
                .column(Column.text("Account", AuctionLine::account))
                .column(Column.text("Buyer", AuctionLine::buyer))
                .column(Column.text("Instrument", AuctionLine::instrument))
                .column(Column.<AuctionLine>quantity("Quantity", AuctionLine::quantity).unit("as it was held"))
                .column(Column.text("Currency", AuctionLine::currency))
                .column(Column.<AuctionLine>price("Mark", AuctionLine::mark).unit("in its currency"))
                .column(Column.<AuctionLine>price("Price", AuctionLine::price).unit("in its currency"))
                .column(Column.<AuctionLine>amount("Gain", scale, AuctionLine::gain).unit(code + ", + the defaulter's"))
                .column(Column.<AuctionLine>amount("Cash", scale, AuctionLine::cash).unit(code + ", + to the defaulter"))
                .total(TotalRow.ofAll(Figure.alone("Gain", code), Figure.against("Cash", events.ledger().auctionCash(),
                        "Cash of auctions", code)))
                .build();
    }

    Table<HandedBack> recoveries() {
        String code = base.code();
        return Table.of("Recoveries", sorted(events.overDays().handedBack(), comparingInt(HandedBack::number)),
                        "Nothing came back from a defaulter's estate on this day.")
                .about("What came from defaulters' estates, handed back to who bore their losses, the last layer first.")
                .column(Column.text("Movement", HandedBack::movement))
                .column(Column.text("Defaulter", HandedBack::defaulter))
                .column(Column.<HandedBack>date("Loss of", HandedBack::paidOn).orElse("estate"))
                .column(Column.<HandedBack>text("Layer", HandedBack::layer).orElse("estate"))
                .column(Column.<HandedBack>text("Payer", HandedBack::payer).orElse("estate"))
                .column(Column.text("Credited to", HandedBack::to))
                .column(Column.<HandedBack>amount("Amount", base.scale(), HandedBack::amount).unit(code))
                .total(TotalRow.ofAll(Figure.against("Amount", events.ledger().recovered(),
                        "Recoveries handed back", code)))
                .build();
    }

    Table<Due> dues() {
        String code = base.code();
        int scale = base.scale();
        return Table.of("Replenishment", sorted(events.overDays().dues(), comparing(Due::dueOn)
                        .thenComparing(Due::member)), "No member owes the default fund a contribution.")
                .about("What members owe of their contribution to the default fund at the close, in " + code + ".")
                .column(Column.text("Member", Due::member))
                .column(Column.date("Due", Due::dueOn))
                .column(Column.<Due>amount("Amount", scale, Due::amount).unit(code + ", due on that date"))
                .column(Column.<Due>amount("Required", scale, Due::required).unit(code + ", the whole contribution"))
                .column(Column.<Due>amount("In the fund", scale, Due::contribution).unit(code))
                .column(Column.text("Status", Due::status))
                .total(TotalRow.ofAll(Figure.alone("Amount", code)))
                .build();
    }

    Table<Notice> notices() {
        return Table.of("Notices", sorted(events.notices(), comparing(Notice::kind).thenComparing(Notice::member)
                        .thenComparing(Notice::item).thenComparing(Notice::due)), "There is nothing to tell a member.")
                .about("What the house tells members: calls not met, contributions to be replenished.")
                .column(Column.text("Member", Notice::member))
                .column(Column.text("Kind", Notice::kind))
                .column(Column.text("Concerns", Notice::item))
                .column(Column.<Notice>amount("Amount", base.scale(), Notice::amount).unit(base.code()))
                .column(Column.text("Due", Notice::due))
                .build();
    }

    Table<OperatorAct> acts() {
        return Table.of("Operator acts", sorted(events.acts(), comparingLong(OperatorAct::number)),
                        "Nobody decided anything about this cycle before it closed.")
                .about("What was decided about this cycle on somebody's own authority before it closed, oldest first.")
                .column(Column.<OperatorAct>count("Number", OperatorAct::number).unit("in the record of acts"))
                .column(Column.text("Act", OperatorAct::act))
                .column(Column.text("Approved by", OperatorAct::approvedBy))
                .column(Column.text("Reason", OperatorAct::reason))
                .column(Column.<OperatorAct>text("Detail", OperatorAct::detail).orElse("none"))
                .column(Column.<OperatorAct>dateTime("At", OperatorAct::at).unit("UTC"))
                .build();
    }

    private static <T> List<T> sorted(List<T> rows, Comparator<T> order) {
        return rows.stream().sorted(order).toList();
    }
}
