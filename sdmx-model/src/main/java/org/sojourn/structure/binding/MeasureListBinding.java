package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataStructure.Descriptor;
import org.sojourn.model.Identification;
import org.sojourn.model.Measure;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** The measures: any number in 3.x, in 2.1 exactly one, the primary measure. */
final class MeasureListBinding extends IdentifiableBinding {
    /** The concept that the primary measure is given where a structure has no measure and 2.1 wants one. */
    private static final Urn OBS_VALUE = Urn.of(ArtefactClass.CONCEPT_SCHEME, "SDMX", "CROSS_DOMAIN_CONCEPTS", "2.0")
            .item(ArtefactClass.CONCEPT, Measure.OBS_VALUE);

    @XmlElement(name = "PrimaryMeasure")
    @JsonProperty
    @Nullable
    MeasureBinding primaryMeasure;

    @XmlElement(name = "Measure")
    @JsonProperty
    @Nullable
    List<MeasureBinding> measures;

    private boolean oldName;

    @JsonSetter("primaryMeasure")
    void primaryMeasure(MeasureBinding measure) {
        primaryMeasure = measure;
        oldName = true;
    }

    /** Null where there is nothing to list. */
    static @Nullable MeasureListBinding of(DataStructure d, Writing out) {
        MeasureListBinding b = new MeasureListBinding();
        DataStructureBinding.describe(b, d, Descriptor.MEASURES, out);
        if (out.dialect().before30()) {
            b.primaryMeasure = MeasureBinding.primary(primary(d.measures(), out), out);
            return b;
        }
        if (d.measures().isEmpty()) {
            if (d.descriptors().containsKey(Descriptor.MEASURES)) {
                out.lose("what is said of the empty list of measures");
            }
            return null;
        }
        b.measures = Wire.list(d.measures(), m -> MeasureBinding.of(m, out));
        return b;
    }

    private static Measure primary(List<Measure> measures, Writing out) {
        if (measures.isEmpty()) {
            out.lose("having no measure: 2.1 wants one, so OBS_VALUE of the cross-domain concepts is written");
            return new Measure(
                    Identification.of(Measure.OBS_VALUE), OBS_VALUE, Optional.empty(), List.of(), Usage.OPTIONAL);
        }
        Measure chosen = measures.stream()
                .filter(m -> m.id().equals(Measure.OBS_VALUE))
                .findFirst()
                .orElse(measures.getFirst());
        for (Measure m : measures) {
            if (!m.equals(chosen)) {
                out.at(m.id());
                out.lose("measure " + m.id() + ": 2.1 has one");
            }
        }
        return chosen;
    }

    List<Measure> toModel(Reading in) {
        if (oldName && !in.dialect().json10()) {
            in.guessOnce("off-schema", "primaryMeasure is the name of SDMX-JSON 1.0; read as one of the measures");
        }
        List<Measure> all = new ArrayList<>();
        if (primaryMeasure != null) {
            all.add(primaryMeasure.toModel(in, Measure.OBS_VALUE));
        }
        Wire.each(measures).forEach(m -> all.add(m.toModel(in, null)));
        return all;
    }
}
