package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * What data may be, or are, reported (2.1 ContentConstraint, 3.x DataConstraint).
 *
 * @param role {@code ACTUAL} exists in 2.1 and 3.0 only; empty where none was said
 * @param attachment what is constrained; empty when the message names nothing
 */
public record DataConstraint(
        Maintenance maintenance,
        Optional<Role> role,
        Optional<Attachment> attachment,
        List<DataKeySet> dataKeySets,
        List<CubeRegion> cubeRegions,
        Optional<ReferencePeriod> referencePeriod,
        Optional<ReleaseCalendar> releaseCalendar)
        implements MaintainableArtefact {

    public DataConstraint {
        dataKeySets = List.copyOf(dataKeySets);
        cubeRegions = List.copyOf(cubeRegions);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.DATA_CONSTRAINT;
    }

    /** Whether the constraint says what may be there or what is there. */
    public enum Role {
        ALLOWED,
        ACTUAL
    }

    /**
     * What a constraint is attached to: artefacts (all of one type), or sources of data.
     *
     * @param dataSets sets of data in 2.1
     * @param metadataSets sets of reference metadata in 2.1; since 3.0 they are artefacts
     */
    public record Attachment(
            List<Urn> artefacts,
            List<String> simpleDataSources,
            List<QueryableDataSource> queryable,
            List<SetReference> dataSets,
            List<SetReference> metadataSets) {
        public Attachment {
            artefacts = List.copyOf(artefacts);
            simpleDataSources = List.copyOf(simpleDataSources);
            queryable = List.copyOf(queryable);
            dataSets = List.copyOf(dataSets);
            metadataSets = List.copyOf(metadataSets);
        }

        public Attachment(List<Urn> artefacts, List<String> simpleDataSources, List<QueryableDataSource> queryable) {
            this(artefacts, simpleDataSources, queryable, List.of(), List.of());
        }

        public static Attachment to(Urn artefact) {
            return new Attachment(List.of(artefact), List.of(), List.of());
        }
    }

    /** A service that can be queried. */
    public record QueryableDataSource(
            String dataUrl, Optional<String> wsdlUrl, Optional<String> wadlUrl, boolean rest, boolean webService) {}

    /** A list of keys, or of partial keys by {@code %}, that are in or out. */
    public record DataKeySet(boolean included, List<DataKey> keys) {
        public DataKeySet {
            keys = List.copyOf(keys);
        }
    }

    /** One key: values of dimensions, and of attributes or measures that must go with it. */
    public record DataKey(
            boolean included,
            List<Annotation> annotations,
            List<ComponentValues> keyValues,
            List<ComponentValues> components,
            Optional<String> validFrom,
            Optional<String> validTo) {
        public DataKey {
            annotations = List.copyOf(annotations);
            keyValues = List.copyOf(keyValues);
            components = List.copyOf(components);
        }

        public DataKey(
                boolean included,
                List<ComponentValues> keyValues,
                List<ComponentValues> components,
                Optional<String> validFrom,
                Optional<String> validTo) {
            this(included, List.of(), keyValues, components, validFrom, validTo);
        }
    }

    /** A part of the cube, in or out: for each named component the values that belong to it. */
    public record CubeRegion(
            boolean included,
            List<Annotation> annotations,
            List<ComponentValues> keyValues,
            List<ComponentValues> components) {
        public CubeRegion {
            annotations = List.copyOf(annotations);
            keyValues = List.copyOf(keyValues);
            components = List.copyOf(components);
        }
    }

    /**
     * Values of one component; neither values nor a range means any value.
     *
     * @param included false when the values are those that do not belong
     * @param removePrefix 3.x: strip the prefix of an extended code list before comparing
     * @param objects 2.1: in place of values, what an object of a metadata target may be
     */
    public record ComponentValues(
            String component,
            boolean included,
            boolean removePrefix,
            List<MemberValue> values,
            Optional<TimeRange> timeRange,
            Optional<String> validFrom,
            Optional<String> validTo,
            List<ObjectValue> objects) {
        public ComponentValues {
            values = List.copyOf(values);
            objects = List.copyOf(objects);
        }

        public ComponentValues(
                String component,
                boolean included,
                boolean removePrefix,
                List<MemberValue> values,
                Optional<TimeRange> timeRange,
                Optional<String> validFrom,
                Optional<String> validTo) {
            this(component, included, removePrefix, values, timeRange, validFrom, validTo, List.of());
        }

        public static ComponentValues of(String component, List<String> values) {
            return new ComponentValues(
                    component,
                    true,
                    false,
                    values.stream().map(MemberValue::of).toList(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** 2.1: what metadata can be about, other than a value. */
    public sealed interface ObjectValue {
        /** A set of data. */
        record DataSet(SetReference set) implements ObjectValue {}

        /** A whole or partial key of data: a value for each dimension that it names. */
        record Key(List<ComponentValues> values) implements ObjectValue {
            public Key {
                values = List.copyOf(values);
            }
        }

        /** An artefact, or an item or component of one. */
        record Artefact(Urn urn) implements ObjectValue {}
    }

    /** One value, {@code %} as a wildcard in 3.x. */
    public record MemberValue(
            String value,
            CascadeValues cascade,
            Optional<String> language,
            Optional<String> validFrom,
            Optional<String> validTo) {
        public static MemberValue of(String value) {
            return new MemberValue(value, CascadeValues.FALSE, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * A span of time: before (only an end), after (only a start), or between.
     *
     * @param validFrom when the range begins to hold (3.x), as {@code validTo} a time period as text
     */
    public record TimeRange(
            Optional<Bound> start, Optional<Bound> end, Optional<String> validFrom, Optional<String> validTo) {
        public TimeRange {
            if (start.isEmpty() && end.isEmpty()) {
                throw new IllegalArgumentException("a time range needs a start or an end");
            }
        }

        public TimeRange(Optional<Bound> start, Optional<Bound> end) {
            this(start, end, Optional.empty(), Optional.empty());
        }

        /** One end of a range: a time period as text, and whether it belongs to the range. */
        public record Bound(String period, boolean inclusive) {}
    }

    /** The period that the data speak of. */
    public record ReferencePeriod(String start, String end) {}

    /** When data are released: three durations. */
    public record ReleaseCalendar(String periodicity, String offset, String tolerance) {}
}
