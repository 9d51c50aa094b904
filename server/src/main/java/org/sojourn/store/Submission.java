package org.sojourn.store;

import java.io.Serial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.sojourn.data.Action;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;

/**
 * Structures and data that become visible together, or not at all. Not for several threads; {@link #close} takes back what
 * was not published.
 */
public final class Submission implements AutoCloseable {

    private final Database database;
    private final Datasets datasets;
    private final PublicationLog log;
    private final ArtefactStore artefacts;
    private final String id = UUID.randomUUID().toString();
    private final Map<StoredDataset, DatasetLoads> loads = new LinkedHashMap<>();
    private final Map<Urn, Optional<MaintainableArtefact>> structures = new LinkedHashMap<>();
    private final List<Problems> problems = new ArrayList<>();
    private long base;
    private boolean over;

    Submission(Database database, Datasets datasets, PublicationLog log, ArtefactStore artefacts) {
        this.database = database;
        this.datasets = datasets;
        this.log = log;
        this.artefacts = artefacts;
        this.base = log.refresh().last().seq();
    }

    /** Takes data, each data set under its usual name. */
    public DataLoad data(Problems collector) {
        return data(collector, DataLoad::datasetOf);
    }

    /**
     * Takes data.
     *
     * @param names under which name a data set of the message is stored
     */
    public DataLoad data(Problems collector, BiFunction<DatasetHeader, DataStructureView, DatasetId> names) {
        problems.add(collector);
        return new DataLoad(this, collector, names);
    }

    /** Puts an artefact in, replacing the one of the same URN. */
    public void put(MaintainableArtefact artefact) {
        structures.put(artefact.urn(), Optional.of(artefact));
    }

    /** Takes the artefact of exactly this URN out; one that does not exist is no error. */
    public void delete(Urn artefact) {
        structures.put(artefact, Optional.empty());
    }

    /**
     * Makes everything visible in one commit, durable when this returns; nothing becomes a commit when nothing changed.
     *
     * @throws SdmxException of kind SEMANTIC when there were problems of severity ERROR; CONFLICT when another submission
     *     changed the same observations meanwhile
     */
    public Receipt publish() {
        return publish(catalogue -> {});
    }

    /**
     * As {@link #publish()}, after a last look at the structures to which the commit will be added: what others published
     * since they were judged is among them.
     *
     * @param check throws to refuse; called again when another commit comes first
     */
    public Receipt publish(Consumer<Catalogue> check) {
        settle();
        while (true) {
            catchUp();
            check.accept(artefacts.newest().catalogue());
            List<DatasetLoads> changed =
                    loads.values().stream().filter(DatasetLoads::changes).toList();
            Receipt receipt = receipt(Optional.empty());
            boolean structural =
                    receipt.artefacts().stream().anyMatch(a -> a.change() != ArtefactReport.Change.UNCHANGED);
            if (changed.isEmpty() && !structural) {
                close();
                return receipt;
            }
            CrashPoint.BEFORE_PUBLISH.reached();
            Optional<Commit> commit = commit(changed, structural);
            if (commit.isPresent()) {
                over = true;
                database.checkpoint();
                CrashPoint.AFTER_PUBLISH.reached();
                log.refresh();
                artefacts.refresh();
                loads.values().forEach(d -> d.sweepAllBut(changed));
                return new Receipt(commit, receipt.datasets(), receipt.artefacts());
            }
        }
    }

    /** What {@link #publish} would do, as of now. */
    public Receipt dryRun() {
        settle();
        return receipt(Optional.empty());
    }

    /** Takes back what was not published. */
    @Override
    public void close() {
        if (!over) {
            over = true;
            loads.values().forEach(DatasetLoads::sweep);
        }
    }

    /** Begins a data set of the message. */
    LoadPart begin(DatasetId dataset, Action action, DataStructureView view) {
        if (over) {
            throw new IllegalStateException("the submission is over");
        }
        StoredDataset stored = datasets.prepare(dataset, view);
        return loads.computeIfAbsent(stored, d -> new DatasetLoads(database, d, log.state(), base))
                .begin(action, view, newest(dataset, view), latestProblems());
    }

    /** Takes what a data set of the message says of itself in its head. */
    void head(DatasetId dataset, DatasetHead said) {
        loads.entrySet().stream()
                .filter(e -> e.getKey().id().equals(dataset))
                .forEach(e -> e.getValue().head(said));
    }

    /** Forgets what was said of a data set that is emptied. */
    void clearHead(DatasetId dataset) {
        loads.entrySet().stream()
                .filter(e -> e.getKey().id().equals(dataset))
                .forEach(e -> e.getValue().clearHead());
    }

    private Problems latestProblems() {
        return problems.getLast();
    }

    private void settle() {
        if (problems.stream().anyMatch(Problems::hasErrors)) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC, "the submission has errors and was not stored; nothing changed");
        }
        loads.values().forEach(DatasetLoads::consolidate);
    }

    private Receipt receipt(Optional<Commit> commit) {
        return new Receipt(
                commit, loads.values().stream().map(DatasetLoads::report).toList(), artefacts.compare(structures));
    }

    /** Takes in what others published since; after this {@code base} is the newest commit known. */
    private void catchUp() {
        PublicationLog.State now = log.refresh();
        long to = now.last().seq();
        loads.values().forEach(d -> d.rebase(base, to, now));
        base = to;
        artefacts.refresh();
    }

    /** The one short transaction; empty when another commit came first. */
    private Optional<Commit> commit(List<DatasetLoads> changed, boolean structural) {
        try {
            return Optional.of(database.transaction((entities, connection) -> {
                Optional<Commit> done = committed(connection);
                if (done.isPresent()) {
                    return done.get(); // an attempt before this one lost its connection after it had committed
                }
                long seq = Database.next(connection, "commit", 1); // whoever publishes as well waits here
                if (seq != base + 1) {
                    throw new BehindException();
                }
                long last = Database.micros(log.state().last().time());
                Commit commit = new Commit(seq, Database.instant(Math.max(database.now(connection), last + 1)));
                insert(connection, commit, structural);
                for (DatasetLoads d : changed) {
                    d.publish(connection, seq);
                }
                Registrations.requireUnused(connection, deleted());
                artefacts.write(entities, connection, structures, seq);
                return commit;
            }));
        } catch (BehindException e) {
            return Optional.empty();
        }
    }

    private List<Urn> deleted() {
        return structures.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Ends a transaction whose base is no longer the newest commit. */
    private static final class BehindException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        BehindException() {
            super("another commit came first", null, false, false);
        }
    }

    private void insert(Connection connection, Commit commit, boolean structural) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into commits (seq, time_us, submission, structures) values (?, ?, ?, ?)")) {
            insert.setLong(1, commit.seq());
            insert.setLong(2, Database.micros(commit.time()));
            insert.setString(3, id);
            insert.setBoolean(4, structural);
            insert.executeUpdate();
        }
    }

    private Optional<Commit> committed(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select seq, time_us from commits where submission = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Commit(row.getLong(1), Database.instant(row.getLong(2))))
                        : Optional.empty();
            }
        }
    }

    /**
     * The structure under which series are read and written again: the newest minor version, so that a message in an older
     * one loses nothing that a newer one has put there; the message's own where that lacks any of its components.
     */
    private DataStructureView newest(DatasetId dataset, DataStructureView given) {
        Catalogue catalogue = artefacts.newest().catalogue();
        List<MaintainableArtefact> versions =
                catalogue.versionsOf(ArtefactClass.DATAFLOW, dataset.agency(), dataset.flow());
        for (MaintainableArtefact flow : versions.reversed()) {
            if (dataset.covers(flow.urn())
                    && flow instanceof Dataflow d
                    && d.structure()
                            .flatMap(s -> catalogue.resolve(s, DataStructure.class))
                            .isPresent()) {
                DataStructureView view = catalogue.find(flow.urn());
                return includes(view, given) ? view : given;
            }
        }
        return given;
    }

    private static boolean includes(DataStructureView view, DataStructureView given) {
        return view.observationDimension()
                        .map(Dimension::id)
                        .equals(given.observationDimension().map(Dimension::id))
                && view.observationComponents().containsAll(given.observationComponents());
    }
}
