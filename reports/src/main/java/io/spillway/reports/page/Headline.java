package io.spillway.reports.page;

import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Day;
import io.spillway.reports.page.Story.LayerUse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page's first sentences: what happened on the days with a cascade, and how it ended. */
final class Headline {
    private static final int MOST_NAMED = 4;

    private Headline() {
    }

    static List<String> sentences(Pen pen) {
        List<String> sentences = new ArrayList<>();
        for (Day day : pen.story().days()) {
            day.cascade().ifPresent(cascade -> sentences.add(sentence(pen, day, cascade)));
        }
        if (sentences.isEmpty()) {
            sentences.add("No member defaulted and no loss reached the default waterfall.");
        }
        return sentences;
    }

    private static String sentence(Pen pen, Day day, Cascade cascade) {
        BigDecimal loss = day.figures().loss();
        String start = "On " + weekday(day) + " " + day.date() + " ";
        String rounds = " in " + Amounts.count(day.figures().rounds(), "contagion round");
        if (cascade.defaulters().isEmpty() && loss.signum() == 0) {
            return start + Amounts.count(day.figures().accountsLiquidated(), "account") + " had to be liquidated" + rounds
                    + ". No member defaulted and no loss reached the default waterfall.";
        }
        return start + members(pen, cascade.defaulters()) + " defaulted, and "
                + Amounts.count(day.figures().accountsLiquidated(),
                "account") + " had to be liquidated" + rounds + ". The waterfall had to cover "
                + pen.amounts().money(loss) + ": "
                + end(pen, cascade);
    }

    private static String weekday(Day day) {
        String name = day.date().getDayOfWeek().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    static String members(Pen pen, List<Story.Defaulter> defaulters) {
        if (defaulters.isEmpty()) {
            return "no member";
        }
        List<String> names = new ArrayList<>(defaulters.stream().limit(MOST_NAMED).map(d -> pen.member(d.member())).toList());
        if (defaulters.size() > MOST_NAMED) {
            names.add(Amounts.count(defaulters.size() - (long) MOST_NAMED, "other member"));
        }
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String end(Pen pen, Cascade cascade) {
        BigDecimal unfunded = cascade.balances().unfunded();
        if (unfunded.signum() > 0) {
            return "the layers did not suffice, " + pen.amounts().money(unfunded) + " is UNFUNDED.";
        }
        List<LayerUse> paid = cascade.waterfall().stream().filter(use -> use.paid().signum() > 0).toList();
        if (paid.isEmpty()) {
            return "no layer was asked.";
        }
        LayerUse last = paid.get(paid.size() - 1);
        BigDecimal others = Amounts.sum(cascade.waterfall().stream()
                .filter(use -> Layers.owner(use.layer()) == Layers.Owner.SURVIVORS).toList(), LayerUse::paid);
        String reach = "it was covered in full, and the last layer to pay was "
                + Markup.cut(Layers.label(last.layer()), 60).toLowerCase(Locale.ROOT) + ".";
        return others.signum() == 0 ? reach + " The surviving members paid nothing."
                : reach + " The surviving members bore " + pen.amounts().money(others) + " of it.";
    }
}
