package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.DataConstraint.ReleaseCalendar;
import org.sojourn.model.DataConstraint.Role;
import org.sojourn.model.ref.ArtefactClass;

/**
 * What reference metadata may be reported (3.x; in 2.1 a content constraint about metadata). A content constraint of 2.1 that
 * is about data and metadata is a {@link DataConstraint} and one of these, which agree in all that is not about either.
 *
 * @param role {@code ACTUAL} exists in 2.1 only
 * @param attachment what is constrained; empty when the message names nothing
 * @param releaseCalendar gone in 3.1
 * @param keySets keys of metadata (2.1)
 * @param referencePeriod the period that the metadata speak of (2.1)
 */
public record MetadataConstraint(
        Maintenance maintenance,
        Role role,
        Optional<Attachment> attachment,
        List<TargetRegion> regions,
        Optional<ReleaseCalendar> releaseCalendar,
        List<MetadataKeySet> keySets,
        Optional<ReferencePeriod> referencePeriod)
        implements MaintainableArtefact {

    public MetadataConstraint {
        regions = List.copyOf(regions);
        keySets = List.copyOf(keySets);
    }

    /** As since 3.0: regions only. */
    public MetadataConstraint(
            Maintenance maintenance,
            Role role,
            Optional<Attachment> attachment,
            List<TargetRegion> regions,
            Optional<ReleaseCalendar> releaseCalendar) {
        this(maintenance, role, attachment, regions, releaseCalendar, List.of(), Optional.empty());
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.METADATA_CONSTRAINT;
    }

    /**
     * Values that metadata attributes may have.
     *
     * @param components metadata attributes by their paths, each with its values
     * @param validFrom when it begins to hold, as {@code validTo} a time period as text
     * @param report what 2.1 says of the report that is meant
     */
    public record TargetRegion(
            boolean included,
            List<Annotation> annotations,
            List<ComponentValues> components,
            Optional<String> validFrom,
            Optional<String> validTo,
            Optional<ReportRegion> report) {
        public TargetRegion {
            annotations = List.copyOf(annotations);
            components = List.copyOf(components);
        }
    }

    /** 2.1: a report structure, a metadata target of it, and values of its objects. */
    public record ReportRegion(String report, String target, List<ComponentValues> keyValues) {
        public ReportRegion {
            keyValues = List.copyOf(keyValues);
        }
    }

    /** 2.1: keys of metadata that are in or out. */
    public record MetadataKeySet(boolean included, List<MetadataKey> keys) {
        public MetadataKeySet {
            keys = List.copyOf(keys);
        }
    }

    /**
     * 2.1: a report structure, a metadata target of it, and one value or object for each object of the target that is named.
     */
    public record MetadataKey(String report, String target, List<ComponentValues> values) {
        public MetadataKey {
            values = List.copyOf(values);
        }
    }
}
