package org.sojourn.store;

import java.time.MonthDay;
import java.util.Comparator;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.time.Periods;

/**
 * The order of observations inside a series: by the beginning of the period, then the end (a month before the quarter that
 * begins with it), then the text, which is also the order where the observation dimension is not time. Reporting years begin
 * in January here: the order must not change when an attribute does.
 */
final class ObservationOrder implements Comparator<String> {

    private static final MonthDay JANUARY = MonthDay.of(1, 1);

    private final boolean time;

    ObservationOrder(DataStructureView view) {
        time = view.hasTime();
    }

    /** What comes first when compared: equal for texts that need {@link #compare}. */
    long rank(String text) {
        if (!time) {
            return 0;
        }
        long start = Periods.start(text, JANUARY);
        return start == Periods.NONE ? Long.MAX_VALUE : start;
    }

    @Override
    public int compare(String a, String b) {
        return compare(a, rank(a), b, rank(b));
    }

    int compare(String a, long rankOfA, String b, long rankOfB) {
        if (rankOfA != rankOfB) {
            return Long.compare(rankOfA, rankOfB);
        }
        if (time && rankOfA != Long.MAX_VALUE && !a.equals(b)) {
            int byEnd = Long.compare(Periods.end(a, JANUARY), Periods.end(b, JANUARY));
            if (byEnd != 0) {
                return byEnd;
            }
        }
        return a.compareTo(b);
    }
}
