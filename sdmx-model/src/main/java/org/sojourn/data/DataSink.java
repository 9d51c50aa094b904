package org.sojourn.data;

import java.io.IOException;
import java.util.List;

/**
 * Takes data one block at a time: a writer of some format, a store, a check, a comparison.
 *
 * <p>Order of calls: {@code start}, perhaps {@code announce}, then for each data set {@code dataset}, any mix of
 * {@code attributes} and {@code series}, {@code endDataset}; at last {@code end}. Blocks are buffers of the caller, valid
 * during the call only.
 */
public interface DataSink {

    /**
     * A data set that will come, or may come, in a message.
     *
     * @param header its reference and pivot count, the rest may still be unknown
     */
    record Expected(DatasetHeader header, DataStructureView structure) {}

    void start(MessageHeader header) throws IOException;

    /**
     * Says which data sets are to come, where that is known before the first of them. Sources whose data sets have more than
     * one structure should call it and sinks that pass calls on must pass it on: the header of SDMX-ML names all structures,
     * and a writer that streams cannot go back to it.
     */
    default void announce(List<Expected> datasets) throws IOException {}

    /**
     * Begins a data set.
     *
     * @param structure the resolved structure; the same for all blocks of this data set
     */
    void dataset(DatasetHeader header, DataStructureView structure) throws IOException;

    /** Values for the data set as a whole or for a partial key. */
    void attributes(AttributeBlock block) throws IOException;

    /**
     * Observations of one series. The blocks of a series follow each other; only flat messages may come back to a series
     * later, in a block that is not marked as continued, and then neither its attributes nor its observations contradict
     * the earlier ones. A sink that needs each series once must bear that: a writer of SDMX-JSON begins a further data set.
     */
    void series(SeriesBlock block) throws IOException;

    /** The same in numbers; who has no use for them gets texts. Both kinds of blocks may come in any mix. */
    default void coded(CodedBlock block) throws IOException {
        series(block.texts());
    }

    void endDataset() throws IOException;

    /** Ends the message; writers finish and flush, and leave the stream open for its owner to close. */
    void end(List<FooterMessage> footer) throws IOException;
}
