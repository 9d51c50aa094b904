package org.sojourn.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * A data structure definition: what identifies a value, what is measured, and what is said about it.
 *
 * @param dimensions in document order, the time dimension last if there is one; empty in a stub
 * @param metadataStructure the metadata structure whose attributes {@code metadataAttributes} use (3.x)
 * @param evolving 3.1's {@code evolvingStructure}: dimensions may be added in minor versions
 * @param descriptors identification (annotations, links) of the four component lists where a message gave any
 */
public record DataStructure(
        Maintenance maintenance,
        List<Dimension> dimensions,
        List<Group> groups,
        List<Attribute> attributes,
        List<MetadataAttributeUsage> metadataAttributes,
        List<Measure> measures,
        Optional<Urn> metadataStructure,
        boolean evolving,
        Map<Descriptor, Identification> descriptors)
        implements MaintainableArtefact {

    public DataStructure {
        dimensions = List.copyOf(dimensions);
        groups = List.copyOf(groups);
        attributes = List.copyOf(attributes);
        metadataAttributes = List.copyOf(metadataAttributes);
        measures = List.copyOf(measures);
        descriptors = descriptors.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(descriptors));
    }

    /** The component lists of a data structure. */
    public enum Descriptor {
        DIMENSIONS("DimensionDescriptor"),
        ATTRIBUTES("AttributeDescriptor"),
        MEASURES("MeasureDescriptor");

        private final String fixedId;

        Descriptor(String fixedId) {
            this.fixedId = fixedId;
        }

        /** The id that the standard fixes for the list. */
        public String fixedId() {
            return fixedId;
        }
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.DATA_STRUCTURE;
    }

    public Optional<Dimension> timeDimension() {
        return dimensions.stream().filter(d -> d.kind() == Dimension.Kind.TIME).findFirst();
    }

    public Optional<Group> group(String id) {
        return groups.stream().filter(g -> g.id().equals(id)).findFirst();
    }

    /** Dimensions, measures, attributes, in this order. */
    public List<Component> components() {
        List<Component> all = new ArrayList<>(dimensions);
        all.addAll(measures);
        all.addAll(attributes);
        return List.copyOf(all);
    }
}
