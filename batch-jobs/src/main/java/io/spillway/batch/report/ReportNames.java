package io.spillway.batch.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** Names of report files: the same for the same cycle, and nothing in a name of data leaves the folder (fault 56). */
public final class ReportNames {

    private static final int LONGEST = 80;
    private static final int HASH_DIGITS = 8;

    private ReportNames() {
    }

    /** Such as {@code Sample_House_margin_2026-03-05_1.xlsx}. */
    static String workbook(String house, ReportKind kind, LocalDate businessDate, int cycleNo) {
        return safe(house) + "_" + kind.part() + "_" + businessDate + "_" + cycleNo + ".xlsx";
    }

    /**
     * Such as {@code Sample_House_fund-sizing_2026-03-05_1_3f2a9c01.xlsx}: a cycle may be asked several questions.
     *
     * @param request the question in full
     */
    public static String fundSizing(String house, LocalDate businessDate, int cycleNo, String request) {
        return safe(house) + "_fund-sizing_" + businessDate + "_" + cycleNo + "_" + hash(request) + ".xlsx";
    }

    /**
     * A name as part of a file name: ASCII letters, digits, dash, underscore and inner dots stay, a blank becomes an
     * underscore. Where anything else was replaced or cut, a few digits of the name's hash keep two names apart.
     */
    static String safe(String name) {
        StringBuilder kept = new StringBuilder();
        boolean changed = name.isEmpty() || name.length() > LONGEST;
        for (int i = 0; i < Math.min(name.length(), LONGEST); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
                    || c == '.' && i > 0 && name.charAt(i - 1) != '.';
            kept.append(plain ? c : '_');
            changed |= !plain && c != ' ';
        }
        return changed ? kept + "-" + hash(name) : kept.toString();
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
