package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.RepresentationMap.Mapping;
import org.sojourn.model.RepresentationMap.SourceValue;

/** One row of a representation map. Its validity is in days in SDMX-ML, in points in time in SDMX-JSON. */
final class ValueMappingBinding extends AnnotableBinding {
    private static final Pattern DATE = Pattern.compile("(-?\\d{4,}-\\d{2}-\\d{2})(Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern MIDNIGHT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T00:00:00(?:\\.0+)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern MOMENT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T.*");

    @XmlElement(name = "SourceValue")
    @JsonProperty
    @Nullable
    List<SourceValueBinding> sourceValues;

    @XmlElement(name = "TargetValue")
    @JsonProperty
    @Nullable
    List<String> targetValues;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validFrom;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validTo;

    static ValueMappingBinding of(Mapping m, Writing out) {
        ValueMappingBinding b = new ValueMappingBinding();
        b.set(m.annotations(), out);
        b.sourceValues = Wire.list(m.sources(), SourceValueBinding::of);
        b.targetValues = Wire.list(m.targets(), t -> t);
        b.validFrom = day(m.validFrom(), out);
        b.validTo = day(m.validTo(), out);
        return b;
    }

    Mapping toModel(Reading in) {
        return new Mapping(
                annotations(in),
                Wire.each(sourceValues).stream().map(s -> s.toModel(in)).toList(),
                Wire.each(targetValues),
                day(validFrom),
                day(validTo));
    }

    /** A day as the target wants it: for SDMX-JSON its first moment, in UTC where it has no zone. */
    static @Nullable String day(Optional<String> text, Writing out) {
        if (text.isEmpty()) {
            return null;
        }
        String given = text.get();
        Matcher date = DATE.matcher(given);
        if (date.matches()) {
            return out.dialect().xml()
                    ? given
                    : date.group(1) + "T00:00:00" + (date.group(2) == null ? "Z" : date.group(2));
        }
        Matcher moment = MOMENT.matcher(given);
        if (out.dialect().xml() && moment.matches()) {
            out.lose("time of validity " + given + ": written as the day " + moment.group(1));
            return moment.group(1);
        }
        return out.dialect().xml() ? given : out.time(given, "validity");
    }

    /** A day as the model has it: without a time where it is midnight, without a zone where that is UTC. */
    static Optional<String> day(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher date = DATE.matcher(text.strip());
        Matcher m = date.matches() ? date : MIDNIGHT.matcher(text.strip());
        if (!m.matches()) {
            return Optional.of(text.strip());
        }
        String zone = m.group(2);
        return Optional.of(m.group(1) + (zone == null || zone.equals("Z") ? "" : zone));
    }

    /** A value that is looked for. */
    static final class SourceValueBinding {
        @XmlValue
        @JsonProperty
        @Nullable
        String value;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String isRegEx;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsNumber.class)
        @Nullable
        String startIndex;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsNumber.class)
        @Nullable
        String endIndex;

        static SourceValueBinding of(SourceValue v) {
            SourceValueBinding b = new SourceValueBinding();
            b.value = v.value();
            b.isRegEx = Wire.flag(v.regex());
            b.startIndex = v.startIndex().map(String::valueOf).orElse(null);
            b.endIndex = v.endIndex().map(String::valueOf).orElse(null);
            return b;
        }

        SourceValue toModel(Reading in) {
            return new SourceValue(
                    Wire.or(value, ""),
                    in.flag(isRegEx, "isRegEx", false),
                    Optional.ofNullable(in.count(startIndex, "startIndex")),
                    Optional.ofNullable(in.count(endIndex, "endIndex")));
        }
    }
}
