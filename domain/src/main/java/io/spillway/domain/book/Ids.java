package io.spillway.domain.book;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A sorted index of ids: position in the array is position in ASCII order, so that ties go to the lower id. */
public final class Ids {

    /** Printable ASCII without blanks, quotes or path separators (faults 53, 56). */
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:#+-]{0,63}");

    private final String[] ids;
    private final Map<String, Integer> indices;

    private Ids(String[] sorted) {
        this.ids = sorted;
        this.indices = new HashMap<>(sorted.length * 2);
        for (int i = 0; i < sorted.length; i++) {
            indices.put(sorted[i], i);
        }
    }

    /** @throws IllegalArgumentException if an id stands twice */
    public static Ids of(Collection<String> ids) {
        String[] sorted = ids.toArray(String[]::new);
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i].equals(sorted[i - 1])) {
                throw new IllegalArgumentException("'" + sorted[i] + "' is listed twice");
            }
        }
        return new Ids(sorted);
    }

    /** Whether the text may be an id: 1 to 64 of letters, digits and . _ : # + -, beginning with a letter or digit. */
    public static boolean isValid(String id) {
        return VALID.matcher(id).matches();
    }

    public int size() {
        return ids.length;
    }

    public String get(int index) {
        return ids[index];
    }

    /** @return the id's place, or -1 where it is unknown */
    public int indexOf(String id) {
        return indices.getOrDefault(id, -1);
    }
}
