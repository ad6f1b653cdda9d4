package io.spillway.batch.ingest;

import java.util.Arrays;

/** Numbers by id, looked up by the characters of a cell: no text is made per row. Open addressing, linear probing. */
final class IdIndex {

    static final int UNKNOWN = -1;

    private static final int SMALLEST = 16;

    private final String[] ids;
    private final int[] numbers;
    private final int mask;
    private int last;

    /** @param size how many ids will be put in at most */
    IdIndex(int size) {
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) * 4);
        ids = new String[capacity];
        numbers = new int[capacity];
        mask = capacity - 1;
        Arrays.fill(numbers, UNKNOWN);
    }

    void put(String id, int number) {
        int slot = spread(id.hashCode());
        while (ids[slot] != null) {
            slot = (slot + 1) & mask;
        }
        ids[slot] = id;
        numbers[slot] = number;
    }

    /** @return the number of the id that these characters spell, or UNKNOWN */
    int find(char[] text, int start, int length) {
        if (ids[last] != null && matches(ids[last], text, start, length)) {
            return numbers[last];
        }
        int hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + text[i];
        }
        for (int slot = spread(hash); ids[slot] != null; slot = (slot + 1) & mask) {
            if (matches(ids[slot], text, start, length)) {
                last = slot;
                return numbers[slot];
            }
        }
        return UNKNOWN;
    }

    private int spread(int hash) {
        return (hash ^ (hash >>> 15)) & mask;
    }

    private static boolean matches(String id, char[] text, int start, int length) {
        if (id.length() != length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (id.charAt(i) != text[start + i]) {
                return false;
            }
        }
        return true;
    }
}
