package org.sojourn.store;

/** How many things a load inserted, changed, deleted, or gave as they were already. */
public record Counts(long inserted, long updated, long deleted, long unchanged) {

    public static final Counts NONE = new Counts(0, 0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(
                inserted + other.inserted,
                updated + other.updated,
                deleted + other.deleted,
                unchanged + other.unchanged);
    }

    /** True where something became different. */
    public boolean changed() {
        return inserted + updated + deleted > 0;
    }
}
