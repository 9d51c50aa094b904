package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Identification;
import org.sojourn.model.Link;

/** What every identifiable thing carries on the wire. The URN is always written and never read: it follows from the rest. */
@XmlTransient
abstract class IdentifiableBinding extends AnnotableBinding {
    @XmlAttribute
    @JsonProperty
    @Nullable
    String id;

    @XmlAttribute
    @Nullable
    String urn;

    @XmlAttribute
    @Nullable
    String uri;

    @XmlElement(name = "Link", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    List<LinkBinding> links;

    /** Null where the wire type has no room for links. */
    private static @Nullable List<LinkBinding> wire(List<Link> all, Writing out) {
        if (!out.dialect().links()) {
            for (Link l : all) {
                out.lose("link '" + l.rel() + "'");
            }
            return null;
        }
        List<LinkBinding> result = Wire.list(all, l -> LinkBinding.of(l, out));
        if (result != null) {
            result.removeIf(Objects::isNull);
        }
        return result == null || result.isEmpty() ? null : result;
    }

    final void set(Identification i, String ownUrn, Writing out) {
        set(i.annotations(), out);
        id = i.id();
        links = wire(i.links(), out);
        if (out.dialect().xml()) {
            urn = ownUrn;
            uri = i.uri().orElse(null);
            return;
        }
        // JSON says who a thing is by a link to itself.
        boolean said = i.uri().isEmpty()
                && i.links().stream()
                        .anyMatch(
                                l -> l.rel().equals(LinkBinding.SELF) && l.urn().isPresent());
        if (!said && !ownUrn.isEmpty()) {
            List<LinkBinding> more = links == null ? new ArrayList<>(1) : links;
            more.addFirst(LinkBinding.self(ownUrn, i.uri().orElse(null)));
            links = more;
        }
    }

    /** The identification under {@code knownId}, which the caller has found to be there or has inferred. */
    final Identification identification(String knownId, Reading in) {
        String address = uri;
        List<Link> kept = List.of();
        List<LinkBinding> all = Wire.each(links);
        if (!all.isEmpty()) {
            kept = new ArrayList<>(all.size());
            for (LinkBinding l : all) {
                if (l.identityOnly()) {
                    address = l.uri == null ? address : l.uri;
                } else {
                    kept.add(l.toModel(in));
                }
            }
        }
        return new Identification(knownId, Optional.ofNullable(address), annotations(in), kept);
    }
}
