package io.spillway.batch.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Lets a verb end in order on SIGTERM and Ctrl-C. A shutdown hook would come too late: H2's own runs beside it and
 * closes the database under the job. Where the platform has no such signals, the process just ends, and a later run recovers.
 */
final class Termination {

    private static final String[] SIGNALS = {"TERM", "INT"};

    private Termination() {
    }

    /** Calls the action, in a thread of its own, instead of ending the process. */
    static void onSignal(Runnable action) {
        try {
            // The JDK's only way to signals; named in text, since the compiler warns of it whatever one does.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(Termination.class.getClassLoader(), new Class<?>[] {handler},
                    (self, method, args) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "equals" -> self == args[0];
                        case "hashCode" -> System.identityHashCode(self);
                        default -> "Termination";
                    });
            for (String name : SIGNALS) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("signals cannot be handled", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no signals; use a JDK with the module jdk.unsupported", e);
        }
    }
}
