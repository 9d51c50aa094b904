package org.sojourn.query;

/** One step of the order of an answer: by a component's id, or by {@link #ALL_DIMENSIONS} or {@link #SERIES_KEY}. */
public record SortTerm(String component, boolean descending) {

    /** All dimensions in the order of the data structure. */
    public static final String ALL_DIMENSIONS = "*";

    /** All dimensions above the observation in the order of the data structure. */
    public static final String SERIES_KEY = "series_key";

    public static SortTerm ascending(String component) {
        return new SortTerm(component, false);
    }
}
