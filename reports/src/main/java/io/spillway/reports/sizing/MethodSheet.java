package io.spillway.reports.sizing;

import io.spillway.reports.sizing.SizingData.Origin;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Table;
import java.util.ArrayList;
import java.util.List;

/** The sheet that says how every figure is made and how to make it again. */
final class MethodSheet {

    private record Text(String subject, String text) {
    }

    private MethodSheet() {
    }

    /** @param bands how the bands of the distribution are made */
    static Table<?> of(SizingData data, String bands) {
        List<Text> lines = new ArrayList<>(again(data));
        lines.addAll(scenarios());
        lines.addAll(figures(bands));
        lines.addAll(conclusions());
        return Table.of("Method", lines, "There is no method.")
                .about("How the figures are made, and how to make them again: the same close and request give the same"
                        + " figures on any machine.")
                .column(Column.text("What", Text::subject)).column(Column.text("How", Text::text)).build();
    }

    private static List<Text> again(SizingData data) {
        Origin origin = data.origin();
        return List.of(
                new Text("Run it again", origin.command()),
                new Text("Request", origin.request()),
                new Text("Scenarios", origin.description()),
                new Text("Scenario set", "SHA-256 " + origin.setSha256()),
                new Text("Close", data.subject().businessDate() + ", cycle " + data.subject().cycle() + ", digest "
                        + data.subject().digest()));
    }

    private static List<Text> scenarios() {
        return List.of(
                new Text("Scenario", "Moves the price of every instrument held, at once, by a part of its price base, and runs"
                        + " the engine of the day on the house as it closed: the same close-outs, price impact, waterfall and"
                        + " contagion. FX rates stay. Gains of the day before do not count for socialised losses."),
                new Text("Stress loss over margin", "Of a member, at the moved prices and without contagion: max(0, client"
                        + " deficits - max(0, house equity) + max(0, -house equity)); of a group of affiliates the sum. No"
                        + " contribution is deducted, no client surplus used."),
                new Text("Cover-1, Cover-2", "The largest group's stress loss over margin and the sum of the two largest, in"
                        + " one scenario."),
                new Text("Prefunded", "Members' contributions, defaulters' included, and the shared layers: all that is paid"
                        + " in before anybody defaults."),
                new Text("Need", "What the layers after the defaulters' own paid when the whole cascade ran to its end,"
                        + " unfunded included."),
                new Text("Without contagion", "The need when everything closes at the moved prices and nobody pays for"
                        + " others: no price impact, no fees, no sharing of losses."),
                new Text("Beyond prefunded, socialised", "Of the need, what assessments, socialised losses and nobody paid;"
                        + " of that, what socialised losses and nobody paid."),
                new Text("Critical fund", "A fund, in whole steps, with which a scenario socialises nothing while with a step"
                        + " less it does; found with the engine. A larger fund seldom makes a scenario worse; where it does,"
                        + " there are several such funds and any of them may be told."));
    }

    private static List<Text> figures(String bands) {
        return List.of(
                new Text("Value at risk", "The need of rank n (1 - level), rounded up, of n equally likely scenarios, the"
                        + " largest first: LARGE of the column Need on the sheet Scenarios, with that rank."),
                new Text("Expected shortfall", "Mean of the worst n (1 - level), the last one weighted by the part of it"
                        + " that counts, rounded up to the minor unit (Acerbi and Tasche 2002)."),
                new Text("Intervals", "2.5% and 97.5% quantiles of 1,000 bootstrap resamples (Efron 1979); of"
                        + " probabilities, Clopper and Pearson's exact ones (1934). A tail of fewer than ten scenarios is"
                        + " thin: its interval ends at the largest need seen."),
                new Text("Contagion adds", "The figure of the need less the same figure without contagion."),
                new Text("Bands", bands),
                new Text("Probability", "Of a socialised loss: the share of scenarios whose critical fund is above the"
                        + " fund. It is a share of these scenarios, as good as the model they come from."));
    }

    private static List<Text> conclusions() {
        return List.of(
                new Text("Recommended", "The larger of the smallest fund within the target probability and the smallest"
                        + " with which prefunded resources pay the largest Cover-2, both whole steps. Assessments are called"
                        + " before a loss is socialised wherever the house's waterfall has them first: a small fund can be"
                        + " within the target while many scenarios go beyond what is prefunded. Where a larger fund makes a"
                        + " scenario worse, it may be counted on the wrong side of a fund size."),
                new Text("Contributions by the rule", "All contributions of members not in default stay what they are in"
                        + " sum. Each member gets the floor; the rest is pro rata to mean stress loss over margin or to"
                        + " maintenance margin before the cascade, on average over the last 60 closed days (fewer where there"
                        + " are no more), as the request says."),
                new Text("Listed scenarios", "A hypothetical or written set is no sample: its levels and probabilities"
                        + " count scenarios, they do not estimate."),
                new Text("Reverse stress", "The twenty scenarios with the largest needs are taken smaller or larger until"
                        + " they just use up what is prefunded; told is the one with the smallest Mahalanobis distance by"
                        + " the covariance of the past. Only their directions are searched: a less extreme one may exist."),
                new Text("Sensitivities", "The same scenarios, run anew with one thing taken otherwise."),
                new Text("Checks", "The cover works the sizing's figures out again from the rows of the sheet Scenarios."
                        + " Where it says ledger, the sizing's own figure is meant: a sizing posts nothing."));
    }
}
