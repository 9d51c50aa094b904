package org.sojourn.store;

import java.time.Instant;
import org.sojourn.registry.Registration;

/**
 * A registration as it is kept.
 *
 * @param registration has its id, the exact URN of its agreement, and the time of its last change
 */
public record StoredRegistration(Registration registration, Instant updated) {

    /** The id that it always has. */
    public String id() {
        return registration.id().orElseThrow();
    }
}
