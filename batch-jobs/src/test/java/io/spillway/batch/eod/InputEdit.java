package io.spillway.batch.eod;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Copies a house's input files and changes one, its manifest with it. */
final class InputEdit {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private InputEdit() {
    }

    static Path copy(Path inputs, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(inputs)) {
            for (Path from : tree.toList()) {
                Path target = to.resolve(inputs.relativize(from));
                if (Files.isDirectory(from)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(from, target);
                }
            }
        }
        return to;
    }

    /** Changes a file's lines, the header being the first, and states its new rows and hash in the manifest. */
    static void lines(Path folder, String file, UnaryOperator<List<String>> change) throws IOException {
        List<String> lines = change.apply(Files.readAllLines(folder.resolve(file)));
        byte[] bytes = lines.stream().map(line -> line + "\n").collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(file), bytes);
        manifest(folder, manifest -> {
            for (JsonNode entry : manifest.get("files")) {
                if (entry.get("name").stringValue().equals(file)) {
                    ((ObjectNode) entry).put("rows", lines.size() - 1).put("sha256", sha256(bytes));
                }
            }
            return manifest;
        });
    }

    /** Changes the manifest alone. */
    static void manifest(Path folder, UnaryOperator<ObjectNode> change) throws IOException {
        Path file = folder.resolve("manifest.json");
        ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readString(file));
        Files.writeString(file, change.apply(manifest).toString());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
