package org.sojourn.data.ml;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;

/**
 * Writes XML as UTF-8 bytes: markup as it is given, values escaped. Knows nothing of nesting; the layouts do.
 *
 * <p>Markup comes in as ready bytes ({@link #ascii}), so that whole fragments may be prepared once and written often.
 */
final class XmlEmitter {

    private static final int SIZE = 1 << 16;

    /** Bytes that one char can take when it is escaped or encoded. */
    private static final int WIDEST = 8;

    private static final boolean[] PLAIN_TEXT = new boolean[128];
    private static final boolean[] PLAIN_ATTRIBUTE = new boolean[128];

    static {
        for (int c = ' '; c < 128; c++) {
            PLAIN_TEXT[c] = c != '&' && c != '<' && c != '>';
            PLAIN_ATTRIBUTE[c] = PLAIN_TEXT[c] && c != '"';
        }
        PLAIN_TEXT['\n'] = true;
        PLAIN_TEXT['\t'] = true;
    }

    private final OutputStream out;
    private final boolean pretty;
    private final byte[] buffer;
    private int at;

    XmlEmitter(OutputStream out, boolean pretty) {
        this(out, pretty, SIZE);
    }

    XmlEmitter(OutputStream out, boolean pretty, int size) {
        this.buffer = new byte[size];
        this.out = out;
        this.pretty = pretty;
    }

    /** Markup as bytes, to be written again and again. */
    static byte[] ascii(String markup) {
        return markup.getBytes(StandardCharsets.UTF_8);
    }

    void markup(byte[] bytes) throws IOException {
        if (bytes.length > buffer.length - at) {
            drain();
            if (bytes.length > buffer.length) {
                out.write(bytes);
                return;
            }
        }
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        at += bytes.length;
    }

    void markup(String text) throws IOException {
        markup(ascii(text));
    }

    void markup(char c) throws IOException {
        room(1);
        buffer[at++] = (byte) c;
    }

    /** A new line with this depth of indentation, where people are to read it. */
    void line(int depth) throws IOException {
        if (pretty) {
            markup('\n');
            for (int i = 0; i < depth; i++) {
                markup(' ');
                markup(' ');
            }
        }
    }

    /** {@code  name="value"} with the blank before it. */
    void attribute(String name, String value) throws IOException {
        markup(' ');
        markup(name);
        markup('=');
        quoted(value);
    }

    /** A value in quotes. */
    void quoted(String value) throws IOException {
        markup('"');
        attributeValue(value);
        markup('"');
    }

    /** The inside of a quoted value. */
    void attributeValue(String value) throws IOException {
        escaped(value, PLAIN_ATTRIBUTE);
    }

    /** Text between tags. */
    void text(String value) throws IOException {
        escaped(value, PLAIN_TEXT);
    }

    private void escaped(String value, boolean[] plain) throws IOException {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (buffer.length - at < WIDEST) {
                drain();
            }
            char c = value.charAt(i);
            if (c < 128) {
                if (plain[c]) {
                    buffer[at++] = (byte) c;
                } else {
                    escape(c, value);
                }
            } else if (c < 0x800) {
                buffer[at++] = (byte) (0xC0 | (c >> 6));
                buffer[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                if (c >= 0xFFFE) {
                    throw impossible(c, value);
                }
                buffer[at++] = (byte) (0xE0 | (c >> 12));
                buffer[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                buffer[at++] = (byte) (0x80 | (c & 0x3F));
            } else {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == length
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw impossible(c, value);
                }
                int code = Character.toCodePoint(c, value.charAt(++i));
                buffer[at++] = (byte) (0xF0 | (code >> 18));
                buffer[at++] = (byte) (0x80 | ((code >> 12) & 0x3F));
                buffer[at++] = (byte) (0x80 | ((code >> 6) & 0x3F));
                buffer[at++] = (byte) (0x80 | (code & 0x3F));
            }
        }
    }

    private void escape(char c, String value) {
        String reference = switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            // Parsers turn these into blanks or drop them unless they are written as references.
            case '\n' -> "&#10;";
            case '\r' -> "&#13;";
            case '\t' -> "&#9;";
            default -> throw impossible(c, value);
        };
        for (int i = 0; i < reference.length(); i++) {
            buffer[at++] = (byte) reference.charAt(i);
        }
    }

    private static SdmxException impossible(char c, String value) {
        String shown = value.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
        return new SdmxException(
                Kind.SEMANTIC,
                String.format("character U+%04X in the value '%s' cannot be written in XML", (int) c, shown));
    }

    private void room(int bytes) throws IOException {
        if (buffer.length - at < bytes) {
            drain();
        }
    }

    /** Passes on what is buffered, so that others may write to the stream. */
    void drain() throws IOException {
        if (at > 0) {
            out.write(buffer, 0, at);
            at = 0;
        }
    }

    /** Passes everything on and flushes the stream. */
    void flush() throws IOException {
        drain();
        out.flush();
    }
}
