package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint.TimeRange;
import org.sojourn.model.DataConstraint.TimeRange.Bound;

/** A span of time: before, after or between. */
final class TimeRangeBinding {
    @XmlElement(name = "BeforePeriod")
    @JsonProperty
    @Nullable
    BoundBinding beforePeriod;

    @XmlElement(name = "AfterPeriod")
    @JsonProperty
    @Nullable
    BoundBinding afterPeriod;

    @XmlElement(name = "StartPeriod")
    @JsonProperty
    @Nullable
    BoundBinding startPeriod;

    @XmlElement(name = "EndPeriod")
    @JsonProperty
    @Nullable
    BoundBinding endPeriod;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validFrom;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validTo;

    static TimeRangeBinding of(TimeRange r, Writing out) {
        TimeRangeBinding b = new TimeRangeBinding();
        BoundBinding start = r.start().map(each -> BoundBinding.of(each, out)).orElse(null);
        BoundBinding end = r.end().map(each -> BoundBinding.of(each, out)).orElse(null);
        if (start != null && end != null) {
            b.startPeriod = start;
            b.endPeriod = end;
        } else {
            b.afterPeriod = start;
            b.beforePeriod = end;
        }
        if (out.dialect().before30()) {
            if (r.validFrom().isPresent() || r.validTo().isPresent()) {
                out.lose("validity of a time range");
            }
        } else {
            b.validFrom = r.validFrom().orElse(null);
            b.validTo = r.validTo().orElse(null);
        }
        return b;
    }

    /** Empty, and reported, when no end is given. */
    Optional<TimeRange> toModel(Reading in) {
        BoundBinding start = startPeriod != null ? startPeriod : afterPeriod;
        BoundBinding end = endPeriod != null ? endPeriod : beforePeriod;
        if (start == null && end == null) {
            in.error("empty-time-range", "a time range gives no period; left out");
            return Optional.empty();
        }
        return Optional.of(new TimeRange(
                Optional.ofNullable(start).map(b -> b.toModel(in)),
                Optional.ofNullable(end).map(b -> b.toModel(in)),
                Optional.ofNullable(validFrom),
                Optional.ofNullable(validTo)));
    }

    /** One end. */
    static final class BoundBinding {
        @XmlValue
        @JsonProperty
        @Nullable
        String period;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String isInclusive;

        static BoundBinding of(Bound bound, Writing out) {
            BoundBinding b = new BoundBinding();
            b.period = out.period(bound.period());
            // True is the default, but of availability two Python clients want to see it.
            b.isInclusive = bound.inclusive() ? out.ofData() ? "true" : null : "false";
            return b;
        }

        Bound toModel(Reading in) {
            return new Bound(Wire.or(period, "").strip(), in.flag(isInclusive, "isInclusive", true));
        }
    }
}
