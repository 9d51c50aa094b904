package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A list of codes with names, flat or a tree by {@link Code#parent}; {@code extensions} are the lists it builds on (3.x). */
public record Codelist(Maintenance maintenance, boolean partial, List<Code> items, List<Extension> extensions)
        implements ItemScheme<Code> {

    public Codelist {
        items = List.copyOf(items);
        extensions = List.copyOf(extensions);
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
        return new Codelist(other, cut, those, extensions);
    }
}
