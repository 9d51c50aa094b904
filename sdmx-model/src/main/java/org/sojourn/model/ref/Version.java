package org.sojourn.model.ref;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an artefact: semantic ({@code 1.2.3}, {@code 1.2.3-draft}), legacy ({@code 1}, {@code 1.0}, in 2.1 also
 * longer), or none (3.x: an unversioned artefact, which equals legacy 1.0 when it is compared). Prints what it parsed.
 *
 * <p>Order is numeric part by part; an extension comes before the same version without one, and extensions compare as in
 * semantic versioning 2.0.
 */
public record Version(String text) implements Comparable<Version> {

    // A part fits a long: 18 digits at most.
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,18})((?:\\.\\d{1,18})*)(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");
    private static final Comparator<Version> ORDER = Version::compareParts;

    /** No version at all; prints as the empty string. */
    public static final Version NONE = new Version("");

    /** What 2.1 means when it gives no version. */
    public static final Version LEGACY_DEFAULT = new Version("1.0");

    public Version {
        if (!text.isEmpty()) {
            Matcher m = FORM.matcher(text);
            if (!m.matches() || (m.group(3) != null && dots(m.group(2)) != 2)) {
                throw new IllegalArgumentException(
                        "version '" + text + "' is neither semantic (1.2.3, 1.2.3-ext) nor legacy (1, 1.0)");
            }
        }
    }

    /** Reads a version; the empty string is {@link #NONE}. Anything else than digits, dots and an extension is refused. */
    public static Version parse(String text) {
        return text.isEmpty() ? NONE : new Version(text);
    }

    /** True where {@link #parse} would accept the text. */
    public static boolean isVersion(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches() && (m.group(3) == null || dots(m.group(2)) == 2);
    }

    public boolean isNone() {
        return text.isEmpty();
    }

    /** Three parts, with or without extension. */
    public boolean isSemantic() {
        return parts() == 3;
    }

    /** Semantic, no extension, major version at least 1: may never change once published. */
    public boolean isStable() {
        return isSemantic() && extension().isEmpty() && part(0) >= 1;
    }

    /** The number of numeric parts; 0 for {@link #NONE}. */
    public int parts() {
        return isNone() ? 0 : dots(numbers()) + 1;
    }

    /** Numeric part number {@code index} from 0; 0 where the version has fewer parts; {@link #NONE} counts as 1.0. */
    public long part(int index) {
        if (isNone()) {
            return index == 0 ? 1 : 0;
        }
        String[] all = numbers().split("\\.", -1);
        return index < all.length ? Long.parseLong(all[index]) : 0;
    }

    /** The text after {@code -}, or the empty string. */
    public String extension() {
        int dash = text.indexOf('-');
        return dash < 0 ? "" : text.substring(dash + 1);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    private String numbers() {
        int dash = text.indexOf('-');
        return dash < 0 ? text : text.substring(0, dash);
    }

    private static int dots(String s) {
        return (int) s.chars().filter(c -> c == '.').count();
    }

    private static int compareParts(Version a, Version b) {
        for (int i = 0; i < Math.max(a.parts(), b.parts()); i++) {
            int c = Long.compare(a.part(i), b.part(i));
            if (c != 0) {
                return c;
            }
        }
        String x = a.extension();
        String y = b.extension();
        if (x.isEmpty() || y.isEmpty()) {
            return x.isEmpty() == y.isEmpty() ? a.text.compareTo(b.text) : x.isEmpty() ? 1 : -1;
        }
        String[] xs = x.split("\\.", -1);
        String[] ys = y.split("\\.", -1);
        for (int i = 0; i < Math.min(xs.length, ys.length); i++) {
            boolean xn = xs[i].chars().allMatch(Character::isDigit);
            boolean yn = ys[i].chars().allMatch(Character::isDigit);
            int c = xn && yn
                    ? Comparator.comparingInt(String::length)
                            .thenComparing(Comparator.naturalOrder())
                            .compare(xs[i], ys[i])
                    : xn != yn ? (xn ? -1 : 1) : xs[i].compareTo(ys[i]);
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(xs.length, ys.length);
    }
}
