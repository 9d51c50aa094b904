package org.sojourn.index;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.sojourn.data.DataStructureView;
import org.sojourn.query.DataSelection;
import org.sojourn.query.PeriodFilter;

/**
 * For which values of the dimensions there are data, counted exactly.
 *
 * @param series number of series
 * @param observations number of observations
 * @param values by dimension id in order of the structure, without time: counts by code, codes in order
 * @param begin where the first period begins; empty without time dimension
 * @param end when the last period has ended, exclusive
 */
public record Availability(
        long series,
        long observations,
        Map<String, Map<String, Count>> values,
        Optional<LocalDateTime> begin,
        Optional<LocalDateTime> end) {

    public Availability {
        values = Collections.unmodifiableMap(values);
    }

    /** Nothing at all. */
    public static final Availability NOTHING = new Availability(0, 0, Map.of(), Optional.empty(), Optional.empty());

    /** How many series, and observations in them, have a code. */
    public record Count(long series, long observations) {
        Count plus(Count other) {
            return new Count(series + other.series, observations + other.observations);
        }
    }

    /** Counts the data of a selection. What is available of a whole data set is counted once for each commit. */
    public static Availability of(SeriesSnapshot snapshot, DataStructureView structure, DataSelection selection)
            throws IOException {
        ChunkTests tests = new ChunkTests(snapshot, structure, selection);
        boolean whole = tests.none()
                && new KeyQueries(snapshot, structure).restriction(selection).isEmpty();
        Availability known = whole ? snapshot.availability(structure) : null;
        if (known == null) {
            known = count(snapshot, structure, tests, Matches.of(snapshot, structure, selection));
            if (whole) {
                snapshot.remember(structure, known);
            }
        }
        return known;
    }

    private static Availability count(
            SeriesSnapshot snapshot, DataStructureView structure, ChunkTests tests, Matches candidates)
            throws IOException {
        PeriodFilter periods = tests.periodsAlone();
        if (structure.hasTime() && (tests.none() || periods != null)) {
            AvailabilityTally tally = new AvailabilityTally(snapshot, structure, periods);
            boolean counted = true;
            for (LeafReaderContext leaf : snapshot.leaves()) {
                DocIdSetIterator documents = counted ? candidates.in(leaf) : null;
                counted &= documents == null || tally.add(leaf, documents);
            }
            if (counted) {
                return tally.result();
            }
        }
        AvailabilityTally tally = new AvailabilityTally(snapshot, structure, null);
        tally.add(new ChunkScan(snapshot, structure, tests, DocumentCursor.inKeyOrder(snapshot, candidates)));
        return tally.result();
    }

    /** The same with other values. */
    public Availability withValues(Map<String, Map<String, Count>> other) {
        return new Availability(series, observations, other, begin, end);
    }

    /** Both together, as of two data sets of one structure. */
    public Availability plus(Availability other) {
        Map<String, Map<String, Count>> sum = new LinkedHashMap<>();
        values.forEach((dimension, counts) -> sum.put(dimension, codes(counts)));
        other.values.forEach((dimension, counts) -> {
            Map<String, Count> into = sum.computeIfAbsent(dimension, d -> codes(Map.of()));
            counts.forEach((code, count) -> into.merge(code, count, Count::plus));
        });
        return new Availability(
                series + other.series,
                observations + other.observations,
                sum,
                begin.isEmpty()
                                || other.begin
                                        .filter(b -> b.isBefore(begin.get()))
                                        .isPresent()
                        ? other.begin
                        : begin,
                end.isEmpty() || other.end.filter(e -> e.isAfter(end.get())).isPresent() ? other.end : end);
    }

    /** Counts by code, in the order of codes. */
    static Map<String, Count> codes(Map<String, Count> counts) {
        Map<String, Count> sorted = new TreeMap<>(ValueTest::compareCodePoints);
        sorted.putAll(counts);
        return sorted;
    }

    /** The dimensions told about. */
    public List<String> dimensions() {
        return new ArrayList<>(values.keySet());
    }
}
