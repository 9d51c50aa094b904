package org.sojourn.store;

import java.io.IOException;
import java.util.Optional;
import org.sojourn.data.Action;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.store.pack.AttributePack;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.KeyOrder;
import org.sojourn.store.pack.SeriesPack;

/** The content of a stored data set as of a commit, as a source: what a server without a read copy would answer. */
public record StoredData(DataStore store, DatasetId dataset, DataStructureView view, long seq) implements DataSource {

    /** All that is there now, in a form that can be compared. */
    public static CanonicalData now(DataStore store, DataStructureView view) throws IOException {
        return CanonicalData.of(new StoredData(
                store,
                DatasetId.of(view.dataflow().orElseThrow()),
                view,
                store.lastCommit().seq()));
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        sink.start(MessageHeader.of("stored", "2024-01-01T00:00:00Z", "TEST"));
        sink.dataset(
                DatasetHeader.of(
                        view.dataflow().orElseThrow().urn(), Optional.of(Action.REPLACE), DatasetHeader.ALL_DIMENSIONS),
                view);
        if (store.datasets().contains(dataset)) {
            Dictionary dictionary = store.dictionary(dataset);
            KeyOrder order = store.keyOrder(dataset);
            SeriesPack packs = new SeriesPack();
            SeriesBlock block = new SeriesBlock(view);
            store.rowsAfter(dataset, 0, seq, new RowConsumer() {
                @Override
                public void attributes(AttributeRow row) throws IOException {
                    if (!row.deleted()) {
                        String[] key = new String[view.seriesDimensions().size()];
                        order.decode(row.key(), dictionary, view, key);
                        sink.attributes(
                                AttributePack.decode(row.pack(), dictionary).at(key));
                    }
                }

                @Override
                public void series(SeriesRow row) throws IOException {
                    if (!row.deleted()) {
                        packs.decode(row.pack(), dictionary, block);
                        order.decode(row.key(), dictionary, view, block.key());
                        sink.series(block);
                    }
                }
            });
        }
        sink.endDataset();
        sink.end(java.util.List.of());
    }
}
