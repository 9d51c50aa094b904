package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataStructure.Descriptor;
import org.sojourn.model.Dimension;
import org.sojourn.structure.binding.DimensionBinding.MeasureDimensionBinding;
import org.sojourn.structure.binding.DimensionBinding.TimeDimensionBinding;

/** The dimensions, in order; JSON keeps the time dimension apart. */
final class DimensionListBinding extends IdentifiableBinding {
    @XmlElements({
        @XmlElement(name = "Dimension", type = DimensionBinding.class),
        @XmlElement(name = "MeasureDimension", type = MeasureDimensionBinding.class),
        @XmlElement(name = "TimeDimension", type = TimeDimensionBinding.class)
    })
    @Nullable
    List<DimensionBinding> inOrder;

    @JsonProperty
    @Nullable
    List<DimensionBinding> dimensions;

    @JsonProperty
    @Nullable
    TimeDimensionBinding timeDimension;

    /** Those of SDMX-JSON 1.0 that others have among the dimensions. */
    @JsonProperty
    @Nullable
    List<MeasureDimensionBinding> measureDimensions;

    /** The one of SDMX-JSON 1.0. */
    @JsonProperty("timeDimensions")
    @Nullable
    List<TimeDimensionBinding> oldTimeDimensions;

    private boolean oldName;

    @JsonSetter("timeDimensions")
    void timeDimensions(List<TimeDimensionBinding> all) {
        oldName = true;
        if (!Wire.each(all).isEmpty()) {
            timeDimension = Wire.each(all).getFirst();
        }
    }

    static DimensionListBinding of(DataStructure d, Writing out) {
        DimensionListBinding b = new DimensionListBinding();
        DataStructureBinding.describe(b, d, Descriptor.DIMENSIONS, out);
        List<DimensionBinding> all = new ArrayList<>();
        for (int i = 0; i < d.dimensions().size(); i++) {
            all.add(DimensionBinding.of(d.dimensions().get(i), i, out));
        }
        if (all.isEmpty()) {
            out.at("");
            out.lose("validity: the schemas want at least one dimension");
        }
        if (out.dialect().xml()) {
            b.inOrder = all;
            return b;
        }
        for (DimensionBinding each : all) {
            if (each instanceof TimeDimensionBinding t) {
                b.timeDimension = t;
            }
        }
        all.removeIf(TimeDimensionBinding.class::isInstance);
        if (out.dialect().json10()) {
            b.oldTimeDimensions = b.timeDimension == null ? null : List.of(b.timeDimension);
            b.timeDimension = null;
            List<MeasureDimensionBinding> measures = new ArrayList<>();
            for (DimensionBinding each : all) {
                if (each instanceof MeasureDimensionBinding m) {
                    measures.add(m);
                }
            }
            all.removeAll(measures);
            b.measureDimensions = measures.isEmpty() ? null : measures;
        }
        b.dimensions = all.isEmpty() ? null : all;
        return b;
    }

    /** In document order, the time dimension last. */
    List<Dimension> toModel(Reading in) {
        if (oldName && !in.dialect().json10()) {
            in.guessOnce(
                    "off-schema", "timeDimensions is the name of SDMX-JSON 1.0; the first is read as timeDimension");
        }
        List<DimensionBinding> all = new ArrayList<>(Wire.each(inOrder));
        all.addAll(Wire.each(dimensions));
        all.addAll(Wire.each(measureDimensions));
        if (measureDimensions != null) {
            all.sort(Comparator.comparingInt(d -> Wire.or(in.count(d.position, "position"), Integer.MAX_VALUE)));
        }
        if (timeDimension != null) {
            all.add(timeDimension);
        }
        List<Dimension> result = new ArrayList<>();
        List<Dimension> time = new ArrayList<>();
        for (DimensionBinding each : all) {
            (each instanceof TimeDimensionBinding ? time : result).add(each.toModel(in));
        }
        if (time.size() > 1) {
            in.error("two-time-dimensions", "it has " + time.size() + " time dimensions; only the first is read");
        }
        if (!time.isEmpty()) {
            result.add(time.getFirst());
        }
        return result;
    }
}
