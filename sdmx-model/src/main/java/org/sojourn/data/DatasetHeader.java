package org.sojourn.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sojourn.model.Annotation;
import org.sojourn.model.Link;
import org.sojourn.model.ref.Urn;

/**
 * The head of one data set of a message.
 *
 * @param reference what the message names as the structure of the data: a data structure, a dataflow or a provision agreement
 * @param action the data set's own action, else the header's; empty when neither says one
 * @param dimensionAtObservation the pivot of the message as it was read, or as it is to be written: a dimension's id or
 *     {@code AllDimensions}. Blocks are in the canonical pivot whatever it says
 * @param dataProvider id of the provider where the data set names one
 */
public record DatasetHeader(
        Urn reference,
        Optional<Action> action,
        String dimensionAtObservation,
        Optional<String> setId,
        Optional<Urn> dataProvider,
        Optional<String> reportingBegin,
        Optional<String> reportingEnd,
        Optional<String> validFrom,
        Optional<String> validTo,
        Optional<String> publicationYear,
        Optional<String> publicationPeriod,
        List<Annotation> annotations,
        List<Link> links) {

    /** The pivot without series. */
    public static final String ALL_DIMENSIONS = "AllDimensions";

    public DatasetHeader {
        annotations = List.copyOf(annotations);
        links = List.copyOf(links);
    }

    /** A header without links, which only SDMX-JSON has. */
    public DatasetHeader(
            Urn reference,
            Optional<Action> action,
            String dimensionAtObservation,
            Optional<String> setId,
            Optional<Urn> dataProvider,
            Optional<String> reportingBegin,
            Optional<String> reportingEnd,
            Optional<String> validFrom,
            Optional<String> validTo,
            Optional<String> publicationYear,
            Optional<String> publicationPeriod,
            List<Annotation> annotations) {
        this(
                reference,
                action,
                dimensionAtObservation,
                setId,
                dataProvider,
                reportingBegin,
                reportingEnd,
                validFrom,
                validTo,
                publicationYear,
                publicationPeriod,
                annotations,
                List.of());
    }

    public static DatasetHeader of(Urn reference, Optional<Action> action, String dimensionAtObservation) {
        return new DatasetHeader(
                reference,
                action,
                dimensionAtObservation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** True where there is anything beside structure, action, pivot and annotations. */
    public boolean saysMore() {
        return Stream.of(setId, reportingBegin, reportingEnd, validFrom, validTo, publicationYear, publicationPeriod)
                        .anyMatch(Optional::isPresent)
                || dataProvider.isPresent();
    }

    /** The same data set under another name. */
    public DatasetHeader withReference(Urn other) {
        return with(other, dataProvider);
    }

    /** The same data set named by an agreement, which names the provider. */
    public DatasetHeader underAgreement(Urn agreement) {
        return with(agreement, Optional.empty());
    }

    /** The same data set with another dimension at the observation. */
    public DatasetHeader withPivot(String pivot) {
        return with(reference, dataProvider, pivot);
    }

    private DatasetHeader with(Urn other, Optional<Urn> provider) {
        return with(other, provider, dimensionAtObservation);
    }

    private DatasetHeader with(Urn other, Optional<Urn> provider, String pivot) {
        return new DatasetHeader(
                other,
                action,
                pivot,
                setId,
                provider,
                reportingBegin,
                reportingEnd,
                validFrom,
                validTo,
                publicationYear,
                publicationPeriod,
                annotations,
                links);
    }
}
