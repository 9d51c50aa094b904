package org.sojourn.store;

import java.util.Set;

/** What a commit changed: data sets, and whether structures as well. */
public record Publication(Commit commit, Set<DatasetId> datasets, boolean structures) {

    public Publication {
        datasets = Set.copyOf(datasets);
    }
}
