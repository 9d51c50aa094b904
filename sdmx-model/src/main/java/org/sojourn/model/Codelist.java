package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * A list of codes with names, flat or a tree by {@link Code#parent}.
 *
 * @param extensions the lists it builds on (3.x)
 * @param geography what makes it a list of places, whose codes say where these are (3.x); in URNs it is a code list
 */
public record Codelist(
        Maintenance maintenance,
        boolean partial,
        List<Code> items,
        List<Extension> extensions,
        Optional<Geography> geography)
        implements ItemScheme<Code> {

    public Codelist {
        items = List.copyOf(items);
        extensions = List.copyOf(extensions);
    }

    /** A list of anything but places. */
    public Codelist(Maintenance maintenance, boolean partial, List<Code> items, List<Extension> extensions) {
        this(maintenance, partial, items, extensions, Optional.empty());
    }

    /** How a list of places says where they are. */
    public sealed interface Geography {
        /** By sets of geographic features (GeographicCodelist). */
        record Features() implements Geography {}

        /** By the cells of a grid, whose definition is the regular expression {@code definition} (GeoGridCodelist). */
        record Grid(String definition) implements Geography {}
    }

    /**
     * An inherited list: all its codes, or those selected, each id with {@code prefix} in front.
     *
     * @param inclusive whether {@code members} are what is taken or what is left out; without members all are taken
     */
    public record Extension(Urn codelist, String prefix, boolean inclusive, List<Member> members) {
        public Extension {
            members = List.copyOf(members);
        }

        /** A selected code, or codes by {@code %} wildcard, with or without what lies under it. */
        public record Member(String value, CascadeValues cascade) {}
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.CODELIST;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.CODE;
    }

    @Override
    public Codelist with(Maintenance other, boolean cut, List<Code> those) {
        return new Codelist(other, cut, those, extensions, geography);
    }
}
