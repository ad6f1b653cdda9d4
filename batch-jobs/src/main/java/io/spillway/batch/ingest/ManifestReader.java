package io.spillway.batch.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a manifest strictly: no unknown, doubled or missing field, no file name that is not an input's. */
final class ManifestReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final List<String> FIELDS = List.of("house", "businessDate", "sequence", "files");
    private static final List<String> ENTRY_FIELDS = List.of("name", "rows", "sha256");
    private static final int LONGEST_SHOWN = 100;

    private final Path path;
    private final InputFile.Place place;

    ManifestReader(Path path, InputFile.Place place) {
        this.path = path;
        this.place = place;
    }

    Manifest read(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new InputException(path + " is no manifest: " + e.getOriginalMessage(), e);
        }
        requireFields(root, FIELDS, "");
        String house = text(root, "house", "");
        Optional<LocalDate> date = root.has("businessDate")
                ? Optional.of(date(text(root, "businessDate", ""))) : Optional.empty();
        long sequence = whole(root, "sequence", "");
        JsonNode files = root.path("files");
        if (!files.isArray()) {
            throw fault("files must be a list");
        }
        Map<InputFile, Manifest.Entry> entries = new EnumMap<>(InputFile.class);
        for (int i = 0; i < files.size(); i++) {
            Manifest.Entry entry = entry(files.get(i), "files[" + i + "].");
            if (entries.put(entry.file(), entry) != null) {
                throw fault("files lists " + entry.file().fileName() + " twice");
            }
        }
        return new Manifest(path.getParent(), house, date, sequence, entries);
    }

    private Manifest.Entry entry(JsonNode node, String prefix) {
        requireFields(node, ENTRY_FIELDS, prefix);
        String name = text(node, "name", prefix);
        InputFile file = InputFile.find(name, place).orElseThrow(() -> fault(prefix + "name '" + shown(name)
                + "' is no input file here; the files are " + String.join(", ", InputFile.names(place))));
        String sha256 = text(node, "sha256", prefix);
        if (!SHA256.matcher(sha256).matches()) {
            throw fault(prefix + "sha256 must be 64 hexadecimal digits");
        }
        return new Manifest.Entry(file, whole(node, "rows", prefix), sha256.toLowerCase(Locale.ROOT));
    }

    private void requireFields(JsonNode node, List<String> known, String prefix) {
        if (!node.isObject()) {
            throw fault(prefix.isEmpty() ? "it must be an object" : prefix.substring(0, prefix.length() - 1)
                    + " must be an object");
        }
        node.propertyNames().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw fault(prefix + shown(name) + " is unknown; the fields are " + String.join(", ", known));
        });
    }

    private String text(JsonNode node, String field, String prefix) {
        JsonNode value = node.path(field);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw fault(prefix + field + " must be a text");
        }
        return value.stringValue();
    }

    private long whole(JsonNode node, String field, String prefix) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw fault(prefix + field + " must be a whole number, 0 or more");
        }
        return value.longValue();
    }

    private LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InputException(path + ": businessDate '" + shown(text) + "' is no date such as 2026-03-02", e);
        }
    }

    /** A name from outside, fit to be printed. */
    private static String shown(String text) {
        String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private InputException fault(String message) {
        return new InputException(path + ": " + message);
    }
}
