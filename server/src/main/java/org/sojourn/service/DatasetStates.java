package org.sojourn.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.data.DataStructureView;
import org.sojourn.index.DatasetAnswer;
import org.sojourn.index.HistoricStates;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.index.SeriesSnapshot;
import org.sojourn.model.SdmxException;
import org.sojourn.query.DataSelection;
import org.sojourn.query.Visibility;
import org.sojourn.store.Commit;
import org.sojourn.store.DatasetHead;
import org.sojourn.store.DatasetId;

/** The states of data sets that a selection speaks of: of now, of a moment, or what changed since one. */
final class DatasetStates {

    private final ReadSnapshot snapshot;
    private final HistoricStates history;
    private final Visibility visibility;

    /** Data are shown as they were at this commit. */
    private final Commit upTo;

    /** Only what changed after this commit; empty for everything. */
    private final Optional<Commit> after;

    /**
     * Something to be sent as one data set.
     *
     * @param after with changes, the commit since when
     * @param commit the commit that made it so
     * @param head what the head of the data set says; nothing where deletions are sent
     * @param headChanged with changes, whether that is among them: it goes out even where nothing else does
     */
    record State(
            SeriesSnapshot data,
            DatasetAnswer.Kind kind,
            long after,
            Commit commit,
            DatasetHead head,
            boolean headChanged) {}

    /** @throws SdmxException of kind SEMANTIC when {@code updatedAfter} is later than {@code asOf} */
    DatasetStates(ReadSnapshot snapshot, HistoricStates history, DataSelection selection) {
        this.snapshot = snapshot;
        this.history = history;
        this.visibility = selection.visibility();
        Commit now = snapshot.commit();
        Commit asked = selection.asOf().map(history::commitAt).orElse(now);
        this.upTo = asked.seq() < now.seq() ? asked : now;
        this.after = selection.updatedAfter().map(history::commitAt);
        if (selection.updatedAfter().isPresent()
                && selection.asOf().isPresent()
                && selection.updatedAfter().get().isAfter(selection.asOf().get())) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "nothing was updated after " + selection.updatedAfter().get()
                            + " and was there at the earlier moment "
                            + selection.asOf().get());
        }
    }

    /** The newest commit that changed a data set, as far as this looks; empty when it had none. */
    Optional<Commit> changed(DatasetId dataset) {
        Optional<SeriesSnapshot> newest = snapshot.dataset(dataset, visibility);
        return newest.isPresent() && newest.get().changed().seq() <= upTo.seq()
                ? newest.map(SeriesSnapshot::changed)
                : history.lastCommitOf(dataset, upTo);
    }

    /** Without history: the state, or what was deleted and what replaced since {@code updatedAfter}, in this order. */
    List<State> of(DatasetId dataset, DataStructureView structure) throws IOException {
        Optional<Commit> last = changed(dataset);
        if (last.isEmpty()) {
            return List.of();
        }
        if (after.isPresent()) {
            return last.get().seq() > after.get().seq()
                    ? changes(dataset, structure, after.get().seq(), last.get())
                    : List.of();
        }
        Optional<SeriesSnapshot> newest =
                snapshot.dataset(dataset, visibility).filter(d -> d.changed().equals(last.get()));
        SeriesSnapshot data = newest.isPresent() ? newest.get() : history.asOf(dataset, visibility, last.get());
        DatasetHead head = history.head(dataset, last.get().seq());
        return List.of(new State(data, DatasetAnswer.Kind.STATE, 0, last.get(), head, false));
    }

    /** With history: what each commit deleted and replaced, oldest first. */
    List<State> history(DatasetId dataset, DataStructureView structure) throws IOException {
        List<State> states = new ArrayList<>();
        long from = after.map(Commit::seq).orElse(0L);
        for (Commit commit : history.commitsOf(dataset, from, upTo.seq())) {
            states.addAll(changes(dataset, structure, commit.seq() - 1, commit));
        }
        return states;
    }

    private List<State> changes(DatasetId dataset, DataStructureView structure, long since, Commit to)
            throws IOException {
        HistoricStates.Changes changes = history.changes(dataset, visibility, structure, since, to);
        DatasetHead head = history.head(dataset, to.seq());
        boolean headChanged = !head.equals(history.head(dataset, since));
        return List.of(
                new State(changes.deleted(), DatasetAnswer.Kind.DELETED, since, to, DatasetHead.EMPTY, false),
                new State(changes.replaced(), DatasetAnswer.Kind.REPLACED, since, to, head, headChanged));
    }
}
