package org.sojourn.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.UUID;
import java.util.TreeSet;
import org.sojourn.store.RowMerge.Source;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.KeyOrder;

/** The published rows, from the database. */
final class StoredRows implements DataStore {

    private final Database database;
    private final UUID incarnation;
    private final Datasets datasets;
    private final PublicationLog log;

    StoredRows(Database database, UUID incarnation, Datasets datasets, PublicationLog log) {
        this.database = database;
        this.incarnation = incarnation;
        this.datasets = datasets;
        this.log = log;
    }

    @Override
    public UUID incarnation() {
        return incarnation;
    }

    @Override
    public Commit lastCommit() {
        return log.state().last();
    }

    @Override
    public Commit refresh() {
        return log.refresh().last();
    }

    @Override
    public Commit commitAt(java.time.Instant moment) {
        return log.state().at(moment);
    }

    @Override
    public List<Publication> publicationsAfter(long seq) {
        return log.state().after(seq);
    }

    @Override
    public SequencedCollection<DatasetId> datasets() {
        TreeSet<DatasetId> all = new TreeSet<>();
        log.state()
                .loads()
                .keySet()
                .forEach(number -> all.add(datasets.numbered(number).id()));
        return new LinkedHashSet<>(all);
    }

    @Override
    public Optional<Commit> lastCommitOf(DatasetId dataset, long seq) {
        return datasets.find(dataset).flatMap(d -> log.lastOf(d.number(), seq));
    }

    @Override
    public DatasetHead head(DatasetId dataset, long seq) {
        return datasets.find(dataset)
                .map(d -> log.state().head(d.number(), seq))
                .orElse(DatasetHead.EMPTY);
    }

    @Override
    public Dictionary dictionary(DatasetId dataset) {
        return stored(dataset).dictionary();
    }

    @Override
    public KeyOrder keyOrder(DatasetId dataset) {
        return stored(dataset).keyOrder();
    }

    @Override
    public void rowsAfter(DatasetId dataset, long after, long upTo, RowConsumer consumer) throws IOException {
        int number = stored(dataset).number();
        List<Source> sources = sources(number, after, upTo);
        RowMerge.newest(database, RowTable.ATTRIBUTES, number, sources, attributes(consumer));
        RowMerge.newest(database, RowTable.SERIES, number, sources, series(consumer));
    }

    @Override
    public void history(DatasetId dataset, long after, long upTo, RowConsumer consumer) throws IOException {
        int number = stored(dataset).number();
        List<Source> sources = sources(number, after, upTo);
        RowMerge.all(database, RowTable.ATTRIBUTES, number, sources, attributes(consumer));
        RowMerge.all(database, RowTable.SERIES, number, sources, series(consumer));
    }

    @Override
    public List<SeriesRow> historyOf(DatasetId dataset, byte[] key, long upTo) {
        int number = stored(dataset).number();
        return new StateLookup(database, RowTable.SERIES, number).history(key, sources(number, 0, upTo));
    }

    private List<Source> sources(int dataset, long after, long upTo) {
        List<Source> sources = new ArrayList<>();
        log.state().loads(dataset, after, upTo).forEach(l -> sources.add(new Source(l.load(), l.seq())));
        return sources;
    }

    private StoredDataset stored(DatasetId dataset) {
        return datasets.find(dataset)
                .orElseThrow(() -> new IllegalArgumentException("there is no data set " + dataset));
    }

    private static RowMerge.Taker series(RowConsumer consumer) {
        return (key, chunk, seq, pack) -> consumer.series(new SeriesRow(key, chunk, seq, pack));
    }

    private static RowMerge.Taker attributes(RowConsumer consumer) {
        return (key, chunk, seq, pack) -> consumer.attributes(new AttributeRow(key, seq, pack));
    }
}
