package io.spillway.batch.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a page so that it appears under its name only when it is whole (fault 49). */
final class PageFile {

    private PageFile() {
    }

    /**
     * Writes the text as UTF-8, in place of any file of that name; folders are made.
     *
     * @throws UncheckedIOException if it cannot be written; the message names the file
     */
    static void write(Path target, String text) {
        Path whole = target.toAbsolutePath();
        try {
            Files.createDirectories(whole.getParent());
            Path part = whole.resolveSibling("." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
                    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write the page " + whole + ": " + failed.getMessage(), failed);
        }
    }
}
