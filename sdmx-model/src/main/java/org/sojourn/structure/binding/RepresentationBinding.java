package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataType;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** What values a component or concept may take. */
final class RepresentationBinding {
    private static final String UNBOUNDED = "unbounded";
    private static final Set<ArtefactClass> CODE_LISTS =
            EnumSet.of(ArtefactClass.CODELIST, ArtefactClass.GEOGRAPHIC_CODELIST, ArtefactClass.GEO_GRID_CODELIST);

    /** The places where a representation stands, which differ in what the schemas allow. */
    enum Place {
        CONCEPT,
        DIMENSION,
        MEASURE_DIMENSION,
        TIME_DIMENSION,
        ATTRIBUTE,
        REPORTING_YEAR_START_DAY,
        MEASURE,
        METADATA_ATTRIBUTE,
        /** What metadata can be attached to in 2.1. */
        TARGET_OBJECT
    }

    @XmlElement(name = "TextFormat")
    @JsonProperty("format")
    @Nullable
    FormatBinding textFormat;

    @XmlElement(name = "Enumeration")
    @JsonProperty
    @Nullable
    ReferenceBinding enumeration;

    @XmlElement(name = "EnumerationFormat")
    @JsonProperty
    @Nullable
    FormatBinding enumerationFormat;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String minOccurs;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String maxOccurs;

    /** The name of SDMX-JSON 1.0. */
    @JsonProperty("textFormat")
    @Nullable
    FormatBinding oldTextFormat;

    private boolean oldName;

    @JsonSetter("textFormat")
    void textFormat(FormatBinding format) {
        textFormat = format;
        oldName = true;
    }

    /** Null when nothing is left that the target allows in this place. */
    static @Nullable RepresentationBinding of(Representation r, Place place, Writing out) {
        RepresentationBinding b = new RepresentationBinding();
        Optional<Urn> list = r.enumeration().filter(u -> allowed(u, place, out));
        if (list.isPresent()) {
            b.enumeration = ReferenceBinding.of(list.get(), out);
            if ((place == Place.MEASURE_DIMENSION || place == Place.TARGET_OBJECT)
                    && r.format().isPresent()) {
                out.lose("the format of what is one of " + list.get());
            } else {
                b.enumerationFormat = r.format()
                        .map(f -> FormatBinding.of(f, FormatBinding.Place.CODED, out))
                        .orElse(null);
            }
        } else if (r.format().isPresent()) {
            b.textFormat = FormatBinding.of(r.format().get(), formatPlace(place, out.dialect()), out);
        } else if (place == Place.TIME_DIMENSION) {
            b.textFormat =
                    FormatBinding.of(TextFormat.of(DataType.OBSERVATIONAL_TIME_PERIOD), FormatBinding.Place.TIME, out);
        }
        b.occurs(r, place, out);
        if (b.textFormat == null && b.enumeration == null) {
            return null;
        }
        if (out.dialect().json10()) {
            b.oldTextFormat = b.textFormat;
            b.textFormat = null;
        }
        return b;
    }

    private void occurs(Representation r, Place place, Writing out) {
        if (r.minOccurs().isEmpty() && r.maxOccurs().isEmpty()) {
            return;
        }
        boolean room = !out.dialect().before30()
                && (place == Place.CONCEPT || place == Place.ATTRIBUTE || place == Place.MEASURE);
        if (!room) {
            if (r.array() || r.minOccurs().isPresent()) {
                out.lose("number of values (minOccurs, maxOccurs)");
            }
            return;
        }
        minOccurs = r.minOccurs().map(String::valueOf).orElse(null);
        maxOccurs = r.maxOccurs()
                .map(n -> n == Representation.UNBOUNDED ? UNBOUNDED : String.valueOf(n))
                .orElse(null);
    }

    private static boolean allowed(Urn list, Place place, Writing out) {
        ArtefactClass type = list.type();
        boolean fits = switch (place) {
            case MEASURE_DIMENSION -> out.dialect().before30() && type == ArtefactClass.CONCEPT_SCHEME;
            case TIME_DIMENSION, REPORTING_YEAR_START_DAY -> false;
            case DIMENSION, METADATA_ATTRIBUTE -> CODE_LISTS.contains(type);
            case TARGET_OBJECT -> type.maintainable();
            case CONCEPT, ATTRIBUTE, MEASURE ->
                CODE_LISTS.contains(type)
                        || (type == ArtefactClass.VALUE_LIST && !out.dialect().before30());
        };
        if (!fits) {
            out.lose("enumeration " + list + ": not allowed there");
        }
        return fits;
    }

    private static FormatBinding.Place formatPlace(Place place, Dialect dialect) {
        return switch (place) {
            case CONCEPT, METADATA_ATTRIBUTE -> FormatBinding.Place.BASIC;
            case TARGET_OBJECT -> FormatBinding.Place.TARGET_OBJECT;
            case DIMENSION, MEASURE_DIMENSION -> FormatBinding.Place.SIMPLE;
            case TIME_DIMENSION -> FormatBinding.Place.TIME;
            case REPORTING_YEAR_START_DAY -> FormatBinding.Place.REPORTING_YEAR_START_DAY;
            case ATTRIBUTE, MEASURE -> dialect.before30() ? FormatBinding.Place.SIMPLE : FormatBinding.Place.BASIC;
        };
    }

    /** Empty when nothing is said at all. */
    Optional<Representation> toModel(ArtefactClass expected, Reading in) {
        Optional<Urn> list = ReferenceBinding.optional(enumeration, expected, "enumeration", in);
        if (oldName && !in.dialect().json10()) {
            in.guessOnce("off-schema", "textFormat is the name of SDMX-JSON 1.0; read as format");
        }
        FormatBinding format = textFormat != null ? textFormat : enumerationFormat;
        if (textFormat != null && enumeration != null) {
            in.guess("format-twice", "a representation has both an enumeration and a text format; both are kept");
        }
        Integer most = UNBOUNDED.equals(maxOccurs)
                ? Integer.valueOf(Representation.UNBOUNDED)
                : in.count(maxOccurs, "maxOccurs");
        if (list.isEmpty() && format == null && minOccurs == null && maxOccurs == null) {
            return Optional.empty();
        }
        return Optional.of(new Representation(
                list,
                Optional.ofNullable(format).map(f -> f.toModel(in)),
                Optional.ofNullable(in.count(minOccurs, "minOccurs")),
                Optional.ofNullable(most)));
    }
}
