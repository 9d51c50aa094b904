package org.sojourn.query;

import java.util.List;
import java.util.Set;
import org.sojourn.model.ref.ArtefactClass;

/**
 * A query for the values for which data exist.
 *
 * @param components ids of the dimensions to tell about; empty for all
 * @param references classes of the artefacts to send along, item schemes cut to what is used; empty for none
 */
public record AvailabilityQuery(
        DataSelection selection, List<String> components, Mode mode, Set<ArtefactClass> references) implements Query {

    public AvailabilityQuery {
        components = List.copyOf(components);
        references = Set.copyOf(references);
    }

    /** What is counted. */
    public enum Mode {
        /** Values in the data that the query selects. */
        EXACT,
        /** Values of a dimension that would still give data if the query's own filter on it were dropped. */
        AVAILABLE
    }

    @Override
    public Visibility visibility() {
        return selection.visibility();
    }

    @Override
    public AvailabilityQuery withVisibility(Visibility other) {
        return new AvailabilityQuery(selection.withVisibility(other), components, mode, references);
    }
}
