package io.spillway.waterfall.day;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Length-prefixed UTF-8 and big-endian numbers, digested as they come; no doubles (rule 6.3). */
final class CanonicalEncoding {

    private static final int BUFFER_BYTES = 1 << 16;

    private final MessageDigest sha256;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    CanonicalEncoding() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    CanonicalEncoding putInt(int value) {
        room(Integer.BYTES);
        buffer.putInt(value);
        return this;
    }

    CanonicalEncoding putLong(long value) {
        room(Long.BYTES);
        buffer.putLong(value);
        return this;
    }

    CanonicalEncoding putText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        if (bytes.length > BUFFER_BYTES) {
            flush();
            sha256.update(bytes);
        } else {
            room(bytes.length);
            buffer.put(bytes);
        }
        return this;
    }

    String digest() {
        flush();
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() {
        buffer.flip();
        sha256.update(buffer);
        buffer.clear();
    }
}
