package io.spillway.batch.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Generated files, read back without any code of the generator. */
final class GeneratedFiles {

    private final Path root;

    GeneratedFiles(Path root) {
        this.root = root;
    }

    /** Rows of a file such as reference/members.csv as column to cell; no cell of the generated files is quoted. */
    List<Map<String, String>> rows(String file) {
        List<String> lines = lines(file);
        String[] header = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != header.length || line.indexOf('"') >= 0) {
                throw new IllegalStateException(file + ": " + line);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < header.length; c++) {
                row.put(header[c], cells[c]);
            }
            rows.add(row);
        }
        return rows;
    }

    Map<String, Map<String, String>> byFirstColumn(String file) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        for (Map<String, String> row : rows(file)) {
            if (found.put(row.values().iterator().next(), row) != null) {
                throw new IllegalStateException(file + ": " + row + " stands twice");
            }
        }
        return found;
    }

    List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the days' folders in order. */
    List<String> days() {
        return folders().stream().filter(name -> !name.equals("reference")).toList();
    }

    List<String> folders() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file by its path, with its bytes as Latin-1 text. */
    Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.put(root.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
