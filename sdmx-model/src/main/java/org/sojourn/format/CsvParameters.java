package org.sojourn.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of SDMX-CSV's media type, in lower case.
 *
 * @param labels {@code id}, {@code name} (2.x) or {@code both}
 * @param timeFormat {@code original} or {@code normalized}
 * @param keys {@code none}, {@code obs}, {@code series} or {@code both} (2.x)
 */
public record CsvParameters(String labels, String timeFormat, String keys) {

    public static final CsvParameters DEFAULT = new CsvParameters("id", "original", "none");

    /** The names, in the order and spelling of the standard. */
    static final List<String> NAMES = List.of("labels", "timeFormat", "keys");

    /** Takes them from parameters by their lower-case names, any other left out. */
    static CsvParameters of(Map<String, String> parameters) {
        return new CsvParameters(
                word(parameters, "labels", DEFAULT.labels),
                word(parameters, "timeformat", DEFAULT.timeFormat),
                word(parameters, "keys", DEFAULT.keys));
    }

    private static String word(Map<String, String> parameters, String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise).toLowerCase(Locale.ROOT);
    }

    /** True where this version of SDMX-CSV knows the values. */
    boolean knownTo(String version) {
        boolean first = version.startsWith("1.");
        return (first ? List.of("id", "both") : List.of("id", "name", "both")).contains(labels)
                && List.of("original", "normalized").contains(timeFormat)
                && (first ? List.of("none") : List.of("none", "obs", "series", "both")).contains(keys);
    }
}
