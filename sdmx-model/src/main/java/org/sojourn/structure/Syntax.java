package org.sojourn.structure;

import java.io.IOException;
import java.io.InputStream;
import org.sojourn.model.SdmxException;

/** The syntax of a message, told by the first character that is not blank. */
enum Syntax {
    XML,
    JSON;

    private static final int LOOK_AHEAD = 4096;
    private static final int QUOTED = 12;

    /**
     * Looks at the beginning of a stream that supports marks, and leaves it where it was.
     *
     * @throws SdmxException of kind SYNTAX when it is neither
     */
    static Syntax of(InputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] start = in.readNBytes(LOOK_AHEAD);
        in.reset();
        StringBuilder seen = new StringBuilder();
        for (byte b : start) {
            // Byte order marks, and every second byte of UTF-16, are no characters that could tell.
            boolean mark = b == 0
                    || b == (byte) 0xEF
                    || b == (byte) 0xBB
                    || b == (byte) 0xBF
                    || b == (byte) 0xFE
                    || b == (byte) 0xFF;
            if (mark || Character.isWhitespace(b)) {
                continue;
            }
            if (seen.isEmpty() && b == '<') {
                return XML;
            }
            if (seen.isEmpty() && b == '{') {
                return JSON;
            }
            seen.append(b > 0 ? (char) b : '?');
            if (seen.length() == QUOTED) {
                break;
            }
        }
        throw new SdmxException(
                SdmxException.Kind.SYNTAX,
                seen.isEmpty()
                        ? "the message is empty"
                        : "line 1, column 1: the message is neither XML, which begins with '<', nor JSON, which begins with '{'; it begins with '"
                                + seen + "'");
    }
}
