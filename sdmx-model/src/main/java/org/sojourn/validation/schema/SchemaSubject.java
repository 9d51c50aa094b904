package org.sojourn.validation.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.model.Concept;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;

/**
 * What a schema is made for.
 *
 * @param context the data structure, dataflow or provision agreement that names the schema
 * @param allowed the codes that constraints leave, by component; a component that none narrows is missing
 * @param valueLists the values of components that take them from a value list, by component
 * @param measureConcepts 2.1: the concepts of the measure dimension by id, for a schema with explicit measures
 * @param pivot the dimension at the observation, or {@link DatasetHeader#ALL_DIMENSIONS}
 * @param deletion for messages that delete: everything is optional, and values are only named
 */
public record SchemaSubject(
        Urn context,
        DataStructureView structure,
        Map<String, Set<String>> allowed,
        Map<String, List<String>> valueLists,
        Map<String, Concept> measureConcepts,
        String pivot,
        boolean deletion) {

    /** @throws SdmxException of kind SEMANTIC when the pivot is no dimension of the structure */
    public SchemaSubject {
        allowed = Map.copyOf(allowed);
        valueLists = Map.copyOf(valueLists);
        measureConcepts = new LinkedHashMap<>(measureConcepts);
        if (!pivot.equals(DatasetHeader.ALL_DIMENSIONS)
                && structure.structure().dimensions().stream().noneMatch(d -> d.id().equals(pivot))) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "'" + pivot + "' is no dimension of "
                            + structure.structure().urn().shortForm()
                            + " and cannot be at the observation; expected " + DatasetHeader.ALL_DIMENSIONS
                            + " or one of "
                            + String.join(
                                    ", ",
                                    structure.structure().dimensions().stream()
                                            .map(Dimension::id)
                                            .toList()));
        }
    }

    /** The pivot where none is asked for: time, else 2.1's measure dimension, else all dimensions. */
    public static String defaultPivot(DataStructureView structure) {
        return structure
                .structure()
                .timeDimension()
                .or(() -> structure.structure().dimensions().stream()
                        .filter(d -> d.kind() == Dimension.Kind.MEASURE)
                        .findFirst())
                .map(Dimension::id)
                .orElse(DatasetHeader.ALL_DIMENSIONS);
    }

    /** True where observations are named by the concepts of the measure dimension. */
    public boolean explicitMeasures() {
        return !measureConcepts.isEmpty();
    }

    /** The namespace of the schema, which messages name in their header. */
    public String namespace() {
        return context + ":ObsLevelDim:" + pivot + (explicitMeasures() ? ":explicit" : "");
    }

    boolean flat() {
        return pivot.equals(DatasetHeader.ALL_DIMENSIONS);
    }

    /** True where the observations of a series follow each other in time. */
    boolean timeSeries() {
        return structure
                .structure()
                .timeDimension()
                .filter(d -> d.id().equals(pivot))
                .isPresent();
    }

    Optional<Dimension> time() {
        return structure.structure().timeDimension();
    }
}
