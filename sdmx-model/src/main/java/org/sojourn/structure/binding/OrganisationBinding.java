package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Organisation;

/** An agency, a data provider or a data consumer. */
final class OrganisationBinding extends NameableBinding {
    @XmlElement(name = "Contact")
    @JsonProperty
    @Nullable
    List<ContactBinding> contacts;

    static OrganisationBinding of(Organisation o, String urn, Writing out) {
        OrganisationBinding b = new OrganisationBinding();
        out.at(o.id());
        b.set(o.naming(), urn, out);
        b.contacts = Wire.list(o.contacts(), c -> ContactBinding.of(c, out));
        return b;
    }

    Organisation toModel(Reading in) {
        in.at(id);
        return new Organisation(
                naming(in), Wire.each(contacts).stream().map(c -> c.toModel(in)).toList());
    }
}
