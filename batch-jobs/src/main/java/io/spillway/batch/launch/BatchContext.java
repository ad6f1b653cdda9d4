package io.spillway.batch.launch;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.PersistenceConfiguration;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The Spring context of a verb that runs jobs: the database, Hibernate, Spring Batch and the configurations it names.
 * No web, no scheduler, no search for components; beans are built when first asked for.
 */
public final class BatchContext implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private BatchContext(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /**
     * Opens the context.
     *
     * @param start what the beans stand on
     * @param configurations the job's own configuration classes
     * @throws CommandFailure when the database cannot be opened
     */
    public static BatchContext open(Start start, Class<?>... configurations) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        start.registerIn(context);
        context.register(PersistenceConfiguration.class, BatchConfiguration.class);
        if (configurations.length > 0) {
            context.register(configurations);
        }
        try {
            context.refresh();
            return new BatchContext(context);
        } catch (RuntimeException e) {
            context.close();
            throw sentence(e);
        }
    }

    /**
     * A bean by its type.
     *
     * @throws CommandFailure when building it failed for a reason the operator can act on
     */
    public <T> T get(Class<T> type) {
        try {
            return context.getBean(type);
        } catch (RuntimeException e) {
            throw sentence(e);
        }
    }

    /** A bean by name and type, where there are several of the type. */
    public <T> T get(String name, Class<T> type) {
        try {
            return context.getBean(name, type);
        } catch (RuntimeException e) {
            throw sentence(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** The sentence for the operator, where one lies inside Spring's wrapping. */
    private static RuntimeException sentence(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CommandFailure found) {
                return found;
            }
        }
        return failure;
    }

    /**
     * What every bean may ask for.
     *
     * @param operator technical settings
     * @param settings what the house decides
     * @param database where the house's data is
     * @param creation whether it may be made
     * @param clock the only source of the time of day
     */
    public record Start(
            OperatorSettings operator, Settings settings, Database database, Creation creation, Clock clock) {

        public Start {
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(settings, "settings");
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(creation, "creation");
            Objects.requireNonNull(clock, "clock");
        }

        private void registerIn(GenericApplicationContext context) {
            context.setEnvironment(operator.environment());
            context.registerBean(OperatorSettings.class, () -> operator);
            context.registerBean(Settings.class, () -> settings);
            context.registerBean(Database.class, () -> database);
            context.registerBean(Creation.class, () -> creation);
            context.registerBean(Clock.class, () -> clock);
        }
    }
}
