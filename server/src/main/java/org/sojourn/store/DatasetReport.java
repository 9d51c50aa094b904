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
 */
public record DatasetReport(
        DatasetId dataset, List<Action> actions, Counts series, Counts observations, Counts attributes) {

    public DatasetReport {
        actions = List.copyOf(actions);
    }
}
