package io.spillway.batch.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The trailer of a folder: what must be in it, to the byte (faults 5, 6, 8, 56).
 *
 * @param place the folder
 * @param businessDate whose day it is; reference files may leave it out
 * @param sequence the sender's number
 * @param files the files listed
 */
public record Manifest(Path place, String house, Optional<LocalDate> businessDate, long sequence,
                       Map<InputFile, Entry> files) {

    public static final String FILE_NAME = "manifest.json";

    private static final int LARGEST_BYTES = 1 << 20;

    public Manifest {
        files = files.isEmpty() ? Map.of() : new EnumMap<>(files);
    }

    /**
     * A file as stated.
     *
     * @param rows without the header
     * @param sha256 of the file's bytes, lower-case hexadecimal
     */
    public record Entry(InputFile file, long rows, String sha256) {
    }

    /**
     * Reads the manifest of a business date's folder.
     *
     * @throws InputException if there is none yet, it cannot be read, it is another house's or day's (fault 8), or the
     *     folder holds something else than it says
     */
    static Manifest ofDay(InputFolder folder, LocalDate businessDate, String house) {
        Path day = folder.day(businessDate);
        if (!folder.isComplete(businessDate)) {
            throw new InputException("the day " + businessDate + " waits for its manifest " + day.resolve(FILE_NAME)
                    + "; it is written last, once every file of the day is there");
        }
        Manifest manifest = read(day, InputFile.Place.DAY);
        LocalDate stated = manifest.businessDate.orElseThrow(() -> new InputException(manifest.path()
                + " has no businessDate; it must be " + businessDate));
        if (!stated.equals(businessDate)) {
            throw new InputException(manifest.path() + " is of business date " + stated + ", not of " + businessDate
                    + "; send the files of " + businessDate);
        }
        manifest.requireHouse(house);
        manifest.requireWhatItLists();
        return manifest;
    }

    /**
     * Reads the manifest of the reference files.
     *
     * @throws InputException as for a day; the business date does not matter
     */
    static Manifest ofReference(InputFolder folder, String house) {
        Path path = folder.reference().resolve(FILE_NAME);
        if (!Files.isRegularFile(path)) {
            throw new InputException("the reference files wait for their manifest " + path
                    + "; it is written last, once every file is there");
        }
        Manifest manifest = read(folder.reference(), InputFile.Place.REFERENCE);
        manifest.requireHouse(house);
        manifest.requireWhatItLists();
        return manifest;
    }

    private static Manifest read(Path folder, InputFile.Place place) {
        Path path = folder.resolve(FILE_NAME);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new InputException(path + " is larger than a manifest can be (" + LARGEST_BYTES + " bytes)");
            }
            return new ManifestReader(path, place).read(bytes);
        } catch (IOException e) {
            throw new InputException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path path() {
        return place.resolve(FILE_NAME);
    }

    private void requireHouse(String expected) {
        if (!house.equals(expected)) {
            throw new InputException(path() + " is of the house '" + house + "', not of '" + expected
                    + "'; send this house's files, or correct house.name in the settings");
        }
    }

    /** Names beginning with a dot are of writers at work and are left alone. */
    private void requireWhatItLists() {
        TreeSet<String> missing = new TreeSet<>();
        files.keySet().forEach(file -> missing.add(file.fileName()));
        TreeSet<String> unlisted = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean listed = Files.isRegularFile(entry) && missing.remove(name);
                if (!listed && !name.equals(FILE_NAME) && !name.startsWith(".")) {
                    unlisted.add(name);
                }
            }
        } catch (IOException e) {
            throw new InputException(place + " cannot be listed: " + e.getMessage(), e);
        }
        List<String> faults = new ArrayList<>();
        if (!missing.isEmpty()) {
            faults.add("its manifest lists " + String.join(", ", missing) + ", which is not there");
        }
        if (!unlisted.isEmpty()) {
            faults.add("it holds " + String.join(", ", unlisted) + ", which its manifest does not list");
        }
        if (!faults.isEmpty()) {
            throw new InputException(place + ": " + String.join("; ", faults) + "; send the folder again");
        }
    }

    /**
     * Insists on files without which there is no day.
     *
     * @throws InputException naming those that are not listed and those that are listed with no row (fault 7)
     */
    void require(Collection<InputFile> present, Collection<InputFile> withRows) {
        List<String> faults = new ArrayList<>();
        present.stream().filter(file -> !files.containsKey(file)).forEach(file ->
                faults.add(file.fileName() + " is missing"));
        withRows.stream().filter(file -> files.containsKey(file) && files.get(file).rows() == 0).forEach(file ->
                faults.add(file.fileName() + " is empty, which does not mean that nothing changed"));
        if (!faults.isEmpty()) {
            throw new InputException(path() + ": " + String.join("; ", faults) + "; send the folder again");
        }
    }
}
