package org.sojourn.data;

/**
 * What a data set asks to be done. The five words of all versions; on upload Append, Information and no action are read as
 * {@link #MERGE} and {@link #REPLACE} works per observation (the 3.1 meaning).
 */
public enum Action {
    MERGE,
    APPEND,
    REPLACE,
    DELETE,
    INFORMATION;

    /** The meaning on upload: one of MERGE, REPLACE, DELETE. */
    public Action effective() {
        return switch (this) {
            case MERGE, APPEND, INFORMATION -> MERGE;
            case REPLACE -> REPLACE;
            case DELETE -> DELETE;
        };
    }
}
