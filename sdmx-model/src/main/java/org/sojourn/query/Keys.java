package org.sojourn.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of series keys. A list in which some key leaves everything open is read as no key at all. */
final class Keys {

    private static final String CHARACTERS = "@$:!()'+,;=";

    private Keys() {}

    /** v1: {@code D.USD+JPY.EUR..A}; an empty part is open, {@code all} is everything. */
    static List<KeyFilter> parseV1(String text) {
        if (text.isEmpty() || text.equalsIgnoreCase("all")) {
            return List.of();
        }
        KeyFilter key = new KeyFilter(Syntax.split(text, '.').stream()
                .map(part -> codesV1(text, part))
                .toList());
        // A key of one part that names 'all' among others asks for everything, as 'all' alone does.
        boolean everything = key.positions().size() == 1
                && key.positions().getFirst().stream().anyMatch("all"::equalsIgnoreCase);
        return everything ? List.of() : closed(List.of(key));
    }

    private static Set<String> codesV1(String key, String part) {
        if (part.isEmpty() || part.equals("*")) {
            return Set.of();
        }
        Set<String> codes = new LinkedHashSet<>(Syntax.split(part, '+'));
        if (codes.stream().anyMatch(Keys::blank)) {
            throw Syntax.error(
                    "key", key, "codes joined by '+' in each part, parts joined by '.', an empty part for any code");
        }
        return codes.contains("*") ? Set.of() : codes;
    }

    /** v2: whole keys joined by commas, {@code *} or nothing for an open part, trailing parts may be missing. */
    static List<KeyFilter> parseV2(String text) {
        return closed(Syntax.split(text, ',').stream()
                .map(key -> new KeyFilter(Syntax.split(key, '.').stream()
                        .map(part -> codeV2(text, part))
                        .toList()))
                .distinct()
                .toList());
    }

    private static Set<String> codeV2(String key, String part) {
        if (part.isEmpty() || part.equals("*")) {
            return Set.of();
        }
        // REST 2.2 data: there is no OR inside a part any more
        if (part.indexOf('+') >= 0 || blank(part)) {
            throw Syntax.error(
                    "key",
                    key,
                    "one code or '*' in each part, parts joined by '.'; several whole keys are joined by ',', several codes of"
                            + " one dimension are asked for by c[...]");
        }
        return Set.of(part);
    }

    private static boolean blank(String code) {
        for (int i = 0; i < code.length(); i++) {
            if (Character.isWhitespace(code.charAt(i))) {
                return true;
            }
        }
        return code.isEmpty();
    }

    private static List<KeyFilter> closed(List<KeyFilter> keys) {
        return keys.stream().anyMatch(KeyFilter::any) ? List.of() : keys;
    }

    static String printV1(List<KeyFilter> keys) {
        if (keys.isEmpty()) {
            return "all";
        }
        if (keys.size() > 1) {
            throw new IllegalArgumentException("v1 has one key in a query, not " + keys.size());
        }
        return keys.getFirst().positions().stream()
                .map(codes -> codes.stream().map(c -> code(c, ".+")).collect(Collectors.joining("+")))
                .collect(Collectors.joining("."));
    }

    static String printV2(List<KeyFilter> keys) {
        return keys.isEmpty()
                ? "*"
                : keys.stream().flatMap(k -> combinations(k).stream()).collect(Collectors.joining(","));
    }

    private static List<String> combinations(KeyFilter key) {
        List<String> found = List.of("");
        for (Set<String> codes : key.positions()) {
            List<String> here = codes.isEmpty()
                    ? List.of("*")
                    : codes.stream().map(c -> code(c, ".,+")).toList();
            found = found.stream()
                    .flatMap(start -> here.stream().map(c -> start.isEmpty() ? c : start + '.' + c))
                    .toList();
        }
        return found;
    }

    private static String code(String code, String separators) {
        if (code.equals("*") || blank(code) || code.chars().anyMatch(c -> separators.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("code '" + code + "' cannot stand in a key");
        }
        return UrlText.encode(code, CHARACTERS);
    }
}
