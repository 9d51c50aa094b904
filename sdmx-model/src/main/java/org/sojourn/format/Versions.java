package org.sojourn.format;

import java.util.List;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;

/** The version parameter of media types: exact, or a pattern as in references; {@code 2.1} and {@code 2.1.0} are the same. */
final class Versions {

    private Versions() {}

    /** True where the asked version, empty for any, covers that of the media type. */
    static boolean fits(String asked, MediaType type) {
        if (asked.isEmpty()) {
            return true;
        }
        String version = type.parameter("version").orElse("");
        if (Version.isVersion(asked)) {
            return padded(asked).equals(padded(version));
        }
        try {
            return VersionPattern.parse(asked).matches(Version.parse(padded(version)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** True where the type has the newest version among those that a pattern covers; for exact versions always. */
    static boolean newestWanted(String asked, MediaType type, List<MediaType> covered) {
        if (asked.isEmpty() || Version.isVersion(asked)) {
            return true;
        }
        Version own = Version.parse(padded(type.parameter("version").orElse("")));
        return covered.stream()
                .filter(other -> other.name().equals(type.name()))
                .map(other -> Version.parse(padded(other.parameter("version").orElse(""))))
                .noneMatch(other -> other.compareTo(own) > 0);
    }

    private static String padded(String version) {
        Version parsed = Version.parse(version);
        return parsed.extension().isEmpty() && parsed.parts() < 3
                ? parsed.part(0) + "." + parsed.part(1) + "." + parsed.part(2)
                : version;
    }
}
