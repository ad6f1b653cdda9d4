package io.spillway.waterfall.cascade;

import io.spillway.domain.money.Allocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns negative equity into claims on members, who pay in full or are declared in default (rules 5.8, 5.9). */
final class Deficits {

    private final CascadeState state;

    Deficits(CascadeState state) {
        this.state = state;
    }

    /**
     * Settles deficits.
     *
     * @param accounts those with no open position and negative equity, ascending
     * @return members declared in default, ascending
     */
    List<Integer> settle(int[] accounts) {
        long[] owed = new long[state.members()];
        for (int account : accounts) {
            int member = state.accountMember[account];
            long deficit = Math.negateExact(state.equity[account]);
            state.move(Cause.DEFICIT, Pot.LOSS, member, Pot.ACCOUNT, account, deficit);
            owed[member] = Math.addExact(owed[member], deficit);
        }
        List<Integer> declared = new ArrayList<>();
        for (int member = 0; member < owed.length; member++) {
            if (owed[member] > 0 && !state.inDefault[member]) {
                if (state.payableBy(member) >= owed[member]) {
                    payFromHouseAccounts(member, pay(member, owed[member]));
                } else {
                    state.inDefault[member] = true;
                    declared.add(member);
                }
            }
        }
        return declared;
    }

    /** House equity pays first, capital the rest (rule 5.9). */
    private long pay(int member, long owed) {
        long excess = Math.subtractExact(state.payableBy(member), state.capital[member]);
        long fromHouse = Math.min(owed, excess);
        state.move(Cause.MEMBER_PAYS, Pot.MEMBER_CAPITAL, member, Pot.LOSS, member, owed - fromHouse);
        return fromHouse;
    }

    private void payFromHouseAccounts(int member, long amount) {
        takeFromHouse(state, member, amount, (account, part) ->
                state.move(Cause.MEMBER_PAYS, Pot.ACCOUNT, account, Pot.LOSS, member, part));
    }

    /** Splits an amount over a member's house accounts by their equity above maintenance. */
    static void takeFromHouse(CascadeState state, int member, long amount, HouseDebit debit) {
        int[] accounts = state.houseAccountsOf(member);
        long[] excess = Arrays.stream(accounts).mapToLong(state::excessOf).toArray();
        long[] parts = Allocation.split(amount, excess);
        for (int i = 0; i < accounts.length; i++) {
            debit.take(accounts[i], parts[i]);
        }
    }

    /** Takes money from one house account. */
    @FunctionalInterface
    interface HouseDebit {

        void take(int account, long amount);
    }
}
