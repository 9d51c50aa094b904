package org.sojourn.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type, or a range of them in an Accept header. Type, subtype and names of parameters are in lower case; blanks and
 * quotes around values are gone.
 *
 * @param quality the weight {@code q}, from 0 to 1
 */
public record MediaType(String type, String subtype, Map<String, String> parameters, double quality) {

    public MediaType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Reads one media type; empty where the text is none. */
    public static Optional<MediaType> parse(String text) {
        List<String> pieces = split(text, ';');
        String name = pieces.getFirst().strip().toLowerCase(Locale.ROOT);
        // '*' alone is what some old clients send for '*/*'.
        String full = name.equals("*") ? "*/*" : name;
        int slash = full.indexOf('/');
        if (slash <= 0 || slash == full.length() - 1 || full.chars().anyMatch(c -> c <= ' ')) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        double quality = 1;
        for (String piece : pieces.subList(1, pieces.size())) {
            int equals = piece.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = unquoted(piece.substring(equals + 1).strip());
            if (key.equals("q")) {
                quality = quality(value);
            } else {
                parameters.putIfAbsent(key, value);
            }
        }
        return Optional.of(new MediaType(full.substring(0, slash), full.substring(slash + 1), parameters, quality));
    }

    /** Reads a header with media types between commas, in order; what is no media type is left out. */
    public static List<MediaType> parseAll(String header) {
        return split(header, ',').stream()
                .map(MediaType::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@code type/subtype} without parameters. */
    public String name() {
        return type + '/' + subtype;
    }

    /** The value of a parameter, by its lower-case name. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** How exactly the range names media types: 0 for anything, 1 for a type, 2 for a subtype, more with parameters. */
    int precision() {
        return type.equals("*") ? 0 : subtype.equals("*") ? 1 : 2 + parameters.size();
    }

    private static double quality(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= 1 ? value : 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\\\"", "\"")
                : text;
    }

    /** Splits outside of quotes. */
    static List<String> split(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                pieces.add(text.substring(from, i));
                from = i + 1;
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
