package org.sojourn.registry;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.DataConstraint.QueryableDataSource;
import org.sojourn.model.ref.Urn;

/**
 * That data or reference metadata under an agreement are to be had somewhere.
 *
 * <p>Times are kept as text in the form they were given (xs:dateTime).
 *
 * @param id given by the registry; absent in what is sent to be registered for the first time
 * @param agreement a provision agreement, which in 2.1 may be one for metadata
 * @param sources one or two: a file, a service, or both
 */
public record Registration(
        Optional<String> id,
        Urn agreement,
        List<Source> sources,
        Optional<String> validFrom,
        Optional<String> validTo,
        Optional<String> lastUpdated,
        Indexing indexing) {

    public Registration {
        sources = List.copyOf(sources);
    }

    /** Where data are. */
    public sealed interface Source {}

    /** A file that holds all of them. */
    public record SimpleSource(String url) implements Source {}

    /** A service that answers queries. */
    public record QueryableSource(QueryableDataSource service) implements Source {}

    /** What a registry is asked to index of the data; nothing, where nothing is said. */
    public record Indexing(boolean timeSeries, boolean dataSet, boolean attributes, boolean reportingPeriod) {
        public static final Indexing NONE = new Indexing(false, false, false, false);
    }

    /** The same under this id. */
    public Registration withId(String newId) {
        return new Registration(Optional.of(newId), agreement, sources, validFrom, validTo, lastUpdated, indexing);
    }

    /** The same under an id that the registry gave, with the time of its last change. */
    public Registration registered(String newId, String updated) {
        return new Registration(
                Optional.of(newId), agreement, sources, validFrom, validTo, Optional.of(updated), indexing);
    }
}
