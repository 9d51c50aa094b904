package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A name for an SDMX artefact in VTL statements. */
public record VtlMapping(Naming naming, String alias, Target target) implements Item {
    /** What goes by the name. */
    public sealed interface Target {
        /**
         * A dataflow, or without one any that is not named, and how it becomes a data set of the language and back; the
         * basic way where nothing is said.
         */
        record Flow(Optional<Urn> dataflow, Optional<Method> toVtl, Optional<Method> fromVtl) implements Target {}

        /** A code list or a concept, in 2.1 also a concept scheme. */
        record Named(Urn artefact) implements Target {}
    }

    /** A way of conversion, one of the standard such as {@code Pivot} or any other, and the dimensions that it concerns. */
    public record Method(Optional<String> name, List<String> dimensions) {
        public Method {
            dimensions = List.copyOf(dimensions);
        }
    }

    /** The class of the mapping in URNs, which depends on what goes by the name. */
    public ArtefactClass type() {
        return switch (target) {
            case Target.Flow f -> ArtefactClass.VTL_DATAFLOW_MAPPING;
            case Target.Named n ->
                n.artefact().type() == ArtefactClass.CODELIST
                        ? ArtefactClass.VTL_CODELIST_MAPPING
                        : ArtefactClass.VTL_CONCEPT_MAPPING;
        };
    }
}
