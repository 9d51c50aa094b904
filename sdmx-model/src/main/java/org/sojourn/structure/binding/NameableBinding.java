package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Naming;
import org.sojourn.model.text.LocalisedText;

/** What every named thing carries on the wire. */
@XmlTransient
@JsonPropertyOrder({"id", "agencyID", "version", "name", "names", "description", "descriptions"})
abstract class NameableBinding extends IdentifiableBinding {
    @XmlElement(name = "Name", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> name;

    @XmlElement(name = "Description", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> description;

    @JsonProperty("name")
    @Nullable
    String bestName;

    @JsonProperty("names")
    @Nullable
    Map<String, String> nameByLanguage;

    @JsonProperty("description")
    @Nullable
    String bestDescription;

    @JsonProperty("descriptions")
    @Nullable
    Map<String, String> descriptionByLanguage;

    final void set(Naming n, String ownUrn, Writing out) {
        set(n.identification(), ownUrn, out);
        LocalisedText names = n.names();
        if (names.isEmpty()) {
            out.lose("having no name: every format wants one, so the id is written in its place");
            names = LocalisedText.of("en", n.id());
        }
        if (out.dialect().xml()) {
            name = TextBinding.list(names);
            description = TextBinding.list(n.descriptions());
        } else {
            bestName = out.best(names);
            nameByLanguage = TextBinding.map(names);
            bestDescription = out.best(n.descriptions());
            descriptionByLanguage = TextBinding.map(n.descriptions());
        }
    }

    final Naming naming(Reading in) {
        String known = Reading.required(id, "id");
        return new Naming(
                identification(known, in),
                TextBinding.model(name, bestName, nameByLanguage, "name", in),
                TextBinding.model(description, bestDescription, descriptionByLanguage, "description", in));
    }
}
