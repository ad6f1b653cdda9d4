package io.spillway.waterfall.sizing;

/**
 * The groups that lose most in a scenario (rule 7.2).
 *
 * @param one the largest group's stress loss over margin, base minor units
 * @param two the sum of the two largest
 * @param first number of the group that loses most, the first of equals; -1 where none loses anything
 * @param second number of the next one, likewise
 */
record Cover(long one, long two, int first, int second) {

    /** @param byMember stress losses over margin */
    static Cover of(StressHouse house, long[] byMember) {
        long[] byGroup = new long[house.groupIds().length];
        for (int m = 0; m < byMember.length; m++) {
            byGroup[house.groups()[m]] = Math.addExact(byGroup[house.groups()[m]], byMember[m]);
        }
        int first = -1;
        int second = -1;
        for (int g = 0; g < byGroup.length; g++) {
            if (byGroup[g] > lossOf(byGroup, first)) {
                second = first;
                first = g;
            } else if (byGroup[g] > lossOf(byGroup, second)) {
                second = g;
            }
        }
        long one = lossOf(byGroup, first);
        return new Cover(one, Math.addExact(one, lossOf(byGroup, second)), first, second);
    }

    private static long lossOf(long[] byGroup, int group) {
        return group < 0 ? 0 : byGroup[group];
    }
}
