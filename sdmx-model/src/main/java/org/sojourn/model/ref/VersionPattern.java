package org.sojourn.model.ref;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version, or a rule by which versions are chosen (REST 2.2 version part, late-binding references of 3.x, the words of
 * v1). Prints what it parsed; patterns are equal when their texts are.
 *
 * <p>{@code +} chooses the newest stable version, {@code ~} the newest of any status, {@code *} all. The sign stands for a
 * whole part ({@code 1.+.0}) or follows the number that is the lower bound of its part ({@code 1.2+.3}); only one part has a
 * sign. A pattern of two or three parts chooses among versions of as many parts; a sign alone chooses among all.
 */
public final class VersionPattern {

    /** How many of the versions that match are chosen. */
    public enum Choice {
        /** The one that is named. */
        EXACT,
        /** The newest stable one. */
        NEWEST_STABLE,
        /** The newest one of any status. */
        NEWEST,
        /** v1's {@code latest}: the newest one in production, that is without extension; where there is none, the newest. */
        LATEST,
        /** All of them. */
        ALL
    }

    private static final Pattern PART = Pattern.compile("(0|[1-9]\\d{0,17})?([+~*])?");
    private static final Comparator<Version> NEWEST_FIRST = Comparator.reverseOrder();

    /** {@code +}, the newest stable version. */
    public static final VersionPattern NEWEST_STABLE = parse("+");

    /** {@code ~}, the newest version of any status. */
    public static final VersionPattern NEWEST = parse("~");

    /** {@code *}, every version. */
    public static final VersionPattern ALL = parse("*");

    /** v1's {@code latest}. */
    public static final VersionPattern LATEST =
            new VersionPattern("latest", Choice.LATEST, Version.NONE, new long[0], 0, 0);

    private final String text;
    private final Choice choice;
    private final Version exact;
    private final long[] bound;
    private final int parts;
    private final int signed;

    private VersionPattern(String text, Choice choice, Version exact, long[] bound, int parts, int signed) {
        this.text = text;
        this.choice = choice;
        this.exact = exact;
        this.bound = bound;
        this.parts = parts;
        this.signed = signed;
    }

    /** This version and no other. */
    public static VersionPattern of(Version version) {
        return new VersionPattern(version.text(), Choice.EXACT, version, new long[0], 0, 0);
    }

    /**
     * Reads one form of v2: an exact version, or a pattern with one sign.
     *
     * @throws IllegalArgumentException for any other text, which it quotes, as for a positive number after a wholly open part
     *     ({@code +.2.0}), {@code +} with less than three parts or major version 0, and two signs
     */
    public static VersionPattern parse(String text) {
        return parse(text, 1);
    }

    /**
     * Reads the version of a reference inside an artefact: an exact version, one {@code +} after a number (major version 0
     * too), or {@code *} alone where a target is open.
     *
     * @throws IllegalArgumentException for any other text, which it quotes
     */
    public static VersionPattern parseReference(String text) {
        if (text.isEmpty()) {
            return of(Version.NONE);
        }
        VersionPattern pattern = parse(text, 0);
        boolean allowed = switch (pattern.choice) {
            case EXACT, NEWEST_STABLE -> true;
            case ALL -> text.equals("*");
            case NEWEST, LATEST -> false;
        };
        if (!allowed) {
            throw refused(text, "a reference may hold an exact version, one '+' after a number (2.1+.0) or '*'");
        }
        return pattern;
    }

    /**
     * Reads one form of v1: {@code latest}, {@code all}, or numbers joined by dots.
     *
     * @throws IllegalArgumentException for any other text, which it quotes
     */
    public static VersionPattern parseV1(String text) {
        return switch (text) {
            case "latest" -> LATEST;
            case "all" -> ALL;
            default -> {
                if (!Version.isVersion(text)) {
                    throw refused(text, "allowed are 'latest', 'all' and numbers joined by dots (1.0)");
                }
                yield of(Version.parse(text));
            }
        };
    }

    private static VersionPattern parse(String text, int lowestMajor) {
        if (Version.isVersion(text)) {
            return of(Version.parse(text));
        }
        String[] pieces = text.split("\\.", -1);
        if (pieces.length > 3) {
            throw refused(text, "a pattern has at most three parts");
        }
        long[] bound = new long[pieces.length];
        int signed = -1;
        boolean open = false;
        char sign = ' ';
        for (int i = 0; i < pieces.length; i++) {
            Matcher m = PART.matcher(pieces[i]);
            if (!m.matches() || pieces[i].isEmpty()) {
                throw refused(
                        text, "'" + pieces[i] + "' is neither a number nor one of + ~ * nor a number with one of them");
            }
            bound[i] = m.group(1) == null ? 0 : Long.parseLong(m.group(1));
            if (open && bound[i] > 0) {
                throw refused(text, "after a wholly open part only 0 may follow");
            }
            if (m.group(2) != null) {
                if (signed >= 0) {
                    throw refused(text, "only one part may have a sign");
                }
                signed = i;
                sign = m.group(2).charAt(0);
                open = m.group(1) == null;
            }
        }
        if (signed < 0) {
            throw refused(text, "it is neither a version nor a pattern");
        }
        if (pieces.length == 1 && !open) {
            throw refused(text, "a sign after a number needs two or three parts");
        }
        if (sign == '+') {
            if (pieces.length == 2) {
                throw refused(text, "'+' chooses among semantic versions, which have three parts");
            }
            if (signed == 0 && open) {
                bound[0] = 1; // '+' is '1+.0.0'
            } else if (bound[0] < lowestMajor) {
                throw refused(text, "'+' chooses among stable versions, whose first number is at least 1");
            }
        }
        Choice choice = sign == '+' ? Choice.NEWEST_STABLE : sign == '~' ? Choice.NEWEST : Choice.ALL;
        return new VersionPattern(text, choice, Version.NONE, bound, pieces.length, signed);
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("version '" + text + "' is not allowed: " + why);
    }

    public Choice choice() {
        return choice;
    }

    /** The text that was parsed. */
    public String text() {
        return text;
    }

    /** True where at most one version can be chosen. */
    public boolean single() {
        return choice != Choice.ALL;
    }

    /**
     * True where the version is among those from which {@link #select} chooses. An unversioned artefact counts as legacy
     * 1.0.
     */
    public boolean matches(Version version) {
        return switch (choice) {
            case EXACT -> named(version).equals(named(exact));
            case LATEST -> true;
            case NEWEST_STABLE -> stable(version) && within(version, 3);
            case NEWEST, ALL -> parts == 1 || within(version, parts);
        };
    }

    /** The chosen versions, newest first; each text at most once. */
    public List<Version> select(Collection<Version> versions) {
        List<Version> found = versions.stream()
                .filter(this::matches)
                .distinct()
                .sorted(NEWEST_FIRST)
                .toList();
        return switch (choice) {
            case EXACT, ALL -> found;
            case NEWEST_STABLE, NEWEST -> found.isEmpty() ? found : List.of(found.getFirst());
            case LATEST ->
                found.stream()
                        .filter(v -> v.extension().isEmpty())
                        .findFirst()
                        .map(List::of)
                        .orElseGet(() -> found.isEmpty() ? found : List.of(found.getFirst()));
        };
    }

    /** The union of what several patterns choose, newest first. */
    public static List<Version> select(Collection<VersionPattern> patterns, Collection<Version> versions) {
        return patterns.stream()
                .flatMap(p -> p.select(versions).stream())
                .distinct()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private static String named(Version version) {
        return version.isNone() ? Version.LEGACY_DEFAULT.text() : version.text();
    }

    private boolean stable(Version version) {
        // A reference such as 0.1.0+ means releases of a major version that is not stable yet.
        return version.isSemantic() && version.extension().isEmpty() && (version.part(0) >= 1 || bound[0] == 0);
    }

    private boolean within(Version version, int length) {
        if (length != Math.max(version.parts(), version.isNone() ? 2 : 0)) {
            return false;
        }
        for (int i = 0; i < bound.length; i++) {
            int order = Long.compare(version.part(i), bound[i]);
            if (order != 0) {
                return order > 0 && i >= signed;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof VersionPattern that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
