package org.sojourn.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All commits in memory: which loads they published. Readers ask an immutable state; {@link #refresh} makes the next one. */
final class PublicationLog {

    /** A load that was published. */
    record Load(long load, long seq) {}

    /** What the head of a data set says from a commit on. */
    record Head(DatasetHead head, long seq) {}

    /** What is known at one moment. */
    record State(List<Publication> publications, Map<Integer, List<Load>> loads, Map<Integer, List<Head>> heads) {

        Commit last() {
            return publications.isEmpty() ? Commit.NONE : publications.getLast().commit();
        }

        /** Loads of a data set with {@code after < seq <= upTo}, oldest first. */
        List<Load> loads(int dataset, long after, long upTo) {
            return loads.getOrDefault(dataset, List.of()).stream()
                    .filter(l -> l.seq() > after && l.seq() <= upTo)
                    .toList();
        }

        /** What the head of a data set says at a commit. */
        DatasetHead head(int dataset, long seq) {
            return heads.getOrDefault(dataset, List.of()).reversed().stream()
                    .filter(h -> h.seq() <= seq)
                    .findFirst()
                    .map(Head::head)
                    .orElse(DatasetHead.EMPTY);
        }

        /** Whether a commit of a data set has exactly this time. */
        boolean published(int dataset, Instant time) {
            long seq = at(time).seq();
            return at(seq).time().equals(time)
                    && loads.getOrDefault(dataset, List.of()).stream().anyMatch(l -> l.seq() == seq);
        }

        /** The commit of a number, or the newest before it. */
        Commit at(long seq) {
            int low = 0;
            int high = publications.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (publications.get(middle).commit().seq() <= seq) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == 0 ? Commit.NONE : publications.get(low - 1).commit();
        }

        Commit at(Instant moment) {
            Commit found = Commit.NONE;
            for (Publication p : publications.reversed()) {
                if (!p.commit().time().isAfter(moment)) {
                    found = p.commit();
                    break;
                }
            }
            return found;
        }

        /** The number of the newest commit up to {@code seq} that changed structures, 0 when there is none. */
        long lastStructural(long seq) {
            for (Publication p : publications.reversed()) {
                if (p.structures() && p.commit().seq() <= seq) {
                    return p.commit().seq();
                }
            }
            return 0;
        }

        List<Publication> after(long seq) {
            int from = publications.size();
            while (from > 0 && publications.get(from - 1).commit().seq() > seq) {
                from--;
            }
            return List.copyOf(publications.subList(from, publications.size()));
        }
    }

    private final Database database;
    private final Datasets datasets;
    private volatile State state = new State(List.of(), Map.of(), Map.of());

    PublicationLog(Database database, Datasets datasets) {
        this.database = database;
        this.datasets = datasets;
        refresh();
    }

    State state() {
        return state;
    }

    /** Reads what was committed since, here or by another node. */
    synchronized State refresh() {
        State before = state;
        State now = database.read(connection -> read(connection, before));
        state = now;
        return now;
    }

    private State read(Connection connection, State before) throws SQLException {
        long known = before.last().seq();
        Map<Long, Set<DatasetId>> touched = new HashMap<>();
        Map<Integer, DatasetId> reread = new HashMap<>();
        Map<Integer, List<Load>> loads = new HashMap<>(before.loads());
        Map<Integer, List<Head>> heads = new HashMap<>(before.heads());
        List<Publication> publications = new ArrayList<>(before.publications());
        // Commits first: a commit between the two statements is then left for the next time as a whole.
        Map<Long, Publication> news = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select seq, time_us, structures from commits where seq > ? order by seq")) {
            select.setLong(1, known);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Commit commit = new Commit(rows.getLong(1), Database.instant(rows.getLong(2)));
                    news.put(commit.seq(), new Publication(commit, Set.of(), rows.getBoolean(3)));
                }
            }
        }
        if (news.isEmpty()) {
            return before;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "select seq, dataset, load_id, head from published where seq > ? order by seq")) {
            select.setLong(1, known);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long seq = rows.getLong(1);
                    int dataset = rows.getInt(2);
                    if (!news.containsKey(seq)) {
                        break;
                    }
                    // Another node may have given it more dimensions.
                    DatasetId id = reread.computeIfAbsent(
                            dataset, number -> datasets.reread(number).id());
                    touched.computeIfAbsent(seq, k -> new TreeSet<>()).add(id);
                    List<Load> all = new ArrayList<>(loads.getOrDefault(dataset, List.of()));
                    all.add(new Load(rows.getLong(3), seq));
                    loads.put(dataset, all);
                    String head = rows.getString(4);
                    if (head != null) {
                        List<Head> said = new ArrayList<>(heads.getOrDefault(dataset, List.of()));
                        said.add(new Head(DatasetHead.parse(head), seq));
                        heads.put(dataset, List.copyOf(said));
                    }
                }
            }
        }
        news.forEach((seq, p) ->
                publications.add(new Publication(p.commit(), touched.getOrDefault(seq, Set.of()), p.structures())));
        loads.replaceAll((dataset, list) -> List.copyOf(list));
        return new State(List.copyOf(publications), Map.copyOf(loads), Map.copyOf(heads));
    }

    /** The newest commit of a data set up to {@code seq}. */
    Optional<Commit> lastOf(int dataset, long seq) {
        State now = state;
        List<Load> loads = now.loads(dataset, 0, seq);
        return loads.isEmpty()
                ? Optional.empty()
                : Optional.of(now.at(loads.getLast().seq()));
    }
}
