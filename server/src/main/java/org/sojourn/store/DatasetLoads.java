package org.sojourn.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private PublicationLog.State log;
    private DatasetHead headBefore;
    private DatasetHead headSent = DatasetHead.EMPTY;
    private boolean headCleared;

    DatasetLoads(Database database, StoredDataset dataset, PublicationLog.State log, long base) {
        this.database = database;
        this.dataset = dataset;
        this.published = sources(log, base);
        this.log = log;
        this.headBefore = log.head(dataset.number(), base);
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

    /**
     * Takes what a data set of the message says of itself. A validity that begins or ends with a commit of this data set is left
     * out: the server itself says so where it is asked for history, and no sender meant it.
     */
    void head(DatasetHead said) {
        boolean ours = Stream.of(said.validFrom(), said.validTo())
                .flatMap(Optional::stream)
                .flatMap(text -> DatasetHead.moment(text).stream())
                .anyMatch(time -> log.published(dataset.number(), time));
        headSent = (ours ? said.withoutValidity() : said).over(headSent);
    }

    /** Forgets what was said of the data set: it is emptied. */
    void clearHead() {
        headCleared = true;
        headSent = DatasetHead.EMPTY;
    }

    private DatasetHead headAfter() {
        return headSent.over(headCleared ? DatasetHead.EMPTY : headBefore);
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
        this.log = log;
        headBefore = log.head(dataset.number(), to);
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
        return !headAfter().equals(headBefore) || result().hasRows();
    }

    void publish(Connection connection, long seq) throws SQLException {
        result().publish(
                        connection,
                        seq,
                        headAfter().equals(headBefore) ? null : headAfter().text());
    }

    DatasetReport report() {
        if (report == null) {
            throw new IllegalStateException("the load is not settled");
        }
        return report.withHead(headAfter().since(headBefore));
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
