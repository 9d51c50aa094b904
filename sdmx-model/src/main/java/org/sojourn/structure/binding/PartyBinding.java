package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader.Party;

/** Who sends or receives a message. */
@JsonPropertyOrder({"id", "name", "names"})
final class PartyBinding {
    @XmlAttribute
    @JsonProperty
    @Nullable
    String id;

    @XmlElement(name = "Name", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> name;

    @XmlElement(name = "Contact")
    @JsonProperty
    @Nullable
    List<ContactBinding> contacts;

    @XmlElement(name = "Timezone")
    @Nullable
    String timezone;

    @JsonProperty("name")
    @Nullable
    String bestName;

    @JsonProperty("names")
    @Nullable
    Map<String, String> nameByLanguage;

    static PartyBinding of(Party p, Writing out) {
        PartyBinding b = new PartyBinding();
        b.id = p.id();
        b.contacts = Wire.list(p.contacts(), c -> ContactBinding.of(c, out));
        if (out.dialect().xml()) {
            for (ContactBinding c : Wire.each(b.contacts)) {
                out.loseFromHeader("id of a contact", Optional.ofNullable(c.id));
                c.id = null;
            }
            b.name = TextBinding.list(p.names());
        } else {
            b.bestName = out.best(p.names());
            b.nameByLanguage = TextBinding.map(p.names());
        }
        return b;
    }

    Party toModel(Reading in) {
        return new Party(
                Wire.or(id, MissingHeader.ID),
                TextBinding.model(name, bestName, nameByLanguage, "name of a sender or receiver", in),
                Wire.each(contacts).stream().map(c -> c.toModel(in)).toList());
    }
}
