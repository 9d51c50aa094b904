package org.sojourn.store;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;

/**
 * The artefacts, in the state of any commit. The newest state is in memory, the last few older ones that were asked for as
 * well; rows are never changed.
 */
public final class ArtefactStore {

    private static final int OLD_STATES = 8;

    private final Database database;
    private final PublicationLog log;
    private final Map<Long, Structures> old = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Structures> eldest) {
            return size() > OLD_STATES;
        }
    };
    private volatile Structures newest = new Structures(0, Catalogue.of(List.of()));
    private long known;

    ArtefactStore(Database database, PublicationLog log) {
        this.database = database;
        this.log = log;
        refresh();
    }

    /** The newest state that this node knows; from memory. */
    public Structures newest() {
        return newest;
    }

    /** The state after a commit; an older one than the newest is read from the database. */
    public Structures asOf(long seq) {
        Structures now = newest;
        long structural = lastStructural(seq);
        if (structural >= now.seq()) {
            return now;
        }
        synchronized (old) {
            return old.computeIfAbsent(structural, this::read);
        }
    }

    /**
     * Exact URNs of stored artefacts, in the newest state, that refer to this one by any reference that may mean it: the same
     * version, none, or a range that covers it.
     */
    public Set<Urn> referencing(Urn target) {
        Catalogue catalogue = newest.catalogue();
        Set<Urn> result = new LinkedHashSet<>();
        Set<Urn> candidates = new LinkedHashSet<>(candidates(target));
        Catalogue.holder(target).ifPresent(holder -> candidates.addAll(candidates(holder)));
        candidates.forEach(from -> catalogue.exactly(from).ifPresent(artefact -> {
            boolean meant = ArtefactReferences.artefacts(ArtefactReferences.of(artefact)).stream()
                    .flatMap(reference -> catalogue.resolveAll(reference).stream())
                    .anyMatch(found -> found.urn().equals(target));
            if (meant) {
                result.add(from);
            }
        }));
        return result;
    }

    /** Takes in what was committed since, here or by another node. */
    synchronized void refresh() {
        long upTo = log.state().last().seq();
        long structural = lastStructural(upTo);
        if (structural > known) {
            List<ArtefactEntity> rows = database.transaction((entities, connection) -> entities.createQuery(
                            "select a from ArtefactEntity a where a.seq > :known and a.seq <= :upTo order by a.seq",
                            ArtefactEntity.class)
                    .setParameter("known", known)
                    .setParameter("upTo", upTo)
                    .getResultList());
            newest = new Structures(structural, applied(newest.catalogue(), rows));
        }
        known = upTo;
    }

    /** What these changes would do to the newest state; empty stands for a deletion. */
    List<ArtefactReport> compare(Map<Urn, Optional<MaintainableArtefact>> changes) {
        Catalogue catalogue = newest.catalogue();
        List<ArtefactReport> reports = new ArrayList<>();
        changes.forEach((urn, artefact) -> {
            Optional<MaintainableArtefact> before = catalogue.exactly(urn);
            ArtefactReport.Change change = artefact.equals(before)
                    ? ArtefactReport.Change.UNCHANGED
                    : artefact.isEmpty()
                            ? ArtefactReport.Change.DELETED
                            : before.isPresent() ? ArtefactReport.Change.UPDATED : ArtefactReport.Change.INSERTED;
            reports.add(new ArtefactReport(urn, change));
        });
        return reports;
    }

    /** Writes those changes that are any, within the transaction of a commit. */
    void write(
            EntityManager entities, Connection connection, Map<Urn, Optional<MaintainableArtefact>> changes, long seq)
            throws SQLException {
        List<ArtefactReport> reports = compare(changes).stream()
                .filter(r -> r.change() != ArtefactReport.Change.UNCHANGED)
                .toList();
        if (reports.isEmpty()) {
            return;
        }
        long row = Database.next(connection, "artefact", reports.size()) - reports.size();
        for (ArtefactReport report : reports) {
            row++;
            Optional<MaintainableArtefact> artefact = changes.getOrDefault(report.artefact(), Optional.empty());
            entities.persist(entity(report.artefact(), artefact, row, seq));
            if (artefact.isPresent()) {
                edges(connection, row, artefact.get());
            }
        }
    }

    private static ArtefactEntity entity(Urn urn, Optional<MaintainableArtefact> artefact, long row, long seq) {
        ArtefactEntity entity = new ArtefactEntity();
        entity.rowId = row;
        entity.type = urn.type().className();
        entity.agency = urn.agency();
        entity.artefactId = urn.id();
        entity.version = urn.version();
        entity.seq = seq;
        entity.deleted = artefact.isEmpty();
        entity.body = artefact.map(ArtefactBody::write).orElse(null);
        return entity;
    }

    private static void edges(Connection connection, long row, MaintainableArtefact artefact) throws SQLException {
        Set<Urn> references = ArtefactReferences.of(artefact);
        if (references.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into artefact_edge (row_id, place, to_type, to_agency, to_id, to_version, to_item)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            int place = 0;
            for (Urn reference : references) {
                Urn holder = ArtefactReferences.artefact(reference);
                insert.setLong(1, row);
                insert.setInt(2, place++);
                insert.setString(3, holder.type().className());
                insert.setString(4, holder.agency());
                insert.setString(5, holder.id());
                insert.setString(6, holder.version());
                insert.setString(7, reference.item());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private Set<Urn> candidates(Urn target) {
        return database.read(connection -> {
            Set<Urn> found = new LinkedHashSet<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select distinct a.type, a.agency, a.artefact_id, a.version from artefact_edge e"
                            + " join artefact a on a.row_id = e.row_id"
                            + " where e.to_agency = ? and e.to_id = ? and e.to_type = ? order by 1, 2, 3, 4")) {
                select.setString(1, target.agency());
                select.setString(2, target.id());
                select.setString(3, target.type().className());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(Urn.of(
                                ArtefactClass.named(rows.getString(1)).orElseThrow(),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)));
                    }
                }
            }
            return found;
        });
    }

    private Structures read(long seq) {
        List<ArtefactEntity> rows = database.transaction((entities, connection) -> entities.createQuery(
                        "select a from ArtefactEntity a where a.seq <= :seq order by a.seq", ArtefactEntity.class)
                .setParameter("seq", seq)
                .getResultList());
        return new Structures(seq, applied(Catalogue.of(List.of()), rows));
    }

    private static Catalogue applied(Catalogue before, List<ArtefactEntity> rows) {
        Map<Urn, ArtefactEntity> last = new LinkedHashMap<>();
        for (ArtefactEntity row : rows) {
            Urn urn = Urn.of(ArtefactClass.named(row.type).orElseThrow(), row.agency, row.artefactId, row.version);
            last.put(urn, row);
        }
        List<MaintainableArtefact> present = new ArrayList<>();
        List<Urn> gone = new ArrayList<>();
        last.forEach((urn, row) -> {
            String body = row.body;
            if (row.deleted || body == null) {
                gone.add(urn);
            } else {
                present.add(ArtefactBody.read(body));
            }
        });
        return before.without(gone).with(present);
    }

    private long lastStructural(long seq) {
        return log.state().lastStructural(seq);
    }
}
