package org.sojourn.store;

import java.util.List;
import java.util.Optional;

/**
 * What a submission did.
 *
 * @param commit the commit it became; empty when it changed nothing, or was a dry run
 */
public record Receipt(Optional<Commit> commit, List<DatasetReport> datasets, List<ArtefactReport> artefacts) {

    public Receipt {
        datasets = List.copyOf(datasets);
        artefacts = List.copyOf(artefacts);
    }
}
