package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The operator's technical settings: application.yml of the configuration directory over the jar's own, with
 * system properties and environment variables over both (SPRING_DATASOURCE_PASSWORD keeps a secret out of files).
 */
public final class OperatorSettings {

    private static final String OWN = "spillway.";
    private static final List<String> KNOWN = List.of("spillway.lease.expirySeconds");

    private final Path directory;
    private final ConfigurableEnvironment environment;

    private OperatorSettings(Path directory, ConfigurableEnvironment environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /**
     * Reads application.yml.
     *
     * @throws CommandFailure when a file is there and cannot be read, or has an unknown key that begins with spillway
     */
    public static OperatorSettings load(ConfigDirectory directory) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        // Spring Boot's own search would look in the working directory, whatever --config says.
        String locations = "optional:classpath:/config/,optional:" + directory.path().toUri();
        environment.getPropertySources().addFirst(new MapPropertySource("spillway",
                Map.of("spring.config.location", locations)));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } catch (RuntimeException e) {
            Path file = directory.path().resolve("application.yml");
            throw new CommandFailure(ExitCode.FAILED, "application.yml cannot be read (looked in " + file
                    + " and in the program's defaults): " + e.getMessage(), e);
        }
        OperatorSettings settings = new OperatorSettings(directory.path(), environment);
        settings.refuseUnknownKeys();
        return settings;
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

    /** What the files and the environment state, sorted by key, with where each stands; a password is not shown. */
    public List<SettingValue> values() {
        SortedMap<String, SettingValue> values = new TreeMap<>();
        stated().forEach((key, origin) -> {
            String text = text(key, "");
            String shown = key.endsWith("password") && !text.isEmpty() ? "(set)" : text;
            values.put(key, new SettingValue(key, shown, origin));
        });
        return List.copyOf(values.values());
    }

    private void refuseUnknownKeys() {
        stated().forEach((key, origin) -> {
            if (key.startsWith(OWN) && !KNOWN.contains(key)) {
                throw new CommandFailure(ExitCode.FAILED, origin + ": " + key + " is no setting"
                        + Similar.suggestion(key, KNOWN) + "; the settings are " + String.join(", ", KNOWN));
            }
        });
    }

    /** Every key of an application.yml, and where the value in force stands. */
    private Map<String, Origin> stated() {
        Map<String, Origin> origins = new TreeMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names && source instanceof OriginLookup<?>) {
                for (String key : names.getPropertyNames()) {
                    origins.putIfAbsent(key, origin(key, OriginLookup.getOrigin(source, key)));
                }
            }
        }
        return origins;
    }

    private Origin origin(String key, org.springframework.boot.origin.Origin found) {
        if (System.getProperty(key) != null) {
            return new Origin("system property", 0);
        }
        String variable = key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        if (System.getenv(variable) != null) {
            return new Origin("environment variable " + variable, 0);
        }
        if (found instanceof TextResourceOrigin text && text.getResource() != null && text.getLocation() != null) {
            int line = text.getLocation().getLine() + 1;
            return text.getResource().isFile() && directory.equals(file(text).getParent())
                    ? new Origin(Origin.label(file(text)), line) : Origin.packed(line);
        }
        return Origin.packed(0);
    }

    private static Path file(TextResourceOrigin origin) {
        try {
            return origin.getResource().getFile().toPath().toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logging levels by logger name, sorted. */
    public Map<String, String> loggingLevels() {
        Map<String, String> levels = Binder.get(environment)
                .bind("logging.level", Bindable.mapOf(String.class, String.class)).orElseGet(Map::of);
        return new TreeMap<>(levels);
    }
}
