package org.sojourn.validation.change;

import java.util.Collection;
import java.util.Locale;

/**
 * One thing that differs between two versions of an artefact.
 *
 * @param path where, from the artefact down: {@code items/FR/names/en}, {@code attributes/OBS_STATUS/usage}
 * @param before what was there, empty where that is said by the path or there was nothing
 * @param after what is there now, empty likewise
 */
public record Difference(Kind kind, String path, String before, String after, Impact impact) {

    /** What happened. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** The same things in another order. */
        REORDERED;

        /** The word in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The greatest impact of these. */
    public static Impact impact(Collection<Difference> differences) {
        return differences.stream().map(Difference::impact).reduce(Impact.NONE, Impact::or);
    }

    @Override
    public String toString() {
        return kind.word() + " " + path
                + (before.isEmpty() && after.isEmpty() ? "" : " (" + before + " -> " + after + ")");
    }
}
