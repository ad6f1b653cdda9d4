package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.Setting.Shape;
import io.spillway.batch.settings.YamlFile.Form;
import io.spillway.batch.settings.YamlFile.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The one way to settings, for every verb: the program's own risk/*.yml, and over them, value by value, the files of
 * the configuration directory. A list or a map that a file states replaces the program's whole.
 */
public final class SettingsLoader {

    private static final String FOLDER = "risk";
    private static final String ENDING = ".yml";

    private final Path directory;
    private final SortedMap<String, SettingValue> effective = new TreeMap<>();
    /** Where each map with nothing in it was stated. */
    private final SortedMap<String, Origin> emptyMaps = new TreeMap<>();

    private SettingsLoader(Path directory) {
        this.directory = directory;
    }

    /**
     * Loads the settings in force.
     *
     * @throws CommandFailure naming file, line and key of what is not acceptable
     */
    public static EffectiveSettings load(ConfigDirectory directory) {
        return new SettingsLoader(directory.path()).load();
    }

    /** What the program brings along. */
    static EffectiveSettings loadDefaults() {
        return new SettingsLoader(null).load();
    }

    private EffectiveSettings load() {
        for (String file : SettingsSchema.FILES) {
            apply(file, null, PackedFiles.read(FOLDER + "/" + file + ENDING));
        }
        if (directory != null) {
            refuseUnknownFiles();
            for (String file : SettingsSchema.FILES) {
                Path path = directory.resolve(FOLDER).resolve(file + ENDING);
                if (Files.exists(path)) {
                    apply(file, Origin.label(path), read(path));
                }
            }
        }
        readScenarios();
        SortedMap<String, String> texts = new TreeMap<>();
        effective.forEach((key, value) -> texts.put(key, value.value()));
        calendar().forEach((date, name) -> texts.put(Settings.holidayKey(date), name));
        Settings settings = bind(texts);
        SortedMap<String, SettingValue> shown = new TreeMap<>();
        effective.forEach((key, value) ->
                shown.put(key, new SettingValue(key, settings.values().get(key), value.origin())));
        emptyMaps.forEach((key, origin) -> shown.put(key, new SettingValue(key, "{}", origin)));
        return new EffectiveSettings(settings, List.copyOf(shown.values()));
    }

    /** The operator's scenarios where there is a folder of them, even an empty one; the program's own where not. */
    private void readScenarios() {
        Path folder = directory == null ? null : directory.resolve(ScenarioSettings.FOLDER);
        if (folder == null || !Files.isDirectory(folder)) {
            for (String name : PackedFiles.list(ScenarioSettings.FOLDER)) {
                String file = ScenarioSettings.FOLDER + "/" + name;
                add(ScenarioSettings.read(withoutEnding(name), "the program's own " + file, PackedFiles.read(file),
                        Origin::packed));
            }
            return;
        }
        for (Path path : filesOf(folder)) {
            String name = String.valueOf(path.getFileName());
            String label = Origin.label(path);
            if (!name.endsWith(ENDING)) {
                throw new CommandFailure(ExitCode.FAILED, label + " is no scenario; the files here are NAME" + ENDING);
            }
            add(ScenarioSettings.read(withoutEnding(name), label, read(path), line -> new Origin(label, line)));
        }
    }

    private static String withoutEnding(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }

    private void add(List<SettingValue> values) {
        values.forEach(value -> effective.put(value.key(), value));
    }

    /** A folder's files that are not hidden, by name. */
    static List<Path> filesOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !String.valueOf(file.getFileName()).startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private Settings bind(SortedMap<String, String> texts) {
        try {
            return Settings.of(texts);
        } catch (IllegalArgumentException e) {
            String key = e.getMessage().substring(0, Math.max(0, e.getMessage().indexOf(':')));
            SettingValue value = effective.get(key);
            String place = value == null ? "settings" : value.origin().toString();
            throw new CommandFailure(ExitCode.FAILED, place + ": " + e.getMessage(), e);
        }
    }

    /** @param label the operator's file, or null for the program's own */
    private void apply(String file, String label, String text) {
        String shown = label == null ? "the program's own " + FOLDER + "/" + file + ENDING : label;
        List<String> replaced = new ArrayList<>();
        for (Item item : YamlFile.read(shown, text)) {
            Setting<?> setting = settingOf(file, item, shown);
            checkForm(setting, item, shown);
            if (setting.shape() == Shape.MAP && !replaced.contains(setting.key())) {
                effective.keySet().removeIf(key -> key.startsWith(setting.key() + "."));
                replaced.add(setting.key());
            }
            Origin origin = label == null ? Origin.packed(item.line()) : new Origin(label, item.line());
            if (item.form() == Form.EMPTY_MAP) {
                emptyMaps.put(setting.key(), origin);
            } else {
                emptyMaps.remove(setting.key());
                put(setting, new SettingValue(file + "." + item.name(), String.join(",", item.values()), origin), item,
                        shown);
            }
        }
    }

    private void put(Setting<?> setting, SettingValue value, Item item, String shown) {
        for (String text : item.values()) {
            try {
                setting.kind().read(text);
            } catch (IllegalArgumentException e) {
                throw refused(shown, item.line(), item.name() + " " + e.getMessage(), e);
            }
        }
        effective.put(value.key(), value);
    }

    private static Setting<?> settingOf(String file, Item item, String shown) {
        String key = file + "." + item.name();
        return SettingsSchema.find(key)
                .orElseThrow(() -> refused(shown, item.line(), unknown(file, item.name()), null));
    }

    private static void checkForm(Setting<?> setting, Item item, String shown) {
        boolean inMap = setting.shape() == Shape.MAP;
        Form wanted = setting.shape() == Shape.LIST ? Form.SEQUENCE : Form.SCALAR;
        boolean fits = inMap && item.name().equals(setting.name()) ? item.form() == Form.EMPTY_MAP
                : item.form() == wanted;
        if (!fits) {
            String form = switch (setting.shape()) {
                case ONE -> "must be one value: ";
                case LIST -> "must be a list of values, each ";
                case MAP -> "must be names with one value each: ";
            };
            throw refused(shown, item.line(), item.name() + " " + form + setting.kind().expects(), null);
        }
    }

    private static String unknown(String file, String name) {
        List<String> known = SettingsSchema.ofFile(file).stream().map(Setting::name).sorted().toList();
        return name + " is no setting of this file" + Similar.suggestion(name, known)
                + "; the settings are " + String.join(", ", known);
    }

    private void refuseUnknownFiles() {
        Path folder = directory.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<String> known = SettingsSchema.FILES.stream().map(file -> file + ENDING).toList();
        filesOf(folder).stream().filter(file -> !known.contains(String.valueOf(file.getFileName()))).findFirst()
                .ifPresent(stranger -> {
                    throw new CommandFailure(ExitCode.FAILED, Origin.label(stranger) + " is no settings file"
                            + Similar.suggestion(String.valueOf(stranger.getFileName()), known) + "; the files are "
                            + String.join(", ", known));
                });
    }

    private Map<LocalDate, String> calendar() {
        SettingValue setting = effective.get(SettingsSchema.CALENDAR.key());
        if (directory != null) {
            Path own = directory.resolve(setting.value());
            if (Files.exists(own)) {
                return CalendarFile.read(Origin.label(own), read(own));
            }
        }
        if (!PackedFiles.has(setting.value())) {
            throw new CommandFailure(ExitCode.FAILED, setting.origin() + ": calendar " + setting.value()
                    + " is neither in " + directory + " nor among the program's own");
        }
        return CalendarFile.read("the program's own " + setting.value(), PackedFiles.read(setting.value()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandFailure unreadable(Path file, IOException cause) {
        return new CommandFailure(ExitCode.FAILED, Origin.label(file) + " cannot be read as UTF-8 text: "
                + cause.getMessage(), cause);
    }

    private static CommandFailure refused(String shown, int line, String what, Exception cause) {
        return new CommandFailure(ExitCode.FAILED, shown + " line " + line + ": " + what, cause);
    }
}
