package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlTransient;
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

    static MetadataTargetBinding of(Target t, Writing out) {
        MetadataTargetBinding b = new MetadataTargetBinding();
        out.at(t.id());
        b.set(t.identification(), out.urn(ArtefactClass.METADATA_TARGET, t.id()), out);
        b.objects = Wire.list(t.objects(), o -> ObjectBinding.of(o, t.id(), out));
        return b;
    }

    Target toModel(Reading in) {
        String known = Reading.required(id, "id of a metadata target").strip();
        in.at(known);
        return new Target(
                identification(known, in),
                Wire.each(objects).stream().map(o -> o.toModel(in)).toList());
    }

    /** One object of a target. */
    @XmlTransient
    abstract static class ObjectBinding extends IdentifiableBinding {
        @XmlElement(name = "LocalRepresentation")
        @Nullable
        RepresentationBinding localRepresentation;

        @XmlAttribute
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
