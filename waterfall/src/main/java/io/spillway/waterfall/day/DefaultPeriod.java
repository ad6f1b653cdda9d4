package io.spillway.waterfall.day;

/** The default-management period: it begins with a default and ends coolingOffDays after the last one (5.13.7). */
final class DefaultPeriod {

    private DefaultPeriod() {
    }

    /** Whether the period of an earlier default still runs on the business date; its last day is part of it. */
    static boolean isRunning(DayOpening opening, DayRules rules) {
        return opening.lastDefault().filter(last -> !opening.house().calendar()
                .plusBusinessDays(last, rules.coolingOffDays()).isBefore(opening.businessDate())).isPresent();
    }
}
