package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the operator's files are.
 *
 * @param path absolute and normalised; may be absent where nobody named it
 */
public record ConfigDirectory(Path path) {

    /** Searched where the operator names no directory. */
    public static final Path DEFAULT = Path.of("config");

    public ConfigDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** ./config, which need not be there: the jar's defaults hold then. */
    public static ConfigDirectory standard() {
        return new ConfigDirectory(DEFAULT);
    }

    /**
     * A directory that the operator named.
     *
     * @throws CommandFailure when it is not there
     */
    public static ConfigDirectory named(Path path) {
        ConfigDirectory directory = new ConfigDirectory(path);
        if (!Files.isDirectory(directory.path())) {
            throw new CommandFailure(ExitCode.FAILED, "there is no configuration directory " + directory.path()
                    + "; name one that exists with --config, or leave it out for the defaults");
        }
        return directory;
    }
}
