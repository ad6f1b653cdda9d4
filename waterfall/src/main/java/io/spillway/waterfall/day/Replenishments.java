package io.spillway.waterfall.day;

import io.spillway.domain.book.Ids;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.Outstanding.Due;
import io.spillway.waterfall.day.Settlements.DueStatus;
import io.spillway.waterfall.day.Settlements.Replenishment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What members must bring back of contributions that a waterfall used, oldest first. A member's required contribution is
 * what it has and what is due of it: so a CONTRIBUTION movement changes the requirement, a use does not.
 */
final class Replenishments {

    private static final Comparator<Due> ORDER = Comparator.comparing(Due::member).thenComparing(Due::dueOn);

    private final DayOpening opening;
    private final LocalDate today;
    private List<Due> dues;

    Replenishments(DayOpening opening) {
        this.opening = opening;
        this.today = opening.businessDate();
        this.dues = opening.outstanding().dues().stream().sorted(ORDER).toList();
    }

    long dueOf(String member) {
        return dues.stream().filter(d -> d.member().equals(member)).mapToLong(Due::amount).reduce(0, Math::addExact);
    }

    /** Brings back part of what is due, the oldest first; what is more than that brings nothing back. */
    void bring(String member, long amount) {
        long left = amount;
        List<Due> after = new ArrayList<>();
        for (Due due : dues) {
            long part = due.member().equals(member) ? Math.min(left, due.amount()) : 0;
            left -= part;
            if (part < due.amount()) {
                after.add(new Due(due.member(), due.dueOn(), due.amount() - part));
            }
        }
        dues = after;
    }

    /** Reports what has not come by its date; the day's own file is the last that may bring it. */
    void report(Findings findings) {
        for (Due due : dues) {
            if (isUnmet(due)) {
                findings.add(FindingCode.UNMET_REPLENISHMENT, due.member(),
                        Amounts.text(due.amount(), opening.house().baseCurrency().scale()) + " "
                        + opening.house().baseCurrency().code() + " of its contribution was to be replenished by "
                        + due.dueOn() + " and has not come");
            }
        }
    }

    private boolean isUnmet(Due due) {
        return !due.dueOn().isAfter(today);
    }

    /**
     * What is due when the day closes: what was left, and what the day's waterfalls used. A member in default owes its
     * loss, not its contribution.
     */
    List<Due> close(OpeningState.Members before, OpeningState.Members after, DayRules rules) {
        LocalDate dueOn = opening.house().calendar()
                .plusBusinessDays(today, rules.obligations().replenishmentDays());
        Ids members = opening.book().memberIds();
        List<Due> left = new ArrayList<>(dues.stream()
                .filter(due -> !after.inDefault()[members.indexOf(due.member())]).toList());
        for (int m = 0; m < members.size(); m++) {
            long used = Math.subtractExact(before.contribution()[m], after.contribution()[m]);
            if (used > 0 && !after.inDefault()[m]) {
                left.add(new Due(members.get(m), dueOn, used));
            }
        }
        left.sort(ORDER);
        dues = left;
        return left;
    }

    /** The clock of every member that is short, as the day closes. */
    List<Replenishment> clock(OpeningState.Members after) {
        Ids members = opening.book().memberIds();
        return dues.stream().map(due -> {
            long contribution = after.contribution()[members.indexOf(due.member())];
            return new Replenishment(due.member(), Math.addExact(contribution, dueOf(due.member())), contribution,
                    due.amount(), due.dueOn(), isUnmet(due) ? DueStatus.UNMET : DueStatus.DUE);
        }).toList();
    }
}
