package io.spillway.batch.settings;

import java.nio.file.Path;

/**
 * Where a value stands.
 *
 * @param file the operator's file, "default" for what the program brings along, or where else a value comes from
 * @param line counted from 1, of that file or of the program's file of the same name; 0 where there is none
 */
public record Origin(String file, int line) {

    private static final String DEFAULT = "default";

    static Origin packed(int line) {
        return new Origin(DEFAULT, line);
    }

    /** A file's name as the operator would type it. */
    static String label(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }

    public boolean isDefault() {
        return DEFAULT.equals(file);
    }

    /** "default", or file and line, or where else it comes from. */
    @Override
    public String toString() {
        return isDefault() || line == 0 ? file : file + " line " + line;
    }
}
