package org.sojourn.query;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Percent-encoding by hand: a plus sign is a plus sign, in paths and in queries. */
final class UrlText {

    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "-._~";

    private UrlText() {}

    /** The text behind percent-encoding, UTF-8. */
    static String decode(String raw, String part) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int from = 0;
        for (int i = raw.indexOf('%'); i >= 0; i = raw.indexOf('%', from)) {
            bytes.writeBytes(raw.substring(from, i).getBytes(StandardCharsets.UTF_8));
            int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw Syntax.error(part, raw, "'%' followed by two hexadecimal digits");
            }
            bytes.write(high << 4 | low);
            from = i + 3;
        }
        bytes.writeBytes(raw.substring(from).getBytes(StandardCharsets.UTF_8));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Syntax.error(part, raw, "percent-encoded UTF-8");
        }
    }

    /** Encodes all but letters, digits, {@code - . _ ~} and the characters of {@code plain}. */
    static String encode(String text, String plain) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letter || UNRESERVED.indexOf(c) >= 0 || plain.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    /** The parts of a raw path, decoded; slashes at both ends do not count, empty parts inside do. */
    static List<String> parts(String rawPath) {
        int from = 0;
        int to = rawPath.length();
        while (from < to && rawPath.charAt(from) == '/') {
            from++;
        }
        while (to > from && rawPath.charAt(to - 1) == '/') {
            to--;
        }
        if (from == to) {
            return List.of();
        }
        return Arrays.stream(rawPath.substring(from, to).split("/", -1))
                .map(raw -> decode(raw, "path"))
                .toList();
    }
}
