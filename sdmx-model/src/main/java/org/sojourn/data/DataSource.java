package org.sojourn.data;

import java.io.IOException;

/** Gives data by pushing all of them into a sink: a reader of some format, a query on the store, a generator. */
@FunctionalInterface
public interface DataSource {

    /**
     * Pushes everything, once.
     *
     * @throws org.sojourn.model.SdmxException when the message is broken so that reading cannot go on; says line and column
     */
    void transferTo(DataSink sink) throws IOException;
}
