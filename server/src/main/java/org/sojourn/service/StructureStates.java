package org.sojourn.service;

import java.time.Instant;
import java.util.Optional;
import org.sojourn.store.Commit;
import org.sojourn.store.Publication;
import org.sojourn.store.Structures;
import org.sojourn.store.SystemOfRecord;

/** The structures of the system of record, now or at a moment, with the time of the commit that made them so. */
public final class StructureStates {

    private record Dated(long seq, Instant time) {}

    private final SystemOfRecord records;
    private volatile Dated newest = new Dated(0, Instant.EPOCH);

    public StructureStates(SystemOfRecord records) {
        this.records = records;
    }

    /** The structures at {@code moment}, empty for now. */
    public StructureState at(Optional<Instant> moment) {
        Structures structures = moment.map(
                        m -> records.artefacts().asOf(records.data().commitAt(m).seq()))
                .orElseGet(() -> records.artefacts().newest());
        return new StructureState(structures.catalogue(), structures.seq(), time(structures.seq()));
    }

    private Instant time(long seq) {
        Dated known = newest;
        if (known.seq() == seq) {
            return known.time();
        }
        Instant time = records.data().publicationsAfter(seq - 1).stream()
                .map(Publication::commit)
                .filter(commit -> commit.seq() == seq)
                .map(Commit::time)
                .findFirst()
                .orElse(Instant.EPOCH);
        if (seq > known.seq()) {
            newest = new Dated(seq, time);
        }
        return time;
    }
}
