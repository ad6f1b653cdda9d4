package io.spillway.batch.store;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.Member;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The house's reference data as in force when a cycle opens, each by id.
 *
 * @param holidays names by date, as the reference files list them
 */
public record HouseReference(SortedMap<String, MemberReference> members, SortedMap<String, AccountReference> accounts,
                             SortedMap<String, InstrumentReference> instruments, SortedMap<String, Asset> assets,
                             SortedMap<LocalDate, String> holidays) {

    /**
     * A member.
     *
     * @param openingCapital what it could pay from outside when the house first knew it, base minor units
     * @param openingContribution its default fund contribution then, base minor units
     */
    public record MemberReference(Member member, long openingCapital, long openingContribution) {
    }

    /**
     * An account.
     *
     * @param key the store's number for it, 1 or more; 0 is LIQUIDITY
     * @param account under its present member
     * @param openingMemberId the member it had when the house first knew it
     */
    public record AccountReference(int key, Account account, String openingMemberId) {
    }

    /**
     * An instrument.
     *
     * @param key the store's number for it, 1 or more
     * @param underlying id of what it is on, or empty
     */
    public record InstrumentReference(int key, Instrument instrument, String underlying, Optional<LocalDate> expiry) {
    }
}
