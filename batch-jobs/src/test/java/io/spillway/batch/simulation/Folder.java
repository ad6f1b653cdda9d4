package io.spillway.batch.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A folder of input files with its manifest: written, copied, spoiled. */
record Folder(Path path) {

    static final String MANIFEST = "manifest.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a manifest says beside its files. */
    record Heading(String house, LocalDate businessDate, int sequence) {
    }

    /** Writes files, their header being the first line, and the manifest last. */
    void write(Heading heading, SortedMap<String, List<String>> files) {
        make(path);
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("house", heading.house()).put("businessDate", heading.businessDate().toString())
                .put("sequence", heading.sequence());
        ArrayNode entries = manifest.putArray("files");
        files.forEach((name, lines) -> {
            byte[] bytes = bytes(lines);
            write(path.resolve(name), bytes);
            entries.addObject().put("name", name).put("rows", lines.size() - 1).put("sha256", sha256(bytes));
        });
        write(path.resolve(MANIFEST), manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    boolean has(String file) {
        return Files.exists(path.resolve(file));
    }

    List<String> lines(String file) {
        try {
            return Files.readAllLines(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a file, and its rows and hash in the manifest with it: a fault of its sender. */
    void change(String file, UnaryOperator<List<String>> change) {
        List<String> lines = change.apply(new ArrayList<>(lines(file)));
        byte[] bytes = bytes(lines);
        write(path.resolve(file), bytes);
        manifest(manifest -> {
            for (JsonNode entry : manifest.get("files")) {
                if (entry.get("name").stringValue().equals(file)) {
                    ((ObjectNode) entry).put("rows", lines.size() - 1).put("sha256", sha256(bytes));
                }
            }
        });
    }

    /** Changes the manifest alone. */
    void manifest(Consumer<ObjectNode> change) {
        Path file = path.resolve(MANIFEST);
        try {
            ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readString(file));
            change.accept(manifest);
            write(file, manifest.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes bytes past the manifest: a fault of the transport. */
    void overwrite(String file, byte[] bytes) {
        write(path.resolve(file), bytes);
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String file) {
        try {
            Files.delete(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes this folder exactly what another one is. */
    void becomes(Folder other) {
        delete(path);
        make(path);
        try (Stream<Path> files = Files.list(other.path)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, path.resolve(file.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file or a whole tree; nothing where there is none. */
    static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
