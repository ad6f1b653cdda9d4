package io.spillway.batch.sizing;

import io.spillway.batch.report.ReportNames;
import io.spillway.batch.settings.SizingSettings;
import io.spillway.batch.sizing.SizeFund.NamedScenario;
import io.spillway.batch.sizing.SizeFund.Sized;
import io.spillway.batch.sizing.SizeFund.SizedScenario;
import io.spillway.domain.money.Amounts;
import io.spillway.reports.sizing.SizingData;
import io.spillway.reports.sizing.SizingData.Estimate;
import io.spillway.reports.sizing.SizingWorkbook;
import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import io.spillway.reports.workbook.WrittenWorkbook;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.LossDistribution;
import io.spillway.waterfall.sizing.LossDistribution.Level;
import io.spillway.waterfall.sizing.Probability;
import io.spillway.waterfall.sizing.ReverseStress;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import io.spillway.waterfall.sizing.SizingRules;
import io.spillway.waterfall.sizing.Variation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/** A sizing as the workbook that treasury reads. */
public final class SizingReport {

    private final Sized sized;
    private final int scale;

    public SizingReport(Sized sized) {
        this.sized = sized;
        this.scale = sized.base().scale();
    }

    /** A workbook that was written. */
    public record Written(Path file, WrittenWorkbook workbook) {
    }

    /**
     * Writes the workbook into a folder, in place of an earlier one of the same request.
     *
     * @param directory made where it is missing
     * @throws UncheckedIOException if it cannot be written; the message names it
     */
    public Written write(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + directory.toAbsolutePath() + ": " + e.getMessage(), e);
        }
        Path file = directory.resolve(ReportNames.fundSizing(sized.cycle().house(), sized.cycle().businessDate(),
                sized.cycle().cycleNo(), sized.request().text()));
        return new Written(file, new SizingWorkbook().write(data(), file));
    }

    /**
     * Why that much is recommended.
     *
     * @param amount how base minor units are written
     */
    public static String reason(Sized sized, LongFunction<String> amount) {
        FundSizing figures = sized.figures();
        FundSizing.Recommended recommended = figures.recommended();
        Probability reached = figures.curve().stream().filter(point -> point.fund() == recommended.amount()).findFirst()
                .orElseThrow().probability();
        return (recommended.binding() == FundSizing.Binding.TARGET
                ? "the smallest fund with which losses are socialised in at most "
                + sized.request().rules().target().movePointRight(2).stripTrailingZeros().toPlainString()
                + "% of the scenarios; Cover-2 alone would need " + amount.apply(recommended.forCover2())
                : "prefunded resources must pay the largest Cover-2 of " + amount.apply(figures.cover2().cover2())
                + "; the target probability alone would need " + amount.apply(recommended.forTarget()))
                + "; with it losses are socialised in " + reached.happened() + " of " + reached.scenarios()
                + " scenarios" + (BigDecimal.valueOf(reached.high()).compareTo(sized.request().rules().target()) > 0
                ? String.format(Locale.ROOT, "; the 95%% interval of that probability reaches %.3f%%, above the target: more"
                + " scenarios would say it more surely", 100 * reached.high()) : "");
    }

    private SizingData data() {
        FundSizing figures = sized.figures();
        Subject subject = Subject.ofDay(sized.cycle().house(), sized.cycle().businessDate(), sized.cycle().cycleNo(),
                sized.cycle().digest(), sized.cycle().status().name());
        SizingData.Recommendation advice = new SizingData.Recommendation(amount(figures.recommended().amount()),
                amount(sized.house().insuranceFund()), amount(figures.recommended().forTarget()),
                amount(figures.recommended().forCover2()), sized.request().rules().target(),
                reason(sized, minor -> Amounts.text(minor, scale)), amount(sized.house().prefunded()));
        return new SizingData(subject, new Denomination(sized.base().code(), scale), advice, resources(), levels(),
                figures.curve().stream().map(p -> new SizingData.Point(amount(p.fund()), p.probability().happened(),
                        p.probability().scenarios(), estimate(p.probability()))).toList(),
                sized.scenarios().stream().map(this::scenario).toList(), sized.named().stream().map(this::named).toList(),
                figures.members().stream().map(m -> new SizingData.Member(m.member(), amount(m.meanStressLoss()),
                        amount(m.contribution()), amount(m.byRule()))).toList(),
                sensitivities(), sized.reverse().map(this::reverse),
                new SizingData.Origin(sized.source().description(), sized.source().sha256(), sized.request().text(),
                        command()));
    }

    private List<SizingData.Resource> resources() {
        OpeningState opening = sized.house().opening();
        List<SizingData.Resource> resources = new ArrayList<>();
        resources.add(new SizingData.Resource("Members' contributions",
                amount(Arrays.stream(opening.members().contribution()).reduce(0, Math::addExact))));
        opening.pots().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(pot -> resources.add(new SizingData.Resource(
                        pot.getKey().name().replace('_', ' ').toLowerCase(Locale.ROOT), amount(pot.getValue()))));
        return resources;
    }

    /** What asks the same again; levels come from the settings. */
    private String command() {
        SizingRequest request = sized.request();
        SizingSettings.Scenarios draw = request.draw();
        SizingRules rules = request.rules();
        String source = switch (request.kind()) {
            case MONTE_CARLO -> " --scenarios " + draw.count() + " --degrees-of-freedom " + draw.degreesOfFreedom();
            case BOOTSTRAP -> " --scenarios " + draw.count();
            case FILE -> " --scenario-file FILE";
            case HISTORICAL, HYPOTHETICAL -> "";
        };
        return "size-fund --date " + sized.cycle().businessDate() + " --source " + request.kind() + source + " --seed "
                + request.seed() + " --holding-period-days " + draw.holdingPeriodDays() + " --target "
                + rules.target().stripTrailingZeros().toPlainString() + " --step " + Amounts.text(rules.step(), scale)
                + " --contributions " + rules.contributions() + " --floor " + Amounts.text(rules.floor(), scale)
                + " --sensitivities " + request.sensitivities();
    }

    private BigDecimal amount(long minor) {
        return Amounts.major(minor, scale);
    }

    private List<SizingData.Level> levels() {
        List<SizingData.Level> levels = new ArrayList<>();
        for (int l = 0; l < sized.figures().levels().size(); l++) {
            Level level = sized.figures().levels().get(l);
            Level linear = sized.figures().linearLevels().get(l);
            levels.add(new SizingData.Level(level.level(), estimate(level.valueAtRisk()), estimate(level.expectedShortfall()),
                    estimate(linear.valueAtRisk()), estimate(linear.expectedShortfall()), level.isThin()));
        }
        return levels;
    }

    private Estimate estimate(LossDistribution.Estimate of) {
        return new Estimate(amount(of.value()), amount(of.low()), amount(of.high()));
    }

    private static Estimate estimate(Probability of) {
        return new Estimate(BigDecimal.valueOf(of.value()), BigDecimal.valueOf(of.low()), BigDecimal.valueOf(of.high()));
    }

    private SizingData.Scenario scenario(SizedScenario of) {
        return scenario(of.name(), of.outcome(), of.criticalFund());
    }

    private SizingData.Scenario scenario(String name, ScenarioOutcome of, long criticalFund) {
        return new SizingData.Scenario(of.number(), name, amount(of.cover1()), amount(of.cover2()), amount(of.need()),
                amount(of.linearNeed()), amount(of.beyondPrefunded()), amount(of.socialised()), of.defaults(), of.rounds(),
                amount(criticalFund));
    }

    private SizingData.Named named(NamedScenario of) {
        return new SizingData.Named(of.scenario().description(), scenario(of.scenario().name(), of.outcome(), 0));
    }

    private List<SizingData.Sensitivity> sensitivities() {
        return sized.sensitivities().stream().map(s -> new SizingData.Sensitivity(parameter(s.variation()),
                s.variation().value(), s.asItIs(), estimate(s.highest().expectedShortfall()), amount(s.largestNeed()),
                estimate(s.socialised()), amount(s.fundForTarget()))).toList();
    }

    private static String parameter(Variation variation) {
        return switch (variation.parameter()) {
            case IMPACT -> "Price impact";
            case ASSESSMENT_MULTIPLE -> "Assessments";
            case INSURANCE_FUND -> "Insurance fund";
        };
    }

    private SizingData.Reverse reverse(ReverseStress.Found found) {
        List<SizingData.Move> moves = new ArrayList<>();
        for (int i = 0; i < sized.source().instruments().size(); i++) {
            moves.add(new SizingData.Move(sized.source().instruments().get(i), found.scenario().move(i)));
        }
        return new SizingData.Reverse(found.scenario().name(), BigDecimal.valueOf(found.factor()),
                BigDecimal.valueOf(found.distance()), amount(found.outcome().need()), moves);
    }
}
