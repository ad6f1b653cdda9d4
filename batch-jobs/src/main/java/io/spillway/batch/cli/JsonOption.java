package io.spillway.batch.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The option --json of verbs whose result a program may read; to be added with picocli's Mixin annotation. */
public final class JsonOption {

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public boolean isWanted() {
        return json;
    }

    /** Writes one document and a line feed. Maps and records keep the order of their keys. */
    public static void write(PrintWriter out, Object document) {
        out.println(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(document));
        out.flush();
    }
}
