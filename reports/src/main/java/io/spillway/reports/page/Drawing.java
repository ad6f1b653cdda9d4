package io.spillway.reports.page;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shapes of one SVG picture; lengths are in the picture's own units and may be double, figures come as text. */
final class Drawing {
    static final double WIDTH = 1040;

    /** Where a label's text stands against its point. */
    enum Anchor { START, MIDDLE, END }

    record Point(double x, double y) { }

    record Box(double x, double y, double width, double height) { }

    /** What a picture is: an id that is unique on the page, its title, and in words what it shows. */
    record Frame(String id, String title, String description, double height) { }

    private final Markup html;
    private final String id;

    /** Opens the picture; {@link #end()} closes it. */
    Drawing(Markup html, Frame frame) {
        this.html = html;
        this.id = frame.id();
        html.open("div", "class", "scroll").open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox",
                "0 0 " + number(WIDTH) + " " + number(frame.height()), "role", "img", "aria-labelledby", id + "-t "
                + id + "-d");
        html.leaf("title", frame.title(), "id", id + "-t").leaf("desc", frame.description(), "id", id + "-d");
    }

    void end() {
        html.close(2);
    }

    /** An id for a part of this picture, unique on the page. */
    String part(String name) {
        return id + "-" + name;
    }

    Markup html() {
        return html;
    }

    void rect(Box box, String look) {
        rect(box, look, "");
    }

    /** A rectangle that shows a text when pointed at; nothing where its size is zero. */
    void rect(Box box, String look, String hint) {
        if (box.width() <= 0 || box.height() <= 0) {
            return;
        }
        html.open("rect", "x", number(box.x()), "y", number(box.y()), "width", number(box.width()),
                "height", number(box.height()), "class", look);
        hint(hint).close();
    }

    void circle(Point centre, double radius, String look, String hint) {
        html.open("circle", "cx", number(centre.x()), "cy", number(centre.y()), "r", number(radius), "class", look);
        hint(hint).close();
    }

    void line(Point from, Point to, String look) {
        html.empty("line", "x1", number(from.x()), "y1", number(from.y()), "x2", number(to.x()), "y2", number(to.y()),
                "class", look);
    }

    void path(String data, String look, String hint) {
        html.open("path", "d", data, "class", look);
        hint(hint).close();
    }

    void label(Point at, String text, String look, Anchor anchor) {
        String where = switch (anchor) {
            case START -> "start";
            case MIDDLE -> "middle";
            case END -> "end";
        };
        html.leaf("text", text, "x", number(at.x()), "y", number(at.y()), "text-anchor", where, "class", look);
    }

    private Markup hint(String hint) {
        return hint.isEmpty() ? html : html.leaf("title", hint);
    }

    /** A length with at most two decimal places, always with a point. */
    static String number(double length) {
        if (!Double.isFinite(length)) {
            throw new IllegalStateException("A length on the drawing is " + length);
        }
        BigDecimal rounded = BigDecimal.valueOf(length).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The part's size against the whole, for lengths only; 0 where the whole is zero. */
    static double ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? 0 : part.divide(whole, 12, RoundingMode.HALF_EVEN).doubleValue();
    }
}
