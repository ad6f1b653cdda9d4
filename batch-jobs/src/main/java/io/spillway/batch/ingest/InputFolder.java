package io.spillway.batch.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Where the input files are: {@code reference/} and a folder per business date, named by its ISO date.
 *
 * @param root absolute
 */
public record InputFolder(Path root) {

    private static final String DEFAULT_NAME = "inputs";
    private static final String REFERENCE = "reference";

    public InputFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The folder of a data directory for which none was named. */
    public static InputFolder of(Path dataDirectory) {
        return new InputFolder(dataDirectory.resolve(DEFAULT_NAME));
    }

    public Path reference() {
        return root.resolve(REFERENCE);
    }

    public Path day(LocalDate businessDate) {
        return root.resolve(businessDate.toString());
    }

    /** Whether the day's files are all there: the manifest is written last. */
    public boolean isComplete(LocalDate businessDate) {
        return Files.isRegularFile(day(businessDate).resolve(Manifest.FILE_NAME));
    }
}
