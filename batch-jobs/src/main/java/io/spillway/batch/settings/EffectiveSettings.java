package io.spillway.batch.settings;

import java.util.List;

/**
 * The settings in force, and where each value stands.
 *
 * @param settings what a cycle runs on
 * @param values sorted by key; the calendar's dates are not listed
 */
public record EffectiveSettings(Settings settings, List<SettingValue> values) {

    public EffectiveSettings {
        values = List.copyOf(values);
    }
}
