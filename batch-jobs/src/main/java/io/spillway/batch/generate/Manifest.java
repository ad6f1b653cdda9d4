package io.spillway.batch.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The trailer of a folder: what is in it.
 *
 * @param house the clearing house
 * @param businessDate whose day it is; of the reference folder, the first
 * @param sequence 1 for the first day; of the reference folder, 0
 * @param files the files in the order written
 */
record Manifest(String house, LocalDate businessDate, int sequence, List<Entry> files) {

    static final String FILE_NAME = "manifest.json";

    /**
     * One file.
     *
     * @param name in the folder
     * @param rows without the header
     * @param sha256 of its bytes, lower-case hexadecimal
     */
    record Entry(String name, long rows, String sha256) {
    }

    /** Writes manifest.json into the folder; it appears complete. */
    void write(Path folder) throws IOException {
        Path temporary = folder.resolve("." + FILE_NAME + ".tmp");
        Files.write(temporary, toJson().getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, folder.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    private String toJson() {
        StringBuilder json = new StringBuilder("{\n  \"house\": ").append(quoted(house))
                .append(",\n  \"businessDate\": ").append(quoted(businessDate.toString()))
                .append(",\n  \"sequence\": ").append(sequence).append(",\n  \"files\": [");
        String separator = "\n";
        for (Entry file : files) {
            json.append(separator).append("    {\"name\": ").append(quoted(file.name()))
                    .append(", \"rows\": ").append(file.rows())
                    .append(", \"sha256\": ").append(quoted(file.sha256())).append('}');
            separator = ",\n";
        }
        return json.append("\n  ]\n}\n").toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
