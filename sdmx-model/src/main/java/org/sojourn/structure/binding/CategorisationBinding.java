package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Categorisation;
import org.sojourn.model.ref.ArtefactClass;

/** A categorisation in every format. In SDMX-ML 3.1 its version is fixed and not said. */
public final class CategorisationBinding extends MaintainableBinding<Categorisation> {
    @XmlElement(name = "Source")
    @JsonProperty
    @Nullable
    ReferenceBinding source;

    @XmlElement(name = "Target")
    @JsonProperty
    @Nullable
    ReferenceBinding target;

    /** The wire form of a categorisation. */
    public static CategorisationBinding of(Categorisation c, Writing out) {
        CategorisationBinding b = new CategorisationBinding();
        b.set(c, out);
        if (c.source().isPresent() != c.target().isPresent()) {
            out.lose("a source without a target, or a target without a source");
            return b;
        }
        b.source = c.source().map(s -> ReferenceBinding.of(s, out)).orElse(null);
        b.target = c.target().map(t -> ReferenceBinding.of(t, out)).orElse(null);
        return b;
    }

    @Override
    boolean saysVersion(Categorisation artefact, Dialect dialect) {
        return dialect != Dialect.ML_3_1;
    }

    @Override
    public Categorisation toModel(Reading in) {
        return new Categorisation(
                maintenance(in, in.dialect() == Dialect.ML_3_1),
                ReferenceBinding.optional(source, ArtefactClass.DATAFLOW, "source", in),
                ReferenceBinding.optional(target, ArtefactClass.CATEGORY, "target", in));
    }
}
