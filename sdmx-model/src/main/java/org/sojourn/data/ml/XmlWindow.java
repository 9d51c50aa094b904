package org.sojourn.data.ml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A piece of a document in memory that moves along: from a mark, which is where a parser could go on, to as far as was read.
 * Keeps count of lines.
 */
final class XmlWindow {

    private static final int SMALL = 1 << 16;

    /** What does not fit is left to parsers. */
    private static final int LARGE = 1 << 20;

    byte[] bytes = new byte[SMALL];

    /** The end of what is in memory. */
    int limit;

    private InputStream source = InputStream.nullInputStream();
    private int mark;
    private int line;
    private int lineStart;

    /** Takes over at a place: some bytes that were read already, and after them the rest of the source. */
    void begin(byte[] from, InputStream rest, int atLine, int atColumn) {
        bytes = from.length > bytes.length ? new byte[from.length * 2] : bytes;
        System.arraycopy(from, 0, bytes, 0, from.length);
        limit = from.length;
        source = rest;
        mark = 0;
        line = atLine;
        lineStart = 1 - atColumn;
    }

    /** The mark. */
    int mark() {
        return mark;
    }

    /**
     * Moves the mark.
     *
     * @param atLine the line there, and where in the window it begins
     */
    void mark(int place, int atLine, int startOfLine) {
        mark = place;
        line = atLine;
        lineStart = startOfLine;
    }

    /** The line of the mark. */
    int line() {
        return line;
    }

    /** Where in the window the line of the mark begins; may be negative. */
    int lineStart() {
        return lineStart;
    }

    /** The column of the mark. */
    int column() {
        return mark - lineStart + 1;
    }

    /** Reads more, which moves everything to the front; false at the end of the source, or where the window is full. */
    boolean more() throws IOException {
        if (mark > 0) {
            System.arraycopy(bytes, mark, bytes, 0, limit - mark);
            limit -= mark;
            lineStart -= mark;
            mark = 0;
        }
        if (limit == bytes.length) {
            if (limit >= LARGE) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, limit * 4);
        }
        int read = source.read(bytes, limit, bytes.length - limit);
        limit += Math.max(0, read);
        return read > 0;
    }

    /** Some bytes, and after them those in memory from the mark on. */
    byte[] after(byte[] first) {
        byte[] both = Arrays.copyOf(first, first.length + limit - mark);
        System.arraycopy(bytes, mark, both, first.length, limit - mark);
        return both;
    }
}
