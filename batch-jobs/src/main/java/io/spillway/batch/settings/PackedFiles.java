package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The configuration files that the program brings along. */
public final class PackedFiles {

    private static final String ROOT = "/config/";

    private PackedFiles() {
    }

    /** A file's text. */
    static String read(String name) {
        try (InputStream in = PackedFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's file " + name + " cannot be read", e);
        }
    }

    /** The names of a folder's files, ascending. */
    static List<String> list(String folder) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver(PackedFiles.class.getClassLoader())
                    .getResources("classpath*:" + ROOT.substring(1) + folder + "/*")).map(Resource::getFilename)
                    .sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException("the program's folder " + folder + " cannot be listed", e);
        }
    }

    static boolean has(String name) {
        return PackedFiles.class.getResource(ROOT + name) != null;
    }

    /**
     * Writes the files in force into a directory: the operator's where there is one, else the program's.
     *
     * @return the absolute names of the files written
     * @throws CommandFailure when one of them is there already or cannot be written; nothing is overwritten
     */
    public static List<String> export(ConfigDirectory source, EffectiveSettings effective, Path target) {
        Path directory = target.toAbsolutePath().normalize();
        List<String> names = new ArrayList<>();
        names.add("application.yml");
        SettingsSchema.FILES.forEach(file -> names.add("risk/" + file + ".yml"));
        names.add(effective.settings().house().calendar());
        Path own = source.path().resolve(ScenarioSettings.FOLDER);
        List<String> scenarios = Files.isDirectory(own) ? SettingsLoader.filesOf(own).stream()
                .map(file -> String.valueOf(file.getFileName())).toList() : list(ScenarioSettings.FOLDER);
        scenarios.forEach(file -> names.add(ScenarioSettings.FOLDER + "/" + file));
        for (String name : names) {
            if (Files.exists(directory.resolve(name))) {
                throw new CommandFailure(ExitCode.FAILED, directory.resolve(name)
                        + " is there already; export into another directory, or remove it first");
            }
        }
        List<String> written = new ArrayList<>();
        for (String name : names) {
            written.add(write(source.path().resolve(name), name, directory.resolve(name)).toString());
        }
        return written;
    }

    private static Path write(Path own, String name, Path file) {
        try {
            Files.createDirectories(file.getParent());
            String text = Files.exists(own) ? Files.readString(own, StandardCharsets.UTF_8) : read(name);
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
