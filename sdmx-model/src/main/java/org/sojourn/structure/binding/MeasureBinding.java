package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Measure;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;

/** A measure of 3.x, or the primary measure of 2.1. */
final class MeasureBinding extends ComponentBinding {
    @XmlAttribute
    @JsonProperty
    @Nullable
    String usage;

    static MeasureBinding of(Measure m, Writing out) {
        MeasureBinding b = new MeasureBinding();
        b.set(m, ArtefactClass.MEASURE, RepresentationBinding.Place.MEASURE, out);
        b.usage = m.usage() == Usage.MANDATORY ? "mandatory" : "optional";
        b.roles(m.roles(), true, out);
        return b;
    }

    /** The one measure of 2.1, whose id is fixed. */
    static MeasureBinding primary(Measure m, Writing out) {
        MeasureBinding b = new MeasureBinding();
        b.set(m, ArtefactClass.PRIMARY_MEASURE, RepresentationBinding.Place.MEASURE, out);
        if (!m.id().equals(Measure.OBS_VALUE)) {
            out.lose("id " + m.id() + " of the measure: written as " + Measure.OBS_VALUE);
            b.id = Measure.OBS_VALUE;
            b.urn = out.urn(ArtefactClass.PRIMARY_MEASURE, Measure.OBS_VALUE);
        }
        if (m.usage() == Usage.MANDATORY) {
            out.lose("usage mandatory of the measure");
        }
        b.roles(m.roles(), false, out);
        return b;
    }

    Measure toModel(Reading in, @Nullable String fixedId) {
        return new Measure(
                identification(in, fixedId),
                concept(in),
                representation(ArtefactClass.CODELIST, in),
                roles(in),
                AttributeBinding.usage(usage, null, Usage.OPTIONAL, in));
    }
}
