package org.sojourn.service.search;

import java.util.Arrays;
import java.util.Optional;

/** By what results are counted and can be narrowed. */
public enum Facet {
    AGENCY,
    TYPE,
    TOPIC,
    FREQ,
    AREA;

    /** The name in URLs and answers. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The facet of this name. */
    public static Optional<Facet> named(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    String field() {
        return "facet_" + word();
    }
}
