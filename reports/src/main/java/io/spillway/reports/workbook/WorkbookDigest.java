package io.spillway.reports.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What makes two workbooks equal: their uncompressed parts, since compression differs between builds (fault 57). */
public final class WorkbookDigest {

    private static final int BUFFER_BYTES = 1 << 16;

    private WorkbookDigest() {
    }

    /**
     * SHA-256 in lower-case hex over all parts in order of name: for each, the length of its UTF-8 name (4 bytes,
     * big-endian), the name, and the SHA-256 of its uncompressed bytes.
     *
     * @throws UncheckedIOException where the file cannot be read as a zip; the message names it
     */
    public static String of(Path workbook) {
        try (ZipFile zip = new ZipFile(workbook.toFile(), StandardCharsets.UTF_8)) {
            SortedMap<String, byte[]> parts = new TreeMap<>();
            for (ZipEntry part : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                parts.put(part.getName(), digest(zip, part));
            }
            return of(parts);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the workbook " + workbook + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /**
     * The same of a workbook that is just being written.
     *
     * @param parts SHA-256 of each part's uncompressed bytes by the part's name
     */
    static String of(SortedMap<String, byte[]> parts) {
        MessageDigest whole = sha256();
        parts.forEach((part, digest) -> {
            byte[] name = part.getBytes(StandardCharsets.UTF_8);
            whole.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
            whole.update(name);
            whole.update(digest);
        });
        return HexFormat.of().formatHex(whole.digest());
    }

    private static byte[] digest(ZipFile zip, ZipEntry part) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = zip.getInputStream(part)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
