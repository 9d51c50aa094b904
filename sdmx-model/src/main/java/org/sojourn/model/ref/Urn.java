package org.sojourn.model.ref;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an artefact, an item or a component, and at the same time a reference to it:
 * {@code urn:sdmx:org.sdmx.infomodel.<package>.<class>=<agency>:<id>(<version>)[.<item>]}.
 *
 * <p>{@code version} is kept as text because a reference may hold a late-binding form ({@code 1.0+.0}) or a wildcard; it is
 * empty when the URN has none. {@code item} is the rest after the version, dots included, empty for a whole artefact.
 * {@link #toString} prints the canonical form and inverts {@link #parse}.
 */
public record Urn(ArtefactClass type, String agency, String id, String version, String item) {

    private static final String PREFIX = "urn:sdmx:org.sdmx.infomodel.";
    private static final Pattern FORM = Pattern.compile(
            "urn:sdmx:org\\.sdmx\\.infomodel\\.([A-Za-z]+)\\.([A-Za-z]+)=([^:()]+):([^:()]+?)(?:\\(([^()]*)\\))?(?:(?<=\\))\\.(.+))?");

    private static final Pattern STRICT = Pattern.compile(
            "urn:sdmx:org\\.sdmx\\.infomodel\\.([a-z]+)\\.([A-Za-z]+)=[A-Za-z][\\w-]*(?:\\.[A-Za-z][\\w-]*)*:[\\w@$-]+"
                    + "\\(([^()]+)\\)(?:\\.[\\w@$-]+)*");

    public Urn {
        if (agency.isEmpty() || id.isEmpty()) {
            throw new IllegalArgumentException(
                    "a reference needs an agency and an id, but has agency '" + agency + "' and id '" + id + "'");
        }
    }

    /** A whole artefact. */
    public static Urn of(ArtefactClass type, String agency, String id, String version) {
        return new Urn(type, agency, id, version, "");
    }

    /** A whole artefact in an exact version. */
    public static Urn of(ArtefactClass type, String agency, String id, Version version) {
        return new Urn(type, agency, id, version.text(), "");
    }

    /** Reads a URN, blanks around it ignored; the package name is not checked, the class must be one of the model. */
    public static Urn parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is not an SDMX URN; expected " + PREFIX
                    + "<package>.<class>=<agency>:<id>(<version>)");
        }
        ArtefactClass type = ArtefactClass.named(m.group(2))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + m.group(2) + "' in URN '" + text.strip() + "' is not a class of the information model"));
        return new Urn(type, m.group(3), m.group(4), or(m.group(5)), or(m.group(6)));
    }

    /**
     * True for a text that the schemas of SDMX-JSON 2.x take for the URN in a link: of a class that they know, in the package of
     * the class, with a version. Other forms are read all the same ({@link #parse}).
     */
    public static boolean isLinkable(String text) {
        Matcher m = STRICT.matcher(text);
        return m.matches()
                && (Version.isVersion(m.group(3)) || m.group(3).indexOf('+') > 0)
                && ArtefactClass.named(m.group(2))
                        .filter(c -> c.packageName().equals(m.group(1)) && c.linkable())
                        .isPresent();
    }

    /** The same artefact without the item part; needs the class of the artefact that holds the item. */
    public Urn artefact(ArtefactClass maintainable) {
        return new Urn(maintainable, agency, id, version, "");
    }

    /** An item or component inside this artefact. */
    public Urn item(ArtefactClass part, String path) {
        return new Urn(part, agency, id, version, path);
    }

    /** The same reference with another version text. */
    public Urn withVersion(String other) {
        return new Urn(type, agency, id, other, item);
    }

    /** The exact version, or empty when the text is a pattern. */
    public Optional<Version> exactVersion() {
        return version.isEmpty() || Version.isVersion(version) ? Optional.of(Version.parse(version)) : Optional.empty();
    }

    /** {@code AGENCY:ID(VERSION)[.ITEM]}, the part after the equals sign. */
    public String shortForm() {
        return agency + ':' + id + (version.isEmpty() ? "" : "(" + version + ")") + (item.isEmpty() ? "" : "." + item);
    }

    @Override
    public String toString() {
        return PREFIX + type.packageName() + '.' + type.className() + '=' + shortForm();
    }

    private static String or(@org.jspecify.annotations.Nullable String s) {
        return s == null ? "" : s;
    }
}
