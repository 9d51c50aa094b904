package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.text.LocalisedText;

/**
 * A report of reference metadata: what a provider says about some artefacts, in the attributes of a metadata structure. Its
 * agency is the provider. A maintainable artefact since 3.0, that stands in messages of its own and not among structures;
 * of 2.1, each report of a metadata set is one.
 *
 * @param flow the metadata provision agreement or metadataflow under which it is reported; in 2.1 possibly the metadata
 *     structure; a stub of SDMX-JSON may have none
 * @param targets what it is about
 * @param attributes the roots of the report; empty in a stub
 * @param report what only 2.1 says
 */
public record MetadataSet(
        Maintenance maintenance,
        Optional<Urn> flow,
        Coverage coverage,
        List<UrnPattern> targets,
        List<ReportedAttribute> attributes,
        Optional<Report> report)
        implements MaintainableArtefact {

    public MetadataSet {
        targets = List.copyOf(targets);
        attributes = List.copyOf(attributes);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.METADATA_SET;
    }

    /** The periods of which it speaks and in which it was published, as texts. */
    public record Coverage(
            Optional<String> reportingBegin,
            Optional<String> reportingEnd,
            Optional<String> publicationYear,
            Optional<String> publicationPeriod) {
        public static final Coverage NONE =
                new Coverage(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What is said under one attribute, once; an attribute that may occur several times is there several times.
     *
     * @param id of the attribute under its parent
     * @param format the form of the value where the message says it (SDMX-JSON)
     */
    public record ReportedAttribute(
            List<Annotation> annotations,
            String id,
            Optional<ReportedValue> value,
            Optional<TextFormat> format,
            List<ReportedAttribute> children) {
        public ReportedAttribute {
            annotations = List.copyOf(annotations);
            children = List.copyOf(children);
        }

        /** A value and nothing else. */
        public static ReportedAttribute of(String id, String value) {
            return new ReportedAttribute(
                    List.of(), id, Optional.of(new ReportedValue.Plain(List.of(value))), Optional.empty(), List.of());
        }
    }

    /** What is said. */
    public sealed interface ReportedValue {
        /** Codes, numbers, dates or texts in no particular language, mostly one. */
        record Plain(List<String> values) implements ReportedValue {
            public Plain {
                values = List.copyOf(values);
            }
        }

        /** A text in several languages. */
        record Text(LocalisedText texts) implements ReportedValue {}

        /** XHTML by language, without prefixes and namespace declarations. */
        record Markup(LocalisedText markup) implements ReportedValue {}
    }

    /**
     * 2.1: which kind of report of a metadata structure this is, and about what it is by the objects of its target.
     *
     * @param dataProvider who provides the metadata set
     */
    public record Report(String id, String target, List<ReferenceValue> values, Optional<Urn> dataProvider) {
        public Report {
            values = List.copyOf(values);
        }
    }

    /** 2.1: one object of a target. */
    public record ReferenceValue(String id, Kind kind, String value, List<DataConstraint.ComponentValues> key) {
        public ReferenceValue {
            key = List.copyOf(key);
        }

        /** What {@code value} is: a URN, a period, or for data sets the URN of the provider, a blank and an id. */
        public enum Kind {
            OBJECT,
            DATA_KEY,
            DATA_SET,
            CONSTRAINT,
            REPORT_PERIOD
        }
    }
}
