package org.sojourn.query;

import java.util.List;

/** Which measures an answer carries: all of them, or those of {@code ids}, which may be none; {@code ids} is empty with {@code all}. */
public record MeasureSelection(boolean all, List<String> ids) {

    public static final MeasureSelection ALL = new MeasureSelection(true, List.of());

    public static final MeasureSelection NONE = new MeasureSelection(false, List.of());

    public MeasureSelection {
        ids = List.copyOf(ids);
        if (all && !ids.isEmpty()) {
            throw new IllegalArgumentException("either all measures or " + ids);
        }
    }

    public static MeasureSelection ofIds(String... ids) {
        return new MeasureSelection(false, List.of(ids));
    }

    /** True where no measure at all is wanted. */
    public boolean none() {
        return !all && ids.isEmpty();
    }
}
