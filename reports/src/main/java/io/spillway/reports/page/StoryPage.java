package io.spillway.reports.page;

import io.spillway.reports.page.Story.Day;
import io.spillway.reports.page.Story.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Writes a {@link Story} as one HTML page: nothing is loaded from elsewhere, nothing on it is executable.
 *
 * <p>The page is HTML and well-formed XML at once. The same story gives the same characters on any machine. Text from
 * data is escaped, cut where it is too long to show, and never becomes markup or a link target (faults 53, 56).
 */
public final class StoryPage {
    private final Pen pen;
    private final Story story;

    private StoryPage(Story story) {
        this.story = story;
        this.pen = new Pen(new Markup(), new Amounts(Markup.cut(story.baseCurrency(), 12), story.scale()), story);
    }

    /**
     * Writes the page; store it as UTF-8.
     *
     * @throws IllegalArgumentException if an amount is finer than the base currency's minor unit
     */
    public static String render(Story story) {
        return new StoryPage(story).page();
    }

    private String page() {
        Markup html = pen.html();
        html.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").open("head")
                .empty("meta", "charset", "UTF-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty("meta", "name", "color-scheme", "content", "light dark")
                .empty("meta", "http-equiv", "Content-Security-Policy", "content",
                "default-src 'none'; style-src 'unsafe-inline'")
                .leaf("title", title()).style(PageStyle.CSS).close().open("body").open("main");
        header();
        headline();
        days();
        for (int i = 0; i < story.days().size(); i++) {
            Day day = story.days().get(i);
            if (day.cascade().isPresent()) {
                new CascadeSection(pen, day, "day" + (i + 1)).write();
            }
        }
        funds();
        checks();
        workbooks();
        footer();
        return html.close(3).document();
    }

    private String title() {
        return Markup.cut(story.house(), 120) + ": " + period();
    }

    private String period() {
        Day first = story.days().get(0);
        Day last = story.days().get(story.days().size() - 1);
        return story.days().size() == 1 ? first.date().toString() : first.date() + " to " + last.date();
    }

    private void header() {
        pen.html().open("header");
        pen.heading(1, Markup.cut(story.house(), 120));
        pen.paragraph("lead", Amounts.count(story.days().size(), "business day") + ", " + period() + ". "
                + Markup.cut(story.madeFrom(), 400));
        pen.paragraph("units", "All amounts in " + pen.amounts().currency() + (story.scale() == 0 ? ", exact, in whole units"
                : ", exact to " + Amounts.count(story.scale(), "decimal place"))
                + ". Losses, calls and payments are written as positive amounts; where a sign stands, + is a gain and - a loss.");
        pen.html().close();
    }

    private void headline() {
        Markup html = pen.html();
        html.open("section", "class", "headline");
        for (String sentence : Headline.sentences(pen)) {
            pen.paragraph(unfunded().signum() > 0 ? "verdict alarm" : "verdict", sentence);
        }
        BigDecimal loss = Amounts.sum(story.days(), day -> day.figures().loss());
        BigDecimal unfunded = unfunded();
        html.open("dl", "class", "tiles");
        tile("Loss to cover", pen.amounts().money(loss), "");
        tile("Unfunded", pen.amounts().money(unfunded), unfunded.signum() > 0 ? "bad" : "good");
        tile("Funds left at the last close", fundsLeft(), "");
        tile("Members in default", Amounts.count(total(day -> day.figures().membersInDefault())), "");
        tile("Contagion rounds", Amounts.count(total(day -> day.figures().rounds())), "");
        tile("Accounts liquidated", Amounts.count(total(day -> day.figures().accountsLiquidated())), "");
        tile("Margin calls", Amounts.count(total(day -> day.figures().calls())), "");
        long failed = failed();
        tile("Checks", story.checks().isEmpty() ? "none made" : failed == 0 ? "all " + story.checks().size() + " passed"
                : failed + " of " + story.checks().size() + " failed", story.checks().isEmpty() ? "" : failed == 0
                ? "good" : "bad");
        html.close(2);
    }

    private void tile(String name, String value, String look) {
        pen.html().open("div").leaf("dt", name).leaf("dd", value, "class", look).close();
    }

    private long total(ToLongFunction<Day> figure) {
        return story.days().stream().mapToLong(figure).sum();
    }

    private BigDecimal unfunded() {
        return Amounts.sum(story.days(),
                day -> day.cascade().map(cascade -> cascade.balances().unfunded()).orElse(BigDecimal.ZERO));
    }

    private String fundsLeft() {
        List<Story.Fund> left = story.days().get(story.days().size() - 1).fundsLeft();
        return left.isEmpty() ? "not stated" : pen.amounts().money(Amounts.sum(left, Story.Fund::left));
    }

    private long failed() {
        return story.checks().stream().filter(check -> check.verdict() == Verdict.FAIL).count();
    }

    private void days() {
        String unit = " (" + pen.amounts().currency() + ")";
        pen.html().open("section");
        pen.heading(2, "The days");
        Grid grid = new Grid("Each business day by its official cycle");
        grid.text("Business date").figures("Cycle").text("Status").figures("Accounts marked",
                "Variation margin turnover" + unit,
                "Margin calls", "Called" + unit, "Accounts liquidated", "Members in default", "Rounds", "Loss to cover"
                + unit);
        for (Day day : story.days()) {
            Story.Figures figures = day.figures();
            grid.lookedRow(figures.loss().signum() > 0 ? "mark" : "", day.date().toString(), Integer.toString(day.cycle()),
                    Markup.cut(day.status(), 24), Amounts.count(figures.accountsMarked()),
                    pen.amounts().exact(figures.variationMargin()),
                    Amounts.count(figures.calls()), pen.amounts().exact(figures.callAmount()),
                    Amounts.count(figures.accountsLiquidated()), Amounts.count(figures.membersInDefault()),
                    Amounts.count(figures.rounds()), pen.amounts().exact(figures.loss()));
        }
        grid.write(pen.html());
        if (story.days().stream().noneMatch(day -> day.cascade().isPresent())) {
            pen.paragraph("note",
                    "No account fell below maintenance on any of these days: no close-out, no default, and the "
                    + "default waterfall was not used.");
        }
        pen.html().close();
    }

    private void funds() {
        List<String> resources = FundBars.resources(story);
        pen.html().open("section");
        pen.heading(2, "Funds left");
        if (resources.isEmpty()) {
            pen.paragraph("note", "The run states no resources.");
            pen.html().close();
            return;
        }
        pen.paragraph("",
                "What stood in each resource at the close of each day. A day with a loss is marked; each picture has "
                + "its own scale, from zero.");
        new FundBars(pen).draw("funds");
        Grid grid = new Grid("Left at the close (" + pen.amounts().currency() + ")").text("Business date");
        resources.forEach(resource -> grid.figures(Markup.cut(Layers.label(resource), 60)));
        grid.figures("Together", "Change on the day before");
        BigDecimal before = null;
        for (Day day : story.days()) {
            BigDecimal sum = Amounts.sum(day.fundsLeft(), Story.Fund::left);
            String[] cells = new String[resources.size() + 3];
            cells[0] = day.date().toString();
            for (int i = 0; i < resources.size(); i++) {
                cells[i + 1] = FundBars.left(day, resources.get(i)).map(pen.amounts()::exact).orElse("not named");
            }
            cells[resources.size() + 1] = pen.amounts().exact(sum);
            cells[resources.size() + 2] = before == null ? "first day" : pen.amounts().signed(sum.subtract(before));
            grid.lookedRow(day.figures().loss().signum() > 0 ? "mark" : "", cells);
            before = sum;
        }
        grid.write(pen.html());
        pen.html().close();
    }

    private void checks() {
        pen.html().open("section");
        pen.heading(2, "Checks");
        if (story.checks().isEmpty()) {
            pen.paragraph("note", "The run made no checks.");
        } else {
            Grid grid = new Grid("What was compared, and whether it held").text("Check", "Result", "Figures");
            for (Story.Check check : story.checks()) {
                boolean passed = check.verdict() == Verdict.PASS;
                grid.lookedRow(passed ? "pass" : "fail", Markup.cut(check.name(), 120), passed ? "pass" : "FAIL",
                        Markup.cut(check.detail(), 400));
            }
            grid.write(pen.html());
        }
        Grid digests = new Grid("Digest of each cycle (SHA-256, chained to the cycle before)").text("Business date")
                .figures("Cycle").code("Digest");
        story.days().forEach(day -> digests.row(day.date().toString(), Integer.toString(day.cycle()),
                Markup.cut(day.digest(), 128)));
        digests.write(pen.html());
        pen.html().close();
    }

    private void workbooks() {
        Markup html = pen.html();
        html.open("section");
        pen.heading(2, "Workbooks");
        if (story.workbooks().isEmpty()) {
            pen.paragraph("note", "No workbook was written beside this page.");
        } else {
            html.open("ul", "class", "files");
            for (Story.Workbook workbook : story.workbooks()) {
                html.open("li").leaf("a", Markup.cut(workbook.path(), 200), "href", Links.href(workbook.path()))
                        .text(" " + Markup.cut(workbook.holds(), 200)).close();
            }
            html.close();
        }
        html.close();
    }

    private void footer() {
        pen.html().open("footer");
        pen.paragraph("units",
                "Figures come from closed cycles; the workbooks trace each of them to its journal lines. Percentages "
                + "are rounded, amounts are not.");
        pen.html().close();
    }
}
