package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Organisation;
import org.sojourn.model.ref.ArtefactClass;

/** An agency, a provider, a consumer or an organisation unit. */
final class OrganisationBinding extends NameableBinding {
    @XmlElement(name = "Parent")
    @JsonProperty
    @Nullable
    ReferenceBinding parent;

    @XmlElement(name = "Contact")
    @JsonProperty
    @Nullable
    List<ContactBinding> contacts;

    static OrganisationBinding of(Organisation o, ArtefactClass type, Writing out) {
        OrganisationBinding b = new OrganisationBinding();
        out.at(o.id());
        b.set(o.naming(), out.urn(type, o.id()), out);
        if (type == ArtefactClass.ORGANISATION_UNIT) {
            b.parent =
                    o.parent().map(p -> ReferenceBinding.local(p, type, p, out)).orElse(null);
        } else if (o.parent().isPresent()) {
            out.lose("parent '" + o.parent().get() + "': only organisation units have one");
        }
        b.contacts = Wire.list(o.contacts(), c -> ContactBinding.of(c, out));
        return b;
    }

    Organisation toModel(Reading in) {
        in.at(id);
        return new Organisation(
                naming(in),
                parent == null ? Optional.empty() : parent.toLocalId(),
                Wire.each(contacts).stream().map(c -> c.toModel(in)).toList());
    }
}
