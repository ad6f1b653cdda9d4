package io.spillway.waterfall.day;

import io.spillway.waterfall.day.CheckedInputs.AuctionFill;
import io.spillway.waterfall.day.Outstanding.LossShare;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What the day settled of earlier days' obligations and of auctions, and what it leaves open. Amounts are base minor
 * units.
 *
 * @param auction positions of defaulters that an auction closed, in the order of the file
 * @param calls what became of the margin calls that were due, by account
 * @param handedBack recoveries, in the order they were handed back
 * @param shares who bore the losses of this day's waterfalls
 * @param replenishments what is due of members' contributions when the day closes
 * @param left what the next day opens with
 */
public record Settlements(List<AuctionCloseOut> auction, List<CallOutcome> calls, List<HandedBack> handedBack,
                          List<LossShare> shares, List<Replenishment> replenishments, Outstanding left) {

    /**
     * A position that an auction closed (rule 5.6).
     *
     * @param mark the day's price, which the position was marked at before
     * @param profit of the defaulter's account against the mark, signed; the buyer's equity moved the other way
     * @param cash that the defaulter's account had from the buyer's, signed: the profit, for a premium-style option the
     *     whole price
     */
    public record AuctionCloseOut(AuctionFill fill, BigDecimal mark, long profit, long cash) {
    }

    /**
     * A call that was due (rule 4.7).
     *
     * @param account index of the opening book
     * @param covered value after haircut of what came in time
     */
    public record CallOutcome(int account, long amount, long covered, OffsetDateTime dueAt, CallStatus status) {
    }

    /**
     * A part of a recovery that went back to who paid.
     *
     * @param share the payment it goes back on, as it stood before; empty for the estate's own surplus
     * @param to where it went
     */
    public record HandedBack(String movementId, String defaulter, Optional<LossShare> share,
                             Destination to, long amount) {
    }

    /** Where a recovery goes. */
    public enum Destination {
        /** A survivor's contribution, as far as it is short. */
        FUND,
        /** A member's capital. */
        CAPITAL,
        /** An account that bore a socialised loss. */
        ACCOUNT,
        /** A shared layer. */
        LAYER,
        /** The hole that nobody paid. */
        UNFUNDED,
        /** The defaulter's estate, once everybody has all back. */
        ESTATE
    }

    /** Whether a replenishment's deadline has passed. */
    public enum DueStatus { DUE, UNMET }

    /**
     * The replenishment clock of a member.
     *
     * @param required what its contribution must be
     * @param contribution what it has
     * @param amount part of the difference that is due on that date
     */
    public record Replenishment(String member, long required, long contribution, long amount, LocalDate dueOn,
                                DueStatus status) {
    }

    /** Names of layers that members or accounts pay into. */
    static boolean isPaidByMembers(LayerName layer) {
        return layer == LayerName.SURVIVORS_FUND_CONTRIBUTIONS || layer == LayerName.ASSESSMENTS;
    }
}
