package io.spillway.waterfall.day;

import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.waterfall.cascade.Cause;
import io.spillway.waterfall.cascade.Pot;
import io.spillway.waterfall.cascade.Transfer;
import io.spillway.waterfall.day.DayLedger.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Books a cascade's transfers in the ledger and in the accounts' cash (section 5's opening, rule 6.1). Postings are to
 * base cash; a seizure takes base cash first, then other cash at its value after haircut, in
 * order of currency, then securities.
 */
final class CascadeBooking {

    private static final Reason SEIZED = new Reason("5", "other cash taken at its value after haircut");
    private static final Reason SECURITIES_SEIZED = new Reason("5", "securities taken at the value that equity counted");
    private static final LedgerAccount SEIZED_COLLATERAL = LedgerAccount.of(LedgerAccountType.SEIZED_COLLATERAL);
    private static final LedgerAccount ROUNDING = LedgerAccount.of(LedgerAccountType.ROUNDING);

    private final DayLedger ledger;
    private final Valuation valuation;
    private final Custody custody;
    private final String base;

    CascadeBooking(DayLedger ledger, Valuation valuation, Custody custody) {
        this.ledger = ledger;
        this.valuation = valuation;
        this.custody = custody;
        this.base = valuation.base();
    }

    /**
     * Books the transfers. Re-marks come first, although they are added up over the rounds, and so do the premiums of
     * options that were closed: a seizure must find the cash that they brought or took.
     *
     * @param before what premium-style options were worth when the cascade began
     * @param after what those still open are worth now
     */
    void book(List<Transfer> transfers, OptionValue before, OptionValue after) {
        transfers.stream().filter(t -> t.cause() == Cause.RE_MARK).forEach(this::book);
        bookPremiums(before, after);
        transfers.stream().filter(t -> t.cause() != Cause.RE_MARK).forEach(this::book);
    }

    /**
     * The cascade moves equity; of a premium-style option only the part that is no longer open has become cash. What the
     * open part changed by leaves the cash again, so that each account's equity stays as the cascade left it (3.2).
     */
    private void bookPremiums(OptionValue before, OptionValue after) {
        LedgerAccount market = LedgerAccount.of(LedgerAccountType.VARIATION_MARGIN_HOUSE);
        Reason reason = new Reason("3.2", "change of net option value in the cascade");
        long left = 0;
        for (int a = 0; a < before.ofAccounts().length; a++) {
            if (before.ofAccounts()[a] != null) {
                long equity = valuation.equityOf(a, ledger.cash());
                valuation.optionsChanged(a, after.ofAccounts()[a]);
                long change = Math.subtractExact(equity, valuation.equityOf(a, ledger.cash()));
                ledger.account(a, market, base, change, reason);
                left = Math.subtractExact(left, change);
            }
        }
        long ofLiquidity = before.ofLiquidity().subtract(after.ofLiquidity())
                .setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        ledger.liquidity(market, base, ofLiquidity, reason);
        ledger.journal(market, ROUNDING, base, Math.subtractExact(left, ofLiquidity),
                new Reason("1.4", "rounding of net option value"));
    }

    private void book(Transfer transfer) {
        Reason reason = new Reason(transfer.cause().rule(), transfer.round() == 0
                ? transfer.cause().text() : "round " + transfer.round() + ": " + transfer.cause().text());
        LedgerAccount from = ledgerAccount(transfer.from(), transfer.fromIndex());
        LedgerAccount to = ledgerAccount(transfer.to(), transfer.toIndex());
        if (transfer.cause() == Cause.LIQUIDATION_FEE) {
            LedgerAccount fees = LedgerAccount.of(LedgerAccountType.LIQUIDATION_FEES);
            ledger.account(transfer.fromIndex(), fees, base, -transfer.amount(), reason);
            ledger.journal(fees, to, base, transfer.amount(), reason);
        } else if (transfer.from() == Pot.ACCOUNT) {
            ledger.account(transfer.fromIndex(), to, base, -transfer.amount(), reason);
            if (isSeizure(transfer.cause())) {
                refill(transfer.fromIndex(), transfer.amount());
            }
        } else if (transfer.to() == Pot.ACCOUNT) {
            if (transfer.cause() == Cause.DEFICIT) {
                convertAll(transfer.toIndex());
                takeSecurities(transfer.toIndex(), -ledger.cashOf(base, transfer.toIndex()));
                settleTo(transfer.toIndex(), -transfer.amount());
            }
            ledger.account(transfer.toIndex(), from, base, transfer.amount(), reason);
        } else if (transfer.from() == Pot.LIQUIDITY) {
            ledger.liquidity(to, base, -transfer.amount(), reason);
        } else if (transfer.to() == Pot.LIQUIDITY) {
            ledger.liquidity(from, base, transfer.amount(), reason);
        } else {
            ledger.journal(from, to, base, transfer.amount(), reason);
        }
    }

    private static boolean isSeizure(Cause cause) {
        return switch (cause) {
            case MEMBER_PAYS, DEFAULTER_MARGIN, ASSESSMENTS, SOCIALISED_LOSS -> true;
            default -> false;
        };
    }

    /** Takes other cash for the part of a seizure that base cash did not have; equity stays as the seizure left it. */
    private void refill(int account, long seized) {
        if (ledger.cashOf(base, account) >= 0) {
            return;
        }
        long equity = valuation.equityOf(account, ledger.cash());
        takeOtherCash(account, seized);
        takeSecurities(account, Math.min(seized, -ledger.cashOf(base, account)));
        long change = Math.subtractExact(valuation.equityOf(account, ledger.cash()), equity);
        settleTo(account, Math.subtractExact(ledger.cashOf(base, account), change));
    }

    /** Securities come last, at what equity counted for them. */
    private void takeSecurities(int account, long missing) {
        if (missing > 0 && !custody.isEmpty()) {
            long value = custody.seize(account, BigDecimal.valueOf(missing)).setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
            ledger.account(account, SEIZED_COLLATERAL, base, value, SECURITIES_SEIZED);
        }
    }

    /** Takes securities for what an account's cash owes; its equity stays as it is. */
    void coverDebitCash(int account) {
        if (ledger.cashOf(base, account) < 0 && !custody.isEmpty()) {
            long equity = valuation.equityOf(account, ledger.cash());
            takeSecurities(account, -ledger.cashOf(base, account));
            settleEquityTo(account, equity);
        }
    }

    private void takeOtherCash(int account, long seized) {
        for (String currency : valuation.foreign()) {
            long missing = Math.min(seized, -ledger.cashOf(base, account));
            long balance = ledger.cashOf(currency, account);
            if (missing <= 0) {
                return;
            }
            if (balance > 0) {
                BigDecimal unit = valuation.valueOf(currency, 1);
                long units = unit.signum() == 0 ? 0 : BigDecimal.valueOf(missing).divide(unit, 0, RoundingMode.CEILING)
                        .min(BigDecimal.valueOf(balance)).longValueExact();
                long value = valuation.valueOf(currency, units).setScale(0, RoundingMode.FLOOR).longValueExact();
                convert(account, currency, units, value);
            }
        }
    }

    /**
     * Turns all other cash of an account into base cash: what it has at its value after haircut, what it owes in full.
     * Its equity stays as it is: a currency rounds alone, equity the sum, and the difference goes to ROUNDING.
     */
    void convertAll(int account) {
        long equity = valuation.equityOf(account, ledger.cash());
        for (String currency : valuation.foreign()) {
            long balance = ledger.cashOf(currency, account);
            if (balance != 0) {
                convert(account, currency, balance, valuation.valueOf(currency, balance)
                        .setScale(0, RoundingMode.FLOOR).longValueExact());
            }
        }
        settleEquityTo(account, equity);
    }

    private void convert(int account, String currency, long units, long baseValue) {
        ledger.account(account, SEIZED_COLLATERAL, currency, -units, SEIZED);
        ledger.account(account, SEIZED_COLLATERAL, base, baseValue, SEIZED);
    }

    /** Brings base cash to a balance that it misses by rounding only (rule 1.4). */
    private void settleTo(int account, long balance) {
        ledger.account(account, ROUNDING, base, Math.subtractExact(balance, ledger.cashOf(base, account)),
                new Reason("1.4", "rounding of other cash taken"));
    }

    /** Brings base cash to where the account's equity is what it was. */
    private void settleEquityTo(int account, long equity) {
        settleTo(account, Math.addExact(ledger.cashOf(base, account),
                Math.subtractExact(equity, valuation.equityOf(account, ledger.cash()))));
    }

    private LedgerAccount ledgerAccount(Pot pot, int index) {
        return switch (pot) {
            case ACCOUNT -> ledger.ofAccount(LedgerAccountType.ACCOUNT_CASH, index);
            case LIQUIDITY -> new LedgerAccount(LedgerAccountType.ACCOUNT_CASH, "LIQUIDITY");
            case MARKET -> LedgerAccount.of(LedgerAccountType.VARIATION_MARGIN_HOUSE);
            case MEMBER_CAPITAL -> ledger.ofMember(LedgerAccountType.MEMBER_CAPITAL_CALLED, index);
            case CONTRIBUTION -> ledger.ofMember(LedgerAccountType.DEFAULT_FUND, index);
            case LOSS -> ledger.ofMember(LedgerAccountType.DEFAULTER_LOSS, index);
            case WATERFALL -> LedgerAccount.of(LedgerAccountType.DEFAULT_WATERFALL);
            case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME, UNFUNDED, OUTSIDE, ROUNDING ->
                    LedgerAccount.of(LedgerAccountType.valueOf(pot.name()));
        };
    }
}
