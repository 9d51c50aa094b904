package org.sojourn.validation.change;

import java.util.Locale;
import org.sojourn.model.ref.Version;

/**
 * How much a change means to those who use an artefact (SDMX 3.0, section 6, semantic versions): texts only, an addition that
 * leaves everything valid, or anything that may make valid data or references invalid.
 */
public enum Impact {
    NONE,
    PATCH,
    MINOR,
    MAJOR;

    /** The greater of the two. */
    public Impact or(Impact other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * The lowest version under which a change of this impact may be published.
     *
     * @param base the version that was changed, of three parts
     */
    public Version next(Version base) {
        return switch (this) {
            case NONE -> base;
            case PATCH -> version(base.part(0), base.part(1), base.part(2) + 1);
            case MINOR -> version(base.part(0), base.part(1) + 1, 0);
            case MAJOR -> version(base.part(0) + 1, 0, 0);
        };
    }

    private static Version version(long major, long minor, long patch) {
        return Version.parse(major + "." + minor + "." + patch);
    }

    /** The word in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
