package org.sojourn.query;

/** How much of the data a caller may see. */
public enum Visibility {
    /** What everybody may see: no confidential observations, nothing under embargo. */
    PUBLIC,
    /** Everything. */
    FULL
}
