package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.VtlMapping;
import org.sojourn.model.VtlMapping.Method;
import org.sojourn.model.VtlMapping.Target;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A name for an artefact in VTL statements. */
final class VtlMappingBinding extends NameableBinding {
    @XmlElement(name = "Dataflow")
    @JsonProperty
    @Nullable
    ReferenceBinding dataflow;

    @XmlElement(name = "GenericDataflow")
    @JsonProperty
    AttributeRelationshipBinding.@Nullable Nothing genericDataflow;

    @XmlElement(name = "ToVtlMapping")
    @JsonProperty
    @Nullable
    ToVtlBinding toVtlMapping;

    @XmlElement(name = "FromVtlMapping")
    @JsonProperty
    @Nullable
    FromVtlBinding fromVtlMapping;

    @XmlElement(name = "Codelist")
    @JsonProperty
    @Nullable
    ReferenceBinding codelist;

    @XmlElement(name = "ConceptScheme")
    @JsonProperty
    @Nullable
    ReferenceBinding conceptScheme;

    @XmlElement(name = "Concept")
    @JsonProperty
    @Nullable
    ReferenceBinding concept;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String alias;

    /** Dimensions by their ids. */
    static final class SpaceBinding {
        @XmlElement(name = "Key")
        @JsonProperty
        @Nullable
        List<String> keys;

        static @Nullable SpaceBinding of(List<String> dimensions) {
            SpaceBinding b = new SpaceBinding();
            b.keys = Wire.list(dimensions, d -> d);
            return b.keys == null ? null : b;
        }

        static List<String> toModel(@Nullable SpaceBinding space) {
            return space == null ? List.of() : Wire.each(space.keys);
        }
    }

    /** How a dataflow becomes a data set of VTL. */
    static final class ToVtlBinding {
        @XmlElement(name = "ToVtlSubSpace")
        @JsonProperty
        @Nullable
        SpaceBinding toVtlSubSpace;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String method;

        static ToVtlBinding of(Method m) {
            ToVtlBinding b = new ToVtlBinding();
            b.toVtlSubSpace = SpaceBinding.of(m.dimensions());
            b.method = m.name().orElse(null);
            return b;
        }

        Method toModel() {
            return new Method(Optional.ofNullable(method), SpaceBinding.toModel(toVtlSubSpace));
        }
    }

    /** How a data set of VTL becomes one of a dataflow. */
    static final class FromVtlBinding {
        @XmlElement(name = "FromVtlSuperSpace")
        @JsonProperty
        @Nullable
        SpaceBinding fromVtlSuperSpace;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String method;

        static FromVtlBinding of(Method m) {
            FromVtlBinding b = new FromVtlBinding();
            b.fromVtlSuperSpace = SpaceBinding.of(m.dimensions());
            b.method = m.name().orElse(null);
            return b;
        }

        Method toModel() {
            return new Method(Optional.ofNullable(method), SpaceBinding.toModel(fromVtlSuperSpace));
        }
    }

    /** Null where the target has no name for such a thing. */
    static @Nullable VtlMappingBinding of(VtlMapping m, Writing out) {
        VtlMappingBinding b = new VtlMappingBinding();
        out.at(m.id());
        b.set(m.naming(), out.urn(m.type(), m.id()), out);
        b.alias = m.alias();
        return switch (m.target()) {
            case Target.Flow f -> b.to(f, out);
            case Target.Named n -> b.to(n.artefact(), out);
        };
    }

    private VtlMappingBinding to(Target.Flow f, Writing out) {
        dataflow = f.dataflow().map(u -> ReferenceBinding.of(u, out)).orElse(null);
        genericDataflow = dataflow == null ? new AttributeRelationshipBinding.Nothing() : null;
        toVtlMapping = f.toVtl().map(ToVtlBinding::of).orElse(null);
        fromVtlMapping = f.fromVtl().map(FromVtlBinding::of).orElse(null);
        return this;
    }

    private @Nullable VtlMappingBinding to(Urn artefact, Writing out) {
        ReferenceBinding reference = ReferenceBinding.of(artefact, out);
        ArtefactClass type = artefact.type();
        if (type == ArtefactClass.CODELIST) {
            codelist = reference;
        } else if (type == ArtefactClass.CONCEPT) {
            concept = reference;
        } else if (type == ArtefactClass.CONCEPT_SCHEME && out.dialect().before30()) {
            conceptScheme = reference;
        } else {
            out.lose("the name of " + artefact + ": the target has names for dataflows, code lists and concepts");
            return null;
        }
        return this;
    }

    /** Empty, and reported, where it names nothing. */
    Optional<VtlMapping> toModel(Reading in) {
        in.at(id);
        Optional<Target> target = target(in);
        if (target.isEmpty()) {
            in.error("bad-reference", "a VTL mapping names nothing that could be found; left out");
        }
        return target.map(t -> new VtlMapping(naming(in), Reading.required(alias, "alias of " + id), t));
    }

    private Optional<Target> target(Reading in) {
        if (codelist != null) {
            return codelist.toModel(ArtefactClass.CODELIST, "code list", in).map(Target.Named::new);
        }
        if (concept != null) {
            return concept.toModel(ArtefactClass.CONCEPT, "concept", in).map(Target.Named::new);
        }
        if (conceptScheme != null) {
            return conceptScheme
                    .toModel(ArtefactClass.CONCEPT_SCHEME, "concept scheme", in)
                    .map(Target.Named::new);
        }
        Optional<Urn> flow = ReferenceBinding.optional(dataflow, ArtefactClass.DATAFLOW, "dataflow", in);
        if (flow.isEmpty() && genericDataflow == null) {
            return Optional.empty();
        }
        return Optional.of(new Target.Flow(
                flow,
                Optional.ofNullable(toVtlMapping).map(ToVtlBinding::toModel),
                Optional.ofNullable(fromVtlMapping).map(FromVtlBinding::toModel)));
    }
}
