package io.spillway.waterfall.day;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A withdrawal of cash judged against the state that a day closed with: refused where the cash is not there, where
 * equity would fall below the initial margin of the positions that are left, or where the member is in default (rule
 * 4.7, fault 33).
 *
 * @param balance of the currency, its minor units
 * @param equityAfter base minor units, if it were carried out
 * @param initialMargin base minor units, at the closing marks
 */
public record Withdrawal(Verdict verdict, long balance, long equityAfter, long initialMargin) {

    /** What is said of it. */
    public enum Verdict { ALLOWED, NO_SUCH_BALANCE, BELOW_INITIAL_MARGIN, IN_DEFAULT }

    /**
     * Judges a withdrawal; nothing is changed.
     *
     * @param opening what the closed day opened with
     */
    public static Withdrawal judge(DayOpening opening, DayResult day, DayRules rules, Asked asked) {
        int account = asked.account();
        DayOpening atClose = new DayOpening(opening.businessDate(), opening.cycle(), opening.house(),
                opening.previousDate(), opening.previousDigest(), opening.book(), opening.marks(),
                opening.daysUnchanged(), opening.publishedPrices(), opening.fx(), opening.ownCloseOuts(),
                opening.cash(), opening.members(), opening.pots(), opening.lastDefault(), day.products().close());
        OptionValue options = new OptionValue(opening.house(), day.book(), day.inputs().fx(), new OptionValue.At(
                day.end()::priceOf, day.end()::lotsOf, day.end()::liquidityLotsOf));
        Valuation valuation = new Valuation(opening.house(), day.inputs().fx(), new Custody(atClose, day.inputs()),
                options.ofAccounts());
        SortedMap<String, long[]> cash = new TreeMap<>();
        day.close().cash().forEach((currency, balances) -> cash.put(currency, balances.clone()));
        long balance = cash.get(asked.currency())[account];
        cash.get(asked.currency())[account] = Math.subtractExact(balance, asked.amount());
        long initial = rules.initialMargin(day.end().maintenanceOf(account));
        if (balance < asked.amount()) {
            return new Withdrawal(Verdict.NO_SUCH_BALANCE, balance, day.close().equity()[account], initial);
        }
        long after = valuation.equityOf(account, cash);
        return new Withdrawal(day.end().isInDefault(day.end().memberOf(account)) ? Verdict.IN_DEFAULT
                : after < initial ? Verdict.BELOW_INITIAL_MARGIN : Verdict.ALLOWED, balance, after, initial);
    }

    /** What is asked for: an account's index, a currency that the house keeps and minor units of it, positive. */
    public record Asked(int account, String currency, long amount) {
    }
}
