package org.sojourn.structure.binding;

import org.jspecify.annotations.Nullable;
import org.sojourn.model.CascadeValues;

/** {@code cascadeValues}: true, false, and since 3.0 excluderoot. */
final class Cascade {
    private static final String EXCLUDE_ROOT = "excluderoot";

    private Cascade() {}

    static @Nullable String wire(CascadeValues cascade) {
        return switch (cascade) {
            case FALSE -> null;
            case TRUE -> "true";
            case EXCLUDE_ROOT -> EXCLUDE_ROOT;
        };
    }

    /** A JSON boolean, or the word. */
    static Object json(String wire) {
        return wire.equals(EXCLUDE_ROOT) ? wire : (Object) wire.equals("true");
    }

    static CascadeValues model(@Nullable String text, Reading in) {
        if (EXCLUDE_ROOT.equals(text)) {
            return CascadeValues.EXCLUDE_ROOT;
        }
        return in.flag(text, "cascadeValues", false) ? CascadeValues.TRUE : CascadeValues.FALSE;
    }
}
