package org.sojourn.store;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;

/** Tells a full disk from other failures: the remedy is the operator's, and then everything goes on. */
public final class FullDisk {

    /** MariaDB: disk full, table full, error writing file, temporary file write failure. */
    private static final Set<Integer> CODES = Set.of(1021, 1114, 1026, 3, 20);

    private FullDisk() {}

    /** What to answer where something failed for want of space; empty where it failed for another reason. */
    public static Optional<SdmxException> of(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
            boolean said = message.contains("no space left")
                    || message.contains("disk full")
                    || message.contains("disk quota exceeded")
                    || message.contains("not enough space");
            if (said || (t instanceof SQLException sql && CODES.contains(sql.getErrorCode()))) {
                return Optional.of(new SdmxException(
                        SdmxException.Kind.UNAVAILABLE,
                        "The disk is full",
                        "there is no space left on the server's disk; send the request again when there is",
                        failure));
            }
        }
        return Optional.empty();
    }
}
