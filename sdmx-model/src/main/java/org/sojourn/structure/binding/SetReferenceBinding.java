package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import jakarta.xml.bind.annotation.XmlElement;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SetReference;
import org.sojourn.model.ref.ArtefactClass;

/** A set of data or metadata: in 2.1 by provider and id; since 3.0, where sets of metadata are artefacts, a reference. */
final class SetReferenceBinding extends ReferenceBinding {
    @XmlElement(name = "DataProvider", namespace = Namespaces.COMMON)
    @Nullable
    ReferenceBinding dataProvider;

    @XmlElement(name = "ID", namespace = Namespaces.COMMON)
    @Nullable
    String id;

    @JsonCreator
    static SetReferenceBinding ofJson(JsonNode node) {
        SetReferenceBinding b = new SetReferenceBinding();
        if (!node.isObject()) {
            return b.holding(node.asText());
        }
        b.dataProvider = node.hasNonNull("dataProvider")
                ? ReferenceBinding.of(node.get("dataProvider").asText())
                : null;
        b.id = node.hasNonNull("id") ? node.get("id").asText() : null;
        return b;
    }

    static SetReferenceBinding of(SetReference set, Writing out) {
        SetReferenceBinding b = new SetReferenceBinding();
        b.dataProvider = ReferenceBinding.of(set.provider(), out);
        b.id = set.id();
        return b;
    }

    /** True where it is said by provider and id. */
    boolean inParts() {
        return dataProvider != null || id != null;
    }

    /** Empty, and reported, where provider or id are missing. */
    Optional<SetReference> toSet(Reading in) {
        if (dataProvider == null || Wire.blank(id)) {
            in.error("bad-reference", "a set of data or metadata is named by its provider and an id; left out");
            return Optional.empty();
        }
        return dataProvider
                .toModel(ArtefactClass.DATA_PROVIDER, "provider of a set", in)
                .map(provider -> new SetReference(provider, Wire.or(id, "").strip()));
    }

    /** In JSON an object, or a string for a reference. */
    static final class AsJson extends JsonSerializer<SetReferenceBinding> {
        @Override
        public void serialize(SetReferenceBinding set, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            if (set.dataProvider == null) {
                out.writeString(set.json());
                return;
            }
            out.writeStartObject();
            out.writeStringField("dataProvider", set.dataProvider.json());
            out.writeStringField("id", set.id);
            out.writeEndObject();
        }
    }
}
