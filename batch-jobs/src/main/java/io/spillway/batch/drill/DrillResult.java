package io.spillway.batch.drill;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.book.Ids;
import io.spillway.domain.money.Amounts;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Edge;
import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.layer.LayerName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A drill's outcome as JSON: amounts, prices and quantities as decimal strings. */
final class DrillResult {

    private final Drill.Outcome outcome;
    private final CascadeState end;
    private final ClearingBook book;
    private final int scale;

    DrillResult(Drill.Outcome outcome) {
        this.outcome = outcome;
        this.end = outcome.end();
        this.book = end.book();
        this.scale = outcome.drillCase().scale();
    }

    ObjectNode json() {
        ObjectNode result = Drill.JSON.createObjectNode();
        result.put("name", outcome.drillCase().name());
        result.put("status", end.unfunded() > 0 ? "UNFUNDED" : "FUNDED");
        ArrayNode events = result.putArray("events");
        outcome.events().forEach(event -> event(events.addObject(), event));
        members(result.putObject("members"));
        accounts(result.putObject("accounts"));
        ObjectNode layers = result.putObject("layers");
        for (LayerName layer : LayerName.values()) {
            if (layer.isSharedPot()) {
                layers.put(layer.name(), amount(end.balanceOf(layer)));
            }
        }
        result.putObject("liquidity").put("equity", amount(end.liquidityEquity()));
        result.put("unfunded", amount(end.unfunded()));
        result.put("rounding", amount(end.rounding()));
        contagion(result.putArray("contagion"));
        return result;
    }

    private void event(ObjectNode json, CascadeResult event) {
        names(json.putArray("called"), event.called(), book.accountIds());
        ArrayNode rounds = json.putArray("rounds");
        for (Round round : event.rounds()) {
            ObjectNode node = rounds.addObject();
            node.put("round", round.number());
            ObjectNode prices = node.putObject("prices");
            for (int i = 0; i < book.instruments(); i++) {
                prices.put(book.instrument(i).id(), Decimals.text(round.closingPrices().get(i)));
            }
            names(node.putArray("closed"), round.closed(), book.accountIds());
            names(node.putArray("halted"), round.halted(), book.accountIds());
            names(node.putArray("defaulted"), round.defaulted(), book.memberIds());
            names(node.putArray("ported"), round.ported(), book.accountIds());
            ArrayNode layers = node.putArray("layers");
            round.layers().forEach(layer -> layer(layers.addObject(), layer));
        }
    }

    private void layer(ObjectNode json, LayerResult layer) {
        json.put("layer", layer.layer().name());
        json.put("paid", amount(layer.paid()));
        ObjectNode by = json.putObject("by");
        layer.by().forEach((payer, paid) -> by.put(payer, amount(paid)));
        if (layer.layer() == LayerName.ASSESSMENTS) {
            ObjectNode unpaid = json.putObject("unpaid");
            layer.unpaid().forEach((member, rest) -> unpaid.put(member, amount(rest)));
        }
    }

    private void members(ObjectNode json) {
        for (int m = 0; m < book.members(); m++) {
            ObjectNode member = json.putObject(book.memberIds().get(m));
            member.put("status", end.isInDefault(m) ? "IN_DEFAULT" : "GOOD");
            member.put("capital", amount(end.capitalOf(m)));
            member.put("fundContribution", amount(end.contributionOf(m)));
            member.put("assessed", amount(end.assessedOf(m)));
        }
    }

    private void accounts(ObjectNode json) {
        for (int a = 0; a < book.accounts(); a++) {
            ObjectNode account = json.putObject(book.accountIds().get(a));
            account.put("member", book.memberIds().get(end.memberOf(a)));
            account.put("equity", amount(end.equityOf(a)));
            account.put("gain", amount(end.gainOf(a)));
            account.put("open", end.isOpen(a));
        }
    }

    /** Edges of all rounds and events added up. */
    private void contagion(ArrayNode json) {
        SortedMap<Edge, Long> sums = new TreeMap<>(Edge.ORDER);
        for (CascadeResult event : outcome.events()) {
            for (Round round : event.rounds()) {
                round.edges().forEach(edge -> sums.merge(edge, edge.amount(), Math::addExact));
            }
        }
        for (Map.Entry<Edge, Long> sum : sums.entrySet()) {
            ObjectNode edge = json.addObject();
            edge.put("from", sum.getKey().from());
            edge.put("to", sum.getKey().to());
            edge.put("channel", sum.getKey().channel().name());
            edge.put("amount", amount(sum.getValue()));
        }
    }

    private static void names(ArrayNode json, List<Integer> indices, Ids ids) {
        indices.stream().map(ids::get).collect(Collectors.toList()).forEach(json::add);
    }

    private String amount(long minor) {
        return Amounts.text(minor, scale);
    }
}
