package io.spillway.batch.settings;

/**
 * One effective value.
 *
 * @param key file name, dot, name in the file
 * @param value its canonical text
 * @param origin where it stands
 */
public record SettingValue(String key, String value, Origin origin) {
}
