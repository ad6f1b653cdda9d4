package io.spillway.batch.generate;

import io.spillway.domain.member.AccountKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The members of the generated house and their accounts; accounts of a member stand together, its house account first. */
final class House {

    /** An account's part in the crowded trade. */
    enum Role {
        /** Mostly on the other side of it. */
        ORDINARY,
        /** On the same side, with cover to spare. */
        FOLLOWER,
        /** On the same side, with cover for the crash but not for the fire sale after it. */
        STRETCHED,
        /** All in, and the first to fail. */
        LEVERAGED;

        /** Whether the account holds the crowded instruments first of all. */
        boolean isCrowd() {
            return this == STRETCHED || this == LEVERAGED;
        }
    }

    private static final double OMNIBUS_CHANCE = 0.6;
    private static final double BACKUP_CHANCE = 0.5;
    /** Members in a group of affiliates, from the front: pairs until this part of the house is reached. */
    private static final double GROUPED_SHARE = 0.2;
    private static final Role[] ROLES = Role.values();

    private final long seed;
    private final int members;
    /** By member: the role of its accounts, but for a few of its clients. */
    private final Role[] memberRole;
    /** By member, and one more at the end. */
    private final int[] firstAccount;
    private final int[] memberOf;
    private final byte[] role;
    private final float[] size;

    House(GeneratorSettings settings) {
        this.seed = settings.seed();
        this.members = settings.members();
        int accounts = settings.accounts();
        int[] rank = ranks();
        this.memberRole = memberRoles(rank);
        this.firstAccount = shareOut(rank, accounts);
        this.memberOf = new int[accounts];
        this.role = new byte[accounts];
        this.size = new float[accounts];
        for (int m = 0; m < members; m++) {
            Arrays.fill(memberOf, firstAccount[m], firstAccount[m + 1], m);
        }
        for (int a = 0; a < accounts; a++) {
            Draw draw = Draw.of(seed, Draw.Of.ACCOUNT, a);
            double ownSize = StrictMath.exp(Calibration.ACCOUNT_SIZE_SIGMA * draw.normal());
            role[a] = (byte) drawnRole(a, draw.uniform()).ordinal();
            size[a] = (float) accountSize(a, ownSize);
        }
    }

    int members() {
        return members;
    }

    int accounts() {
        return memberOf.length;
    }

    int memberOf(int account) {
        return memberOf[account];
    }

    int firstAccount(int member) {
        return firstAccount[member];
    }

    Role role(int account) {
        return ROLES[role[account]];
    }

    /** Whether the member is in the crowded trade with too little capital for it. */
    boolean isFragile(int member) {
        return memberRole[member] != Role.ORDINARY;
    }

    /** Size of the account's positions, about 1. */
    float size(int account) {
        return size[account];
    }

    AccountKind kind(int account) {
        int member = memberOf[account];
        int place = account - firstAccount[member];
        if (place == 0) {
            return AccountKind.HOUSE;
        }
        return place == 1 && hasOmnibus(member) ? AccountKind.CLIENT_OMNIBUS : AccountKind.CLIENT_SEGREGATED;
    }

    String memberId(int member) {
        return "M" + padded(member + 1, Math.max(3, Integer.toString(members).length()));
    }

    String accountId(int account) {
        int member = memberOf[account];
        int place = account - firstAccount[member];
        String suffix = switch (kind(account)) {
            case HOUSE -> "H";
            case CLIENT_OMNIBUS -> "O";
            case CLIENT_SEGREGATED -> {
                int clients = firstAccount[member + 1] - firstAccount[member] - 1;
                yield "C" + padded(hasOmnibus(member) ? place - 1 : place, Math.max(2, Integer.toString(clients).length()));
            }
        };
        return memberId(member) + "-" + suffix;
    }

    /** The group of affiliates that a member belongs to: the first members, by twos. */
    Optional<String> groupOf(int member) {
        int grouped = (int) (members * GROUPED_SHARE) / 2 * 2;
        return member < grouped ? Optional.of("G" + padded(member / 2 + 1, 2)) : Optional.empty();
    }

    /** The member that takes over a segregated client account if its own defaults; half of them name one. */
    Optional<String> backupOf(int account) {
        if (kind(account) != AccountKind.CLIENT_SEGREGATED) {
            return Optional.empty();
        }
        Draw draw = Draw.of(seed, Draw.Of.ACCOUNT, (long) accounts() + account);
        if (!draw.chance(BACKUP_CHANCE)) {
            return Optional.empty();
        }
        int other = draw.below(members - 1);
        return Optional.of(memberId(other >= memberOf[account] ? other + 1 : other));
    }

    private boolean hasOmnibus(int member) {
        int accounts = firstAccount[member + 1] - firstAccount[member];
        return accounts >= 3 && Draw.of(seed, Draw.Of.MEMBER_RANK, (long) members + member).chance(OMNIBUS_CHANCE);
    }

    private Role drawnRole(int account, double place) {
        int member = memberOf[account];
        if (!isFragile(member)) {
            return place < Calibration.FOLLOWER_SHARE ? Role.FOLLOWER : Role.ORDINARY;
        }
        boolean sound = account != firstAccount[member] && place < Calibration.SOUND_CLIENT_SHARE;
        return sound ? Role.ORDINARY : memberRole[member];
    }

    private double accountSize(int account, double ownSize) {
        double base = switch (role(account)) {
            case LEVERAGED, STRETCHED -> Calibration.LEVERAGED_ACCOUNT_SIZE * StrictMath.sqrt(StrictMath.sqrt(ownSize));
            case FOLLOWER, ORDINARY -> ownSize;
        };
        double byKind = kind(account) == AccountKind.CLIENT_OMNIBUS ? Calibration.OMNIBUS_SIZE : 1;
        return Math.max(Calibration.SMALLEST_ACCOUNT_SIZE, Math.min(Calibration.LARGEST_ACCOUNT_SIZE, base * byKind));
    }

    /** Each member's place by size, 0 for the largest. */
    private int[] ranks() {
        Integer[] bySize = IntStream.range(0, members).boxed().toArray(Integer[]::new);
        Arrays.sort(bySize, Comparator.comparingLong((Integer m) -> Draw.key(seed, Draw.Of.MEMBER_RANK, m))
                .thenComparing(Comparator.naturalOrder()));
        int[] rank = new int[members];
        for (int place = 0; place < members; place++) {
            rank[bySize[place]] = place;
        }
        return rank;
    }

    private Role[] memberRoles(int[] rank) {
        int leveraged = members <= 5 ? 1 : Math.max(2, (int) StrictMath.rint(members * Calibration.LEVERAGED_MEMBER_SHARE));
        int stretched = (int) StrictMath.rint(members * Calibration.STRETCHED_MEMBER_SHARE);
        Role[] byRank = new Role[members];
        Arrays.fill(byRank, Role.ORDINARY);
        for (int j = 0; j < leveraged; j++) {
            double place = Calibration.LEVERAGED_FIRST_RANK + Calibration.LEVERAGED_RANK_SPREAD * j / leveraged;
            byRank[(int) (members * place)] = Role.LEVERAGED;
        }
        int place = (int) (members * Calibration.STRETCHED_FIRST_RANK);
        for (int j = 0; j < stretched; j++) {
            while (byRank[place] != Role.ORDINARY) {
                place++;
            }
            byRank[place] = Role.STRETCHED;
        }
        Role[] roles = new Role[members];
        for (int m = 0; m < members; m++) {
            roles[m] = byRank[rank[m]];
        }
        return roles;
    }

    /** One account each, the others by the members' sizes; cumulative rounding, so that none is lost. */
    private int[] shareOut(int[] rank, int accounts) {
        double[] cumulative = new double[members + 1];
        for (int m = 0; m < members; m++) {
            cumulative[m + 1] = cumulative[m] + StrictMath.pow(rank[m] + 1.0, Calibration.MEMBER_SIZE_POWER);
        }
        int[] first = new int[members + 1];
        for (int m = 1; m < members; m++) {
            first[m] = m + (int) StrictMath.floor((accounts - members) * (cumulative[m] / cumulative[members]));
        }
        first[members] = accounts;
        return first;
    }

    private static String padded(int number, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }
}
