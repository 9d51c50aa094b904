package org.sojourn.store;

/** {@link Counts} while they are counted. */
final class Tally {

    long inserted;
    long updated;
    long deleted;
    long unchanged;

    /** Counts one thing by whether it was there before and is there now. */
    void count(boolean before, boolean now, boolean same, long by) {
        if (before && now) {
            if (same) {
                unchanged += by;
            } else {
                updated += by;
            }
        } else if (now) {
            inserted += by;
        } else if (before) {
            deleted += by;
        }
    }

    Counts counts() {
        return new Counts(inserted, updated, deleted, unchanged);
    }
}
