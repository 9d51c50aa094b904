package org.sojourn.model;

/** Whether naming a code also names the codes under it. */
public enum CascadeValues {
    FALSE,
    TRUE,
    /** Only what lies under it. */
    EXCLUDE_ROOT
}
