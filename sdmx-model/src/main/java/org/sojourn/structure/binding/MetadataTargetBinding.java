package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataType;
import org.sojourn.model.Identification;
import org.sojourn.model.MetadataStructure.Target;
import org.sojourn.model.MetadataStructure.TargetKind;
import org.sojourn.model.MetadataStructure.TargetObject;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.structure.binding.RepresentationBinding.Place;

/** What metadata can be attached to in 2.1. */
final class MetadataTargetBinding extends IdentifiableBinding {
    @XmlElements({
        @XmlElement(name = "KeyDescriptorValuesTarget", type = KeyTarget.class),
        @XmlElement(name = "DataSetTarget", type = DataSetTarget.class),
        @XmlElement(name = "ConstraintContentTarget", type = ConstraintTarget.class),
        @XmlElement(name = "ReportPeriodTarget", type = ReportPeriodTarget.class),
        @XmlElement(name = "IdentifiableObjectTarget", type = ObjectTarget.class)
    })
    @Nullable
    List<ObjectBinding> objects;

    // SDMX-JSON 1.0 has a list for each kind.

    @JsonProperty
    @Nullable
    List<KeyTarget> keyDescriptorValuesTargets;

    @JsonProperty
    @Nullable
    List<DataSetTarget> dataSetTargets;

    @JsonProperty
    @Nullable
    List<ConstraintTarget> constraintContentTargets;

    @JsonProperty
    @Nullable
    List<ReportPeriodTarget> reportPeriodTargets;

    @JsonProperty
    @Nullable
    List<ObjectTarget> identifiableObjectTargets;

    static MetadataTargetBinding of(Target t, Writing out) {
        MetadataTargetBinding b = new MetadataTargetBinding();
        out.at(t.id());
        b.set(t.identification(), out.urn(ArtefactClass.METADATA_TARGET, t.id()), out);
        b.objects = Wire.list(t.objects(), o -> ObjectBinding.of(o, t.id(), out));
        if (out.dialect().json10()) {
            b.apart(Wire.each(b.objects), out);
        }
        return b;
    }

    private void apart(List<ObjectBinding> all, Writing out) {
        objects = null;
        keyDescriptorValuesTargets = of(all, KeyTarget.class);
        dataSetTargets = of(all, DataSetTarget.class);
        constraintContentTargets = of(all, ConstraintTarget.class);
        reportPeriodTargets = of(all, ReportPeriodTarget.class);
        identifiableObjectTargets = of(all, ObjectTarget.class);
        if (!inOrder().equals(all)) {
            out.lose("order of the objects of a target: there is a list for each kind");
        }
    }

    private static <B extends ObjectBinding> @Nullable List<B> of(List<ObjectBinding> all, Class<B> kind) {
        List<B> those = all.stream().filter(kind::isInstance).map(kind::cast).toList();
        return those.isEmpty() ? null : those;
    }

    private List<ObjectBinding> inOrder() {
        List<ObjectBinding> all = new ArrayList<>(Wire.each(objects));
        all.addAll(Wire.each(keyDescriptorValuesTargets));
        all.addAll(Wire.each(dataSetTargets));
        all.addAll(Wire.each(constraintContentTargets));
        all.addAll(Wire.each(reportPeriodTargets));
        all.addAll(Wire.each(identifiableObjectTargets));
        return all;
    }

    Target toModel(Reading in) {
        String known = Reading.required(id, "id of a metadata target").strip();
        in.at(known);
        return new Target(
                identification(known, in),
                inOrder().stream().map(o -> o.toModel(in)).toList());
    }

    /** One object of a target. */
    @XmlTransient
    abstract static class ObjectBinding extends IdentifiableBinding {
        @XmlElement(name = "LocalRepresentation")
        @JsonProperty
        @Nullable
        RepresentationBinding localRepresentation;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String objectType;

        abstract TargetKind kind();

        static ObjectBinding of(TargetObject o, String target, Writing out) {
            ObjectBinding b = switch (o.kind()) {
                case KEY -> new KeyTarget();
                case DATA_SET -> new DataSetTarget();
                case CONSTRAINT -> new ConstraintTarget();
                case REPORT_PERIOD -> new ReportPeriodTarget();
                case OBJECT -> new ObjectTarget();
            };
            String path = target + "." + o.identification().id();
            out.at(path);
            b.set(o.identification(), out.urn(ArtefactClass.METADATA_TARGET, path), out);
            // No class of the model names these in URNs.
            b.urn = null;
            b.objectType = o.kind() == TargetKind.OBJECT ? o.objectType().orElse("Any") : null;
            Place place = o.kind() == TargetKind.REPORT_PERIOD ? Place.TIME_DIMENSION : Place.TARGET_OBJECT;
            Representation said = o.representation().orElseGet(() -> usual(o.kind()));
            RepresentationBinding r = RepresentationBinding.of(said, place, out);
            b.localRepresentation = r != null ? r : RepresentationBinding.of(usual(o.kind()), place, out);
            return b;
        }

        /** What 2.1 fixes for each kind. */
        private static Representation usual(TargetKind kind) {
            return Representation.of(
                    switch (kind) {
                        case KEY -> DataType.KEY_VALUES;
                        case DATA_SET -> DataType.DATA_SET_REFERENCE;
                        case CONSTRAINT -> DataType.ATTACHMENT_CONSTRAINT_REFERENCE;
                        case REPORT_PERIOD -> DataType.OBSERVATIONAL_TIME_PERIOD;
                        case OBJECT -> DataType.IDENTIFIABLE_REFERENCE;
                    });
        }

        TargetObject toModel(Reading in) {
            String known = kind() == TargetKind.OBJECT
                    ? Reading.required(id, "id of an object target").strip()
                    : kind().fixedId();
            Optional<Representation> r = localRepresentation == null
                    ? Optional.empty()
                    : localRepresentation.toModel(ArtefactClass.CODELIST, in);
            Identification identification = identification(known, in);
            return new TargetObject(kind(), identification, Optional.ofNullable(objectType), r);
        }
    }

    /** Keys of data. */
    static final class KeyTarget extends ObjectBinding {
        @Override
        TargetKind kind() {
            return TargetKind.KEY;
        }
    }

    /** Data sets. */
    static final class DataSetTarget extends ObjectBinding {
        @Override
        TargetKind kind() {
            return TargetKind.DATA_SET;
        }
    }

    /** What attachment constraints name. */
    static final class ConstraintTarget extends ObjectBinding {
        @Override
        TargetKind kind() {
            return TargetKind.CONSTRAINT;
        }
    }

    /** The period of which a report speaks. */
    static final class ReportPeriodTarget extends ObjectBinding {
        @Override
        TargetKind kind() {
            return TargetKind.REPORT_PERIOD;
        }
    }

    /** Identifiable objects of one class. */
    static final class ObjectTarget extends ObjectBinding {
        @Override
        TargetKind kind() {
            return TargetKind.OBJECT;
        }
    }
}
