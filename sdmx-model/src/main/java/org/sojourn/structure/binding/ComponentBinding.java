package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Component;
import org.sojourn.model.DataType;
import org.sojourn.model.Identification;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** What dimensions, measures and attributes have in common on the wire. */
@XmlTransient
abstract class ComponentBinding extends IdentifiableBinding {
    @XmlElement(name = "ConceptIdentity")
    @JsonProperty
    @Nullable
    ReferenceBinding conceptIdentity;

    @XmlElement(name = "LocalRepresentation")
    @JsonProperty
    @Nullable
    RepresentationBinding localRepresentation;

    @XmlElement(name = "ConceptRole")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> conceptRoles;

    final void set(Component c, ArtefactClass type, RepresentationBinding.Place place, Writing out) {
        out.at(c.id());
        set(c.identification(), out.urn(type, c.id()), out);
        conceptIdentity = ReferenceBinding.of(c.concept(), out);
        Optional<Representation> representation = c.representation();
        if (representation.isEmpty() && place == RepresentationBinding.Place.TIME_DIMENSION) {
            representation = Optional.of(TIME);
        }
        if (representation.isEmpty()
                && place == RepresentationBinding.Place.REPORTING_YEAR_START_DAY
                && out.dialect().before30()) {
            out.lose("having no format: 2.1 fixes MonthDay for " + c.id());
            representation = Optional.of(Representation.of(DataType.MONTH_DAY));
        }
        localRepresentation =
                representation.map(r -> RepresentationBinding.of(r, place, out)).orElse(null);
    }

    /** What holds for a time dimension that says nothing: the schemas want it said. */
    static final Representation TIME = Representation.of(DataType.OBSERVATIONAL_TIME_PERIOD);

    final void roles(List<Urn> roles, boolean room, Writing out) {
        if (room) {
            conceptRoles = Wire.list(roles, r -> ReferenceBinding.of(r, out));
        } else {
            roles.forEach(r -> out.lose("concept role " + r));
        }
    }

    final Urn concept(Reading in) {
        return ReferenceBinding.required(
                conceptIdentity, ArtefactClass.CONCEPT, "concept of " + Wire.or(id, "a component"), in);
    }

    /** The identification; a component without an id has that of its concept. */
    final Identification identification(Reading in, @Nullable String fixedId) {
        String known = id;
        if (Wire.blank(known)) {
            known = fixedId != null ? fixedId : concept(in).item();
        }
        in.at(known);
        return identification(Objects.requireNonNull(known).strip(), in);
    }

    final Optional<Representation> representation(ArtefactClass expected, Reading in) {
        return localRepresentation == null ? Optional.empty() : localRepresentation.toModel(expected, in);
    }

    final List<Urn> roles(Reading in) {
        return Wire.each(conceptRoles).stream()
                .flatMap(r -> r.toModel(ArtefactClass.CONCEPT, "concept role", in).stream())
                .toList();
    }
}
