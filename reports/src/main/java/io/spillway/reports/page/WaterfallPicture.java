package io.spillway.reports.page;

import io.spillway.reports.page.Drawing.Anchor;
import io.spillway.reports.page.Drawing.Box;
import io.spillway.reports.page.Drawing.Frame;
import io.spillway.reports.page.Drawing.Point;
import io.spillway.reports.page.Story.LayerUse;
import java.math.BigDecimal;
import java.util.List;

/**
 * The default waterfall as a picture: the loss at the top, layer below layer, each taking its part until it is covered.
 *
 * <p>Left, to the scale of the loss: what was still to cover (light) and what the layer paid (solid). Right: how much of
 * what the layer held was used. UNFUNDED stands last, always, in a colour and hatching of its own.
 */
final class WaterfallPicture {
    private static final double STEP_X = 236;
    private static final double STEP_WIDTH = 366;
    private static final double PAID_X = 750;
    private static final double GAUGE_X = 776;
    private static final double GAUGE_WIDTH = 262;
    private static final double TOP = 46;
    private static final double ROW = 50;
    private static final double BAR = 26;

    private final Pen pen;
    private final List<LayerUse> layers;
    private final BigDecimal unfunded;
    private final BigDecimal loss;
    private Drawing drawing;

    WaterfallPicture(Pen pen, Story.Cascade cascade) {
        this.pen = pen;
        this.layers = cascade.waterfall();
        this.unfunded = cascade.balances().unfunded();
        this.loss = covered(cascade).add(unfunded);
    }

    /** What all layers together paid, without UNFUNDED. */
    static BigDecimal covered(Story.Cascade cascade) {
        return Amounts.sum(cascade.waterfall(), LayerUse::paid);
    }

    void draw(String id) {
        double height = TOP + (layers.size() + 2) * ROW + 6;
        drawing = new Drawing(pen.html(), new Frame(id, "The default waterfall", description(), height));
        pattern();
        headings();
        Amounts amounts = pen.amounts();
        double y = TOP;
        drawing.label(new Point(0, y + 18), "Loss to cover", "strong", Anchor.START);
        drawing.rect(new Box(STEP_X, y, STEP_WIDTH, BAR), "w-open", amounts.money(loss));
        drawing.label(new Point(PAID_X, y + 18), amounts.exact(loss), "strong num", Anchor.END);
        BigDecimal open = loss;
        for (int i = 0; i < layers.size(); i++) {
            y += ROW;
            layer(i, y, open);
            open = open.subtract(layers.get(i).paid());
        }
        unfunded(y + ROW);
        drawing.end();
    }

    private void pattern() {
        pen.html().open("defs").open("pattern", "id", drawing.part("hatch"), "width", "7", "height", "7",
                "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)")
                .empty("rect", "width", "7", "height", "7", "class", "w-nobody")
                .empty("rect", "width", "2", "height", "7", "class", "w-stripe").close(2);
    }

    private void headings() {
        String unit = " (" + pen.amounts().currency() + ")";
        drawing.label(new Point(0, 14), "Layer, in the order used", "head", Anchor.START);
        drawing.label(new Point(STEP_X, 14), "Loss running down: still to cover, paid", "head", Anchor.START);
        drawing.label(new Point(PAID_X, 14), "Paid" + unit, "head", Anchor.END);
        drawing.label(new Point(GAUGE_X, 14), "Used of what the layer held" + unit, "head", Anchor.START);
        drawing.line(new Point(0, 26), new Point(Drawing.WIDTH, 26), "rule");
    }

    private void layer(int index, double y, BigDecimal open) {
        LayerUse use = layers.get(index);
        Amounts amounts = pen.amounts();
        Layers.Owner owner = Layers.owner(use.layer());
        BigDecimal still = open.subtract(use.paid());
        double right = STEP_X + STEP_WIDTH * Drawing.ratio(open, loss);
        double left = STEP_X + STEP_WIDTH * Drawing.ratio(still, loss);
        if (open.signum() > 0) {
            drawing.line(new Point(right, y - ROW + BAR), new Point(right, y), "drop");
        }
        drawing.rect(new Box(STEP_X, y, left - STEP_X, BAR), "w-open", "Still to cover " + amounts.money(still));
        // A payment too small to see on this scale still leaves a mark.
        double width = use.paid().signum() == 0 ? 0 : Math.max(2, right - left);
        drawing.rect(new Box(right - width, y, width, BAR), "o-" + owner.look(), "Paid " + amounts.money(use.paid()));
        boolean paid = use.paid().signum() > 0;
        drawing.label(new Point(0, y + 12), (index + 1) + "  " + Markup.cut(Layers.label(use.layer()), 34),
                paid ? "strong" : "quiet", Anchor.START);
        drawing.label(new Point(0, y + 28), state(use, open), "small", Anchor.START);
        drawing.label(new Point(PAID_X, y + 18), amounts.exact(use.paid()), paid ? "strong num" : "quiet num", Anchor.END);
        gauge(use, y, owner);
    }

    private void gauge(LayerUse use, double y, Layers.Owner owner) {
        Amounts amounts = pen.amounts();
        if (use.available().signum() == 0) {
            drawing.label(new Point(GAUGE_X, y + 18), "held nothing", "quiet", Anchor.START);
            return;
        }
        double used = Math.min(1, Drawing.ratio(use.paid(), use.available()));
        double width = use.paid().signum() == 0 ? 0 : Math.max(2, GAUGE_WIDTH * used);
        drawing.rect(new Box(GAUGE_X, y, width, 10), "o-" + owner.look());
        drawing.rect(new Box(GAUGE_X, y, GAUGE_WIDTH, 10), "w-frame",
                "Available " + amounts.money(use.available()) + ", left " + amounts.money(use.left()));
        drawing.label(new Point(GAUGE_X, y + 24), Amounts.share(use.paid(), use.available()) + " of "
                + amounts.exact(use.available()), "small num", Anchor.START);
        drawing.label(new Point(GAUGE_X, y + 37), "left " + amounts.exact(use.left()), "small num", Anchor.START);
    }

    private void unfunded(double y) {
        boolean some = unfunded.signum() > 0;
        double right = STEP_X + STEP_WIDTH * Drawing.ratio(unfunded, loss);
        drawing.label(new Point(0, y + 12), Layers.UNFUNDED, some ? "strong bad" : "strong", Anchor.START);
        drawing.label(new Point(0, y + 28), some ? "nobody pays this" : "nothing is left unpaid", "small", Anchor.START);
        if (some) {
            drawing.line(new Point(right, y - ROW + BAR), new Point(right, y), "drop");
            double width = Math.max(2, right - STEP_X);
            pen.html().empty("rect", "x", Drawing.number(STEP_X), "y", Drawing.number(y), "width", Drawing.number(width),
                    "height", Drawing.number(BAR), "class", "w-edge", "fill", "url(#" + drawing.part("hatch") + ")");
        } else {
            drawing.line(new Point(STEP_X, y), new Point(STEP_X, y + BAR), "strongline");
            drawing.label(new Point(STEP_X + 10, y + 18), "covered in full", "good", Anchor.START);
        }
        drawing.label(new Point(PAID_X, y + 18), pen.amounts().exact(unfunded), some ? "strong bad num" : "strong num",
                Anchor.END);
        drawing.label(new Point(GAUGE_X, y + 18), Amounts.share(unfunded, loss) + " of the loss", "small", Anchor.START);
    }

    private static String state(LayerUse use, BigDecimal open) {
        if (use.available().signum() == 0 && use.paid().signum() == 0) {
            return "empty";
        }
        if (use.paid().signum() == 0) {
            return open.signum() == 0 ? "not needed" : "paid nothing";
        }
        return use.left().signum() == 0 ? "used up" : "used in part";
    }

    private String description() {
        StringBuilder words = new StringBuilder("Loss to cover ").append(pen.amounts().money(loss)).append(". ");
        for (LayerUse use : layers) {
            words.append(Markup.cut(Layers.label(use.layer()),
                    60)).append(" paid ").append(pen.amounts().exact(use.paid())).append(" of ")
                    .append(pen.amounts().exact(use.available())).append(". ");
        }
        return words.append("Unfunded ").append(pen.amounts().exact(unfunded)).append('.').toString();
    }
}
