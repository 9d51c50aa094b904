package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Dataflow;
import org.sojourn.model.ref.ArtefactClass;

/** A dataflow in every format. */
public final class DataflowBinding extends MaintainableBinding<Dataflow> {
    @XmlElement(name = "Structure")
    @JsonProperty
    @Nullable
    ReferenceBinding structure;

    @XmlElementWrapper(name = "DimensionConstraint")
    @XmlElement(name = "Dimension")
    @JsonProperty
    @Nullable
    List<String> dimensionConstraint;

    /** The wire form of a dataflow. */
    public static DataflowBinding of(Dataflow flow, Writing out) {
        DataflowBinding b = new DataflowBinding();
        b.set(flow, out);
        b.structure = flow.structure().map(s -> ReferenceBinding.of(s, out)).orElse(null);
        if (out.dialect().from31()) {
            b.dimensionConstraint = Wire.list(flow.dimensionConstraint(), id -> id);
        } else if (!flow.dimensionConstraint().isEmpty()) {
            out.lose("dimension constraint " + String.join(", ", flow.dimensionConstraint()));
        }
        return b;
    }

    @Override
    public Dataflow toModel(Reading in) {
        return new Dataflow(
                maintenance(in),
                ReferenceBinding.optional(structure, ArtefactClass.DATA_STRUCTURE, "structure", in),
                Wire.each(dimensionConstraint));
    }
}
