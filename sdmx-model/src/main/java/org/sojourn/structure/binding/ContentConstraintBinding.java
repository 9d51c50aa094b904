package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.DataConstraint.Role;

/** A data constraint as 2.1 has it. */
public final class ContentConstraintBinding extends ConstraintBinding {
    @XmlElement(name = "DataKeySet")
    @Nullable
    List<DataKeySetBinding> dataKeySets;

    @XmlElement(name = "CubeRegion")
    @Nullable
    List<CubeRegionBinding> cubeRegions;

    @XmlElement(name = "ReleaseCalendar")
    @Nullable
    ReleaseCalendarBinding releaseCalendar;

    @XmlElement(name = "ReferencePeriod")
    @Nullable
    PeriodBinding referencePeriod;

    @XmlAttribute
    @Nullable
    String type;

    /** The period that the data speak of. */
    static final class PeriodBinding {
        @XmlAttribute
        @Nullable
        String startTime;

        @XmlAttribute
        @Nullable
        String endTime;
    }

    /** The wire form of a data constraint in 2.1. */
    public static ContentConstraintBinding of(DataConstraint c, Writing out) {
        ContentConstraintBinding b = new ContentConstraintBinding();
        b.setConstraint(c, out);
        b.type = role(c, out);
        b.dataKeySets = keySets(c, out);
        b.cubeRegions = Wire.list(c.cubeRegions(), r -> CubeRegionBinding.of(r, out));
        b.releaseCalendar = c.releaseCalendar().map(ReleaseCalendarBinding::of).orElse(null);
        b.referencePeriod = c.referencePeriod()
                .map(p -> {
                    PeriodBinding period = new PeriodBinding();
                    period.startTime = p.start();
                    period.endTime = p.end();
                    return period;
                })
                .orElse(null);
        return b;
    }

    @Override
    public DataConstraint toModel(Reading in) {
        return constraint(
                type == null ? Optional.of(Role.ACTUAL) : role(type, in), // the default of the schema
                dataKeySets,
                cubeRegions,
                Optional.ofNullable(referencePeriod)
                        .map(p -> new ReferencePeriod(Wire.or(p.startTime, ""), Wire.or(p.endTime, ""))),
                releaseCalendar,
                in);
    }
}
