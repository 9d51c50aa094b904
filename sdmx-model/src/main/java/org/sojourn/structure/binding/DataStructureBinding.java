package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Attribute;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataStructure.Descriptor;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.Measure;
import org.sojourn.model.MetadataAttributeUsage;
import org.sojourn.model.ref.ArtefactClass;

/** A data structure in every format. */
public final class DataStructureBinding extends MaintainableBinding<DataStructure> {
    @XmlElement(name = "DataStructureComponents")
    @JsonProperty
    @Nullable
    Components dataStructureComponents;

    @XmlElement(name = "Metadata")
    @JsonProperty
    @Nullable
    ReferenceBinding metadata;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String evolvingStructure;

    /** The lists of components. */
    static final class Components {
        @XmlElement(name = "DimensionList")
        @JsonProperty
        @Nullable
        DimensionListBinding dimensionList;

        @XmlElement(name = "Group")
        @JsonProperty("groups")
        @Nullable
        List<GroupBinding> groups;

        @XmlElement(name = "AttributeList")
        @JsonProperty
        @Nullable
        AttributeListBinding attributeList;

        @XmlElement(name = "MeasureList")
        @JsonProperty
        @Nullable
        MeasureListBinding measureList;
    }

    /** The wire form of a data structure. */
    public static DataStructureBinding of(DataStructure d, Writing out) {
        DataStructureBinding b = new DataStructureBinding();
        b.set(d, out);
        Dialect dialect = out.dialect();
        if (dialect.from31()) {
            b.evolvingStructure = Wire.flag(d.evolving());
        } else if (d.evolving()) {
            out.lose("evolvingStructure");
        }
        if (dialect.before30()) {
            d.metadataStructure().ifPresent(m -> out.lose("metadata structure " + m));
            d.metadataAttributes().forEach(u -> out.lose("use of metadata attribute " + u.metadataAttribute()));
        } else {
            b.metadata =
                    d.metadataStructure().map(m -> ReferenceBinding.of(m, out)).orElse(null);
        }
        boolean stub = d.components().isEmpty()
                && d.groups().isEmpty()
                && d.metadataAttributes().isEmpty()
                && d.descriptors().isEmpty();
        if (!stub) {
            b.dataStructureComponents = components(d, out);
        }
        return b;
    }

    private static Components components(DataStructure d, Writing out) {
        Components c = new Components();
        c.dimensionList = DimensionListBinding.of(d, out);
        List<GroupBinding> groups = Wire.list(d.groups(), g -> GroupBinding.of(g, out));
        if (groups != null) {
            groups.removeIf(Objects::isNull);
            c.groups = groups.isEmpty() ? null : groups;
        }
        c.attributeList = AttributeListBinding.of(d, out);
        c.measureList = MeasureListBinding.of(d, out);
        out.at("");
        return c;
    }

    /** Sets who a component list is: its id is fixed, so what counts is annotations and links. */
    static void describe(IdentifiableBinding list, DataStructure d, Descriptor which, Writing out) {
        out.at(which.fixedId());
        Identification i = d.descriptors().getOrDefault(which, Identification.of(which.fixedId()));
        ArtefactClass type = switch (which) {
            case DIMENSIONS -> ArtefactClass.DIMENSION_DESCRIPTOR;
            case ATTRIBUTES -> ArtefactClass.ATTRIBUTE_DESCRIPTOR;
            case MEASURES -> ArtefactClass.MEASURE_DESCRIPTOR;
        };
        list.set(
                new Identification(which.fixedId(), i.uri(), i.annotations(), i.links()),
                out.urn(type, which.fixedId()),
                out);
    }

    @Override
    public DataStructure toModel(Reading in) {
        List<Dimension> dimensions = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        List<MetadataAttributeUsage> usages = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        Map<Descriptor, Identification> descriptors = new EnumMap<>(Descriptor.class);
        Components c = dataStructureComponents;
        if (c != null) {
            if (c.dimensionList != null) {
                dimensions = c.dimensionList.toModel(in);
                described(c.dimensionList, Descriptor.DIMENSIONS, descriptors, in);
            }
            if (dimensions.isEmpty()) {
                in.at("");
                in.guess("no-dimensions", "it has no dimensions; read as it is");
            }
            Wire.each(c.groups).forEach(g -> groups.add(g.toModel(in)));
            if (c.attributeList != null) {
                c.attributeList.toModel(attributes, usages, in);
                described(c.attributeList, Descriptor.ATTRIBUTES, descriptors, in);
            }
            if (c.measureList != null) {
                measures = c.measureList.toModel(in);
                described(c.measureList, Descriptor.MEASURES, descriptors, in);
            }
            in.at("");
        }
        return new DataStructure(
                maintenance(in),
                dimensions,
                groups,
                attributes,
                usages,
                measures,
                ReferenceBinding.optional(metadata, ArtefactClass.METADATA_STRUCTURE, "metadata structure", in),
                in.flag(evolvingStructure, "evolvingStructure", false),
                descriptors);
    }

    private static void described(
            IdentifiableBinding list, Descriptor which, Map<Descriptor, Identification> descriptors, Reading in) {
        in.at(which.fixedId());
        Identification i = list.identification(which.fixedId(), in);
        if (!i.equals(Identification.of(which.fixedId()))) {
            descriptors.put(which, i);
        }
    }
}
