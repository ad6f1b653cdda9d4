package io.spillway.batch.settings;

import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is looked for in a day's data (rule 3.4).
 *
 * @param severities one per code
 * @param priceBandFraction largest move of a settlement price as a fraction of the price before (fault 14)
 * @param staleDays business days a price may stay the same (fault 13)
 * @param fxBandFraction largest move of an FX rate as a fraction of the rate before (fault 20)
 */
public record FindingSettings(
        Map<FindingCode, Severity> severities,
        BigDecimal priceBandFraction,
        int staleDays,
        BigDecimal fxBandFraction) {

    public FindingSettings {
        severities = Collections.unmodifiableMap(new EnumMap<>(severities));
    }

    public Severity severityOf(FindingCode code) {
        return severities.get(code);
    }
}
