package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.YamlFile.Form;
import io.spillway.batch.settings.YamlFile.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The operator's technical settings: application.yml of the configuration directory over the program's own, with
 * system properties and environment variables over both (SPRING_DATASOURCE_PASSWORD keeps a secret out of files).
 * Read without Spring Boot, which takes longer for it than a whole verb may.
 */
public final class OperatorSettings {

    static final String FILE = "application.yml";

    private static final String OWN = "spillway.";
    private static final List<String> KNOWN = List.of("spillway.deadline.minutes", "spillway.inputs.checkSeconds",
            "spillway.inputs.waitMinutes", "spillway.lease.expirySeconds");
    private static final String LEVEL = "logging.level.";

    private final SortedMap<String, SettingValue> stated;
    private final ConfigurableEnvironment environment = new StandardEnvironment();

    private OperatorSettings(SortedMap<String, SettingValue> stated) {
        this.stated = stated;
        Map<String, Object> values = new LinkedHashMap<>();
        stated.forEach((key, value) -> values.put(key, value.value()));
        environment.getPropertySources().addLast(new MapPropertySource(FILE, values));
    }

    /**
     * Reads application.yml.
     *
     * @throws CommandFailure when a file is there and cannot be read, or has an unknown key that begins with spillway
     */
    public static OperatorSettings load(ConfigDirectory directory) {
        SortedMap<String, SettingValue> stated = new TreeMap<>();
        put(stated, null, PackedFiles.read(FILE));
        Path file = directory.path().resolve(FILE);
        if (Files.exists(file)) {
            try {
                put(stated, Origin.label(file), Files.readString(file, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.FAILED, Origin.label(file) + " cannot be read as UTF-8 text: "
                        + e.getMessage(), e);
            }
        }
        return new OperatorSettings(stated);
    }

    /** The environment that a Spring context uses. */
    public ConfigurableEnvironment environment() {
        return environment;
    }

    /** The value of a key, or the default where it is absent or blank. */
    public String text(String key, String defaultValue) {
        String value = environment.getProperty(key);
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }

    /** Logging levels by logger name, sorted. */
    public Map<String, String> loggingLevels() {
        Map<String, String> levels = new TreeMap<>();
        for (String key : stated.keySet()) {
            if (key.startsWith(LEVEL)) {
                levels.put(key.substring(LEVEL.length()), text(key, ""));
            }
        }
        return levels;
    }

    /** What the files and the environment state, sorted by key, with where each stands; a password is not shown. */
    public List<SettingValue> values() {
        return stated.values().stream().map(value -> {
            String text = text(value.key(), "");
            String shown = value.key().endsWith("password") && !text.isEmpty() ? "(set)" : text;
            return new SettingValue(value.key(), shown, origin(value));
        }).toList();
    }

    /** @param label the operator's file, or null for the program's own */
    private static void put(Map<String, SettingValue> stated, String label, String text) {
        for (Item item : YamlFile.read(label == null ? "the program's own " + FILE : label, text)) {
            Origin origin = label == null ? Origin.packed(item.line()) : new Origin(label, item.line());
            if (item.name().startsWith(OWN) && !KNOWN.contains(item.name())) {
                throw new CommandFailure(ExitCode.FAILED, origin + ": " + item.name() + " is no setting"
                        + Similar.suggestion(item.name(), KNOWN) + "; the settings are " + String.join(", ", KNOWN));
            }
            if (item.form() == Form.SEQUENCE) {
                for (int i = 0; i < item.values().size(); i++) {
                    String key = item.name() + "[" + i + "]";
                    stated.put(key, new SettingValue(key, item.values().get(i), origin));
                }
            } else if (item.form() == Form.SCALAR) {
                stated.put(item.name(), new SettingValue(item.name(), item.values().get(0), origin));
            }
        }
    }

    private static Origin origin(SettingValue value) {
        if (System.getProperty(value.key()) != null) {
            return new Origin("system property", 0);
        }
        String variable = value.key().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        return System.getenv(variable) == null ? value.origin() : new Origin("environment variable " + variable, 0);
    }
}
