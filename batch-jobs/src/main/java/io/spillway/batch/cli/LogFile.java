package io.spillway.batch.cli;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A log file per day (UTC) in the data directory's folder logs, kept for 30 days. A data directory that does not exist
 * is not made for it. The day's file has its date in its name from the start: several processes may append to it.
 */
final class LogFile extends AppenderBase<ILoggingEvent> {

    private static final int KEPT_DAYS = 30;

    private final Path dataDirectory;
    private final PatternLayoutEncoder encoder;
    private RollingFileAppender<ILoggingEvent> file;

    LogFile(Path dataDirectory, PatternLayoutEncoder encoder) {
        this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
        this.encoder = encoder;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (file == null && Files.isDirectory(dataDirectory)) {
            file = open();
        }
        if (file != null) {
            file.doAppend(event);
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (file != null) {
            file.stop();
        }
    }

    private RollingFileAppender<ILoggingEvent> open() {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(getContext());
        appender.setEncoder(encoder);
        TimeBasedRollingPolicy<ILoggingEvent> daily = new TimeBasedRollingPolicy<>();
        daily.setContext(getContext());
        daily.setParent(appender);
        daily.setFileNamePattern(dataDirectory.resolve("logs") + "/spillway.%d{yyyy-MM-dd, UTC}.log");
        daily.setMaxHistory(KEPT_DAYS);
        daily.start();
        appender.setRollingPolicy(daily);
        appender.start();
        return appender;
    }
}
