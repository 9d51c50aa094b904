package org.sojourn.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A query for data.
 *
 * @param firstN at most so many observations from the start of each series, after all filters; at least 1
 * @param lastN the same from the end; with both, both ends
 * @param dimensionAtObservation a dimension's id or {@code AllDimensions}; empty for the default of the structure
 * @param attributes v1's {@code detail} dataonly and serieskeysonly say none, nodata says those of data set and series
 * @param measures v1's {@code detail} serieskeysonly and nodata say none
 * @param includeHistory all past states, one data set for each
 * @param offset how many observations to skip (series keys, where only keys are wanted), from 0
 * @param limit at most so many observations (or series keys), at least 1; empty for all
 * @param sort first to last; the order is left open where empty
 */
public record DataQuery(
        DataSelection selection,
        OptionalInt firstN,
        OptionalInt lastN,
        Optional<String> dimensionAtObservation,
        AttributeSelection attributes,
        MeasureSelection measures,
        boolean includeHistory,
        long offset,
        OptionalLong limit,
        List<SortTerm> sort)
        implements Query {

    public DataQuery {
        sort = List.copyOf(sort);
    }

    /** Everything of the selection, by the defaults of the standard. */
    public static DataQuery of(DataSelection selection) {
        return new DataQuery(
                selection,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                AttributeSelection.DSD,
                MeasureSelection.ALL,
                false,
                0,
                OptionalLong.empty(),
                List.of());
    }

    /** True where only series keys are wanted, and perhaps attributes of series: no observations. */
    public boolean withoutObservations() {
        return measures.none()
                && attributes.ids().isEmpty()
                && attributes.scopes().stream()
                        .allMatch(s -> s == AttributeSelection.Scope.DATASET || s == AttributeSelection.Scope.SERIES);
    }

    @Override
    public Visibility visibility() {
        return selection.visibility();
    }

    @Override
    public DataQuery withVisibility(Visibility other) {
        return withSelection(selection.withVisibility(other));
    }

    public DataQuery withSelection(DataSelection other) {
        return new DataQuery(
                other,
                firstN,
                lastN,
                dimensionAtObservation,
                attributes,
                measures,
                includeHistory,
                offset,
                limit,
                sort);
    }

    /** The same with other numbers of observations for each series. */
    public DataQuery withEnds(OptionalInt first, OptionalInt last) {
        return new DataQuery(
                selection,
                first,
                last,
                dimensionAtObservation,
                attributes,
                measures,
                includeHistory,
                offset,
                limit,
                sort);
    }

    public DataQuery withDimensionAtObservation(Optional<String> other) {
        other.ifPresent(Syntax::dimensionAtObservation);
        return new DataQuery(
                selection, firstN, lastN, other, attributes, measures, includeHistory, offset, limit, sort);
    }

    /** The same with other components in the answer. */
    public DataQuery showing(AttributeSelection shownAttributes, MeasureSelection shownMeasures) {
        return new DataQuery(
                selection,
                firstN,
                lastN,
                dimensionAtObservation,
                shownAttributes,
                shownMeasures,
                includeHistory,
                offset,
                limit,
                sort);
    }

    public DataQuery withHistory(boolean wanted) {
        return new DataQuery(
                selection, firstN, lastN, dimensionAtObservation, attributes, measures, wanted, offset, limit, sort);
    }

    /** The same, another page of it in another order. */
    public DataQuery page(long from, OptionalLong most, List<SortTerm> order) {
        return new DataQuery(
                selection,
                firstN,
                lastN,
                dimensionAtObservation,
                attributes,
                measures,
                includeHistory,
                from,
                most,
                order);
    }
}
