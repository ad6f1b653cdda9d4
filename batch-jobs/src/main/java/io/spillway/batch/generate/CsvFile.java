package io.spillway.batch.generate;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A CSV file written row by row: UTF-8, LF, a header, quotes only where needed, numbers exact and plain. It appears under
 * its name when {@link #finish} is called, complete; closed before that, nothing is left.
 */
final class CsvFile implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_NUMBER_CHARS = 32;

    private final Path target;
    private final Path temporary;
    private final OutputStream out;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final int columns;
    private int filled;
    private int column;
    private long rows;

    /** Opens a file in an existing folder and writes the header. */
    CsvFile(Path folder, String name, List<String> header) throws IOException {
        this.target = folder.resolve(name);
        this.temporary = folder.resolve("." + name + ".tmp");
        this.columns = header.size();
        this.out = Files.newOutputStream(temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        for (String heading : header) {
            text(heading);
        }
        endLine();
    }

    /** A cell of text. */
    CsvFile text(String value) throws IOException {
        separate();
        boolean quoted = value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0;
        raw(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        return this;
    }

    /** An empty cell. */
    CsvFile empty() throws IOException {
        separate();
        return this;
    }

    CsvFile number(Decimal value) throws IOException {
        return number(value.unscaled(), value.scale());
    }

    /** A cell of an exact number with {@code scale} digits after its point. */
    CsvFile number(long unscaled, int scale) throws IOException {
        separate();
        room(LONGEST_NUMBER_CHARS);
        if (unscaled < 0) {
            buffer[filled++] = '-';
        }
        String digits = Long.toString(Math.absExact(unscaled));
        int whole = digits.length() - scale;
        if (whole <= 0) {
            buffer[filled++] = '0';
        }
        for (int i = Math.min(0, whole); i < digits.length(); i++) {
            if (i == whole) {
                buffer[filled++] = '.';
            }
            buffer[filled++] = (byte) (i < 0 ? '0' : digits.charAt(i));
        }
        return this;
    }

    /** Ends a row, which must have all its cells. */
    void endRow() throws IOException {
        endLine();
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Puts the file in place. */
    Manifest.Entry finish() throws IOException {
        flush();
        out.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        return new Manifest.Entry(target.getFileName().toString(), rows, HexFormat.of().formatHex(digest.digest()));
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(temporary);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void separate() throws IOException {
        if (column++ > 0) {
            room(1);
            buffer[filled++] = ',';
        }
    }

    private void endLine() throws IOException {
        if (column != columns) {
            throw new IllegalStateException(target.getFileName() + " row " + (rows + 1) + " has " + column
                    + " cells of " + columns);
        }
        column = 0;
        room(1);
        buffer[filled++] = '\n';
    }

    private void raw(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            room(1);
            buffer[filled++] = b;
        }
    }

    private void room(int bytes) throws IOException {
        if (filled + bytes > BUFFER_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        digest.update(buffer, 0, filled);
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
