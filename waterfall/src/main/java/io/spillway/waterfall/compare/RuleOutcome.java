package io.spillway.waterfall.compare;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CloseOut;
import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a case comes to under some rules. Amounts are base minor units.
 *
 * @param error why there is no result; the figures are empty then
 * @param loss of the members in default: what all layers paid together, UNFUNDED included
 * @param paid per layer, UNFUNDED included
 * @param members paid per member that is not in default at the end of the cascade, over all layers
 * @param defaulted ids of members declared in default
 * @param positionsClosed how many positions were closed out, in part or in full
 * @param deepest the largest fall of a price by fire sales; empty where none fell
 */
public record RuleOutcome(RuleVariant variant, Optional<String> error, long loss, Map<LayerName, Long> paid,
                          SortedMap<String, Long> members, SortedSet<String> defaulted, int rounds, int positionsClosed,
                          Optional<Fall> deepest) {

    /** @param part of the price base when the first fire sale began, positive for a fall */
    public record Fall(String instrument, BigDecimal part) {
    }

    static RuleOutcome failed(RuleVariant variant, String why) {
        return new RuleOutcome(variant, Optional.of(why), 0, new EnumMap<>(LayerName.class), new TreeMap<>(),
                new TreeSet<>(), 0, 0, Optional.empty());
    }

    /** @param book of the run, whose accounts the results name */
    static RuleOutcome of(RuleVariant variant, ClearingBook book, List<CascadeResult> results) {
        Map<LayerName, Long> paid = new EnumMap<>(LayerName.class);
        SortedMap<String, Long> members = new TreeMap<>();
        SortedSet<String> defaulted = new TreeSet<>();
        Set<Integer> closed = new HashSet<>();
        long loss = 0;
        int rounds = 0;
        Fall deepest = null;
        for (CascadeResult result : results) {
            result.declaredBefore().forEach(m -> defaulted.add(book.memberIds().get(m)));
            result.closeOuts().forEach(c -> closed.add(positionOf(book, c)));
            rounds += result.rounds().size();
            for (Round round : result.rounds()) {
                round.defaulted().forEach(m -> defaulted.add(book.memberIds().get(m)));
                for (LayerResult layer : round.layers()) {
                    paid.merge(layer.layer(), layer.paid(), Math::addExact);
                    loss = Math.addExact(loss, layer.paid());
                    layer.by().forEach((payer, amount) -> memberOf(book, layer.layer(), payer)
                            .ifPresent(member -> members.merge(member, amount, Math::addExact)));
                }
            }
            deepest = deeper(deepest, fall(book, result));
        }
        members.keySet().removeAll(defaulted);
        return new RuleOutcome(variant, Optional.empty(), loss, paid, members, defaulted, rounds, closed.size(),
                Optional.ofNullable(deepest));
    }

    private static int positionOf(ClearingBook book, CloseOut closeOut) {
        for (int p = book.rowStart(closeOut.account()); p < book.rowStart(closeOut.account() + 1); p++) {
            if (book.instrumentOf(p) == closeOut.instrument()) {
                return p;
            }
        }
        throw new IllegalStateException("closed what nobody held");
    }

    /** A socialised loss is paid by accounts, a pot by nobody, anything else by members. */
    private static Optional<String> memberOf(ClearingBook book, LayerName layer, String payer) {
        if (layer == LayerName.SOCIALISED_LOSS) {
            return Optional.of(book.memberIds().get(book.memberOf(book.accountIds().indexOf(payer))));
        }
        return book.memberIds().indexOf(payer) < 0 ? Optional.empty() : Optional.of(payer);
    }

    private static Fall deeper(Fall one, Fall other) {
        return one == null || other != null && other.part().compareTo(one.part()) > 0 ? other : one;
    }

    /** From the price at which an instrument's first close-out began to its lowest closing price; null for none. */
    private static Fall fall(ClearingBook book, CascadeResult result) {
        Map<Integer, BigDecimal> begun = new HashMap<>();
        result.closeOuts().forEach(c -> begun.putIfAbsent(c.instrument(), c.openingPrice()));
        Fall deepest = null;
        for (Map.Entry<Integer, BigDecimal> from : new TreeMap<>(begun).entrySet()) {
            BigDecimal base = book.instrument(from.getKey()).prices().base(from.getValue());
            for (Round round : result.rounds()) {
                BigDecimal fallen = from.getValue().subtract(round.closingPrices().get(from.getKey()));
                if (fallen.signum() > 0 && base.signum() > 0) {
                    deepest = deeper(deepest, new Fall(book.instrumentIds().get(from.getKey()),
                            fallen.divide(base, 6, RoundingMode.HALF_EVEN)));
                }
            }
        }
        return deepest;
    }

    /** What a layer paid, zero where it did not. */
    public long paidBy(LayerName layer) {
        return paid.getOrDefault(layer, 0L);
    }
}
