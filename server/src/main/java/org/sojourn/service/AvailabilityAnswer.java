package org.sojourn.service;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.Comparator;
import org.sojourn.data.DataStructureView;
import org.sojourn.index.Availability;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.Catalogue;

/**
 * The answer to an availability query.
 *
 * @param known true where the artefacts the query names exist, with or without data
 * @param available by artefact; empty where there are no data sets
 * @param catalogue the structures to take references from
 */
public record AvailabilityAnswer(boolean known, List<Available> available, Catalogue catalogue, AnswerState state) {

    public AvailabilityAnswer {
        available = List.copyOf(available);
    }

    /**
     * What there are data for under one artefact.
     *
     * @param counts of the data that the query selects; {@code values} are those to be told, which are more where the query
     *     asks for what else could be chosen
     * @param spans by dimension to be told, from when till when there are data for its values; the time dimension is among
     *     them only where it was asked for by name
     * @param providers who reported the data, as far as it is known
     */
    public record Available(
            Urn reference,
            DataStructureView structure,
            Availability counts,
            Map<String, Span> spans,
            Set<Urn> providers) {

        Available plus(Available other) {
            Map<String, Span> sum = new LinkedHashMap<>(spans);
            other.spans.forEach((dimension, span) -> sum.merge(dimension, span, Span::plus));
            Set<Urn> all = new TreeSet<>(Comparator.comparing(Urn::toString));
            all.addAll(providers);
            all.addAll(other.providers);
            return new Available(reference, structure, counts.plus(other.counts), sum, all);
        }
    }

    /**
     * A span of time.
     *
     * @param begin where the first period begins; empty where there is no time
     * @param end when the last period has ended, exclusive
     */
    public record Span(Optional<LocalDateTime> begin, Optional<LocalDateTime> end) {

        Span plus(Span other) {
            return new Span(
                    begin.isEmpty() || other.begin.filter(begin.get()::isAfter).isPresent() ? other.begin : begin,
                    end.isEmpty() || other.end.filter(end.get()::isBefore).isPresent() ? other.end : end);
        }
    }

    /** True where there is no value to be told. */
    public boolean isEmpty() {
        return available.stream()
                .allMatch(a -> a.counts().series() == 0
                        && a.counts().values().values().stream().allMatch(Map::isEmpty)
                        && a.spans().values().stream().allMatch(s -> s.begin().isEmpty()));
    }
}
