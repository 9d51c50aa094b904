package org.sojourn.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.UUID;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.KeyOrder;

/**
 * The published data as readers see them. Readers pin one commit and stay with it: everything up to a commit never changes,
 * except that history older than a horizon may be forgotten.
 */
public interface DataStore {

    /** Names this database, not its content: a copy made of another incarnation is worthless. */
    UUID incarnation();

    /** The newest commit that this node knows, or {@link Commit#NONE}; from memory. */
    Commit lastCommit();

    /** Looks for what other nodes committed, and gives the newest. */
    default Commit refresh() {
        return lastCommit();
    }

    /** The newest commit that is not later than a moment, or {@link Commit#NONE}. */
    Commit commitAt(Instant moment);

    /** What was committed after {@code seq}, oldest first. */
    List<Publication> publicationsAfter(long seq);

    /** Data sets that ever had a row published, in order of their keys. */
    SequencedCollection<DatasetId> datasets();

    /** The newest commit of a data set up to {@code seq}; empty when it had none. */
    Optional<Commit> lastCommitOf(DatasetId dataset, long seq);

    /** What the head of a data set says after the commit {@code seq}; from memory. */
    DatasetHead head(DatasetId dataset, long seq);

    /** Texts and ids of a data set; grows, so one object serves for ever. */
    Dictionary dictionary(DatasetId dataset);

    /** In what order dimensions stand in the keys of a data set; it may gain dimensions at the end. */
    KeyOrder keyOrder(DatasetId dataset);

    /**
     * The newest row of each key and chunk with {@code after < seq <= upTo}; from 0 this is the state at {@code upTo},
     * tombstones included.
     */
    void rowsAfter(DatasetId dataset, long after, long upTo, RowConsumer consumer) throws IOException;

    /** All rows with {@code after < seq <= upTo}, for one key and chunk the oldest first. */
    void history(DatasetId dataset, long after, long upTo, RowConsumer consumer) throws IOException;

    /** All rows of one series up to {@code upTo}, by chunk, the oldest first. */
    List<SeriesRow> historyOf(DatasetId dataset, byte[] key, long upTo);
}
