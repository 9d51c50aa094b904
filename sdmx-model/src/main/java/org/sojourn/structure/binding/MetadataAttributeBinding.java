package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;

/** An attribute of a metadata structure, the same in every format. */
final class MetadataAttributeBinding extends IdentifiableBinding {
    private static final String UNBOUNDED = "unbounded";

    @XmlElement(name = "ConceptIdentity")
    @JsonProperty
    @Nullable
    ReferenceBinding conceptIdentity;

    @XmlElement(name = "LocalRepresentation")
    @JsonProperty
    @Nullable
    RepresentationBinding localRepresentation;

    @XmlElement(name = "MetadataAttribute")
    @JsonProperty
    @Nullable
    List<MetadataAttributeBinding> metadataAttributes;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String minOccurs;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String maxOccurs;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isPresentational;

    /** @param path of the attribute from the root of the tree, and in 2.1 from the report */
    static MetadataAttributeBinding of(MetadataAttribute a, String path, Writing out) {
        MetadataAttributeBinding b = new MetadataAttributeBinding();
        out.at(path);
        b.set(a.identification(), out.urn(ArtefactClass.METADATA_ATTRIBUTE, path), out);
        b.conceptIdentity = ReferenceBinding.of(a.concept(), out);
        b.localRepresentation = a.representation()
                .map(r -> RepresentationBinding.of(r, RepresentationBinding.Place.METADATA_ATTRIBUTE, out))
                .orElse(null);
        b.minOccurs = a.minOccurs().map(String::valueOf).orElse(null);
        b.maxOccurs = a.maxOccurs()
                .map(n -> n == Representation.UNBOUNDED ? UNBOUNDED : String.valueOf(n))
                .orElse(null);
        b.isPresentational = Wire.flag(a.presentational());
        b.metadataAttributes = Wire.list(a.children(), c -> of(c, path + "." + c.id(), out));
        return b;
    }

    MetadataAttribute toModel(Reading in) {
        String known = Wire.blank(id)
                ? ReferenceBinding.required(conceptIdentity, ArtefactClass.CONCEPT, "concept of an attribute", in)
                        .item()
                : Wire.or(id, "").strip();
        in.at(known);
        Integer most = UNBOUNDED.equals(maxOccurs)
                ? Integer.valueOf(Representation.UNBOUNDED)
                : in.count(maxOccurs, "maxOccurs");
        return new MetadataAttribute(
                identification(known, in),
                ReferenceBinding.required(conceptIdentity, ArtefactClass.CONCEPT, "concept of " + known, in),
                localRepresentation == null
                        ? Optional.empty()
                        : localRepresentation.toModel(ArtefactClass.CODELIST, in),
                Optional.ofNullable(in.count(minOccurs, "minOccurs")),
                Optional.ofNullable(most),
                in.flag(isPresentational, "isPresentational", false),
                Wire.each(metadataAttributes).stream().map(a -> a.toModel(in)).toList());
    }
}
