package org.sojourn.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.DataConstraint.Role;
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
 */
public record AvailabilityConstraint(
        List<Annotation> annotations,
        Urn attachment,
        CubeRegion region,
        OptionalLong seriesCount,
        OptionalLong observationCount) {

    /** The type of the annotations that hold counts before 3.1 (REST 1.5 and 2.1, availability). */
    public static final String METRICS = "sdmx_metrics";

    private static final String AFTER_MIDNIGHT = "T00:00:00";
    private static final String BEFORE_MIDNIGHT = "T23:59:59";

    public AvailabilityConstraint {
        annotations = List.copyOf(annotations);
    }

    /**
     * The same as 2.1 and 3.0 say it: a constraint of role Actual, counts as annotations, the days between which there are
     * data as its reference period.
     */
    public DataConstraint asDataConstraint() {
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
                List.of(region),
                period(),
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
    private Optional<ReferencePeriod> period() {
        Optional<String> first = region.keyValues().stream()
                .flatMap(values -> values.validFrom().stream())
                .min(Comparator.naturalOrder());
        Optional<String> last = region.keyValues().stream()
                .map(ComponentValues::validTo)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        return first.isEmpty() || last.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ReferencePeriod(time(first.get(), AFTER_MIDNIGHT), time(last.get(), BEFORE_MIDNIGHT)));
    }

    /** 2.1 wants points in time. */
    private static String time(String day, String time) {
        return day.contains("T") ? day : day + time;
    }
}
