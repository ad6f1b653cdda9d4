package io.spillway.batch.sizing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.waterfall.scenario.ListedScenarios;
import io.spillway.waterfall.scenario.Scenario;
import io.spillway.waterfall.scenario.ScenarioSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A set of scenarios in a CSV file: the header {@code scenario} and instrument ids, then a name and a move per instrument
 * on each line, as parts of the price base (rule 7.1).
 *
 * @param sha256 of the file's bytes, in hexadecimal digits: the set's digest
 * @param instruments in the file's order
 * @param scenarios numbered from 0 in the file's order
 */
public record ScenarioFile(Path path, String sha256, List<String> instruments, List<Scenario> scenarios) {

    private static final String FIRST_COLUMN = "scenario";
    private static final Pattern MOVE = Pattern.compile("-?[0-9]{1,6}(\\.[0-9]{1," + Scenario.MOVE_SCALE + "})?");
    private static final int MOST_NAME_CHARACTERS = 200;

    /**
     * Reads a set.
     *
     * @throws CommandFailure naming file, line and what is not acceptable
     */
    public static ScenarioFile read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, path + " cannot be read: " + e.getMessage(), e);
        }
        List<String> instruments = null;
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try {
            for (CsvRecord row : CsvReader.builder().missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(new String(bytes, StandardCharsets.UTF_8))) {
                String place = path + " line " + row.getStartingLineNumber() + ": ";
                if (instruments == null) {
                    instruments = header(place, row);
                } else {
                    scenarios.add(scenario(place, row, instruments, scenarios.size()));
                    require(names.add(row.getField(0)), place + row.getField(0) + " stands twice; keep one of them");
                }
            }
        } catch (CsvParseException e) {
            throw new CommandFailure(ExitCode.BLOCKED_BY_DATA, path + " is not a CSV file: " + e.getMessage(), e);
        }
        require(scenarios.size() >= 2, path + " has " + scenarios.size() + " scenarios; a sizing needs at least 2");
        MessageDigest digest = digest();
        digest.update(bytes);
        return new ScenarioFile(path, HexFormat.of().formatHex(digest.digest()), instruments, List.copyOf(scenarios));
    }

    private static List<String> header(String place, CsvRecord row) {
        List<String> fields = row.getFields();
        require(fields.get(0).equals(FIRST_COLUMN) && fields.size() > 1,
                place + "the header must be " + FIRST_COLUMN + " and at least one instrument");
        List<String> instruments = List.copyOf(fields.subList(1, fields.size()));
        Set<String> seen = new HashSet<>();
        for (String instrument : instruments) {
            require(!instrument.isBlank() && seen.add(instrument), place + "instrument '" + instrument
                    + "' is empty or stands twice");
        }
        return instruments;
    }

    private static Scenario scenario(String place, CsvRecord row, List<String> instruments, int number) {
        require(row.getFieldCount() == instruments.size() + 1, place + "has " + row.getFieldCount() + " fields, the header "
                + (instruments.size() + 1));
        String name = row.getField(0);
        require(!name.isBlank() && name.length() <= MOST_NAME_CHARACTERS, place + "a scenario needs a name of at most "
                + MOST_NAME_CHARACTERS + " characters");
        long[] moves = new long[instruments.size()];
        for (int i = 0; i < moves.length; i++) {
            String text = row.getField(i + 1);
            require(MOVE.matcher(text).matches(), place + "'" + text + "' for " + instruments.get(i)
                    + " is no move such as -0.25, of at most " + Scenario.MOVE_SCALE + " decimal places");
            moves[i] = new BigDecimal(text).movePointRight(Scenario.MOVE_SCALE).longValueExact();
        }
        return new Scenario(number, name, moves);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new CommandFailure(ExitCode.BLOCKED_BY_DATA, sentence);
        }
    }

    /**
     * The set as a source of moves of what is held.
     *
     * @param held what every scenario must say a move of
     * @param known whether the house knows an instrument; others are refused
     * @throws IllegalArgumentException naming the instrument
     */
    ListedScenarios source(List<String> held, Predicate<String> known) {
        for (String instrument : instruments) {
            if (!known.test(instrument)) {
                throw new IllegalArgumentException(path + " moves " + instrument + ", which the house does not know;"
                        + " correct the header, or leave the column out");
            }
        }
        int[] columns = held.stream().mapToInt(instruments::indexOf).toArray();
        for (int h = 0; h < columns.length; h++) {
            if (columns[h] < 0) {
                throw new IllegalArgumentException(path + " has no column for " + held.get(h) + ", which is held; add one");
            }
        }
        return new ListedScenarios(held, scenarios.stream().map(scenario -> {
            long[] moves = new long[columns.length];
            for (int h = 0; h < moves.length; h++) {
                moves[h] = scenario.moves()[columns[h]];
            }
            return new Scenario(scenario.number(), scenario.name(), moves);
        }).toList());
    }

    /**
     * Writes a set, under another name until it is whole.
     *
     * @throws CommandFailure if the file is there already or cannot be written
     */
    static void write(ScenarioSource source, Path target) {
        if (Files.exists(target)) {
            throw new CommandFailure(ExitCode.FAILED, target + " is there already; name another file, or remove it first");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (target.toAbsolutePath().getParent() != null) {
                Files.createDirectories(target.toAbsolutePath().getParent());
            }
            try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                lines(source, line -> {
                    try {
                        out.write(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.FAILED, target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The digest that a set's file has, whether it is written or not: SHA-256 in hexadecimal digits. */
    static String sha256(ScenarioSource source) {
        MessageDigest digest = digest();
        lines(source, line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void lines(ScenarioSource source, Consumer<String> out) {
        StringBuilder line = new StringBuilder(FIRST_COLUMN);
        source.instruments().forEach(instrument -> line.append(',').append(quoted(instrument)));
        out.accept(line.append('\n').toString());
        for (int s = 0; s < source.size(); s++) {
            Scenario scenario = source.scenario(s);
            line.setLength(0);
            line.append(quoted(scenario.name()));
            for (int i = 0; i < scenario.moves().length; i++) {
                line.append(',').append(scenario.moves()[i] == 0 ? "0" : scenario.move(i).toPlainString());
            }
            out.accept(line.append('\n').toString());
        }
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
