package io.spillway.batch.settings;

import io.spillway.batch.settings.Setting.Shape;

/**
 * One setting of a file.
 *
 * @param file the file's name without ending, which begins the key
 * @param name its name in the file, dots standing for deeper levels
 * @param shape how many values it has
 * @param kind how each value is read
 */
record Setting<T>(String file, String name, Shape shape, Kind<T> kind) {

    enum Shape {
        ONE,
        /** A sequence of values; in text form separated by commas. */
        LIST,
        /** Names chosen by the operator, each with one value. */
        MAP
    }

    String key() {
        return file + "." + name;
    }
}
