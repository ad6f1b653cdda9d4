package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.domain.margin.FlatRateMargin;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.day.CheckedInputs.CashMovement;
import io.spillway.waterfall.day.DayLedger.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves the day's collateral: deposits first, then withdrawals one by one, cash before securities, each refused where
 * equity would fall below initial margin (rule 4.7, fault 33).
 */
final class CollateralMovements {

    private static final LedgerAccount BANK = LedgerAccount.of(LedgerAccountType.SETTLEMENT_BANK);
    private static final Reason REASON = new Reason("4.7", "collateral movement");

    private final DayOpening opening;
    private final DayRules rules;
    private final DayLedger ledger;
    private final Valuation valuation;
    private final Custody custody;
    private final List<Finding> refusals = new ArrayList<>();

    CollateralMovements(DayOpening opening, DayRules rules, DayLedger ledger, Valuation valuation, Custody custody) {
        this.opening = opening;
        this.rules = rules;
        this.ledger = ledger;
        this.valuation = valuation;
        this.custody = custody;
    }

    List<Finding> refusals() {
        return refusals;
    }

    /** @return the cash movements that were carried out; those of securities are the custody's */
    List<CashMovement> move(CheckedInputs inputs, ClearingBook book, FlatRateMargin margin) {
        List<CashMovement> done = new ArrayList<>();
        for (CashMovement movement : inputs.movements()) {
            if (movement.amount() >= 0) {
                ledger.account(movement.account(), BANK, movement.currency(), movement.amount(), REASON);
                done.add(movement);
            }
        }
        inputs.products().movements().stream().filter(m -> m.quantity().signum() > 0).forEach(custody::move);
        long[] lots = book.copyLots();
        for (CashMovement movement : inputs.movements()) {
            if (movement.amount() < 0) {
                long initial = rules.initialMargin(margin.requirement(movement.account(), lots));
                if (mayWithdraw(movement, initial)) {
                    ledger.account(movement.account(), BANK, movement.currency(), movement.amount(), REASON);
                    done.add(movement);
                } else {
                    refuse(movement.movementId(), movement.account(), initial);
                }
            }
        }
        for (SecurityMovement movement : inputs.products().movements()) {
            if (movement.quantity().signum() < 0) {
                long initial = rules.initialMargin(margin.requirement(movement.account(), lots));
                if (mayWithdraw(movement, initial)) {
                    custody.move(movement);
                } else {
                    refuse(movement.movementId(), movement.account(), initial);
                }
            }
        }
        return done;
    }

    private void refuse(String movementId, int account, long initial) {
        refusals.add(new Finding(FindingCode.WITHDRAWAL_REFUSED, rules.severityOf(FindingCode.WITHDRAWAL_REFUSED),
                movementId, "would leave account " + opening.book().accountIds().get(account)
                        + " without the collateral or below its initial margin of "
                        + Amounts.text(initial, opening.house().baseCurrency().scale())));
    }

    private boolean mayWithdraw(CashMovement movement, long initial) {
        int account = movement.account();
        long[] balances = ledger.cash().get(movement.currency());
        if (balances[account] + movement.amount() < 0 || isOfDefaulter(account)) {
            return false;
        }
        balances[account] += movement.amount();
        boolean enough = valuation.equityOf(account, ledger.cash()) >= initial;
        balances[account] -= movement.amount();
        return enough;
    }

    private boolean mayWithdraw(SecurityMovement movement, long initial) {
        int account = movement.account();
        if (custody.quantityOf(account, movement.assetId()).add(movement.quantity()).signum() < 0
                || isOfDefaulter(account)) {
            return false;
        }
        custody.add(account, movement.assetId(), movement.quantity());
        boolean enough = valuation.equityOf(account, ledger.cash()) >= initial;
        custody.add(account, movement.assetId(), movement.quantity().negate());
        return enough;
    }

    private boolean isOfDefaulter(int account) {
        return opening.members().inDefault()[opening.book().memberOf(account)];
    }
}
