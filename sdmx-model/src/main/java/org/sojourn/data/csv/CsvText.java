package org.sojourn.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 text that gives itself away line by line, so that between lines somebody else may go on in the bytes.
 *
 * <p>Bytes that are no characters end it with a {@link java.nio.charset.CharacterCodingException}, after what is before them.
 */
final class CsvText extends Reader {

    private static final int SMALL = 1 << 16;

    /** A longer line comes in pieces. */
    private static final int LARGE = 1 << 20;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private boolean ended;

    /** What is in memory, from the place that is to be read next to the limit. */
    byte[] bytes = new byte[SMALL];

    int at;
    int limit;

    CsvText(InputStream in) {
        this.in = in;
    }

    /** Reads more bytes, which moves everything to the front; false at the end, or where the window is full. */
    boolean more() throws IOException {
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, limit - at);
            limit -= at;
            at = 0;
        }
        if (limit == bytes.length) {
            if (limit >= LARGE) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, limit * 4);
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        ended |= read < 0;
        limit += Math.max(0, read);
        return read > 0;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (length > 0) {
            int end = lineEnd(length);
            if (at == end && ended) {
                return -1;
            }
            ByteBuffer from = ByteBuffer.wrap(bytes, at, end - at);
            CharBuffer to = CharBuffer.wrap(into, offset, length);
            CoderResult result = decoder.decode(from, to, ended && end == limit);
            at = from.position();
            int count = to.position() - offset;
            if (count > 0) {
                return count;
            }
            if (result.isError()) {
                result.throwException();
            }
            if (result.isOverflow() || (!more() && !ended)) { // no room for a pair of characters
                return 0;
            }
        }
        return 0;
    }

    /** Where the line ends that begins here, or as far as is needed to fill so many characters. */
    private int lineEnd(int length) throws IOException {
        int looked = 0;
        while (true) {
            for (int p = at + looked; p < limit; p++) {
                if (bytes[p] == '\n') {
                    return p + 1;
                }
            }
            looked = limit - at;
            if (looked >= length || ended || !more()) {
                return limit;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
