package org.sojourn.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sojourn.model.Dimension;
import org.sojourn.model.ref.VersionPattern;

/** Prints queries as URLs of v1. */
final class V1Printer {

    private V1Printer() {}

    static String print(Query query) {
        return switch (query) {
            case DataQuery q -> data(q);
            case AvailabilityQuery q -> availability(q);
            case StructureQuery q -> structure(q);
            case SchemaQuery q -> schema(q);
            case MetadataQuery.ByFlow q -> metadata(q);
            case MetadataQuery q -> throw cannot("metadata queries other than by flow");
            case RegistrationQuery q -> throw cannot("registration queries");
        };
    }

    private static IllegalArgumentException cannot(String what) {
        return new IllegalArgumentException("v1 has no " + what);
    }

    private static void unless(boolean sayable, String what) {
        if (!sayable) {
            throw cannot(what);
        }
    }

    private static String structure(StructureQuery q) {
        unless(q.resource().inV1(), "resource " + q.resource().word());
        unless(q.asOf().isEmpty(), "asOf");
        unless(q.detail() != StructureDetail.RAW, "detail=raw");
        List<String> query = new ArrayList<>();
        if (q.detail() != StructureDetail.FULL) {
            query.add("detail=" + q.detail().word());
        }
        List<String> references = new ArrayList<>();
        q.references().directions().forEach(d -> {
            unless(d != References.Direction.ANCESTORS, "references=ancestors");
            references.add(d.word());
        });
        q.references().resources().forEach(r -> {
            unless(r.inV1() && r != StructureResource.ANY, "references=" + r.word());
            references.add(r.word());
        });
        unless(references.size() <= 1, "several references in one query: " + references);
        references.forEach(r -> query.add("references=" + r));
        String resource = q.resource() == StructureResource.ANY
                ? "structure"
                : q.resource().word();
        String path = Syntax.path(
                resource,
                all(q.agencies()),
                "all",
                all(q.ids()),
                "all",
                q.versions().stream().map(V1Printer::version).collect(Collectors.joining("+")),
                "latest",
                all(Syntax.itemTexts(q.items(), '+')),
                "all");
        return join(path, query);
    }

    private static String data(DataQuery q) {
        unless(q.offset() == 0 && q.limit().isEmpty(), "offset and limit");
        unless(q.sort().isEmpty(), "sort");
        List<String> query = selectionParameters(q.selection());
        q.firstN().ifPresent(n -> query.add("firstNObservations=" + n));
        q.lastN().ifPresent(n -> query.add("lastNObservations=" + n));
        q.dimensionAtObservation().ifPresent(d -> query.add("dimensionAtObservation=" + d));
        detail(q).ifPresent(d -> query.add("detail=" + d));
        if (q.includeHistory()) {
            query.add("includeHistory=true");
        }
        return join(selectionPath("data", q.selection()), query);
    }

    private static Optional<String> detail(DataQuery q) {
        AttributeSelection shells =
                AttributeSelection.of(AttributeSelection.Scope.DATASET, AttributeSelection.Scope.SERIES);
        if (q.measures().all() && q.attributes().equals(AttributeSelection.DSD)) {
            return Optional.empty();
        }
        if (q.measures().all() && q.attributes().none()) {
            return Optional.of("dataonly");
        }
        if (q.measures().none() && q.attributes().none()) {
            return Optional.of("serieskeysonly");
        }
        if (q.measures().none() && q.attributes().equals(shells)) {
            return Optional.of("nodata");
        }
        throw cannot("such a choice of attributes and measures: " + q.attributes() + ", " + q.measures());
    }

    private static String availability(AvailabilityQuery q) {
        List<String> query = selectionParameters(q.selection());
        if (q.mode() != AvailabilityQuery.Mode.EXACT) {
            query.add("mode=" + q.mode().word());
        }
        if (q.references().equals(AvailabilityQuery.ALL_REFERENCES)) {
            query.add("references=all");
        } else if (!q.references().isEmpty()) {
            unless(q.references().size() == 1, "several references in one query");
            String word = q.references().iterator().next().resource();
            unless(!word.equals("valuelist"), "references=valuelist");
            query.add("references=" + word);
        }
        return join(selectionPath("availableconstraint", q.selection(), all(q.components()), "all"), query);
    }

    private static List<String> selectionParameters(DataSelection s) {
        unless(s.context() == Context.DATAFLOW, "context " + s.context().word());
        unless(s.asOf().isEmpty(), "asOf");
        unless(s.reportingYearStartDay().isEmpty(), "reportingYearStartDay");
        List<String> query = new ArrayList<>();
        for (ComponentFilter filter : s.filters()) {
            unless(filter.component().equals(Dimension.TIME_PERIOD), "filter on " + filter.component());
            unless(filter.clauses().size() == 1, "alternatives of periods");
            int last = -1;
            for (Condition condition : filter.clauses().getFirst()) {
                int place = switch (condition.operator()) {
                    case GREATER_OR_EQUAL -> 0;
                    case LESS_OR_EQUAL -> 1;
                    default -> throw cannot("operator " + condition.operator().word());
                };
                unless(place > last, "other order of periods than one start and one end");
                last = place;
                query.add((place == 0 ? "startPeriod=" : "endPeriod=") + UrlText.encode(condition.value(), ":"));
            }
        }
        s.updatedAfter().ifPresent(t -> query.add("updatedAfter=" + t));
        return query;
    }

    private static String selectionPath(String first, DataSelection s, String... more) {
        return path(
                first,
                flow(s.agencies(), s.ids(), s.versions()),
                Keys.printV1(s.keys()),
                providers(s.providers()),
                more);
    }

    private static String path(String first, String flow, String key, String providers, String... more) {
        List<String> parts = new ArrayList<>(List.of(flow, "", key, "all", providers, "all"));
        parts.addAll(List.of(more));
        return Syntax.path(first, parts.toArray(String[]::new));
    }

    private static String flow(List<String> agencies, List<String> ids, List<VersionPattern> versions) {
        unless(agencies.size() <= 1 && ids.size() <= 1 && versions.size() == 1, "several flows in one query");
        String agency = all(agencies);
        String id = all(ids);
        String version = version(versions.getFirst());
        if (!version.equals("latest")) {
            return agency + ',' + id + ',' + version;
        }
        return agencies.isEmpty() ? id : agency + ',' + id;
    }

    private static String providers(List<ProviderReference> providers) {
        return all(providers.stream()
                .map(p -> p.agency().map(a -> a + ',').orElse("") + p.id())
                .toList());
    }

    private static String schema(SchemaQuery q) {
        unless(!q.deletion() && q.asOf().isEmpty(), "deletion or asOf");
        unless(
                !q.context().resource().startsWith("metadataprovision"),
                "context " + q.context().resource());
        List<String> query = new ArrayList<>();
        q.dimensionAtObservation().ifPresent(d -> query.add("dimensionAtObservation=" + d));
        if (q.explicitMeasure()) {
            query.add("explicitMeasure=true");
        }
        String path = Syntax.path(
                "schema", q.context().resource(), "", q.agency(), "", q.id(), "", version(q.version()), "latest");
        return join(path, query);
    }

    private static String metadata(MetadataQuery.ByFlow q) {
        unless(!q.stubs() && q.asOf().isEmpty(), "detail or asOf of metadata");
        List<String> query = new ArrayList<>();
        q.updatedAfter().ifPresent(t -> query.add("updatedAfter=" + t));
        return join(
                path(
                        "metadata",
                        flow(q.agencies(), q.ids(), q.versions()),
                        Keys.printV1(q.keys()),
                        providers(q.providers())),
                query);
    }

    private static String version(VersionPattern pattern) {
        return switch (pattern.choice()) {
            case LATEST -> "latest";
            case EXACT -> pattern.text();
            case ALL -> {
                unless(pattern.text().equals("*") || pattern.text().equals("all"), "version " + pattern);
                yield "all";
            }
            case NEWEST, NEWEST_STABLE -> throw cannot("version " + pattern);
        };
    }

    private static String all(List<String> values) {
        return Syntax.orAny(values, "+", "all");
    }

    static String join(String path, List<String> query) {
        return query.isEmpty() ? path : path + '?' + String.join("&", query);
    }
}
