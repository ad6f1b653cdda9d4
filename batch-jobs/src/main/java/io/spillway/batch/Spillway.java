package io.spillway.batch;

import io.spillway.batch.cli.Program;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/** The program's entry. */
public final class Spillway {

    private Spillway() {
    }

    /** Runs one verb and ends the process with its exit code. */
    public static void main(String[] args) {
        // Libraries ask for the zone of the machine; stored times must not depend on it.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        PrintWriter results = utf8(FileDescriptor.out);
        PrintWriter messages = utf8(FileDescriptor.err);
        // What a library prints is no result.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        int code = new Program(results, messages).run(args);
        results.flush();
        messages.flush();
        System.exit(code);
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8), true,
                StandardCharsets.UTF_8);
    }
}
