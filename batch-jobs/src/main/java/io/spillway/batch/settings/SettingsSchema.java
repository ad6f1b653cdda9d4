package io.spillway.batch.settings;

import io.spillway.batch.settings.Setting.Shape;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.domain.instrument.MarginTier;
import io.spillway.waterfall.cascade.BelowMaintenance;
import io.spillway.waterfall.closeout.ExecutionPrice;
import io.spillway.waterfall.day.UnmetCall;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import io.spillway.waterfall.scenario.ScenarioKind;
import io.spillway.waterfall.sizing.SizingRules.ContributionBasis;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every setting of risk/*.yml, by file. What is not here is refused. */
final class SettingsSchema {

    static final List<String> FILES = List.of("findings", "house", "margin", "sizing", "waterfall");

    private static final int MAX_DAYS = 10_000;
    private static final int MAX_ROUNDS = 1_000_000;

    private static final Pattern NAME_IN_MAP = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    static final Setting<String> NAME = one("house", "name", Kind.text());
    static final Setting<String> BASE_CURRENCY = one("house", "baseCurrency", Kind.currency());
    static final Setting<Integer> MINOR_UNIT_DIGITS =
            new Setting<>("house", "minorUnitDigits", Shape.MAP, Kind.whole(0, CurrencyUnit.MAX_SCALE));
    static final Setting<ZoneId> ZONE = one("house", "zone", Kind.zone());
    static final Setting<LocalTime> CUT_OFF = one("house", "cutOff", Kind.time());
    static final Setting<String> END_OF_DAY = one("house", "endOfDay", Kind.cron());
    static final Setting<String> CALENDAR = one("house", "calendar", Kind.relativePath());
    static final Setting<LocalTime> CALL_DUE = one("house", "callDue", Kind.time());

    static final Setting<LayerName> LAYERS =
            new Setting<>("waterfall", "layers", Shape.LIST, Kind.choice(LayerName.class));
    static final Setting<BigDecimal> ASSESSMENT_MULTIPLE =
            one("waterfall", "assessmentMultiple", Kind.decimal("0", "100"));
    static final Setting<Integer> COOLING_OFF_DAYS = one("waterfall", "coolingOffDays", Kind.whole(1, MAX_DAYS));
    static final Setting<Integer> REPLENISHMENT_DAYS = one("waterfall", "replenishmentDays", Kind.whole(1, MAX_DAYS));
    static final Setting<UnmetCall> UNMET_CALL = one("waterfall", "unmetCall", Kind.choice(UnmetCall.class));
    static final Setting<SocialisedLossBasis> SOCIALISED_LOSS_BASIS =
            one("waterfall", "socialisedLossBasis", Kind.choice(SocialisedLossBasis.class));
    static final Setting<ExecutionPrice> EXECUTION_PRICE =
            one("waterfall", "executionPrice", Kind.choice(ExecutionPrice.class));
    static final Setting<BigDecimal> LIQUIDATION_FEE_RATE =
            one("waterfall", "liquidationFeeRate", Kind.decimal("0", "1"));
    static final Setting<BelowMaintenance> BELOW_MAINTENANCE =
            one("waterfall", "belowMaintenance", Kind.choice(BelowMaintenance.class));
    static final Setting<BigDecimal> INITIAL_FACTOR = one("waterfall", "initialFactor", Kind.decimal("1", "100"));
    static final Setting<Integer> ROUNDS = one("waterfall", "maxRounds", Kind.whole(1, MAX_ROUNDS));
    static final Setting<ContagionMapping> CONTAGION_MAP =
            one("waterfall", "contagionMap", Kind.choice(ContagionMapping.class));
    static final Setting<CascadeBookingMode> CASCADE_BOOKING =
            one("waterfall", "cascadeBooking", Kind.choice(CascadeBookingMode.class));

    static final Setting<MarginModel> MODEL = one("margin", "model", Kind.choice(MarginModel.class));
    static final Setting<MarginModel> PRODUCTS =
            new Setting<>("margin", "products", Shape.MAP, Kind.choice(MarginModel.class));

    static final Setting<List<MarginTier>> TIERS = new Setting<>("margin", "tiers", Shape.MAP, Kind.tiers());

    static final Setting<BigDecimal> PRICE_BAND = one("findings", "priceBandFraction", Kind.decimal("0", "100"));
    static final Setting<Integer> STALE_DAYS = one("findings", "staleDays", Kind.whole(1, MAX_DAYS));
    static final Setting<BigDecimal> FX_BAND = one("findings", "fxBandFraction", Kind.decimal("0", "100"));

    static final Setting<ScenarioKind> SOURCE = one("sizing", "source", Kind.choice(ScenarioKind.class));
    static final Setting<Integer> SCENARIOS = one("sizing", "scenarios", Kind.whole(2, 1_000_000));
    static final Setting<Integer> SEED = one("sizing", "seed", Kind.whole(0, 999_999_999));
    static final Setting<Integer> HOLDING_PERIOD_DAYS = one("sizing", "holdingPeriodDays", Kind.whole(1, 30));
    static final Setting<Integer> DEGREES_OF_FREEDOM = one("sizing", "degreesOfFreedom", Kind.whole(3, 1_000));
    static final Setting<BigDecimal> LEVELS =
            new Setting<>("sizing", "levels", Shape.LIST, Kind.decimal("0.5", "0.9999"));
    static final Setting<BigDecimal> TARGET = one("sizing", "target", Kind.decimal("0.00001", "0.5"));
    static final Setting<BigDecimal> STEP = one("sizing", "step", Kind.decimal("0.01", "1000000000"));
    static final Setting<ContributionBasis> CONTRIBUTIONS =
            one("sizing", "contributions", Kind.choice(ContributionBasis.class));
    static final Setting<BigDecimal> FLOOR = one("sizing", "floor", Kind.decimal("0", "1000000000"));
    static final Setting<String> SIZING_SCHEDULE = one("sizing", "schedule", Kind.cron());

    static final List<Setting<?>> ALL = all();

    private SettingsSchema() {
    }

    static Setting<Severity> severity(FindingCode code) {
        return one("findings", "severity." + code.name(), Kind.choice(Severity.class));
    }

    /** The setting a key belongs to: the one of that key, or the map that has it inside. */
    static Optional<Setting<?>> find(String key) {
        for (Setting<?> setting : ALL) {
            if (key.equals(setting.key()) || isInside(key, setting)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** Names inside a map have no dots, so that deeper levels are refused, and nothing a text line cannot hold. */
    static boolean isInside(String key, Setting<?> setting) {
        String prefix = setting.key() + ".";
        return setting.shape() == Shape.MAP && key.startsWith(prefix)
                && NAME_IN_MAP.matcher(key.substring(prefix.length())).matches();
    }

    static List<Setting<?>> ofFile(String file) {
        return ALL.stream().filter(setting -> setting.file().equals(file)).toList();
    }

    private static <T> Setting<T> one(String file, String name, Kind<T> kind) {
        return new Setting<>(file, name, Shape.ONE, kind);
    }

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(NAME, BASE_CURRENCY, MINOR_UNIT_DIGITS, ZONE, CUT_OFF,
                END_OF_DAY, CALENDAR, CALL_DUE, LAYERS, ASSESSMENT_MULTIPLE, COOLING_OFF_DAYS, REPLENISHMENT_DAYS,
                UNMET_CALL,
                SOCIALISED_LOSS_BASIS, EXECUTION_PRICE, LIQUIDATION_FEE_RATE, BELOW_MAINTENANCE, INITIAL_FACTOR,
                ROUNDS, CONTAGION_MAP, CASCADE_BOOKING, MODEL, PRODUCTS, TIERS, PRICE_BAND, STALE_DAYS, FX_BAND,
                SOURCE, SCENARIOS, SEED, HOLDING_PERIOD_DAYS, DEGREES_OF_FREEDOM, LEVELS, TARGET, STEP,
                CONTRIBUTIONS, FLOOR, SIZING_SCHEDULE));
        for (FindingCode code : FindingCode.values()) {
            all.add(severity(code));
        }
        return List.copyOf(all);
    }
}
