package io.spillway.batch.eod;

import io.spillway.batch.settings.ContagionMapping;
import io.spillway.batch.settings.Settings;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.day.DayRules;
import java.util.Set;

/** The settings as the day's computation takes them. */
public final class SettingsOfDay {

    /** Findings that somebody may answer for; the others are put right in the data (rule 3.4). */
    static final Set<FindingCode> APPROVABLE = Set.of(FindingCode.PRICE_MISSING, FindingCode.PRICE_OUT_OF_BAND,
            FindingCode.FX_RATE_OUT_OF_BAND, FindingCode.POSITION_BREAK, FindingCode.TRADE_CONFLICT,
            FindingCode.MATCH_NOT_FLAT, FindingCode.CLOSEOUT_REJECTED);

    private SettingsOfDay() {
    }

    /** The rules of a day. */
    public static DayRules rules(Settings settings) {
        return new DayRules(settings.waterfall().rules(),
                settings.waterfall().contagionMap() == ContagionMapping.ON ? Recording.FULL : Recording.WITHOUT_MAP,
                settings.findings().severities(), settings.findings().priceBandFraction(),
                settings.findings().fxBandFraction(), settings.findings().staleDays(), settings.house().zone(),
                settings.house().cutOff(), settings.house().callDue(), settings.waterfall().coolingOffDays(),
                settings.waterfall().obligations());
    }

    /** The settings of a day without settlement prices: the last marks stand in, and nothing else is answered for. */
    static Settings atPreviousPrices(Settings settings) {
        return settings.with("findings.severity." + FindingCode.PRICE_MISSING, Severity.WARNING.name());
    }

    /** The settings of a day whose approvable findings somebody answers for: they no longer block. */
    static Settings approved(Settings settings) {
        Settings result = settings;
        for (FindingCode code : APPROVABLE) {
            result = result.with("findings.severity." + code, Severity.WARNING.name());
        }
        return result;
    }
}
