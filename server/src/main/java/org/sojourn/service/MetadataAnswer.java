package org.sojourn.service;

import java.time.Instant;
import java.util.List;
import org.sojourn.model.MetadataSet;

/** Metadata sets and the commit of which they are. */
public record MetadataAnswer(List<MetadataSet> sets, long seq, Instant time) {
    public MetadataAnswer {
        sets = List.copyOf(sets);
    }
}
