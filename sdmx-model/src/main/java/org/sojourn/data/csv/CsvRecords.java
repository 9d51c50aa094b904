package org.sojourn.data.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import org.sojourn.model.SdmxException;

/**
 * Cuts RFC 4180 text into records, one at a time.
 *
 * <p>Own work and not a library's because the error of an unclosed quote must name the line in which the quote was opened,
 * which the library at hand reads over silently.
 */
public final class CsvRecords {

    /** No honest field is longer; a quote that was never closed would otherwise gather the rest of the file. */
    private static final int MAX_FIELD = 16 << 20;

    private static final int END = -1;

    private final Reader in;
    private final char separator;
    private final char[] buffer = new char[1 << 15];
    private int position;
    private int limit;
    private int line = 1;
    private int startLine;
    private String[] fields = new String[32];
    private int count;
    private char[] text = new char[256];
    private int length;
    private List<String> headers = List.of();

    /** Records of this text. */
    public CsvRecords(Reader in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    /** Headers, by which errors name a column. */
    void name(List<String> columnHeaders) {
        headers = columnHeaders;
    }

    /** Goes to the next record that is not an empty line; false at the end of the text. */
    public boolean next() throws IOException {
        while (read()) {
            if (count > 1 || !fields[0].isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The line in which the record begins, from 1. */
    public int line() {
        return startLine;
    }

    /** True where nothing of the text was taken beyond the record. */
    boolean drained() {
        return position == limit;
    }

    /** The line in which the next record begins. */
    int nextLine() {
        return line;
    }

    /** Says in which line the next record begins, where others were read in another way. */
    void nextLine(int number) {
        line = number;
    }

    /** The number of fields of the record. */
    public int size() {
        return count;
    }

    public String field(int index) {
        return fields[index];
    }

    public List<String> copy() {
        return List.copyOf(Arrays.asList(fields).subList(0, count));
    }

    private boolean read() throws IOException {
        count = 0;
        startLine = line;
        int c = take();
        if (c == END) {
            return false;
        }
        while (true) {
            length = 0;
            if (c == '"') {
                c = quoted();
            } else {
                while (c != separator && c != '\n' && c != '\r' && c != END) {
                    append((char) c);
                    c = take();
                }
            }
            close();
            if (c == separator) {
                c = take();
                continue;
            }
            if (c == '\r' && peek() == '\n') {
                take();
            }
            line++;
            return true;
        }
    }

    /** Reads a field in quotes, whose first quote is gone, and returns the character after it. */
    private int quoted() throws IOException {
        int opened = line;
        while (true) {
            int c = take();
            if (c == END) {
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        "the quote that opens " + column() + " in line " + opened
                                + " is never closed; expected '\"' before the end of the file");
            }
            if (c == '"') {
                if (peek() == '"') {
                    take();
                    append('"');
                    continue;
                }
                c = take();
                if (c != separator && c != '\n' && c != '\r' && c != END) {
                    throw new SdmxException(
                            SdmxException.Kind.SYNTAX,
                            "in line " + line + " '" + (char) c + "' follows the closing quote of " + column()
                                    + "; expected the separator '" + separator
                                    + "' or the end of the row (a quote inside quotes is doubled)");
                }
                return c;
            }
            if (c == '\n' || (c == '\r' && peek() != '\n')) {
                line++;
            }
            append((char) c);
        }
    }

    private String column() {
        String header = count < headers.size() ? " (" + headers.get(count) + ")" : "";
        return "field " + (count + 1) + header;
    }

    private void append(char c) {
        if (length == text.length) {
            if (length >= MAX_FIELD) {
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        column() + " of the row in line " + startLine + " has more than " + MAX_FIELD
                                + " characters; a quote may be missing");
            }
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = c;
    }

    private void close() {
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count * 2);
        }
        // Rows repeat their values: the string of the row before is taken again where it is equal.
        String before = fields[count];
        fields[count++] = same(before) ? before : new String(text, 0, length);
    }

    @SuppressWarnings("NullAway") // entries beyond those ever filled are null
    private boolean same(String before) {
        if (before == null || before.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (before.charAt(i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int take() throws IOException {
        return position < limit || fill() ? buffer[position++] : END;
    }

    private int peek() throws IOException {
        return position < limit || fill() ? buffer[position] : END;
    }

    private boolean fill() throws IOException {
        try {
            position = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
            return limit > 0;
        } catch (CharacterCodingException e) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    SdmxException.Kind.SYNTAX.title(),
                    "the file is not UTF-8: there are bytes after line " + line + " that are no characters",
                    e);
        }
    }
}
