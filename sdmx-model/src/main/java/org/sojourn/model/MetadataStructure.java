package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sojourn.model.ref.ArtefactClass;

/**
 * A metadata structure definition: the tree of attributes that reports of reference metadata have.
 *
 * @param attributes the roots of the tree; empty in a stub
 * @param descriptor identification (annotations, links) of the list of attributes where a message gave any
 * @param targets what 2.1 lets metadata be attached to; since 3.0 the metadataflow says it
 * @param reports 2.1's kinds of report, each with some of the attributes; since 3.0 there is one
 */
public record MetadataStructure(
        Maintenance maintenance,
        List<MetadataAttribute> attributes,
        Optional<Identification> descriptor,
        List<Target> targets,
        List<Report> reports)
        implements MaintainableArtefact {

    /** The id that the standard fixes for the list of attributes. */
    public static final String DESCRIPTOR = "MetadataAttributeDescriptor";

    public MetadataStructure {
        attributes = List.copyOf(attributes);
        targets = List.copyOf(targets);
        reports = List.copyOf(reports);
    }

    /** As since 3.0: attributes only. */
    public MetadataStructure(
            Maintenance maintenance, List<MetadataAttribute> attributes, Optional<Identification> descriptor) {
        this(maintenance, attributes, descriptor, List.of(), List.of());
    }

    /** 2.1: a combination of objects to which metadata can be attached. */
    public record Target(Identification identification, List<TargetObject> objects) {
        public Target {
            objects = List.copyOf(objects);
        }

        public String id() {
            return identification.id();
        }
    }

    /**
     * 2.1: one object of a target.
     *
     * @param objectType for {@link TargetKind#OBJECT} the class of the object in the words of 2.1, such as {@code Dataflow}
     */
    public record TargetObject(
            TargetKind kind,
            Identification identification,
            Optional<String> objectType,
            Optional<Representation> representation) {}

    /** 2.1: the kinds of objects to which metadata can be attached; all but the last have a fixed id. */
    public enum TargetKind {
        KEY("DIMENSION_DESCRIPTOR_VALUES_TARGET"),
        DATA_SET("DATA_SET_TARGET"),
        CONSTRAINT("CONSTRAINT_CONTENT_TARGET"),
        REPORT_PERIOD("REPORT_PERIOD_TARGET"),
        OBJECT("");

        private final String fixedId;

        TargetKind(String fixedId) {
            this.fixedId = fixedId;
        }

        /** The id that the standard fixes; empty for none. */
        public String fixedId() {
            return fixedId;
        }
    }

    /**
     * 2.1: a kind of report.
     *
     * @param targets ids of the targets that it may be about
     * @param attributes which of the attributes it has, at its top
     */
    public record Report(Identification identification, List<String> targets, List<Use> attributes) {
        public Report {
            targets = List.copyOf(targets);
            attributes = List.copyOf(attributes);
        }

        public String id() {
            return identification.id();
        }
    }

    /**
     * 2.1: an attribute of a report.
     *
     * @param id its id in the report
     * @param attribute its id among {@link MetadataStructure#attributes}: another one where two reports have different
     *     attributes of the same id
     */
    public record Use(String id, String attribute) {}

    @Override
    public ArtefactClass type() {
        return ArtefactClass.METADATA_STRUCTURE;
    }

    /** All attributes, parents before their children. */
    public Stream<MetadataAttribute> allAttributes() {
        return attributes.stream().flatMap(MetadataStructure::withDescendants);
    }

    private static Stream<MetadataAttribute> withDescendants(MetadataAttribute attribute) {
        return Stream.concat(
                Stream.of(attribute), attribute.children().stream().flatMap(MetadataStructure::withDescendants));
    }
}
