package org.sojourn.validation.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;

/** The periods of a data set, numbered as they are met. */
final class Timeline {

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    int id(String period) {
        return ids.computeIfAbsent(period, p -> {
            texts.add(p);
            starts.add(Periods.start(p, TimePeriod.FIRST_OF_JANUARY));
            ends.add(Periods.end(p, TimePeriod.FIRST_OF_JANUARY));
            return texts.size() - 1;
        });
    }

    String text(int id) {
        return texts.get(id);
    }

    /** By their beginning, then by their end. */
    Comparator<Integer> chronological() {
        return Comparator.<Integer, Long>comparing(starts::get).thenComparing(ends::get);
    }

    /** The number of the period that ends where this one begins and is of the same length in months; -1 for none. */
    int before(int id) {
        long start = starts.get(id);
        long length = ends.get(id) - start;
        for (int other = 0; other < texts.size(); other++) {
            if (ends.get(other) == start) {
                long otherLength = start - starts.get(other);
                if (Math.abs(otherLength - length) <= length / 8) { // months and years are not all of one length
                    return other;
                }
            }
        }
        return -1;
    }
}
