package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.ref.ArtefactClass;

/** A concept scheme in every format. */
public final class ConceptSchemeBinding extends ItemSchemeBinding<Concept, ConceptScheme> {
    @XmlElement(name = "Concept")
    @JsonProperty
    @Nullable
    List<ConceptBinding> concepts;

    /** The wire form of a concept scheme. */
    public static ConceptSchemeBinding of(ConceptScheme scheme, Writing out) {
        ConceptSchemeBinding b = new ConceptSchemeBinding();
        b.setScheme(scheme, out);
        b.concepts = Wire.list(scheme.items(), c -> ConceptBinding.of(c, out));
        return b;
    }

    @Override
    public ConceptScheme toModel(Reading in) {
        List<Concept> items = new ArrayList<>();
        for (ConceptBinding c : Wire.each(concepts)) {
            in.at(c.id);
            items.add(c.toModel(in));
        }
        in.at("");
        return new ConceptScheme(maintenance(in), partial(in), items);
    }

    /** A concept. */
    static final class ConceptBinding extends NameableBinding {
        @XmlElement(name = "Parent")
        @JsonProperty
        @Nullable
        ReferenceBinding parent;

        @XmlElement(name = "CoreRepresentation")
        @JsonProperty
        @Nullable
        RepresentationBinding coreRepresentation;

        @XmlElement(name = "ISOConceptReference")
        @JsonProperty
        @Nullable
        IsoConceptBinding isoConceptReference;

        static ConceptBinding of(Concept c, Writing out) {
            ConceptBinding b = new ConceptBinding();
            out.at(c.id());
            b.set(c.naming(), out.urn(ArtefactClass.CONCEPT, c.id()), out);
            b.parent = c.parent()
                    .map(p -> ReferenceBinding.local(p, ArtefactClass.CONCEPT, p, out))
                    .orElse(null);
            b.coreRepresentation = c.coreRepresentation()
                    .map(r -> RepresentationBinding.of(r, RepresentationBinding.Place.CONCEPT, out))
                    .orElse(null);
            if (out.dialect().json10()) {
                c.isoConcept().ifPresent(iso -> out.lose("ISO concept " + iso.conceptId()));
            } else {
                b.isoConceptReference =
                        c.isoConcept().map(IsoConceptBinding::of).orElse(null);
            }
            return b;
        }

        Concept toModel(Reading in) {
            return new Concept(
                    naming(in),
                    parent == null ? Optional.empty() : parent.toLocalId(),
                    coreRepresentation == null
                            ? Optional.empty()
                            : coreRepresentation.toModel(ArtefactClass.CODELIST, in),
                    Optional.ofNullable(isoConceptReference).flatMap(iso -> iso.toModel(in)));
        }
    }

    /** The concept of an ISO 11179 registry. */
    static final class IsoConceptBinding {
        @XmlElement(name = "ConceptAgency")
        @JsonProperty
        @Nullable
        String conceptAgency;

        @XmlElement(name = "ConceptSchemeID")
        @JsonProperty
        @Nullable
        String conceptSchemeID;

        @XmlElement(name = "ConceptID")
        @JsonProperty
        @Nullable
        String conceptID;

        static IsoConceptBinding of(Concept.IsoConceptReference r) {
            IsoConceptBinding b = new IsoConceptBinding();
            b.conceptAgency = r.conceptAgency();
            b.conceptSchemeID = r.conceptSchemeId();
            b.conceptID = r.conceptId();
            return b;
        }

        /** SDMX-JSON 1.0 has some URN, of which the standard does not say how it holds the three. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static IsoConceptBinding of(String urn) {
            return new IsoConceptBinding();
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static IsoConceptBinding of(
                @JsonProperty("conceptAgency") @Nullable String conceptAgency,
                @JsonProperty("conceptSchemeID") @Nullable String conceptSchemeID,
                @JsonProperty("conceptID") @Nullable String conceptID) {
            IsoConceptBinding b = new IsoConceptBinding();
            b.conceptAgency = conceptAgency;
            b.conceptSchemeID = conceptSchemeID;
            b.conceptID = conceptID;
            return b;
        }

        Optional<Concept.IsoConceptReference> toModel(Reading in) {
            if (conceptAgency == null && conceptSchemeID == null && conceptID == null) {
                in.guess("not-kept", "a reference to an ISO concept by a URN is not kept");
                return Optional.empty();
            }
            return Optional.of(new Concept.IsoConceptReference(
                    Wire.or(conceptAgency, ""), Wire.or(conceptSchemeID, ""), Wire.or(conceptID, "")));
        }
    }
}
