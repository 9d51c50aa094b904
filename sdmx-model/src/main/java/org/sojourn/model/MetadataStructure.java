package org.sojourn.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sojourn.model.MetadataSet.ReportedAttribute;
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
        KEY("DIMENSION_DESCRIPTOR_VALUES_TARGET", "KeyDescriptorValuesTarget"),
        DATA_SET("DATA_SET_TARGET", "DataSetTarget"),
        CONSTRAINT("CONSTRAINT_CONTENT_TARGET", "ConstraintContentTarget"),
        REPORT_PERIOD("REPORT_PERIOD_TARGET", "ReportPeriodTarget"),
        OBJECT("", "");

        private final String fixedId;
        private final String typeName;

        TargetKind(String fixedId, String typeName) {
            this.fixedId = fixedId;
            this.typeName = typeName;
        }

        /** How XML schemas of structure-specific metadata call it; empty where by its id. */
        public String typeName() {
            return typeName;
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

    /** What 2.1 is told of a structure that names no targets: one, of any object. */
    public static final Target ANY_TARGET = new Target(
            Identification.of("TARGET"),
            List.of(new TargetObject(
                    TargetKind.OBJECT, Identification.of("OBJECT"), Optional.of("Any"), Optional.empty())));

    /** What 2.1 is told of a structure that names no reports: one, on all targets, with all attributes. */
    public Report wholeReport() {
        return new Report(
                Identification.of("REPORT"),
                targetsIn21().stream().map(Target::id).toList(),
                attributes.stream().map(a -> new Use(a.id(), a.id())).toList());
    }

    /** The targets, or the one that 2.1 is told of where there are none. */
    public List<Target> targetsIn21() {
        return targets.isEmpty() ? List.of(ANY_TARGET) : targets;
    }

    /** The reports, or the one that 2.1 is told of where there are none. */
    public List<Report> reportsIn21() {
        return reports.isEmpty() ? List.of(wholeReport()) : reports;
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.METADATA_STRUCTURE;
    }

    /**
     * What is reported in the order of this structure, which XML schemas of 2.1 demand; several of one attribute keep their
     * order, and those that are not in the structure come last.
     */
    public MetadataSet inOrder(MetadataSet set) {
        Map<String, MetadataAttribute> byId = new LinkedHashMap<>();
        attributes.forEach(a -> byId.put(a.id(), a));
        Map<String, MetadataAttribute> expected = new LinkedHashMap<>();
        reports.stream()
                .filter(r -> set.report().filter(s -> s.id().equals(r.id())).isPresent())
                .flatMap(r -> r.attributes().stream())
                .filter(u -> byId.containsKey(u.attribute()))
                .forEach(u -> expected.put(u.id(), byId.get(u.attribute())));
        return new MetadataSet(
                set.maintenance(),
                set.flow(),
                set.coverage(),
                set.targets(),
                inOrder(set.attributes(), expected.isEmpty() ? byId : expected),
                set.report());
    }

    private static List<ReportedAttribute> inOrder(
            List<ReportedAttribute> reported, Map<String, MetadataAttribute> expected) {
        List<String> order = List.copyOf(expected.keySet());
        return reported.stream()
                .map(r -> {
                    Map<String, MetadataAttribute> below = new LinkedHashMap<>();
                    Optional.ofNullable(expected.get(r.id()))
                            .ifPresent(a -> a.children().forEach(c -> below.put(c.id(), c)));
                    return new ReportedAttribute(
                            r.annotations(), r.id(), r.value(), r.format(), inOrder(r.children(), below));
                })
                .sorted(Comparator.comparingInt(
                        r -> order.contains(r.id()) ? order.indexOf(r.id()) : Integer.MAX_VALUE))
                .toList();
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
