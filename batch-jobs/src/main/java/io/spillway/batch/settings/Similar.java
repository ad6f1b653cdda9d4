package io.spillway.batch.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the word somebody meant. */
final class Similar {

    private static final int FAR = 3;

    private Similar() {
    }

    /** " (did you mean X?)" where one of the words is near, else nothing. */
    static String suggestion(String word, List<String> words) {
        return words.stream()
                .filter(known -> distance(word, known) <= FAR)
                .min(Comparator.comparingInt((String known) -> distance(word, known)).thenComparing(known -> known))
                .map(known -> " (did you mean " + known + "?)").orElse("");
    }

    /** Letters to add, drop or change, case aside. */
    private static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
