package io.spillway.batch.launch;

import java.util.List;

/** The Spring configurations of the jobs, one class per job, for the verbs that run them. */
public final class JobConfigurations {

    /** A job that is not listed here does not exist for a verb. */
    public static final List<Class<?>> ALL = List.of();

    private JobConfigurations() {
    }

    /** For {@link BatchContext#open}. */
    public static Class<?>[] asArray() {
        return ALL.toArray(Class<?>[]::new);
    }
}
