package org.sojourn.service;

import java.time.Instant;
import java.util.List;
import org.sojourn.model.MaintainableArtefact;

/**
 * What a structure query found.
 *
 * @param artefacts the asked ones first, then their neighbours; empty where nothing was found
 * @param seq number of the commit answered
 * @param time when that was
 */
public record StructureAnswer(List<MaintainableArtefact> artefacts, long seq, Instant time) {

    public StructureAnswer {
        artefacts = List.copyOf(artefacts);
    }
}
