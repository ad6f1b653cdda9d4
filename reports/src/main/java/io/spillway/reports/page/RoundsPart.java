package io.spillway.reports.page;

import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Round;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rounds of a cascade: price paths, bars, and a table of what each round did and what the waterfall paid in it. */
final class RoundsPart {
    /** More rounds than this: the first and the last are listed, and how many are not. */
    private static final int MOST_ROUNDS = 40;

    private final Pen pen;
    private final Cascade cascade;
    private final String id;
    private final String unit;

    RoundsPart(Pen pen, Cascade cascade, String id) {
        this.pen = pen;
        this.cascade = cascade;
        this.id = id;
        this.unit = " (" + pen.amounts().currency() + ")";
    }

    void write() {
        pen.heading(3, "Round by round");
        if (cascade.rounds().isEmpty()) {
            pen.paragraph("note", "The cascade ended before its first round.");
            return;
        }
        PricePaths paths = new PricePaths(pen, cascade);
        if (paths.isEmpty()) {
            pen.paragraph("note", "No price moved.");
        } else {
            pen.paragraph("",
                    "Price paths of the instruments that the close-outs moved most, all to one scale: the market's own move first "
                    + "(shaded, where the day has one), then what each round (R) added.");
            paths.draw(id + "-prices");
        }
        new RoundBars(pen, cascade.rounds()).draw(id + "-rounds");
        rounds();
    }

    private List<Round> listed() {
        List<Round> all = cascade.rounds();
        if (all.size() <= MOST_ROUNDS) {
            return all;
        }
        List<Round> some = new ArrayList<>(all.subList(0, MOST_ROUNDS / 2));
        some.addAll(all.subList(all.size() - MOST_ROUNDS / 2, all.size()));
        return some;
    }

    private void rounds() {
        Grid grid = new Grid("What each round did").text("Round").figures("Accounts closed", "Halted",
                "Ported").text("Declared in default",
                "Largest price move").figures("Prices moved", "Loss that came up" + unit, "Paid by the waterfall" + unit);
        for (Round round : listed()) {
            String members = String.join(", ", round.membersDefaulted().stream().map(Pen::shortId).toList());
            grid.row("Round " + round.number(), Amounts.count(round.accountsClosed()), Amounts.count(round.accountsHalted()),
                    Amounts.count(round.accountsPorted()), members.isEmpty() ? "none" : members, largestMove(round),
                    Amounts.count(round.priceMoves().size()), pen.amounts().exact(round.loss()),
                    pen.amounts().exact(paid(round)));
        }
        List<Round> all = cascade.rounds();
        grid.totals("All " + all.size(), sum(all.stream().mapToLong(Round::accountsClosed).sum()),
                sum(all.stream().mapToLong(Round::accountsHalted).sum()),
                sum(all.stream().mapToLong(Round::accountsPorted).sum()),
                Amounts.count(all.stream().mapToLong(round -> round.membersDefaulted().size()).sum(), "member"), "", "",
                pen.amounts().exact(Amounts.sum(all, Round::loss)), pen.amounts().exact(Amounts.sum(all, RoundsPart::paid)));
        grid.write(pen.html());
        if (all.size() > MOST_ROUNDS) {
            pen.paragraph("note", "Listed are the first and the last " + MOST_ROUNDS / 2 + " rounds; "
                    + Amounts.count(all.size() - (long) MOST_ROUNDS, "round")
                    + " between them are in the workbook. Totals are over all.");
        }
    }

    private static String sum(long count) {
        return Amounts.count(count);
    }

    private static BigDecimal paid(Round round) {
        return Amounts.sum(round.layers().stream().filter(paid -> !paid.layer().equals(Layers.UNFUNDED)).toList(),
                Story.LayerPayment::paid);
    }

    private static String largestMove(Round round) {
        Comparator<Story.PriceMove> bySize = Comparator.comparing(move -> move.change().orElse(BigDecimal.ZERO).abs());
        Optional<Story.PriceMove> largest = round.priceMoves().stream()
                .max(bySize.thenComparing(Story.PriceMove::instrument, Comparator.reverseOrder()));
        return largest.map(move -> Pen.shortId(move.instrument()) + " " + Amounts.percent(move.change())).orElse("none");
    }

    /** The waterfall of each round; nothing where no layer paid. */
    void payments() {
        Grid grid = new Grid("What the waterfall paid, round by round; layers that paid nothing are left out")
                .text("Round", "Layer").figures("Payers", "Paid" + unit, "Called but not paid" + unit);
        boolean any = false;
        for (Round round : listed()) {
            for (Story.LayerPayment payment : round.layers()) {
                if (payment.paid().signum() > 0 || payment.unpaid().signum() > 0) {
                    boolean unfunded = payment.layer().equals(Layers.UNFUNDED);
                    grid.lookedRow(unfunded ? "fail" : "", "Round " + round.number(),
                            Markup.cut(Layers.label(payment.layer()), 60),
                            unfunded ? "nobody" : Amounts.count(payment.payers()), pen.amounts().exact(payment.paid()),
                            pen.amounts().exact(payment.unpaid()));
                    any = true;
                }
            }
        }
        if (any) {
            grid.write(pen.html());
        }
    }
}
