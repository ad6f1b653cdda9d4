package io.spillway.batch.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 and nothing else: a byte order mark is passed over, any other bytes are refused by line (fault 22). */
final class Utf8Reader extends Reader {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private boolean atStart = true;
    private boolean endOfInput;
    private long line = 1;
    private boolean lastWasReturn;

    Utf8Reader(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, endOfInput);
            if (result.isError()) {
                countLines(target, offset, chars.position());
                throw new InputException(name + " line " + line + ": the text is not UTF-8; save the file as UTF-8 and"
                        + " send it again");
            }
            if (atStart && chars.position() > 0) {
                atStart = false;
                if (target[offset] == BYTE_ORDER_MARK) {
                    return withoutMark(target, offset, chars.position());
                }
            }
            if (chars.position() > 0) {
                countLines(target, offset, chars.position());
                return chars.position();
            }
            if (endOfInput) {
                return -1;
            }
            fill();
        }
    }

    private int withoutMark(char[] target, int offset, int filled) throws IOException {
        System.arraycopy(target, offset + 1, target, offset, filled - 1);
        countLines(target, offset, filled - 1);
        return filled == 1 ? read(target, offset, 1) : filled - 1;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            endOfInput = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    /** A line ends with a carriage return, a line feed, or both. */
    private void countLines(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (c == '\n' && !lastWasReturn || c == '\r') {
                line++;
            }
            lastWasReturn = c == '\r';
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
