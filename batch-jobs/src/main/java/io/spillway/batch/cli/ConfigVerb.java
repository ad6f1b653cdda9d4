package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.EffectiveSettings;
import io.spillway.batch.settings.Origin;
import io.spillway.batch.settings.PackedFiles;
import io.spillway.batch.settings.SettingValue;
import io.spillway.batch.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the settings in force and where each stands, or writes the files to begin with. */
@Command(name = "config", description = {"Show the settings in force, and where each one stands.",
    "With --export, write the configuration's files, every key explained, into a directory to edit there."})
final class ConfigVerb extends Verb {

    @Mixin
    private JsonOption json;

    @Option(names = "--export", paramLabel = "DIR",
            description = "Write the files in force into DIR; a file that is there already is never overwritten.")
    private Path export;

    @Override
    protected ExitCode run() {
        EffectiveSettings effective = SettingsLoader.load(configDirectory());
        if (export != null) {
            List<String> written = PackedFiles.export(configDirectory(), effective, export);
            if (json.isWanted()) {
                JsonOption.write(out(), Map.of("written", written));
            } else {
                written.forEach(out()::println);
            }
            return ExitCode.DONE;
        }
        List<SettingValue> values = new ArrayList<>(operator().values());
        values.addAll(effective.values());
        if (json.isWanted()) {
            writeJson(values, effective);
        } else {
            writeText(values, effective);
        }
        return ExitCode.DONE;
    }

    private void writeText(List<SettingValue> values, EffectiveSettings effective) {
        int keyWidth = values.stream().mapToInt(value -> value.key().length()).max().orElse(0);
        for (SettingValue value : values) {
            out().println(value.key() + " ".repeat(keyWidth - value.key().length()) + "  " + value.value()
                    + "  (" + value.origin() + ")");
        }
        out().println();
        out().println("holidays " + effective.settings().holidays().names().size() + ", SHA-256 of what a cycle stores "
                + effective.settings().sha256());
    }

    private void writeJson(List<SettingValue> values, EffectiveSettings effective) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SettingValue value : values) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", value.key());
            row.put("value", value.value());
            Origin origin = value.origin();
            row.put("from", origin.file());
            if (origin.line() > 0 && !origin.isDefault()) {
                row.put("line", origin.line());
            }
            rows.add(row);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sha256", effective.settings().sha256());
        document.put("holidays", effective.settings().holidays().names().size());
        document.put("settings", rows);
        JsonOption.write(out(), document);
    }
}
