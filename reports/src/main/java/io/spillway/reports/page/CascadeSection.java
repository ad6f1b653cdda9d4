package io.spillway.reports.page;

import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Day;
import io.spillway.reports.page.Story.LayerUse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of the page that tells one day's cascade: rounds, waterfall, contagion map, defaulters, calls, what is left over. */
final class CascadeSection {
    private static final int MOST_EDGES = 15;
    private static final int MOST_CALLS = 10;

    private final Pen pen;
    private final Day day;
    private final Cascade cascade;
    private final String id;
    private final String unit;

    CascadeSection(Pen pen, Day day, String id) {
        this.pen = pen;
        this.day = day;
        this.cascade = day.cascade().orElseThrow();
        this.id = id;
        this.unit = " (" + pen.amounts().currency() + ")";
    }

    void write() {
        pen.html().open("section", "class", "crash");
        pen.heading(2, day.date() + ": the cascade");
        part("part", () -> new RoundsPart(pen, cascade, id).write());
        part("part", this::waterfall);
        part("part map", this::contagion);
        part("part", this::defaulters);
        part("part", this::calls);
        part("part", this::leftOver);
        pen.html().close();
    }

    private void part(String look, Runnable content) {
        pen.html().open("div", "class", look);
        content.run();
        pen.html().close();
    }

    private void waterfall() {
        Amounts amounts = pen.amounts();
        pen.heading(3, "How the loss was covered");
        BigDecimal unfunded = cascade.balances().unfunded();
        BigDecimal paid = WaterfallPicture.covered(cascade);
        if (paid.signum() == 0 && unfunded.signum() == 0) {
            pen.paragraph("note", "No loss reached the default waterfall.");
        } else {
            pen.html().open("p", "class", "keys");
            for (Layers.Owner owner : List.of(Layers.Owner.DEFAULTERS, Layers.Owner.HOUSE, Layers.Owner.SURVIVORS)) {
                pen.html().leaf("span", "", "class", "key o-" + owner.look()).text(" paid by " + owner.words() + " ");
            }
            pen.html().leaf("span", "", "class", "key w-open").text(" still to cover ")
                    .leaf("span", "", "class", "key o-unfunded").text(" UNFUNDED: paid by nobody").close();
            new WaterfallPicture(pen, cascade).draw(id + "-waterfall");
        }
        if (!cascade.waterfall().isEmpty()) {
            waterfallTable(paid, unfunded);
            new RoundsPart(pen, cascade, id).payments();
        }
        BigDecimal difference = day.figures().loss().subtract(paid).subtract(unfunded);
        boolean same = difference.signum() == 0;
        pen.paragraph(same ? "note good" : "note bad", same
                ? "Paid by all layers and unfunded, together " + amounts.money(paid.add(unfunded))
                + ", equals the day's loss to the last digit."
                : "Paid by all layers and unfunded are " + amounts.money(paid.add(unfunded)) + ", the day's loss is "
                + amounts.money(day.figures().loss()) + ": a difference of " + amounts.signed(difference) + ".");
    }

    private void waterfallTable(BigDecimal paid, BigDecimal unfunded) {
        Amounts amounts = pen.amounts();
        Grid grid = new Grid("The default waterfall, all rounds together, in the order used")
                .figures("No.").text("Layer", "Whose money")
                .figures("Available before" + unit, "Paid" + unit, "Left" + unit, "Part of the loss");
        BigDecimal loss = paid.add(unfunded);
        for (int i = 0; i < cascade.waterfall().size(); i++) {
            LayerUse use = cascade.waterfall().get(i);
            grid.row(Integer.toString(i + 1), Markup.cut(Layers.label(use.layer()), 60), Layers.owner(use.layer()).words(),
                    amounts.exact(use.available()), amounts.exact(use.paid()), amounts.exact(use.left()),
                    Amounts.share(use.paid(), loss));
        }
        grid.lookedRow(unfunded.signum() > 0 ? "fail" : "", "", Layers.UNFUNDED, Layers.Owner.NOBODY.words(), "none",
                amounts.exact(unfunded), "none", Amounts.share(unfunded, loss));
        grid.totals("", "Loss covered and unfunded", "", "", amounts.exact(loss), "", "");
        grid.write(pen.html());
    }

    private void contagion() {
        pen.heading(3, "Who caused what others bore");
        ContagionGraph graph = new ContagionGraph(cascade);
        if (graph.edges().isEmpty()) {
            pen.paragraph("note", "The contagion map has no edges: no member bore a loss that another one caused.");
            return;
        }
        pen.paragraph("",
                "Read from left to right: a line runs from the member that caused a loss to the member or layer that bore it. "
                + "Amounts on the right are what each bore" + unit + ", over all rounds.");
        new ContagionPicture(pen, graph).draw(id + "-contagion");
        pen.paragraph("note", ContagionHints.dropped(pen, graph));
        channels(graph);
        Grid grid = new Grid("The " + Math.min(MOST_EDGES, graph.edges().size()) + " largest edges").text("From", "To",
                "Channel")
                .figures("Amount" + unit, "Part of all contagion");
        BigDecimal all = Amounts.sum(graph.edges(), Story.Edge::amount);
        graph.edges().stream().limit(MOST_EDGES).forEach(edge -> grid.row(pen.member(edge.from()), pen.bearer(edge.to()),
                Markup.cut(edge.channel(), 40), pen.amounts().exact(edge.amount()), Amounts.share(edge.amount(), all)));
        grid.write(pen.html());
    }

    private void channels(ContagionGraph graph) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (Story.Edge edge : graph.edges()) {
            sums.merge(edge.channel(), edge.amount(), BigDecimal::add);
            counts.merge(edge.channel(), 1L, Long::sum);
        }
        BigDecimal all = Amounts.sum(graph.edges(), Story.Edge::amount);
        Grid grid = new Grid("Contagion by channel").text("Channel", "What it is").figures("Edges", "Amount" + unit, "Part");
        sums.entrySet().stream().sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey())).forEach(sum -> grid.row(Markup.cut(sum.getKey(), 40),
                ContagionHints.channel(sum.getKey()), Amounts.count(counts.get(sum.getKey())),
                pen.amounts().exact(sum.getValue()), Amounts.share(sum.getValue(), all)));
        grid.totals("All channels", "", Amounts.count(graph.edges().size()), pen.amounts().exact(all), "");
        grid.write(pen.html());
    }

    private void defaulters() {
        pen.heading(3, "Members in default");
        if (cascade.defaulters().isEmpty()) {
            pen.paragraph("note", "No member was declared in default.");
            return;
        }
        Grid grid = new Grid("Why each was declared in default").text("Member", "Declared",
                "Cause").figures("Loss to cover" + unit);
        for (Story.Defaulter defaulter : cascade.defaulters()) {
            grid.row(pen.member(defaulter.member()), defaulter.round() == 0 ? "before round 1" : "round "
                    + defaulter.round(),
                    Markup.cut(defaulter.cause(), 200), pen.amounts().exact(defaulter.loss()));
        }
        grid.totals("Together", "", "", pen.amounts().exact(Amounts.sum(cascade.defaulters(), Story.Defaulter::loss)));
        grid.write(pen.html());
        coverage();
    }

    private void coverage() {
        List<String> payers = cascade.defaulters().stream().flatMap(defaulter -> defaulter.paidBy().stream())
                .filter(paid -> paid.amount().signum() > 0).map(Story.Payment::layer).distinct()
                .sorted(Comparator.comparingInt(this::place)).toList();
        if (payers.isEmpty()) {
            return;
        }
        Grid grid = new Grid("Who covered each defaulter's loss" + unit).text("Member");
        payers.forEach(layer -> grid.figures(Markup.cut(Layers.label(layer), 40)));
        grid.figures("Together");
        for (Story.Defaulter defaulter : cascade.defaulters()) {
            grid.row(coverageCells(payers, pen.member(defaulter.member()), defaulter.paidBy()));
        }
        grid.totals(coverageCells(payers, "Together",
                cascade.defaulters().stream().flatMap(d -> d.paidBy().stream()).toList()));
        grid.write(pen.html());
    }

    private String[] coverageCells(List<String> payers, String first, List<Story.Payment> payments) {
        List<String> cells = new ArrayList<>(List.of(first));
        for (String layer : payers) {
            cells.add(pen.amounts().exact(Amounts.sum(payments.stream().filter(paid -> paid.layer().equals(layer)).toList(),
                    Story.Payment::amount)));
        }
        cells.add(pen.amounts().exact(Amounts.sum(payments, Story.Payment::amount)));
        return cells.toArray(String[]::new);
    }

    /** A layer's place in the waterfall; one that is not in it comes after all others, UNFUNDED last. */
    private int place(String layer) {
        List<String> order = cascade.waterfall().stream().map(LayerUse::layer).toList();
        int place = order.indexOf(layer);
        return place >= 0 ? place : layer.equals(Layers.UNFUNDED) ? Integer.MAX_VALUE : order.size();
    }

    private void calls() {
        pen.heading(3, "Margin calls");
        if (cascade.marginCalls().isEmpty()) {
            pen.paragraph("note", "No margin call is listed for this day.");
            return;
        }
        List<Story.MarginCall> largest = cascade.marginCalls().stream()
                .sorted(Comparator.comparing(Story.MarginCall::amount).reversed()
                .thenComparing(Story.MarginCall::account)).toList();
        int shown = Math.min(MOST_CALLS, largest.size());
        Grid grid = new Grid(shown == largest.size() ? "All margin calls, largest first"
                : "The " + shown + " largest of " + Amounts.count(largest.size(), "margin call"))
                .text("Account", "Member", "State").figures("Called" + unit);
        largest.stream().limit(MOST_CALLS).forEach(call -> grid.row(Pen.shortId(call.account()), pen.member(call.member()),
                Markup.cut(call.state(), 24), pen.amounts().exact(call.amount())));
        grid.totals("All " + Amounts.count(largest.size(), "call"), "", "", pen.amounts().exact(Amounts.sum(largest,
                Story.MarginCall::amount)));
        grid.write(pen.html());
    }

    private void leftOver() {
        Story.Balances balances = cascade.balances();
        pen.heading(3, "What is left over");
        Grid grid = new Grid("Lines that belong to no member").text("Line", "What it is").figures("Amount" + unit);
        grid.lookedRow(balances.unfunded().signum() > 0 ? "fail" : "", Layers.UNFUNDED, "loss that nobody pays",
                pen.amounts().exact(balances.unfunded()));
        grid.row("OUTSIDE", "what the buyers outside the book (LIQUIDITY) gained (+) or lost (-) on what they took over",
                pen.amounts().signed(balances.outside()));
        grid.row("ROUNDING", "what rounding each posting to the minor unit left over, gained (+) or lost (-)",
                pen.amounts().signed(balances.rounding()));
        grid.write(pen.html());
    }
}
