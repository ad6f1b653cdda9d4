package io.spillway.reports.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A file that appears under its name only when it is whole (fault 49): written beside its target, forced to disk,
 * then moved in one step; removed where anything fails.
 */
final class PartFile {

    /**
     * The time of every entry of every workbook (fault 57). Not the first moment of 1980: the JDK takes that for
     * "earlier" and adds the instant, which depends on the machine's zone.
     */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0, 0);
    private static final int MOST_LEFTOVERS = 10_000;

    /** Something that writes a zip. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private PartFile() {
    }

    /** Writes a zip and puts it in its place, its entries in the order written, with fixed times. */
    static void write(Path target, Content content) throws IOException {
        Path whole = target.toAbsolutePath();
        Path raw = null;
        Path fixed = null;
        try {
            raw = create(whole);
            try (OutputStream out = Files.newOutputStream(raw)) {
                content.writeTo(out);
            }
            fixed = create(whole);
            withFixedTimes(raw, fixed);
            Files.move(fixed, whole, StandardCopyOption.ATOMIC_MOVE);
            fixed = null;
        } finally {
            delete(raw);
            delete(fixed);
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

    private static void delete(Path part) throws IOException {
        if (part != null) {
            Files.deleteIfExists(part);
        }
    }

    private static void withFixedTimes(Path raw, Path fixed) throws IOException {
        try (ZipFile zip = new ZipFile(raw.toFile());
                FileChannel channel = FileChannel.open(fixed, StandardOpenOption.WRITE);
                ZipOutputStream out = new ZipOutputStream(Channels.newOutputStream(channel))) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry from = entries.nextElement();
                ZipEntry to = new ZipEntry(from.getName());
                to.setTimeLocal(ENTRY_TIME);
                out.putNextEntry(to);
                try (InputStream in = zip.getInputStream(from)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
            out.finish();
            channel.force(true);
        }
    }
}
