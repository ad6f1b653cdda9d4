package io.spillway.batch.simulation;

import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.eod.StepProbe;
import io.spillway.batch.eod.Verification;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import java.time.Clock;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** One process of the program: its own Spring context on the house's database, which it sees through a probe. */
final class Node implements AutoCloseable {

    private static final int KILLED = 137;

    /** The node whose context is being opened; its beans are made at once. */
    private static Node opening;

    private final CommitProbe commits;
    private final BatchContext context;
    private String watchedStep = "";
    private Runnable atStep;

    private Node(Store store, Settings settings) {
        commits = new CommitProbe(store.source(), () -> Runtime.getRuntime().halt(KILLED));
        synchronized (Node.class) {
            opening = this;
            context = BatchContext.open(new BatchContext.Start(
                    OperatorSettings.load(new ConfigDirectory(store.directory().resolve("no-config"))), settings,
                    store.database(), Creation.ALLOWED, Clock.systemUTC()),
                    EndOfDayJobConfiguration.class, Probed.class);
            context.get(DataSource.class);
            context.get(StepProbe.class);
        }
    }

    static Node open(Store store, Settings settings) {
        return new Node(store, settings);
    }

    CommitProbe commits() {
        return commits;
    }

    /** Does something once, when a step of that name has written and not yet committed. */
    void at(String step, Runnable action) {
        watchedStep = step;
        atStep = action;
    }

    /** How the operator launches. */
    enum Verb { EOD, CORRECT, RESTART }

    /** Launches a day; what was to be done at a step is forgotten afterwards. */
    LaunchOutcome run(Verb verb, EndOfDay.Request request) {
        EndOfDay day = context.get(EndOfDay.class);
        try {
            return switch (verb) {
                case EOD -> day.run(request);
                case CORRECT -> day.correct(request);
                case RESTART -> day.resume(request);
            };
        } finally {
            watchedStep = "";
        }
    }

    void stop() {
        context.get(EndOfDay.class).stop();
    }

    Verification.Outcome verify(LocalDate date) {
        return context.get(Verification.class).verify(date);
    }

    @Override
    public void close() {
        context.close();
    }

    private void written(String step) {
        if (step.equals(watchedStep)) {
            watchedStep = "";
            atStep.run();
        }
    }

    /** Puts the probes in place of the program's own. */
    @Configuration(proxyBeanMethods = false)
    static class Probed {

        @Bean
        @Primary
        DataSource probedSource() {
            return opening.commits;
        }

        @Bean
        @Primary
        StepProbe probedSteps() {
            Node node = opening;
            return node::written;
        }
    }
}
