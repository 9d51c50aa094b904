package org.sojourn.service;

import java.util.List;
import org.sojourn.data.DataStructureView;
import org.sojourn.index.Availability;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.Catalogue;

/**
 * The answer to an availability query.
 *
 * @param known true where the artefacts the query names exist, with or without data
 * @param available by artefact; empty where there are no data sets
 * @param catalogue the structures to take references from
 */
public record AvailabilityAnswer(boolean known, List<Available> available, Catalogue catalogue, AnswerState state) {

    public AvailabilityAnswer {
        available = List.copyOf(available);
    }

    /** What there are data for under one artefact. */
    public record Available(Urn reference, DataStructureView structure, Availability counts) {
        Available plus(Available other) {
            return new Available(reference, structure, counts.plus(other.counts));
        }
    }

    /** True where there is not one observation or series. */
    public boolean isEmpty() {
        return available.stream().allMatch(a -> a.counts().series() == 0);
    }
}
