package io.spillway.waterfall.day;

import io.spillway.waterfall.layer.LayerName;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

/**
 * What earlier days left to be settled, by ids, so that it outlives any book. Amounts are base minor units.
 *
 * @param calls margin calls not due yet, by account
 * @param dues contributions to be replenished, by member and due date
 * @param shares who paid for whom and has not had all of it back, in {@link LossShare#ORDER}
 */
public record Outstanding(List<OpenCall> calls, List<Due> dues, List<LossShare> shares) {

    /** Nothing is left to be settled. */
    public static final Outstanding NONE = new Outstanding(List.of(), List.of(), List.of());

    public Outstanding {
        calls = List.copyOf(calls);
        dues = List.copyOf(dues);
        shares = shares.stream().sorted(LossShare.ORDER).toList();
    }

    /** A margin call that was made and is not due yet (rule 4.7). */
    public record OpenCall(String account, long amount, OffsetDateTime dueAt) {
    }

    /**
     * A part of a member's contribution that a waterfall used and that must be brought back.
     *
     * @param dueOn last business date on which it may come
     * @param amount positive
     */
    public record Due(String member, LocalDate dueOn, long amount) {
    }

    /**
     * What one payer bore of one defaulter's loss.
     *
     * @param paidOn business date of the waterfall
     * @param layerNo place of the layer in that day's waterfall
     * @param payer member, account or the layer's own name
     * @param weight the member's contribution when that day's cascade began; 0 where the payer is no member
     * @param returned what recoveries handed back of {@code paid}
     */
    public record LossShare(String defaulter, LocalDate paidOn, int layerNo, LayerName layer, String payer,
                            long weight, long paid, long returned) {

        /** By defaulter, date, layer and payer. */
        public static final Comparator<LossShare> ORDER = Comparator.comparing(LossShare::defaulter)
                .thenComparing(LossShare::paidOn).thenComparingInt(LossShare::layerNo)
                .thenComparing(LossShare::payer);

        /** What the payer has not had back. */
        public long open() {
            return Math.subtractExact(paid, returned);
        }

        LossShare handingBack(long amount) {
            return new LossShare(defaulter, paidOn, layerNo, layer, payer, weight, paid,
                    Math.addExact(returned, amount));
        }
    }
}
