package org.sojourn.validation.change;

import java.util.Optional;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;

/** What it means that a reference points elsewhere. */
final class References {

    private References() {}

    /**
     * Another artefact or item, an older version and a new major version may break what used the old one; a new minor version
     * and a new patch of the same artefact mean what their numbers promise.
     */
    static Impact change(Urn before, Urn after) {
        if (!before.withVersion("").equals(after.withVersion(""))) {
            return Impact.MAJOR;
        }
        Optional<Version> from = bound(before.version());
        Optional<Version> to = bound(after.version());
        if (from.isEmpty()
                || to.isEmpty()
                || !from.get().isSemantic()
                || !to.get().isSemantic()) {
            return Impact.MAJOR; // legacy versions promise nothing
        }
        Version a = from.get();
        Version b = to.get();
        if (a.part(0) != b.part(0) || a.compareTo(b) > 0) {
            return Impact.MAJOR;
        }
        if (a.part(1) != b.part(1)) {
            return Impact.MINOR;
        }
        // From a fixed version to a range that begins there, or back: later minor versions come and go.
        boolean pinned = before.version().indexOf('+') >= 0 != after.version().indexOf('+') >= 0;
        return pinned ? Impact.MINOR : Impact.PATCH;
    }

    /** The version itself, or the lower bound of a range. */
    private static Optional<Version> bound(String text) {
        String numbers = text.replace("+", "");
        return Version.isVersion(numbers) ? Optional.of(Version.parse(numbers)) : Optional.empty();
    }
}
