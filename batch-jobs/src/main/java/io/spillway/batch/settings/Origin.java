package io.spillway.batch.settings;

import java.nio.file.Path;

/**
 * Where a value stands.
 *
 * @param file the operator's file, or "default" for what the program brings along
 * @param line counted from 1, of that file or of the program's file of the same name
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

    /** "default", or file and line. */
    @Override
    public String toString() {
        return isDefault() ? DEFAULT : file + " line " + line;
    }
}
