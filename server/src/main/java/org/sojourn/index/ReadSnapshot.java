package org.sojourn.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sojourn.query.Visibility;
import org.sojourn.store.Commit;
import org.sojourn.store.DatasetId;

/**
 * All data sets as they were at one commit. Pinned by whoever acquired it, until he closes it; what is written meanwhile does
 * not show.
 */
public final class ReadSnapshot implements AutoCloseable {

    private final State state;
    private boolean closed;

    ReadSnapshot(State state) {
        this.state = state;
    }

    /** The commit this shows: everything published up to it and nothing later. */
    public Commit commit() {
        return state.commit;
    }

    /** Ids of all data sets, in order. */
    public SequencedCollection<DatasetId> datasets() {
        return state.ids;
    }

    /** A data set for these eyes; valid as long as this is not closed. */
    public Optional<SeriesSnapshot> dataset(DatasetId id, Visibility visibility) {
        // Until there are confidential data, everything is public and one copy serves every class.
        return Optional.ofNullable(state.datasets.get(id));
    }

    /** Lets go; twice is once. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            state.release();
        }
    }

    /** What many snapshots share: readers with a count of those who use them. */
    static final class State {

        private final Commit commit;
        private final SortedMap<DatasetId, SeriesSnapshot> datasets;
        private final SequencedCollection<DatasetId> ids;
        private final AtomicInteger users = new AtomicInteger(1);

        /** Takes a reference on each reader for as long as there are users; the maker is the first of them. */
        State(Commit commit, SortedMap<DatasetId, SeriesSnapshot> datasets) {
            this.commit = commit;
            this.datasets = Collections.unmodifiableSortedMap(datasets);
            this.ids = List.copyOf(datasets.keySet());
            datasets.values().forEach(d -> d.reader().incRef());
        }

        Commit commit() {
            return commit;
        }

        SortedMap<DatasetId, SeriesSnapshot> datasets() {
            return datasets;
        }

        /** Adds a user; false when the last one has gone already. */
        boolean retain() {
            int now;
            do {
                now = users.get();
                if (now == 0) {
                    return false;
                }
            } while (!users.compareAndSet(now, now + 1));
            return true;
        }

        void release() {
            if (users.decrementAndGet() == 0) {
                for (SeriesSnapshot dataset : datasets.values()) {
                    try {
                        dataset.reader().decRef();
                    } catch (IOException e) {
                        throw new UncheckedIOException("an old state of " + dataset.dataset() + " cannot be closed", e);
                    }
                }
            }
        }
    }
}
