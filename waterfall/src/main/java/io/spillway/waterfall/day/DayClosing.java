package io.spillway.waterfall.day;

import io.spillway.domain.ledger.Journal;
import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.DayLedger.Reason;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Closes the day: clients of defaulters get what is left back, LIQUIDITY's result goes outside (2.7, 5.10). */
final class DayClosing {

    private final DayOpening opening;
    private final DayLedger ledger;
    private final Valuation valuation;
    private final CascadeBooking booking;
    private final Custody custody;
    private final Optional<LocalDate> runningSince;

    /** @param runningSince last default of a default-management period that still runs on the day */
    DayClosing(DayOpening opening, DayLedger ledger, CascadeBooking booking, Worth worth,
            Optional<LocalDate> runningSince) {
        this.opening = opening;
        this.ledger = ledger;
        this.booking = booking;
        this.valuation = worth.valuation();
        this.custody = worth.custody();
        this.runningSince = runningSince;
    }

    /** What collateral is worth and who holds it. */
    record Worth(Valuation valuation, Custody custody) {
    }

    DayResult.Close close(CascadeState state, OpeningState before) {
        settleAccountsOfDefaulters(state);
        SortedMap<String, Long> outside = sendLiquidityOutside();
        int members = state.members();
        long[] capital = new long[members];
        long[] contribution = new long[members];
        boolean[] inDefault = new boolean[members];
        long[] assessed = new long[members];
        boolean newDefault = false;
        for (int m = 0; m < members; m++) {
            capital[m] = state.capitalOf(m);
            contribution[m] = state.contributionOf(m);
            inDefault[m] = state.isInDefault(m);
            assessed[m] = state.assessedOf(m);
            newDefault |= inDefault[m] && !before.members().inDefault()[m];
        }
        Optional<LocalDate> lastDefault = newDefault ? Optional.of(opening.businessDate()) : runningSince;
        OpeningState.Members after = new OpeningState.Members(capital, contribution, inDefault,
                before.members().periodContribution(), assessed);
        return new DayResult.Close(marks(state), ledger.cash(), equity(state), owners(state), after, pots(state),
                liquidityLots(state), lastDefault, outside, rounding());
    }

    /**
     * Closed accounts of members in default: what one currency owes is taken out of the others, so that no rate moves
     * it again; a client's rest goes back to the client, nothing of it pays for others (rule 5.10).
     */
    private void settleAccountsOfDefaulters(CascadeState state) {
        for (int a = 0; a < state.accounts(); a++) {
            if (state.isInDefault(state.memberOf(a)) && !state.isOpen(a)) {
                int account = a;
                if (ledger.cash().values().stream().anyMatch(balances -> balances[account] < 0)) {
                    booking.convertAll(a);
                    booking.coverDebitCash(a);
                }
                if (!state.isHouse(a)) {
                    returnToClient(a);
                }
            }
        }
    }

    private void returnToClient(int account) {
        LedgerAccount returned = ledger.ofAccount(LedgerAccountType.CLIENT_SURPLUS_RETURNED, account);
        for (String currency : ledger.cash().keySet()) {
            ledger.account(account, returned, currency, -Math.max(0, ledger.cashOf(currency, account)),
                    new Reason("5.10", "returned to the client"));
        }
        custody.returnAll(account);
    }

    private SortedMap<String, Long> sendLiquidityOutside() {
        SortedMap<String, Long> outside = new TreeMap<>();
        for (String currency : new TreeSet<>(ledger.liquidityCash().keySet())) {
            long gained = ledger.liquidityCashOf(currency);
            ledger.liquidity(LedgerAccount.of(LedgerAccountType.OUTSIDE), currency, -gained,
                    new Reason("2.7", "result of LIQUIDITY"));
            if (gained != 0) {
                outside.put(currency, gained);
            }
        }
        return outside;
    }

    /** The last price each instrument was marked at (rule 2.4). */
    private static BigDecimal[] marks(CascadeState state) {
        BigDecimal[] marks = new BigDecimal[state.book().instruments()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = state.priceOf(i);
        }
        return marks;
    }

    private long[] equity(CascadeState state) {
        long[] equity = new long[state.accounts()];
        for (int a = 0; a < equity.length; a++) {
            equity[a] = valuation.equityOf(a, ledger.cash());
        }
        return equity;
    }

    private static int[] owners(CascadeState state) {
        int[] owners = new int[state.accounts()];
        for (int a = 0; a < owners.length; a++) {
            owners[a] = state.memberOf(a);
        }
        return owners;
    }

    private static Map<LayerName, Long> pots(CascadeState state) {
        Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
        for (LayerName layer : LayerName.values()) {
            if (layer.isSharedPot()) {
                pots.put(layer, state.balanceOf(layer));
            }
        }
        return pots;
    }

    private static long[] liquidityLots(CascadeState state) {
        long[] lots = new long[state.book().instruments()];
        for (int i = 0; i < lots.length; i++) {
            lots[i] = state.liquidityLotsOf(i);
        }
        return lots;
    }

    /** The day's balance of ROUNDING per currency, from the journals. */
    private SortedMap<String, Long> rounding() {
        SortedMap<String, Long> rounding = new TreeMap<>();
        for (Journal journal : ledger.journals()) {
            if (journal.credit().type() == LedgerAccountType.ROUNDING) {
                rounding.merge(journal.currency(), journal.amount(), Math::addExact);
            } else if (journal.debit().type() == LedgerAccountType.ROUNDING) {
                rounding.merge(journal.currency(), -journal.amount(), Math::addExact);
            }
        }
        return rounding;
    }
}
