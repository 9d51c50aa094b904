package org.sojourn.validation.change;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Facet;

/** What it means that a facet of a representation changed. */
final class Facets {

    private Facets() {}

    /**
     * Minor where every value that was right still is, major otherwise.
     *
     * @param before the facet's value, null where it was not set; {@code after} likewise
     */
    static Impact change(Facet facet, @Nullable String before, @Nullable String after) {
        return switch (facet) {
            case MAX_LENGTH, MAX_VALUE, END_VALUE, DECIMALS ->
                after == null || grows(before, after) ? Impact.MINOR : Impact.MAJOR;
            case MIN_LENGTH, MIN_VALUE, START_VALUE ->
                after == null || grows(after, before) ? Impact.MINOR : Impact.MAJOR;
            case PATTERN -> after == null ? Impact.MINOR : Impact.MAJOR;
            case IS_MULTILINGUAL -> "true".equals(after) ? Impact.MINOR : Impact.MAJOR;
            case IS_SEQUENCE, INTERVAL, TIME_INTERVAL, START_TIME, END_TIME ->
                after == null ? Impact.MINOR : Impact.MAJOR;
        };
    }

    private static boolean grows(@Nullable String from, @Nullable String to) {
        try {
            return from != null && to != null && new BigDecimal(from).compareTo(new BigDecimal(to)) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
