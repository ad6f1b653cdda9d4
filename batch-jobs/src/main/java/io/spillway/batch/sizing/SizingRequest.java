package io.spillway.batch.sizing;

import io.spillway.batch.settings.Settings;
import io.spillway.batch.settings.SizingSettings;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.scenario.HypotheticalScenario;
import io.spillway.waterfall.scenario.ScenarioKind;
import io.spillway.waterfall.sizing.SizingRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What treasury asks; its text is the whole of what the figures depend on beside the closed cycle.
 *
 * @param draw where the scenarios come from; how many is ignored for those that have a number of their own
 * @param rules levels, target, step (base minor units) and contributions
 * @param named the house's hypothetical scenarios
 * @param file there for FILE, and for nothing else
 */
public record SizingRequest(SizingSettings.Scenarios draw, SizingRules rules, Sensitivities sensitivities, Named named,
                            Optional<ScenarioFile> file) {

    private static final int MOST_SCENARIOS = 1_000_000;

    /** Whether every scenario is run also with impact, assessments and fund taken otherwise. */
    public enum Sensitivities { ON, OFF }

    /**
     * The house's hypothetical scenarios.
     *
     * @param sha256 of what they say, in hexadecimal digits
     */
    public record Named(List<HypotheticalScenario> scenarios, String sha256) {

        public static Named of(Settings settings) {
            return new Named(settings.scenarios(), settings.scenariosSha256());
        }
    }

    /** @throws IllegalArgumentException naming what is not acceptable, with what to do */
    public SizingRequest {
        if (draw.count() < 2 || draw.count() > MOST_SCENARIOS) {
            throw new IllegalArgumentException("--scenarios must be from 2 to " + MOST_SCENARIOS + ", not " + draw.count());
        }
        if (draw.holdingPeriodDays() < 1 || draw.holdingPeriodDays() > 30) {
            throw new IllegalArgumentException("--holding-period-days must be from 1 to 30, not "
                    + draw.holdingPeriodDays());
        }
        if (draw.source() == ScenarioKind.HYPOTHETICAL && named.scenarios().size() < 2) {
            throw new IllegalArgumentException("the configuration has " + named.scenarios().size()
                    + " hypothetical scenarios; a sizing needs at least 2 files in scenarios/");
        }
        if ((draw.source() == ScenarioKind.FILE) != file.isPresent()) {
            throw new IllegalArgumentException(file.isEmpty() ? "FILE needs the set's file: --scenario-file"
                    : "--scenario-file belongs to the source FILE, not to " + draw.source());
        }
    }

    /**
     * What the house's settings ask.
     *
     * @throws IllegalArgumentException if the step or the floor is finer than the base currency
     */
    public static SizingRequest of(Settings settings) {
        return new SizingRequest(settings.sizing().scenarios(), rules(settings, settings.sizing()), Sensitivities.ON,
                Named.of(settings), Optional.empty());
    }

    /** The rules that settings state, in base minor units. */
    public static SizingRules rules(Settings settings, SizingSettings sizing) {
        int scale = settings.house().scaleOf(settings.house().baseCurrency());
        return new SizingRules(sizing.levels(), sizing.target(), Amounts.exact(sizing.step(), scale),
                sizing.contributions(), Amounts.exact(sizing.floor(), scale));
    }

    public ScenarioKind kind() {
        return draw.source();
    }

    public long seed() {
        return draw.seed();
    }

    /** One line, the same for the same request. */
    String text() {
        String size = switch (kind()) {
            case MONTE_CARLO, BOOTSTRAP -> " scenarios=" + draw.count();
            case HISTORICAL -> "";
            case HYPOTHETICAL -> " set=" + named.sha256();
            case FILE -> " set=" + file.orElseThrow().sha256();
        };
        return "kind=" + kind() + size + " seed=" + seed() + " holdingPeriodDays=" + draw.holdingPeriodDays()
                + (kind() == ScenarioKind.MONTE_CARLO ? " degreesOfFreedom=" + draw.degreesOfFreedom() : "")
                + " levels=" + rules.levels().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(","))
                + " target=" + rules.target().stripTrailingZeros().toPlainString() + " step=" + rules.step()
                + " contributions=" + rules.contributions() + " floor=" + rules.floor()
                + " sensitivities=" + sensitivities;
    }
}
