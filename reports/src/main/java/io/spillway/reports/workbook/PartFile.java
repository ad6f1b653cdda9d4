package io.spillway.reports.workbook;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name only when it is whole (fault 49): written beside its target, forced to disk,
 * then moved in one step; removed where anything fails.
 */
final class PartFile {

    private static final int MOST_LEFTOVERS = 10_000;

    /** Something that writes the parts of a zip. */
    @FunctionalInterface
    interface Content {
        void writeTo(ZipParts zip) throws IOException;
    }

    private PartFile() {
    }

    /**
     * Writes a zip and puts it in its place, its entries in the order written, with fixed times.
     *
     * @return digest of its parts, as {@link WorkbookDigest} takes it
     */
    static String write(Path target, Content content) throws IOException {
        Path whole = target.toAbsolutePath();
        Path part = create(whole);
        try {
            String sha256 = write(content, part);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            return sha256;
        } finally {
            // After the move there is none.
            Files.deleteIfExists(part);
        }
    }

    private static String write(Content content, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                ZipParts zip = new ZipParts(Channels.newOutputStream(channel))) {
            content.writeTo(zip);
            zip.finish();
            channel.force(true);
            return zip.sha256();
        }
    }

    private static Path create(Path target) throws IOException {
        for (int n = 0; n < MOST_LEFTOVERS; n++) {
            Path part = target.resolveSibling("." + target.getFileName() + "." + n + ".part");
            try {
                return Files.createFile(part);
            } catch (FileAlreadyExistsException taken) {
                // Another process is at work, or one was killed: its file is left alone.
                continue;
            }
        }
        throw new IOException("There are already " + MOST_LEFTOVERS + " unfinished files beside " + target
                + "; remove those that end in .part");
    }
}
