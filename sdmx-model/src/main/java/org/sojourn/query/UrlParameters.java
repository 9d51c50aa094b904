package org.sojourn.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The parameters of a raw query string; remembers which were asked for. */
final class UrlParameters {

    /**
     * Parameters about the form of an answer (REST, annex on content negotiation, and those of SDMX-CSV's media type), and
     * {@code preview}, our own: how large it would be.
     */
    private static final Set<String> PRESENTATION =
            Set.of("format", "formatVersion", "lang", "compression", "labels", "timeFormat", "keys", "preview");

    private final Map<String, List<String>> raw = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    UrlParameters(String rawQuery) {
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = UrlText.decode(equals < 0 ? pair : pair.substring(0, equals), "parameter name");
            raw.computeIfAbsent(name, n -> new ArrayList<>()).add(equals < 0 ? "" : pair.substring(equals + 1));
        }
    }

    /** The raw values of a parameter, one for each time it is given. */
    List<String> raw(String name) {
        used.add(name);
        return raw.getOrDefault(name, List.of());
    }

    /** The names that are there. */
    Set<String> names() {
        return raw.keySet();
    }

    /** The decoded value; an empty one counts as not given. Two different ones are an error. */
    Optional<String> one(String name) {
        return one(name, Function.identity());
    }

    /** The decoded value of a parameter in which a blank can only be a plus sign that was lost on the way. */
    Optional<String> withPlus(String name) {
        return one(name, value -> value.replace(' ', '+'));
    }

    private Optional<String> one(String name, Function<String, String> repair) {
        List<String> given = raw(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = given.stream()
                .map(value -> repair.apply(UrlText.decode(value, name)))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.size() > 1) {
            throw Syntax.error(name, String.join("' and '", values), "one value");
        }
        return values.stream().findFirst();
    }

    /** The decoded values between commas, of all times the parameter is given. */
    List<String> list(String name) {
        List<String> given = raw(name);
        if (given.isEmpty()) {
            return List.of();
        }
        return given.stream()
                .map(value -> UrlText.decode(value, name))
                .filter(value -> !value.isEmpty())
                .flatMap(value -> Syntax.split(value, ',').stream())
                .distinct()
                .toList();
    }

    /** Completes a query by what was not asked for. */
    ParsedQuery parsed(Query query, List<String> unsupported) {
        Map<String, String> presentation = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        for (String name : raw.keySet()) {
            if (used.contains(name)) {
                continue;
            }
            if (PRESENTATION.contains(name)) {
                one(name).ifPresent(value -> presentation.put(name, value));
            } else {
                ignored.add(name);
            }
        }
        return new ParsedQuery(query, ignored, unsupported, presentation);
    }
}
