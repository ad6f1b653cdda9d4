package io.spillway.batch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log, set up in code because reading a file costs every start time: warnings in one line each on standard error,
 * and everything, with stack traces, in DATA/logs once the data directory exists.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String OWN = "io.spillway";
    /** Its failures come back as exceptions and outcomes, which the verb prints. */
    private static final String SPRING = "org.springframework";
    private static final String FLYWAY_VERSION_WARNING = "org.flywaydb.core.internal.database.base.Database";
    private static final String HIBERNATE_SQL_ERRORS = "org.hibernate.orm.jdbc.error";
    private static final String CONSOLE = "console";
    private static final String FILE = "file";
    private static final String BRIEF = "%-5level %logger{0}: %msg%nopex%n";
    private static final String FULL = "%d{yyyy-MM-dd HH:mm:ss.SSS, UTC} %-5level [%thread] %logger{36}: %msg%n%ex";

    /** Called by Logback, before the first line is logged. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        context.getLogger(OWN).setLevel(Level.INFO);
        // Warns at every start that H2 is newer than the newest it was tried with; the migrations' tests answer that.
        context.getLogger(FLYWAY_VERSION_WARNING).setLevel(Level.ERROR);
        // Repeats, with SQL and the data in it, what is thrown anyway; data does not belong in a log (fault 60).
        context.getLogger(HIBERNATE_SQL_ERRORS).setLevel(Level.OFF);
        root.addAppender(console(context, BRIEF, new Quiet()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Directs the log as a verb's options say. */
    static void begin(boolean verbose, Path dataDirectory) {
        LoggerContext context = context();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(CONSOLE);
        root.addAppender(verbose ? console(context, FULL, null) : console(context, BRIEF, new Quiet()));
        if (root.getAppender(FILE) != null) {
            root.getAppender(FILE).stop();
            root.detachAppender(FILE);
        }
        LogFile file = new LogFile(dataDirectory, encoder(context, FULL));
        file.setName(FILE);
        file.setContext(context);
        file.start();
        root.addAppender(file);
    }

    /**
     * Sets the operator's levels.
     *
     * @throws CommandFailure when one is no level
     */
    static void setLevels(Map<String, String> levels) {
        levels.forEach((name, text) -> {
            Level level = Level.toLevel(text.toUpperCase(Locale.ROOT), null);
            if (level == null) {
                throw new CommandFailure(ExitCode.FAILED, "logging.level." + name + " in application.yml must be"
                        + " ERROR, WARN, INFO, DEBUG, TRACE or OFF, not '" + text + "'");
            }
            String logger = "root".equalsIgnoreCase(name) ? org.slf4j.Logger.ROOT_LOGGER_NAME : name;
            context().getLogger(logger).setLevel(level);
        });
    }

    private static LoggerContext context() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        return (LoggerContext) factory;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, String pattern,
            Filter<ILoggingEvent> filter) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setName(CONSOLE);
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(context, pattern));
        if (filter != null) {
            filter.start();
            console.addFilter(filter);
        }
        console.start();
        return console;
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    /** Lets warnings through, except those of Spring. */
    private static final class Quiet extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getLevel().isGreaterOrEqual(Level.WARN) && !event.getLoggerName().startsWith(SPRING)
                    ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }
}
