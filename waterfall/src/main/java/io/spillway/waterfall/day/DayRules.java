package io.spillway.waterfall.day;

import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.Recording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

/**
 * The house's settings that the day's numbers depend on: a snapshot of config, stored with the cycle.
 *
 * @param severities severity per finding where it differs from the code's own
 * @param priceBand largest relative move of a settlement price against the last mark's base, as a fraction
 * @param fxBand largest relative move of an FX rate, as a fraction
 * @param staleDays business days after which an unchanged price is a finding
 * @param cutOff trades later than this on the business date belong to the next day (fault 27)
 * @param callDueTime when a margin call is due on the next business day, in the zone
 * @param coolingOffDays business days after the last default when the default-management period ends (5.13.7)
 * @param obligations money owed over days
 */
public record DayRules(CascadeRules cascade, Recording recording, Map<FindingCode, Severity> severities,
                       BigDecimal priceBand, BigDecimal fxBand, int staleDays, ZoneId zone, LocalTime cutOff,
                       LocalTime callDueTime, int coolingOffDays, Obligations obligations) {

    /**
     * What is done about money that is owed over days.
     *
     * @param replenishmentDays business days after a waterfall's use in which a contribution is brought back
     * @param unmetCall what an unmet margin call leads to (4.7)
     */
    public record Obligations(int replenishmentDays, UnmetCall unmetCall) {

        /** What a house starts from. */
        public static final Obligations DEFAULT = new Obligations(2, UnmetCall.FINDING);
    }

    /** Rules with the usual obligations. */
    public DayRules(CascadeRules cascade, Recording recording, Map<FindingCode, Severity> severities,
            BigDecimal priceBand, BigDecimal fxBand, int staleDays, ZoneId zone, LocalTime cutOff,
            LocalTime callDueTime, int coolingOffDays) {
        this(cascade, recording, severities, priceBand, fxBand, staleDays, zone, cutOff, callDueTime, coolingOffDays,
                Obligations.DEFAULT);
    }

    /** @throws IllegalArgumentException if the cascade would not record the transfers that the ledger books */
    public DayRules {
        if (recording == Recording.ROUNDS) {
            throw new IllegalArgumentException("recording: a day books the cascade's transfers, so it must keep them");
        }
    }

    public Severity severityOf(FindingCode code) {
        return severities.getOrDefault(code, code.defaultSeverity());
    }

    /** Initial margin of a maintenance margin, base minor units, rounded up (rule 4.1). */
    public long initialMargin(long maintenance) {
        return cascade.initialFactor().multiply(BigDecimal.valueOf(maintenance))
                .setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
