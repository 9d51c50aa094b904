package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Identification;
import org.sojourn.model.MetadataAttributeUsage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** The use of a metadata attribute in a data structure (3.x). */
final class MetadataAttributeUsageBinding extends IdentifiableBinding {
    @XmlElement(name = "MetadataAttributeReference")
    @JsonProperty
    @Nullable
    String metadataAttributeReference;

    @XmlElement(name = "AttributeRelationship")
    @JsonProperty
    @Nullable
    AttributeRelationshipBinding attributeRelationship;

    static MetadataAttributeUsageBinding of(MetadataAttributeUsage u, Optional<Urn> structure, Writing out) {
        MetadataAttributeUsageBinding b = new MetadataAttributeUsageBinding();
        out.at(u.metadataAttribute());
        // It has no id; its URN is that of the attribute in the metadata structure.
        String urn = structure.isEmpty() || !out.dialect().xml()
                ? ""
                : structure
                        .get()
                        .withVersion(out.referenceVersion(structure.get()))
                        .item(ArtefactClass.METADATA_ATTRIBUTE, u.metadataAttribute())
                        .toString();
        b.set(new Identification("", Optional.empty(), u.annotations(), u.links()), urn, out);
        b.id = null;
        b.urn = urn.isEmpty() || urn.contains("+") ? null : urn;
        b.metadataAttributeReference = u.metadataAttribute();
        b.attributeRelationship = AttributeRelationshipBinding.of(u.relationship(), out);
        return b;
    }

    MetadataAttributeUsage toModel(Reading in) {
        String attribute = Reading.required(metadataAttributeReference, "metadata attribute reference")
                .strip();
        in.at(attribute);
        Identification identification = identification("", in);
        return new MetadataAttributeUsage(
                identification.annotations(),
                identification.links(),
                attribute,
                AttributeBinding.relationship(attributeRelationship, in));
    }
}
