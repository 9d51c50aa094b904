package org.sojourn.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;

/** The full state of one series, in order of time, while messages are applied to it. */
final class SeriesState {

    private final ObservationOrder order;
    private List<Observation> observations;
    private final Map<String, Value> attributes;
    private List<Annotation> annotations;

    SeriesState(ObservationOrder order) {
        this(order, List.of(), Map.of(), List.of());
    }

    /** @param observations in order */
    SeriesState(
            ObservationOrder order,
            List<Observation> observations,
            Map<String, Value> attributes,
            List<Annotation> annotations) {
        this.order = order;
        this.observations = observations;
        this.attributes = new LinkedHashMap<>(attributes);
        this.annotations = annotations;
    }

    SeriesState copy() {
        return new SeriesState(order, observations, attributes, annotations);
    }

    List<Observation> observations() {
        return Collections.unmodifiableList(observations);
    }

    Map<String, Value> attributes() {
        return attributes;
    }

    List<Annotation> annotations() {
        return annotations;
    }

    void annotations(List<Annotation> notes) {
        annotations = notes;
    }

    /** A series of which nothing is left is no series. */
    boolean exists() {
        return !(observations.isEmpty() && attributes.isEmpty() && annotations.isEmpty());
    }

    boolean same(SeriesState other) {
        if (observations.size() != other.observations.size()
                || !attributes.equals(other.attributes)
                || !annotations.equals(other.annotations)) {
            return false;
        }
        for (int i = 0; i < observations.size(); i++) {
            Observation a = observations.get(i);
            Observation b = other.observations.get(i);
            if (!(a.period().equals(b.period()) && a.same(b))) {
                return false;
            }
        }
        return true;
    }

    /** The observation of a period. */
    @Nullable
    Observation find(Observation like) {
        int low = 0;
        int high = observations.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int c = compare(observations.get(middle), like);
            if (c == 0) {
                return observations.get(middle);
            }
            if (c < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /**
     * Puts observations in.
     *
     * @param given sorted, each period once
     * @param replace true where components that are not given go, false where they stay
     * @param before the state before the data set of the message began
     * @param twice is told what the same data set of the message gave before
     */
    void put(List<Observation> given, boolean replace, SeriesState before, Tally tally, Consumer<Observation> twice) {
        if (given.isEmpty()) {
            return;
        }
        List<Observation> result = new ArrayList<>(observations.size() + given.size());
        int at = 0;
        for (Observation g : given) {
            while (at < observations.size() && compare(observations.get(at), g) < 0) {
                result.add(observations.get(at++));
            }
            if (at == observations.size() || compare(observations.get(at), g) != 0) {
                result.add(g);
                tally.inserted++;
                continue;
            }
            Observation old = observations.get(at++);
            Observation first = before.find(old);
            if (first == null || !first.same(old)) {
                twice.accept(g);
            }
            Observation now = replace ? g : old.merged(g);
            if (now.same(old)) {
                tally.unchanged++;
                result.add(old);
            } else {
                tally.updated++;
                result.add(now);
            }
        }
        result.addAll(observations.subList(at, observations.size()));
        observations = result;
    }

    /**
     * Takes observations out, or only those of their components that a given one names by any value.
     *
     * @param given sorted
     */
    void remove(List<Observation> given, Tally tally) {
        List<Observation> result = new ArrayList<>(observations.size());
        int next = 0;
        for (Observation old : observations) {
            while (next < given.size() && compare(given.get(next), old) < 0) {
                next++;
            }
            boolean named = next < given.size() && compare(given.get(next), old) == 0;
            keep(old, named ? given.get(next) : null, result, tally);
        }
        observations = result;
    }

    /** {@link #remove} for every observation there is; without named components all go. */
    void removeEverywhere(Observation named, Tally tally) {
        List<Observation> result = new ArrayList<>(observations.size());
        observations.forEach(old -> keep(old, named, result, tally));
        observations = result;
    }

    /** Takes everything out. */
    void clear(Tally tally) {
        tally.deleted += observations.size();
        observations = List.of();
        attributes.clear();
        annotations = List.of();
    }

    /** Counts what became of each observation on the way from another state to this one. */
    void difference(SeriesState from, Tally tally) {
        int at = 0;
        for (Observation now : observations) {
            while (at < from.observations.size() && compare(from.observations.get(at), now) < 0) {
                tally.deleted++;
                at++;
            }
            if (at < from.observations.size() && compare(from.observations.get(at), now) == 0) {
                tally.count(true, true, from.observations.get(at++).same(now), 1);
            } else {
                tally.inserted++;
            }
        }
        tally.deleted += from.observations.size() - at;
    }

    int compare(Observation a, Observation b) {
        return order.compare(a.period(), a.rank(), b.period(), b.rank());
    }

    private static void keep(Observation old, @Nullable Observation named, List<Observation> result, Tally tally) {
        if (named == null) {
            result.add(old);
        } else if (named.empty()) {
            tally.deleted++;
        } else {
            Observation left = old.without(named);
            if (left.empty()) {
                tally.deleted++;
            } else {
                result.add(left);
                tally.count(true, true, left.same(old), 1);
            }
        }
    }
}
