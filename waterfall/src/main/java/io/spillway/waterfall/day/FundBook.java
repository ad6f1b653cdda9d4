package io.spillway.waterfall.day;

import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.waterfall.day.CheckedInputs.FundMovement;
import io.spillway.waterfall.day.DayLedger.Reason;
import io.spillway.waterfall.day.Settlements.HandedBack;
import io.spillway.waterfall.layer.LayerName;
import java.util.List;

/** Applies the day's fund movements, one after another in order of movement id (rule 2.5). */
final class FundBook {

    private static final Reason MOVED = new Reason("2.5", "fund movement");
    private static final Reason REPLENISHED = new Reason("5.13.5", "contribution replenished");

    private final DayOpening opening;
    private final Means means;
    private final Entries postings;
    private final Replenishments replenishments;
    private final Recoveries recoveries;

    /** Takes what came in at the bank; nothing where only the outcome is asked for. */
    interface Entries {

        Entries NONE = new Entries() {
            @Override
            public void credit(LedgerAccount account, long signedAmount, Reason reason) {
                // only the outcome is asked for
            }

            @Override
            public void creditAccount(int account, long amount, Reason reason) {
                // only the outcome is asked for
            }
        };

        void credit(LedgerAccount account, long signedAmount, Reason reason);

        /** Base cash of an account of the book. */
        void creditAccount(int account, long amount, Reason reason);

        /** Books against the settlement bank. */
        static Entries to(DayLedger ledger, String base) {
            LedgerAccount bank = LedgerAccount.of(LedgerAccountType.SETTLEMENT_BANK);
            return new Entries() {
                @Override
                public void credit(LedgerAccount account, long signedAmount, Reason reason) {
                    ledger.journal(bank, account, base, signedAmount, reason);
                }

                @Override
                public void creditAccount(int account, long amount, Reason reason) {
                    ledger.account(account, bank, base, amount, reason);
                }
            };
        }
    }

    FundBook(DayOpening opening, Means means, Entries postings) {
        this.opening = opening;
        this.means = means;
        this.postings = postings;
        this.replenishments = new Replenishments(opening);
        this.recoveries = new Recoveries(opening, means, replenishments, postings);
    }

    void apply(List<FundMovement> movements) {
        movements.forEach(this::apply);
    }

    private void apply(FundMovement movement) {
        int member = opening.book().memberIds().indexOf(movement.owner());
        switch (movement.kind()) {
            case CAPITAL -> means.addCapital(member, movement);
            case CONTRIBUTION -> {
                means.addContribution(member, movement);
                postings.credit(fundOf(movement.owner()), movement.amount(), MOVED);
            }
            case LAYER -> {
                means.addPot(LayerName.valueOf(movement.owner()), movement);
                postings.credit(LedgerAccount.of(LedgerAccountType.valueOf(movement.owner())), movement.amount(),
                        MOVED);
            }
            case REPLENISHMENT -> {
                means.addContribution(member, movement);
                replenishments.bring(movement.owner(), movement.amount());
                postings.credit(fundOf(movement.owner()), movement.amount(), REPLENISHED);
            }
            case RECOVERY -> recoveries.handBack(movement);
        }
    }

    private static LedgerAccount fundOf(String member) {
        return new LedgerAccount(LedgerAccountType.DEFAULT_FUND, member);
    }

    Replenishments replenishments() {
        return replenishments;
    }

    Recoveries recoveries() {
        return recoveries;
    }

    List<HandedBack> handedBack() {
        return recoveries.handedBack();
    }
}
