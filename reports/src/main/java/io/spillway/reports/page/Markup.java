package io.spillway.reports.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes elements that are both HTML and well-formed XML; all text and every attribute value passes the one escape.
 *
 * <p>Text from data can therefore never become markup (fault 53). Attributes are given as name, value, name, value.
 */
final class Markup {
    private static final Set<String> INLINE = Set.of("a", "span", "strong", "em", "code", "tspan", "title", "small");
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> names = new ArrayDeque<>();

    /** Opens an element; {@link #close()} ends it. */
    Markup open(String name, String... attributes) {
        start(name, attributes);
        out.append('>');
        names.push(name);
        return this;
    }

    /** Ends the element opened last. */
    Markup close() {
        out.append("</").append(names.pop()).append('>');
        return this;
    }

    /** Ends as many elements. */
    Markup close(int count) {
        for (int i = 0; i < count; i++) {
            close();
        }
        return this;
    }

    /** An element that holds nothing but text. */
    Markup leaf(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** An element without content: for HTML's void elements and for SVG only. */
    Markup empty(String name, String... attributes) {
        start(name, attributes);
        out.append("/>");
        return this;
    }

    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /** The style sheet, as it is: HTML reads no escapes in it, so it must hold none of the characters that need one. */
    Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("The style sheet holds < or &, which is not the same in HTML and in XML");
        }
        open("style");
        out.append(css);
        return close();
    }

    /** The document; every element must be closed. */
    String document() {
        if (!names.isEmpty()) {
            throw new IllegalStateException("Element " + names.peek() + " is still open");
        }
        return "<!DOCTYPE html>" + out + "\n";
    }

    private void start(String name, String... attributes) {
        if (!INLINE.contains(name)) {
            out.append('\n');
        }
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
        }
    }

    static String escape(String text) {
        String clean = clean(text);
        StringBuilder safe = new StringBuilder(clean.length() + 16);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /** The text with each character that XML forbids, or that turns the direction of writing, replaced by U+FFFD. */
    static String clean(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(c -> kept.appendCodePoint(isShown(c) ? c : 0xFFFD));
        return kept.toString();
    }

    private static boolean isShown(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' || c >= 0x7f && c <= 0x9f;
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        boolean notACharacter = (c & 0xfffe) == 0xfffe;
        boolean turning = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f;
        return !control && !surrogate && !notACharacter && !turning;
    }

    /** The text cut to so many characters, the last of them an ellipsis where something was cut. */
    static String cut(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length - 1)) + "\u2026";
    }
}
