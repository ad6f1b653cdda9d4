package io.spillway.waterfall.cascade;

import io.spillway.domain.book.ClearingBook;
import java.util.Arrays;

/** Which accounts a member has: house accounts for good, clients as they are ported in. */
final class MemberAccounts {

    private static final int[] NO_ACCOUNTS = {};

    private final int[][] house;
    private final int[][] all;

    MemberAccounts(ClearingBook book) {
        house = new int[book.members()][];
        all = new int[book.members()][];
        Arrays.fill(house, NO_ACCOUNTS);
        Arrays.fill(all, NO_ACCOUNTS);
        int[] houseCount = new int[book.members()];
        int[] count = new int[book.members()];
        for (int a = 0; a < book.accounts(); a++) {
            count[book.memberOf(a)]++;
            houseCount[book.memberOf(a)] += book.kindOf(a).isHouse() ? 1 : 0;
        }
        for (int m = 0; m < book.members(); m++) {
            house[m] = new int[houseCount[m]];
            all[m] = new int[count[m]];
        }
        for (int a = book.accounts() - 1; a >= 0; a--) {
            int m = book.memberOf(a);
            all[m][--count[m]] = a;
            if (book.kindOf(a).isHouse()) {
                house[m][--houseCount[m]] = a;
            }
        }
    }

    /** House accounts, ascending. */
    int[] houseOf(int member) {
        return house[member];
    }

    /** Every account that is or was the member's: check who owns it now. */
    int[] everOf(int member) {
        return all[member];
    }

    void add(int member, int account) {
        all[member] = Arrays.copyOf(all[member], all[member].length + 1);
        all[member][all[member].length - 1] = account;
    }
}
