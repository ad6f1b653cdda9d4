package io.spillway.reports.page;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Relative links to files beside the page; nothing that leaves its folder (fault 56). */
final class Links {
    private static final String KEPT = "-._~/";

    private Links() {
    }

    /** Refuses an empty or absolute path, one with a scheme, a backslash, a control character or a step upward. */
    static void requireRelative(String path) {
        boolean odd = path.isEmpty() || path.startsWith("/") || path.indexOf(':') >= 0 || path.indexOf('\\') >= 0
                || path.chars().anyMatch(Character::isISOControl);
        for (String part : path.split("/", -1)) {
            odd |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (odd) {
            throw new IllegalArgumentException("Workbook path \"" + Markup.clean(path)
                    + "\" is not a plain relative path; give a file name, or folder/file, below the page's folder");
        }
    }

    /** The path as a link target: every byte of its UTF-8 form percent-encoded but unreserved characters and slashes. */
    static String href(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }
}
