package io.spillway.reports.page;

import io.spillway.reports.page.Drawing.Anchor;
import io.spillway.reports.page.Drawing.Box;
import io.spillway.reports.page.Drawing.Frame;
import io.spillway.reports.page.Drawing.Point;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The rounds side by side: accounts closed, members declared in default and loss of each, one strip above the other. */
final class RoundBars {
    private static final double NAMES = 210;
    private static final double STRIP = 74;
    private static final double BAR = 38;
    private static final int MOST_LABELS = 9;
    private static final double WIDEST_BAR = 60;

    private final Pen pen;
    private final List<Story.Round> rounds;
    private final double slot;
    private Drawing drawing;

    RoundBars(Pen pen, List<Story.Round> rounds) {
        this.pen = pen;
        this.rounds = rounds;
        this.slot = (Drawing.WIDTH - NAMES) / Math.max(1, rounds.size());
    }

    void draw(String id) {
        drawing = new Drawing(pen.html(), new Frame(id, "Round by round", description(), 3 * STRIP + 30));
        strip(0, "Accounts closed", round -> BigDecimal.valueOf(round.accountsClosed()), "b-closed");
        strip(1, "Members declared in default", round -> BigDecimal.valueOf(round.membersDefaulted().size()), "b-default");
        strip(2, "Loss that came up (" + pen.amounts().currency() + ")", Story.Round::loss, "b-loss");
        int step = step(16);
        for (int i = 0; i < rounds.size(); i += step) {
            drawing.label(new Point(middle(i), 3 * STRIP + 20), (slot * step > 60 ? "Round " : "") + rounds.get(i).number(),
                    "head", Anchor.MIDDLE);
        }
        drawing.end();
    }

    private void strip(int index, String name, Function<Story.Round, BigDecimal> value, String look) {
        double base = (index + 1) * STRIP;
        BigDecimal largest = rounds.stream().map(value).max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        BigDecimal sum = Amounts.sum(rounds, value);
        drawing.label(new Point(0, base - 22), name, "strong", Anchor.START);
        drawing.label(new Point(0, base - 5), "together " + shown(index, sum), "small num", Anchor.START);
        double width = Math.min(WIDEST_BAR, slot * 0.7);
        for (int i = 0; i < rounds.size(); i++) {
            BigDecimal size = value.apply(rounds.get(i));
            double height = size.signum() == 0 ? 0 : Math.max(2, BAR * Drawing.ratio(size, largest));
            drawing.rect(new Box(middle(i) - width / 2, base - height, width, height), look,
                    "Round " + rounds.get(i).number() + ": " + shown(index, size));
            if (rounds.size() <= MOST_LABELS) {
                drawing.label(new Point(middle(i), base - height - 5), shown(index, size),
                        size.signum() == 0 ? "quiet num" : "num", Anchor.MIDDLE);
            }
        }
        drawing.line(new Point(NAMES, base), new Point(Drawing.WIDTH, base), "rule");
    }

    private String shown(int strip, BigDecimal value) {
        return strip == 2 ? pen.amounts().exact(value) : Amounts.count(value.longValueExact());
    }

    private int step(int most) {
        return Math.max(1, (rounds.size() + most - 1) / most);
    }

    private double middle(int index) {
        return NAMES + slot * (index + 0.5);
    }

    private String description() {
        long closed = rounds.stream().mapToLong(Story.Round::accountsClosed).sum();
        long halted = rounds.stream().mapToLong(Story.Round::accountsHalted).sum();
        long members = rounds.stream().mapToLong(round -> round.membersDefaulted().size()).sum();
        return Amounts.count(rounds.size(), "round") + ": " + Amounts.count(closed, "account") + " closed, "
                + Amounts.count(halted) + " halted close-outs, " + Amounts.count(members, "member")
                + " declared in default.";
    }
}
