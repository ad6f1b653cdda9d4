package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The operator's technical settings: application.yml of the configuration directory over the jar's own, with
 * system properties and environment variables over both (SPRING_DATASOURCE_PASSWORD keeps a secret out of files).
 */
public final class OperatorSettings {

    private final ConfigurableEnvironment environment;

    private OperatorSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Reads application.yml.
     *
     * @throws CommandFailure when a file is there and cannot be read
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
        return new OperatorSettings(environment);
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
        Map<String, String> levels = Binder.get(environment)
                .bind("logging.level", Bindable.mapOf(String.class, String.class)).orElseGet(Map::of);
        return new TreeMap<>(levels);
    }
}
