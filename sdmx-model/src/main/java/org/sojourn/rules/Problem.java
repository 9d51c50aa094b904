package org.sojourn.rules;

import java.util.Locale;
import java.util.Optional;

/**
 * Something wrong, doubtful or lost in a user's message, as a value: collected, never thrown one by one.
 *
 * @param rule a short stable name such as {@code unknown-code}, for people to look up and tests to hold
 * @param seriesKey the key concerned, {@code A.FR._T}, empty where none is
 * @param message one sentence: what is wrong, with the offending text quoted
 * @param expected what would be right, for example the nearest valid code
 */
public record Problem(
        Severity severity,
        String rule,
        Location location,
        String seriesKey,
        String message,
        Optional<String> expected) {

    /** How bad it is. */
    public enum Severity {
        /** The submission is refused. */
        ERROR,
        /** Read by a guess, or something was lost. */
        WARNING,
        /** Worth knowing. */
        INFO;

        /** How reports for people call it: error, warning or note. */
        public String word() {
            return this == INFO ? "note" : name().toLowerCase(Locale.ROOT);
        }
    }

    public static Problem error(String rule, Location location, String message) {
        return new Problem(Severity.ERROR, rule, location, "", message, Optional.empty());
    }

    public static Problem warning(String rule, Location location, String message) {
        return new Problem(Severity.WARNING, rule, location, "", message, Optional.empty());
    }

    public static Problem info(String rule, Location location, String message) {
        return new Problem(Severity.INFO, rule, location, "", message, Optional.empty());
    }

    /** The rule name under which converters list what a target format cannot carry. */
    public static final String LOST = "lost";

    /** A loss of a conversion. */
    public static Problem lost(String path, String message) {
        return warning(LOST, Location.path(path), message);
    }

    public Problem withSeriesKey(String key) {
        return new Problem(severity, rule, location, key, message, expected);
    }

    public Problem withExpected(String what) {
        return new Problem(severity, rule, location, seriesKey, message, Optional.of(what));
    }

    @Override
    public String toString() {
        String where = location.toString();
        return severity.name().toLowerCase(java.util.Locale.ROOT)
                + (where.isEmpty() ? "" : " at " + where)
                + (seriesKey.isEmpty() ? "" : ", series " + seriesKey)
                + ": " + message
                + expected.map(e -> "; expected " + e).orElse("")
                + " [" + rule + "]";
    }
}
