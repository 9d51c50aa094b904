package org.sojourn.query;

import java.time.Instant;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.VersionPattern;

/**
 * Which data a query speaks of, common to data and availability queries. Everything named must hold at once.
 *
 * @param agencies agencies of the artefacts, dotted where nested; empty for any
 * @param ids ids of the artefacts; empty for any
 * @param versions any of these; never empty
 * @param keys any of these; empty for any key
 * @param providers data come from one of these (v1); empty for any
 * @param filters at most one for each component; v1's startPeriod and endPeriod stand here as {@code ge} and {@code le} on
 *     the time dimension
 * @param updatedAfter only what was inserted, changed or deleted after this moment
 * @param asOf the data as they were at this moment
 * @param reportingYearStartDay the day on which reporting years begin in periods of {@code filters}; 1 January where empty
 */
public record DataSelection(
        Context context,
        List<String> agencies,
        List<String> ids,
        List<VersionPattern> versions,
        List<KeyFilter> keys,
        List<ProviderReference> providers,
        List<ComponentFilter> filters,
        Optional<Instant> updatedAfter,
        Optional<Instant> asOf,
        Optional<MonthDay> reportingYearStartDay,
        Visibility visibility) {

    public DataSelection {
        agencies = List.copyOf(agencies);
        ids = List.copyOf(ids);
        versions = List.copyOf(versions);
        keys = List.copyOf(keys);
        providers = List.copyOf(providers);
        filters = List.copyOf(filters);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a selection needs a version, if only '*'");
        }
    }

    /** All public data of any artefact of this kind. */
    public static DataSelection of(Context context) {
        return new DataSelection(
                context,
                List.of(),
                List.of(),
                List.of(VersionPattern.ALL),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Visibility.PUBLIC);
    }

    /** All public data of one artefact. */
    public static DataSelection of(Context context, String agency, String id, VersionPattern version) {
        return of(context).artefacts(List.of(agency), List.of(id), List.of(version));
    }

    /** The filter on this component. */
    public Optional<ComponentFilter> filter(String component) {
        return filters.stream().filter(f -> f.component().equals(component)).findFirst();
    }

    public DataSelection artefacts(List<String> agencies, List<String> ids, List<VersionPattern> versions) {
        return new DataSelection(
                context,
                agencies,
                ids,
                versions,
                keys,
                providers,
                filters,
                updatedAfter,
                asOf,
                reportingYearStartDay,
                visibility);
    }

    public DataSelection withKeys(List<KeyFilter> other) {
        return new DataSelection(
                context,
                agencies,
                ids,
                versions,
                other,
                providers,
                filters,
                updatedAfter,
                asOf,
                reportingYearStartDay,
                visibility);
    }

    public DataSelection withProviders(List<ProviderReference> other) {
        return new DataSelection(
                context,
                agencies,
                ids,
                versions,
                keys,
                other,
                filters,
                updatedAfter,
                asOf,
                reportingYearStartDay,
                visibility);
    }

    public DataSelection withFilters(List<ComponentFilter> other) {
        return new DataSelection(
                context,
                agencies,
                ids,
                versions,
                keys,
                providers,
                other,
                updatedAfter,
                asOf,
                reportingYearStartDay,
                visibility);
    }

    public DataSelection withUpdatedAfter(Optional<Instant> other) {
        return new DataSelection(
                context,
                agencies,
                ids,
                versions,
                keys,
                providers,
                filters,
                other,
                asOf,
                reportingYearStartDay,
                visibility);
    }

    public DataSelection withAsOf(Optional<Instant> other) {
        return new DataSelection(
                context,
                agencies,
                ids,
                versions,
                keys,
                providers,
                filters,
                updatedAfter,
                other,
                reportingYearStartDay,
                visibility);
    }

    public DataSelection withReportingYearStartDay(Optional<MonthDay> other) {
        return new DataSelection(
                context, agencies, ids, versions, keys, providers, filters, updatedAfter, asOf, other, visibility);
    }

    public DataSelection withVisibility(Visibility other) {
        return new DataSelection(
                context,
                agencies,
                ids,
                versions,
                keys,
                providers,
                filters,
                updatedAfter,
                asOf,
                reportingYearStartDay,
                other);
    }
}
