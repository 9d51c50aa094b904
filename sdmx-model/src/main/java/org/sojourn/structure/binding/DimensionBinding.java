package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Dimension;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;

/** A dimension. Its position is written and seldom read: the order of the elements says it, but for SDMX-JSON 1.0. */
class DimensionBinding extends ComponentBinding {
    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String position;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String type;

    /** 2.1's measure dimension. */
    static final class MeasureDimensionBinding extends DimensionBinding {
        @Override
        Dimension.Kind kind() {
            return Dimension.Kind.MEASURE;
        }
    }

    /** The time dimension. */
    static final class TimeDimensionBinding extends DimensionBinding {
        @Override
        Dimension.Kind kind() {
            return Dimension.Kind.TIME;
        }
    }

    Dimension.Kind kind() {
        return Dimension.Kind.PLAIN;
    }

    static DimensionBinding of(Dimension d, int index, Writing out) {
        Dialect dialect = out.dialect();
        DimensionBinding b = switch (d.kind()) {
            case PLAIN -> new DimensionBinding();
            case TIME -> new TimeDimensionBinding();
            case MEASURE ->
                dialect.before30() && ofConcepts(d) ? new MeasureDimensionBinding() : new DimensionBinding();
        };
        switch (b.kind()) {
            case PLAIN -> b.set(d, ArtefactClass.DIMENSION, RepresentationBinding.Place.DIMENSION, out);
            case MEASURE ->
                b.set(d, ArtefactClass.MEASURE_DIMENSION, RepresentationBinding.Place.MEASURE_DIMENSION, out);
            case TIME -> b.set(d, ArtefactClass.TIME_DIMENSION, RepresentationBinding.Place.TIME_DIMENSION, out);
        }
        if (d.kind() != b.kind()) {
            out.lose("being the measure dimension: written as a plain dimension");
        }
        if (d.kind() == Dimension.Kind.TIME) {
            if (!d.id().equals(Dimension.TIME_PERIOD)) {
                out.lose("id " + d.id() + " of the time dimension: written as " + Dimension.TIME_PERIOD);
                b.id = Dimension.TIME_PERIOD;
            }
            // 2.1 allows a position there and everybody writes it; 3.x forbids it.
            b.position = dialect.before30() ? String.valueOf(index + 1) : null;
        } else {
            b.position = String.valueOf(index + 1);
        }
        if (dialect.json10()) {
            // The schema counts from 0 there, and lists say nothing of an order among the kinds.
            b.position = String.valueOf(index);
            b.type = switch (b.kind()) {
                case PLAIN -> "Dimension";
                case MEASURE -> "MeasureDimension";
                case TIME -> "TimeDimension";
            };
        }
        b.roles(d.roles(), d.kind() != Dimension.Kind.TIME, out);
        return b;
    }

    /** A measure dimension of 2.1 takes its values from a concept scheme, and cannot be said otherwise. */
    private static boolean ofConcepts(Dimension d) {
        return d.representation()
                .flatMap(Representation::enumeration)
                .filter(list -> list.type() == ArtefactClass.CONCEPT_SCHEME)
                .isPresent();
    }

    final Dimension toModel(Reading in) {
        Optional<Representation> representation = representation(
                kind() == Dimension.Kind.MEASURE ? ArtefactClass.CONCEPT_SCHEME : ArtefactClass.CODELIST, in);
        boolean time = kind() == Dimension.Kind.TIME;
        var identification = identification(in, time ? Dimension.TIME_PERIOD : null);
        if (time && representation.isEmpty()) {
            if (in.dialect().xml()) {
                in.guess("no-time-format", "the time dimension has no representation; read as ObservationalTimePeriod");
            }
            representation = Optional.of(TIME);
        }
        return new Dimension(identification, concept(in), representation, roles(in), kind());
    }
}
