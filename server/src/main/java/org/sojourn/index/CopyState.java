package org.sojourn.index;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.sojourn.store.DatasetId;
import org.sojourn.store.pack.KeyOrder;

/**
 * What a copy says of itself in its commit data.
 *
 * @param incarnation the database it was made from
 * @param order the dimensions by which its documents are sorted
 * @param seq everything up to this commit is in it
 */
record CopyState(int layout, UUID incarnation, DatasetId dataset, KeyOrder order, long seq) {

    CopyState at(long newer) {
        return new CopyState(layout, incarnation, dataset, order, newer);
    }

    Map<String, String> toCommitData() {
        return Map.of(
                "layout", Integer.toString(layout),
                "incarnation", incarnation.toString(),
                "dataset", dataset.toString(),
                "dimensions", String.join(" ", order.dimensions()),
                "seq", Long.toString(seq));
    }

    /**
     * Why a copy with this commit data must not be used where {@code this} is wanted; empty when it may. The copy may be older
     * than {@link #seq}, not newer.
     */
    Optional<String> objection(Map<String, String> found) {
        if (!found.keySet().containsAll(toCommitData().keySet())) {
            return Optional.of("it was never finished");
        }
        if (differs(found, "layout")) {
            return Optional.of("it has layout " + found.get("layout") + " and this version writes " + layout);
        }
        if (differs(found, "incarnation")) {
            return Optional.of("it was made from another database");
        }
        if (differs(found, "dataset")) {
            return Optional.of("it belongs to " + found.get("dataset"));
        }
        if (differs(found, "dimensions")) {
            return Optional.of("the data set has gained dimensions");
        }
        long theirs = seqOf(found);
        return theirs > seq
                ? Optional.of("it holds commit " + theirs + " and the database ends at " + seq)
                : Optional.empty();
    }

    private boolean differs(Map<String, String> found, String item) {
        return !Objects.equals(found.get(item), toCommitData().get(item));
    }

    static long seqOf(Map<String, String> found) {
        return Long.parseLong(found.getOrDefault("seq", "0"));
    }
}
