package org.sojourn.store;

import java.util.List;
import org.sojourn.data.Action;

/**
 * What a message did to one data set.
 *
 * @param actions what its data sets of the message asked for, in order
 * @param series series that came, changed, went, or were given as they are
 * @param observations the same for observations
 * @param attributes the same for values of attributes above the series
 * @param head the same for what is said of the data set in its head
 */
public record DatasetReport(
        DatasetId dataset, List<Action> actions, Counts series, Counts observations, Counts attributes, Counts head) {

    public DatasetReport {
        actions = List.copyOf(actions);
    }

    DatasetReport withHead(Counts counted) {
        return new DatasetReport(dataset, actions, series, observations, attributes, counted);
    }

    /** True where the message made anything different. */
    public boolean changed() {
        return series.changed() || observations.changed() || attributes.changed() || head.changed();
    }
}
