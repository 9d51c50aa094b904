package org.sojourn.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.DataStructureView;
import org.sojourn.rules.Problems;
import org.sojourn.store.RowMerge.Source;

/**
 * What a submission stages for one data set: a load for each data set of the message, made one at the end, so that a commit
 * has at most one load of a data set.
 */
final class DatasetLoads {

    /** Above every commit. */
    private static final long STAGED = Long.MAX_VALUE / 2;

    private final Database database;
    private final StoredDataset dataset;
    private final List<Source> published;
    private final List<LoadPart> parts = new ArrayList<>();
    private @Nullable DataStructureView view;
    private @Nullable StagedLoad result;
    private @Nullable DatasetReport report;

    DatasetLoads(Database database, StoredDataset dataset, PublicationLog.State log, long base) {
        this.database = database;
        this.dataset = dataset;
        this.published = sources(log, base);
    }

    /** Begins the next data set of the message, to which those before are visible. */
    LoadPart begin(Action action, DataStructureView given, DataStructureView stored, Problems problems) {
        List<Source> visible = new ArrayList<>(published);
        for (int i = 0; i < parts.size(); i++) {
            visible.add(staged(i));
        }
        LoadPart part = new LoadPart(database, dataset, action, given, stored, visible, problems);
        parts.add(part);
        view = stored;
        return part;
    }

    /** Makes one load of all: what they come to, compared with what was published. */
    void consolidate() {
        if (result != null) {
            return;
        }
        if (parts.size() == 1) {
            result = parts.getFirst().load();
            report = parts.getFirst().report();
            return;
        }
        List<Source> staged = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            staged.add(staged(i));
        }
        Consolidation all = new Consolidation(database, dataset, view(), published);
        try {
            result = all.of(staged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        report = all.report(
                parts.stream().flatMap(p -> p.report().actions().stream()).toList());
    }

    /** Takes in what others published meanwhile. */
    void rebase(long from, long to, PublicationLog.State log) {
        List<PublicationLog.Load> news = log.loads(dataset.number(), from, to);
        if (news.isEmpty()) {
            return;
        }
        List<Source> now = sources(log, to);
        new Rebase(database, dataset, view(), result(), published, now)
                .over(news.stream().map(PublicationLog.Load::load).toList());
        published.clear();
        published.addAll(now);
    }

    boolean changes() {
        return result().hasRows();
    }

    void publish(Connection connection, long seq) throws SQLException {
        result().publish(connection, seq);
    }

    DatasetReport report() {
        if (report == null) {
            throw new IllegalStateException("the load is not settled");
        }
        return report;
    }

    /** Takes everything back. */
    void sweep() {
        sweep(null);
    }

    /** Takes back what is not the result of one of these. */
    void sweepAllBut(List<DatasetLoads> keep) {
        sweep(keep.contains(this) ? result : null);
    }

    private void sweep(@Nullable StagedLoad keep) {
        StagedLoad all = result;
        if (all != null && !all.equals(keep)) {
            all.sweep();
        }
        for (LoadPart part : parts) {
            if (!part.load().equals(keep) && !part.load().equals(all)) {
                part.load().sweep();
            }
        }
    }

    private Source staged(int part) {
        return new Source(parts.get(part).load().number(), STAGED + part);
    }

    private List<Source> sources(PublicationLog.State log, long upTo) {
        List<Source> sources = new ArrayList<>();
        log.loads(dataset.number(), 0, upTo).forEach(l -> sources.add(new Source(l.load(), l.seq())));
        return sources;
    }

    private StagedLoad result() {
        if (result == null) {
            throw new IllegalStateException("the load is not settled");
        }
        return result;
    }

    private DataStructureView view() {
        if (view == null) {
            throw new IllegalStateException("no load has begun");
        }
        return view;
    }
}
