package org.sojourn.data.ml;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.SeriesSpelling;
import org.sojourn.model.Annotation;

/** How the parts of a data set look in one layout of SDMX-ML; the writer calls them in an order that is valid. */
interface Layout {

    /** @param attributes values for the data set as a whole; empty where the layout has an element for them anywhere */
    void beginDataset(DatasetHeader header, Map<String, Value> attributes) throws IOException;

    /**
     * Attributes of a partial key.
     *
     * @param group the group by which they are given, if any
     * @param key values by index of dimension, null for those that are not part of it
     */
    void group(
            Optional<String> group, @Nullable String[] key, Map<String, Value> attributes, List<Annotation> annotations)
            throws IOException;

    void beginSeries(SeriesHead head) throws IOException;

    /**
     * One observation, inside a series or on its own in the flat pivot.
     *
     * @param attributes attributes from above the observation that are written at it in this pivot
     */
    void observation(SeriesBlock block, int observation, Map<String, Value> attributes) throws IOException;

    void endSeries() throws IOException;

    /** A series with content is open that was begun by fragments in this layout's {@link #spelling}. */
    void resumeSeries();

    /** The layout of a series in the canonical pivot, piece by piece. */
    SeriesSpelling spelling();

    void endDataset() throws IOException;
}
