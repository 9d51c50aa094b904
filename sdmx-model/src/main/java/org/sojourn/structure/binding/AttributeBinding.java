package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;

/** An attribute of data. */
class AttributeBinding extends ComponentBinding {
    @XmlElement(name = "AttributeRelationship")
    @JsonProperty
    @Nullable
    AttributeRelationshipBinding attributeRelationship;

    @XmlElementWrapper(name = "MeasureRelationship")
    @XmlElement(name = "Measure")
    @JsonProperty
    @Nullable
    List<String> measureRelationship;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String usage;

    // 2.1; some write it in JSON 2.x as well, where it is read and never written.
    @XmlAttribute
    @JsonProperty
    @Nullable
    String assignmentStatus;

    /** The attribute that has an element of its own in 2.1. */
    static final class ReportingYearStartDayBinding extends AttributeBinding {
        @Override
        @Nullable
        String fixedId() {
            return Attribute.REPORTING_YEAR_START_DAY;
        }
    }

    @Nullable
    String fixedId() {
        return null;
    }

    static AttributeBinding of(Attribute a, Writing out) {
        boolean before30 = out.dialect().before30();
        boolean startDay = a.id().equals(Attribute.REPORTING_YEAR_START_DAY);
        AttributeBinding b = startDay && before30 ? new ReportingYearStartDayBinding() : new AttributeBinding();
        b.set(
                a,
                ArtefactClass.DATA_ATTRIBUTE,
                startDay ? RepresentationBinding.Place.REPORTING_YEAR_START_DAY : RepresentationBinding.Place.ATTRIBUTE,
                out);
        if (before30) {
            b.assignmentStatus = a.usage() == Usage.MANDATORY ? "Mandatory" : "Conditional";
            if (!a.measures().isEmpty()) {
                out.lose("relationship with measures " + String.join(", ", a.measures()));
            }
        } else {
            b.usage = a.usage() == Usage.MANDATORY ? "mandatory" : "optional";
            b.measureRelationship = Wire.list(a.measures(), id -> id);
        }
        b.attributeRelationship = AttributeRelationshipBinding.of(a.relationship(), out);
        b.roles(a.roles(), !(startDay && before30), out);
        return b;
    }

    final Attribute toModel(Reading in) {
        return new Attribute(
                identification(in, fixedId()),
                concept(in),
                representation(ArtefactClass.CODELIST, in),
                roles(in),
                usage(usage, assignmentStatus, Usage.OPTIONAL, in),
                relationship(attributeRelationship, in),
                Wire.each(measureRelationship));
    }

    /** The relationship, or a reported guess where a message gives none. */
    static AttributeRelationship relationship(@Nullable AttributeRelationshipBinding relationship, Reading in) {
        Optional<AttributeRelationship> known = relationship == null ? Optional.empty() : relationship.toModel(in);
        return known.orElseGet(() -> {
            in.guess("no-relationship", "it has no attribute relationship; read as one value for the whole data set");
            return new AttributeRelationship.Dataset();
        });
    }

    static Usage usage(@Nullable String usage, @Nullable String assignmentStatus, Usage otherwise, Reading in) {
        String said = usage != null ? usage : assignmentStatus;
        if (said == null) {
            return otherwise;
        }
        if (usage == null && !in.dialect().xml() && !in.dialect().json10()) {
            in.guessOnce("off-schema", "assignmentStatus is the name of SDMX-JSON 1.0; read as usage");
        }
        return switch (said.strip()) {
            case "mandatory", "Mandatory" -> Usage.MANDATORY;
            case "optional", "Conditional" -> Usage.OPTIONAL;
            default -> {
                in.guess(
                        "unknown-usage",
                        "usage '" + said + "' is neither mandatory nor optional; read as "
                                + otherwise.name().toLowerCase(java.util.Locale.ROOT));
                yield otherwise;
            }
        };
    }
}
