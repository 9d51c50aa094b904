package org.sojourn.store;

import java.io.IOException;

/** Takes rows of a data set: first those of attributes, then those of series, both in key order (bytes unsigned). */
public interface RowConsumer {

    void attributes(AttributeRow row) throws IOException;

    void series(SeriesRow row) throws IOException;
}
