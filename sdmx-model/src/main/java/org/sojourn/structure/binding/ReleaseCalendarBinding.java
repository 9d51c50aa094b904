package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint.ReleaseCalendar;

/** When data are released. */
final class ReleaseCalendarBinding {
    @XmlElement(name = "Periodicity")
    @JsonProperty
    @Nullable
    String periodicity;

    @XmlElement(name = "Offset")
    @JsonProperty
    @Nullable
    String offset;

    @XmlElement(name = "Tolerance")
    @JsonProperty
    @Nullable
    String tolerance;

    static ReleaseCalendarBinding of(ReleaseCalendar c) {
        ReleaseCalendarBinding b = new ReleaseCalendarBinding();
        b.periodicity = c.periodicity();
        b.offset = c.offset();
        b.tolerance = c.tolerance();
        return b;
    }

    ReleaseCalendar toModel() {
        return new ReleaseCalendar(Wire.or(periodicity, ""), Wire.or(offset, ""), Wire.or(tolerance, ""));
    }
}
