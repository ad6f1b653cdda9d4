package io.spillway.reports.workbook;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the parts of a workbook one after another into a zip, each compressed once and digested on its way. */
final class ZipParts implements AutoCloseable {

    /**
     * The time of every entry of every workbook (fault 57). Not the first moment of 1980: the JDK takes that for
     * "earlier" and adds the instant, which depends on the machine's zone.
     */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0, 0);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Zip zip;
    private final SortedMap<String, byte[]> digests = new TreeMap<>();

    /** Something that writes one part. */
    @FunctionalInterface
    interface Part {
        void writeTo(OutputStream out) throws IOException;
    }

    ZipParts(OutputStream out) {
        zip = new Zip(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    /** Writes one part. */
    void add(String name, Part part) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        MessageDigest digest = WorkbookDigest.sha256();
        part.writeTo(new Digesting(zip, digest));
        zip.closeEntry();
        digests.put(name, digest.digest());
    }

    /** Writes the directory; to be called before the stream below is forced to disk. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    /** Digest of the parts written, as {@link WorkbookDigest} takes it. */
    String sha256() {
        return WorkbookDigest.of(digests);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Fast compression: the next level makes files a tenth smaller in twice the time. */
    private static final class Zip extends ZipOutputStream {
        Zip(OutputStream out) {
            super(out);
            setLevel(Deflater.BEST_SPEED);
            buf = new byte[BUFFER_BYTES];
        }
    }

    private static final class Digesting extends OutputStream {

        private final OutputStream out;
        private final MessageDigest digest;

        Digesting(OutputStream out, MessageDigest digest) {
            this.out = out;
            this.digest = digest;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            digest.update(bytes, from, length);
            out.write(bytes, from, length);
        }
    }
}
