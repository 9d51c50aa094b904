package org.sojourn.model.ref;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URN in which agency, id, version and the parts of the item may be {@code *}, and the class {@code Any}: names a set of
 * artefacts or items (3.x targets of metadata). Prints what it parsed.
 *
 * <p>{@code base.Any} means any class of any package, {@code Any} of another package any class of that package. Without an
 * item only whole artefacts are meant, {@code .*} is any item at any depth.
 */
public record UrnPattern(String packageName, String className, String agency, String id, String version, String item) {
    private static final String PREFIX = "urn:sdmx:org.sdmx.infomodel.";
    private static final String ANY_CLASS = "Any";
    private static final String STAR = "*";
    private static final Pattern FORM = Pattern.compile(
            "urn:sdmx:org\\.sdmx\\.infomodel\\.([A-Za-z]+)\\.([A-Za-z]+)=([^:()]+):([^:()]+)\\(([^()]*)\\)(?:\\.(.+))?");

    /** Any artefact at all. */
    public static final UrnPattern ANYTHING = new UrnPattern("base", ANY_CLASS, STAR, STAR, STAR, "");

    /** Exactly what this URN names. */
    public static UrnPattern of(Urn urn) {
        return new UrnPattern(
                urn.type().packageName(),
                urn.type().className(),
                urn.agency(),
                urn.id(),
                urn.version().isEmpty() ? Version.LEGACY_DEFAULT.text() : urn.version(),
                urn.item());
    }

    /**
     * Reads a URN with or without wildcards, blanks around it ignored; the class need not be one of the model.
     *
     * @throws IllegalArgumentException for any other text, which it quotes
     */
    public static UrnPattern parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is neither an SDMX URN nor one with wildcards ("
                    + PREFIX + "<package>.<class>=<agency or *>:<id or *>(<version or *>)[.<item or *>])");
        }
        return new UrnPattern(
                m.group(1), m.group(2), m.group(3), m.group(4), m.group(5), Objects.requireNonNullElse(m.group(6), ""));
    }

    /** True where it names one thing only. */
    public boolean exact() {
        return !className.equals(ANY_CLASS)
                && !agency.equals(STAR)
                && !id.equals(STAR)
                && Version.isVersion(version)
                && !item.contains(STAR);
    }

    /** True where the thing that {@code urn} names, in an exact version, is one of those that are meant. */
    public boolean matches(Urn urn) {
        boolean anyClass = className.equals(ANY_CLASS)
                && (packageName.equals("base") || packageName.equals(urn.type().packageName()));
        return (anyClass || className.equals(urn.type().className()))
                && fits(agency, urn.agency())
                && fits(id, urn.id())
                && fitsVersion(urn)
                && fitsItem(urn.item());
    }

    private static boolean fits(String pattern, String text) {
        return pattern.equals(STAR) || pattern.equals(text);
    }

    private boolean fitsVersion(Urn urn) {
        if (version.equals(STAR) || version.equals(urn.version())) {
            return true;
        }
        try {
            return urn.exactVersion()
                    .filter(v -> VersionPattern.parseReference(version).matches(v))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false; // neither a version nor a pattern that references may have
        }
    }

    private boolean fitsItem(String path) {
        if (item.isEmpty() || path.isEmpty()) {
            return item.equals(path);
        }
        String[] wanted = item.split("\\.", -1);
        String[] given = path.split("\\.", -1);
        boolean open = wanted[wanted.length - 1].equals(STAR);
        if (open ? given.length < wanted.length : given.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!fits(wanted[i], given[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return PREFIX + packageName + "." + className + "=" + agency + ":" + id + "(" + version + ")"
                + (item.isEmpty() ? "" : "." + item);
    }
}
