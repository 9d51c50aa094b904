package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.Role;

/** A data constraint since 3.0. 3.1 dropped role and calendar: there it says what may be reported. */
public final class DataConstraintBinding extends ConstraintBinding {
    @XmlElement(name = "ReleaseCalendar")
    @JsonProperty
    @Nullable
    ReleaseCalendarBinding releaseCalendar;

    @XmlElement(name = "DataKeySet")
    @JsonProperty
    @Nullable
    List<DataKeySetBinding> dataKeySets;

    @XmlElement(name = "CubeRegion")
    @JsonProperty
    @Nullable
    List<CubeRegionBinding> cubeRegions;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String role;

    private boolean oldName;

    @JsonSetter("type")
    void type(String word) {
        role = word;
        oldName = true;
    }

    /** The wire form of a data constraint since 3.0. */
    public static DataConstraintBinding of(DataConstraint c, Writing out) {
        DataConstraintBinding b = new DataConstraintBinding();
        b.setConstraint(c, out);
        if (!out.dialect().from31()) {
            b.role = role(c, out);
            b.releaseCalendar =
                    c.releaseCalendar().map(ReleaseCalendarBinding::of).orElse(null);
        } else {
            if (c.role().equals(Optional.of(Role.ACTUAL))) {
                out.lose("role Actual: since 3.1 a data constraint says what may be reported");
            }
            c.releaseCalendar().ifPresent(r -> out.lose("release calendar"));
        }
        c.referencePeriod().ifPresent(p -> out.lose("reference period " + p.start() + " to " + p.end()));
        b.dataKeySets = keySets(c, out);
        out.ofData(c.role().equals(Optional.of(Role.ACTUAL)));
        b.cubeRegions = regions(c.cubeRegions(), out);
        return b;
    }

    /** At most one region that is in and one that is out. */
    private static @Nullable List<CubeRegionBinding> regions(List<CubeRegion> all, Writing out) {
        List<CubeRegion> kept = new ArrayList<>();
        for (CubeRegion r : all) {
            if (kept.size() < 2 && kept.stream().noneMatch(k -> k.included() == r.included())) {
                kept.add(r);
            } else {
                out.lose("a cube region: since 3.0 there is one that is in and one that is out");
            }
        }
        return Wire.list(kept, r -> CubeRegionBinding.of(r, out));
    }

    @Override
    public DataConstraint toModel(Reading in) {
        if (oldName) {
            in.guessOnce("off-schema", "type is the name of SDMX-JSON 1.0; read as role");
        }
        Optional<Role> known = role(role, in);
        return constraint(
                known.isEmpty() && in.dialect().from31() ? Optional.of(Role.ALLOWED) : known,
                dataKeySets,
                cubeRegions,
                Optional.empty(),
                releaseCalendar,
                in);
    }
}
