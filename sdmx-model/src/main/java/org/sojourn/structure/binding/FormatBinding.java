package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataType;
import org.sojourn.model.Facet;
import org.sojourn.model.TextFormat;

/** The form of values; the schemas allow the less, the more special the place is. */
final class FormatBinding {
    /** The places where a format stands, with the facets that the schemas allow there. */
    enum Place {
        BASIC(EnumSet.allOf(Facet.class)),
        SIMPLE(EnumSet.complementOf(EnumSet.of(Facet.IS_MULTILINGUAL))),
        CODED(EnumSet.complementOf(EnumSet.of(Facet.IS_MULTILINGUAL, Facet.DECIMALS))),
        /** The codes of a level. */
        CODING(EnumSet.complementOf(EnumSet.of(
                Facet.IS_MULTILINGUAL, Facet.DECIMALS, Facet.TIME_INTERVAL, Facet.START_TIME, Facet.END_TIME))),
        TIME(EnumSet.of(Facet.START_TIME, Facet.END_TIME)),
        REPORTING_YEAR_START_DAY(EnumSet.noneOf(Facet.class)),
        TARGET_OBJECT(EnumSet.noneOf(Facet.class));

        private final Set<Facet> facets;
        private final boolean sentinels;

        Place(Set<Facet> facets) {
            this.facets = facets;
            this.sentinels = !name().equals("CODED") && !name().equals("CODING") && !facets.isEmpty();
        }
    }

    private static final Set<Facet> POSITIVE = EnumSet.of(Facet.MIN_LENGTH, Facet.MAX_LENGTH, Facet.DECIMALS);
    private static final Pattern DURATION =
            Pattern.compile("-?P(?=\\d|T\\d)(\\d+Y)?(\\d+M)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");
    private static final Set<Facet> NUMBERS =
            EnumSet.of(Facet.INTERVAL, Facet.START_VALUE, Facet.END_VALUE, Facet.MIN_VALUE, Facet.MAX_VALUE);
    private static final Set<DataType> TIME = EnumSet.range(DataType.OBSERVATIONAL_TIME_PERIOD, DataType.TIME_RANGE);
    private static final Set<DataType> CODES = EnumSet.of(DataType.ALPHA, DataType.ALPHA_NUMERIC, DataType.NUMERIC);

    private static final Set<DataType> NOT_SIMPLE = EnumSet.of(
            DataType.XHTML,
            DataType.KEY_VALUES,
            DataType.IDENTIFIABLE_REFERENCE,
            DataType.DATA_SET_REFERENCE,
            DataType.ATTACHMENT_CONSTRAINT_REFERENCE);
    private static final Set<DataType> NOT_BASIC = EnumSet.of(
            DataType.KEY_VALUES,
            DataType.IDENTIFIABLE_REFERENCE,
            DataType.DATA_SET_REFERENCE,
            DataType.ATTACHMENT_CONSTRAINT_REFERENCE);
    private static final Set<DataType> NOT_CODED = EnumSet.of(
            DataType.DECIMAL,
            DataType.FLOAT,
            DataType.DOUBLE,
            DataType.DATE_TIME,
            DataType.TIME_RANGE,
            DataType.TIME,
            DataType.GEOSPATIAL_INFORMATION);

    @XmlElement(name = "SentinelValue")
    @JsonProperty
    @Nullable
    List<SentinelBinding> sentinelValues;

    @XmlAttribute(name = "textType")
    @JsonProperty
    @Nullable
    String dataType;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isSequence;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String interval;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String startValue;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String endValue;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String timeInterval;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String startTime;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String endTime;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String minLength;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String maxLength;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String minValue;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String maxValue;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String decimals;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String pattern;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isMultiLingual;

    /** The name of SDMX-JSON 1.0. */
    @JsonProperty("textType")
    @Nullable
    String oldDataType;

    private boolean oldName;

    @JsonSetter("textType")
    void textType(String type) {
        dataType = type;
        oldName = true;
    }

    @JsonSetter("isMultilingual")
    void isMultilingual(String flag) {
        isMultiLingual = flag;
    }

    static FormatBinding of(TextFormat f, Place place, Writing out) {
        FormatBinding b = new FormatBinding();
        b.dataType = f.dataType()
                .flatMap(t -> allowed(t, place, out))
                .map(DataType::wireName)
                .orElse(null);
        if (b.dataType == null && place == Place.TIME && !out.dialect().xml()) {
            b.dataType = DataType.OBSERVATIONAL_TIME_PERIOD.wireName(); // required by the JSON schema
        }
        if (out.dialect().json10()) {
            b.oldDataType = b.dataType;
            b.dataType = null;
        }
        f.facets().forEach((facet, value) -> {
            if (!place.facets.contains(facet)) {
                out.lose("facet " + facet.wireName() + "=" + value + ": not allowed there");
            } else if (!valid(facet, value, place, out.dialect())) {
                out.lose("facet " + facet.wireName() + "=" + value + ": not a value that the schema allows");
            } else {
                b.put(facet, value);
            }
        });
        if (!f.sentinelValues().isEmpty()) {
            if (out.dialect().before30() || !place.sentinels) {
                out.lose("sentinel values");
            } else {
                b.sentinelValues = Wire.list(f.sentinelValues(), s -> SentinelBinding.of(s, out));
            }
        }
        return b;
    }

    private static Optional<DataType> allowed(DataType type, Place place, Writing out) {
        boolean unknown = out.dialect().before30() && type == DataType.GEOSPATIAL_INFORMATION;
        boolean refused = switch (place) {
            case BASIC -> NOT_BASIC.contains(type);
            case SIMPLE -> NOT_SIMPLE.contains(type);
            case CODED -> NOT_SIMPLE.contains(type) || NOT_CODED.contains(type);
            case CODING -> !CODES.contains(type);
            case TIME -> !TIME.contains(type);
            case REPORTING_YEAR_START_DAY -> type != DataType.MONTH_DAY;
            case TARGET_OBJECT -> !NOT_BASIC.contains(type);
        };
        if (unknown || refused) {
            out.lose("data type " + type.wireName() + ": not allowed there");
            return Optional.empty();
        }
        return Optional.of(type);
    }

    private static boolean valid(Facet facet, String value, Place place, Dialect dialect) {
        if (POSITIVE.contains(facet)) {
            return value.matches("0*[1-9]\\d*");
        }
        if (NUMBERS.contains(facet)) {
            // SDMX-JSON wants a whole interval for dimensions, for whatever reason.
            boolean whole = place == Place.CODED
                    || place == Place.CODING
                    || (facet == Facet.INTERVAL && place == Place.SIMPLE && !dialect.xml());
            String integer = !dialect.xml()
                    ? "-?\\d+(\\.0+)?"
                    : place == Place.CODING && facet != Facet.INTERVAL ? "\\+?0*[1-9]\\d*" : "[+-]?\\d+";
            return value.matches(whole ? integer : "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
        }
        return switch (facet) {
            case IS_SEQUENCE, IS_MULTILINGUAL -> value.matches("true|false|0|1");
            case TIME_INTERVAL -> DURATION.matcher(value).matches();
            default -> true;
        };
    }

    TextFormat toModel(Reading in) {
        if (oldName && !in.dialect().json10()) {
            in.guessOnce("off-schema", "textType is the name of SDMX-JSON 1.0; read as dataType");
        }
        Optional<DataType> type = Optional.empty();
        if (dataType != null) {
            type = DataType.named(dataType.strip());
            if (type.isEmpty()) {
                in.guess("unknown-data-type", "data type '" + dataType + "' is not one of the standard; read as none");
            }
        }
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            String value = get(facet);
            if (value != null) {
                facets.put(facet, value);
            }
        }
        return new TextFormat(
                type,
                facets,
                Wire.each(sentinelValues).stream().map(s -> s.toModel(in)).toList());
    }

    private @Nullable String get(Facet facet) {
        return switch (facet) {
            case IS_SEQUENCE -> isSequence;
            case INTERVAL -> interval;
            case START_VALUE -> startValue;
            case END_VALUE -> endValue;
            case TIME_INTERVAL -> timeInterval;
            case START_TIME -> startTime;
            case END_TIME -> endTime;
            case MIN_LENGTH -> minLength;
            case MAX_LENGTH -> maxLength;
            case MIN_VALUE -> minValue;
            case MAX_VALUE -> maxValue;
            case DECIMALS -> decimals;
            case PATTERN -> pattern;
            case IS_MULTILINGUAL -> isMultiLingual;
        };
    }

    private void put(Facet facet, String value) {
        switch (facet) {
            case IS_SEQUENCE -> isSequence = value;
            case INTERVAL -> interval = value;
            case START_VALUE -> startValue = value;
            case END_VALUE -> endValue = value;
            case TIME_INTERVAL -> timeInterval = value;
            case START_TIME -> startTime = value;
            case END_TIME -> endTime = value;
            case MIN_LENGTH -> minLength = value;
            case MAX_LENGTH -> maxLength = value;
            case MIN_VALUE -> minValue = value;
            case MAX_VALUE -> maxValue = value;
            case DECIMALS -> decimals = value;
            case PATTERN -> pattern = value;
            case IS_MULTILINGUAL -> isMultiLingual = value;
        }
    }
}
