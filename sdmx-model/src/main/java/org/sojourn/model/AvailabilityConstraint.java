package org.sojourn.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.Role;
import org.sojourn.model.DataConstraint.TimeRange;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/**
 * For which values there are data (3.1): the answer to a query, without identity of its own and never maintained.
 *
 * @param attachment the data structure, dataflow or provision agreement whose data were looked at
 * @param region by dimension the values that occur, with the first and the last day of the data in their validity
 * @param seriesCount how many series the query would give, where that is known
 * @param observationCount how many observations it would give, where that is known
 * @param timeDimension the dimension whose span 2.1, which knows no validity of values, is to tell; no part of the constraint
 */
public record AvailabilityConstraint(
        List<Annotation> annotations,
        Urn attachment,
        CubeRegion region,
        OptionalLong seriesCount,
        OptionalLong observationCount,
        Optional<String> timeDimension) {

    /** The type of the annotations that hold counts before 3.1 (REST 1.5 and 2.1, availability). */
    public static final String METRICS = "sdmx_metrics";

    public AvailabilityConstraint {
        annotations = List.copyOf(annotations);
    }

    /** One that tells the span of time by the validity of values only. */
    public AvailabilityConstraint(
            List<Annotation> annotations,
            Urn attachment,
            CubeRegion region,
            OptionalLong seriesCount,
            OptionalLong observationCount) {
        this(annotations, attachment, region, seriesCount, observationCount, Optional.empty());
    }

    /**
     * The same as 3.0 and, with the days between which there are data as a range of the time dimension, 2.1 say it: a
     * constraint of role Actual, counts as annotations.
     *
     * @param ofTime whether the time dimension gets its range; a reference period would say as much, but widespread
     *     clients know of none, while they have met ranges elsewhere
     */
    public DataConstraint asDataConstraint(boolean ofTime) {
        List<Annotation> notes = Stream.of(
                        annotations.stream(), count("series_count", seriesCount), count("obs_count", observationCount))
                .flatMap(s -> s)
                .toList();
        Naming naming = new Naming(
                new Identification("AVAILABILITY_" + attachment.id(), Optional.empty(), notes, List.of()),
                LocalisedText.of("en", "Data available for " + attachment.shortForm()),
                LocalisedText.EMPTY);
        return new DataConstraint(
                Maintenance.of(attachment.agency(), Version.LEGACY_DEFAULT, naming),
                Optional.of(Role.ACTUAL),
                Optional.of(Attachment.to(attachment)),
                List.of(),
                List.of(ofTime ? withTime() : region),
                Optional.empty(),
                Optional.empty());
    }

    private static Stream<Annotation> count(String id, OptionalLong count) {
        return count.isEmpty()
                ? Stream.empty()
                : Stream.of(new Annotation(
                        Optional.of(id),
                        Optional.of(Long.toString(count.getAsLong())),
                        Optional.of(METRICS),
                        List.of(),
                        LocalisedText.EMPTY,
                        Optional.empty()));
    }

    /** From the first to the last day of any dimension's values. */
    private CubeRegion withTime() {
        Optional<String> first = region.keyValues().stream()
                .flatMap(values -> values.validFrom().stream())
                .min(Comparator.naturalOrder());
        Optional<String> last = region.keyValues().stream()
                .flatMap(values -> values.validTo().stream())
                .max(Comparator.naturalOrder());
        if (timeDimension.isEmpty()
                || first.isEmpty()
                || last.isEmpty()
                || region.keyValues().stream()
                        .anyMatch(values -> values.component().equals(timeDimension.get()))) {
            return region;
        }
        List<ComponentValues> all = new ArrayList<>(region.keyValues());
        all.add(new ComponentValues(
                timeDimension.get(),
                true,
                false,
                List.of(),
                Optional.of(new TimeRange(
                        first.map(day -> new TimeRange.Bound(day, true)),
                        last.map(day -> new TimeRange.Bound(day, true)))),
                first,
                last));
        return new CubeRegion(region.included(), region.annotations(), all, region.components());
    }
}
