package io.spillway.batch.ingest;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.Member;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * What the house knows of its reference data when files are read, each by id.
 *
 * @param holidays names by date, as the reference files listed them
 */
record KnownHouse(SortedMap<String, KnownMember> members, SortedMap<String, KnownAccount> accounts,
                  SortedMap<String, KnownInstrument> instruments, SortedMap<String, Asset> assets,
                  SortedMap<LocalDate, String> holidays) {

    /**
     * A member.
     *
     * @param openingCapital what it could pay from outside when the house first knew it, base minor units
     * @param openingContribution its default fund contribution then, base minor units
     */
    record KnownMember(Member member, long openingCapital, long openingContribution) {
    }

    /**
     * An account.
     *
     * @param key the store's number for it, 1 or more; 0 is LIQUIDITY
     * @param account under its present member
     * @param openingMemberId the member it had when the house first knew it
     */
    record KnownAccount(int key, Account account, String openingMemberId) {
    }

    /**
     * An instrument.
     *
     * @param key the store's number for it, 1 or more
     * @param terms what the store keeps of it, without margin tiers, which are settings
     */
    record KnownInstrument(int key, Instrument terms) {
    }
}
