package io.spillway.waterfall.cascade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What happens to the accounts of members just declared: clients move, the rest is closed next (rule 5.11). */
final class Porting {

    private final CascadeState state;

    Porting(CascadeState state) {
        this.state = state;
    }

    /**
     * The accounts that moved and those to be closed in the next round, both ascending.
     */
    record Outcome(List<Integer> ported, List<Integer> toClose) {
    }

    /**
     * Judges the accounts of the declared members in order of account id.
     *
     * @param halted accounts in the middle of a halted close-out, ascending
     */
    Outcome judge(List<Integer> declared, int[] halted) {
        int[] accounts = declared.stream().flatMapToInt(m -> Arrays.stream(state.memberAccounts.everOf(m))
                .filter(a -> state.accountMember[a] == m)).filter(state::isOpen).sorted().distinct().toArray();
        List<Integer> ported = new ArrayList<>();
        List<Integer> toClose = new ArrayList<>();
        for (int account : accounts) {
            if (mayMove(account) && Arrays.binarySearch(halted, account) < 0) {
                state.port(account, state.book.backupOf(account));
                ported.add(account);
            } else {
                toClose.add(account);
            }
        }
        return new Outcome(ported, toClose);
    }

    private boolean mayMove(int account) {
        int backup = state.book.backupOf(account);
        return !state.isHouse(account) && backup >= 0 && !state.inDefault[backup]
                && !state.isBelowMaintenance(account);
    }
}
