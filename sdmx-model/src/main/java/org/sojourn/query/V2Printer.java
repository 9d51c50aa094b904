package org.sojourn.query;

import java.time.Instant;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.VersionPattern;

/** Prints queries as URLs of v2. */
final class V2Printer {

    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("'--'MM-dd");

    private V2Printer() {}

    static String print(Query query) {
        return switch (query) {
            case DataQuery q -> data(q);
            case AvailabilityQuery q -> availability(q);
            case StructureQuery q -> structure(q);
            case SchemaQuery q -> schema(q);
            case MetadataQuery.BySet q ->
                V1Printer.join(
                        Syntax.path(
                                "metadata/metadataset",
                                any(q.providers()),
                                "*",
                                any(q.ids()),
                                "*",
                                versions(q.versions()),
                                "~"),
                        metadata(q, q.asOf()));
            case MetadataQuery.ByFlow q -> {
                unless(q.keys().isEmpty() && q.updatedAfter().isEmpty(), "keys or updatedAfter of metadata");
                yield V1Printer.join(
                        Syntax.path(
                                "metadata/metadataflow",
                                any(q.agencies()),
                                "*",
                                any(q.ids()),
                                "*",
                                versions(q.versions()),
                                "~",
                                any(q.providers().stream()
                                        .map(p -> p.agency().map(a -> a + '.').orElse("") + p.id())
                                        .toList()),
                                "*"),
                        metadata(q, q.asOf()));
            }
            case MetadataQuery.ByStructure q ->
                V1Printer.join(
                        Syntax.path(
                                "metadata/structure",
                                resource(q.resource()),
                                "*",
                                any(q.agencies()),
                                "*",
                                any(q.ids()),
                                "*",
                                versions(q.versions()),
                                "~"),
                        metadata(q, q.asOf()));
            case RegistrationQuery q -> registration(q);
        };
    }

    private static void unless(boolean sayable, String what) {
        if (!sayable) {
            throw new IllegalArgumentException("v2 has no " + what);
        }
    }

    private static String data(DataQuery q) {
        DataSelection s = q.selection();
        List<String> query = selectionParameters(s);
        s.asOf().ifPresent(t -> query.add("asOf=" + t));
        q.firstN().ifPresent(n -> query.add("firstNObservations=" + n));
        q.lastN().ifPresent(n -> query.add("lastNObservations=" + n));
        q.dimensionAtObservation().ifPresent(d -> query.add("dimensionAtObservation=" + d));
        if (q.attributes().none()) {
            query.add("attributes=none");
        } else if (!q.attributes().equals(AttributeSelection.DSD)) {
            List<String> words = new ArrayList<>();
            q.attributes().scopes().forEach(scope -> words.add(scope.word()));
            words.addAll(q.attributes().ids());
            query.add("attributes=" + String.join(",", words));
        }
        if (q.measures().none()) {
            query.add("measures=none");
        } else if (!q.measures().all()) {
            query.add("measures=" + String.join(",", q.measures().ids()));
        }
        if (q.includeHistory()) {
            query.add("includeHistory=true");
        }
        if (q.offset() > 0) {
            query.add("offset=" + q.offset());
        }
        q.limit().ifPresent(n -> query.add("limit=" + n));
        if (!q.sort().isEmpty()) {
            query.add("sort="
                    + q.sort().stream()
                            .map(t -> t.component() + (t.descending() ? ":desc" : ""))
                            .collect(Collectors.joining("+")));
        }
        return V1Printer.join(selectionPath("data", s), query);
    }

    private static List<String> selectionParameters(DataSelection s) {
        unless(s.providers().isEmpty(), "data providers in data queries");
        List<String> query = new ArrayList<>();
        s.filters().forEach(f -> query.add(Filters.print(f)));
        s.updatedAfter().ifPresent(t -> query.add("updatedAfter=" + t));
        s.reportingYearStartDay().ifPresent(d -> query.add("reportingYearStartDay=" + monthDay(d)));
        return query;
    }

    private static String monthDay(MonthDay day) {
        return MONTH_DAY.format(day);
    }

    private static String selectionPath(String first, DataSelection s, String... more) {
        List<String> parts = new ArrayList<>(List.of(
                s.context().word(),
                "*",
                any(s.agencies()),
                "*",
                any(s.ids()),
                "*",
                versions(s.versions()),
                "*",
                Keys.printV2(s.keys()),
                "*"));
        parts.addAll(List.of(more));
        return Syntax.path(first, parts.toArray(String[]::new));
    }

    private static String availability(AvailabilityQuery q) {
        unless(q.selection().asOf().isEmpty(), "asOf in availability queries");
        List<String> query = selectionParameters(q.selection());
        if (q.mode() != AvailabilityQuery.Mode.EXACT) {
            query.add("mode=" + q.mode().word());
        }
        if (q.references().equals(AvailabilityQuery.ALL_REFERENCES)) {
            query.add("references=all");
        } else if (!q.references().isEmpty()) {
            query.add("references="
                    + q.references().stream()
                            .map(ArtefactClass::resource)
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
        return V1Printer.join(selectionPath("availability", q.selection(), any(q.components()), "*"), query);
    }

    private static String structure(StructureQuery q) {
        List<String> query = new ArrayList<>();
        if (q.detail() != StructureDetail.FULL) {
            query.add("detail=" + q.detail().word());
        }
        if (!q.references().none()) {
            List<String> words = new ArrayList<>();
            q.references().directions().forEach(d -> words.add(d.word()));
            q.references().resources().forEach(r -> words.add(resource(r)));
            query.add("references=" + String.join(",", words));
        }
        q.asOf().ifPresent(t -> query.add("asOf=" + t));
        return V1Printer.join(
                Syntax.path(
                        "structure",
                        resource(q.resource()),
                        "*",
                        any(q.agencies()),
                        "*",
                        any(q.ids()),
                        "*",
                        versions(q.versions()),
                        "~",
                        any(Syntax.itemTexts(q.items(), ',')),
                        "*"),
                query);
    }

    private static String schema(SchemaQuery q) {
        unless(!q.explicitMeasure(), "explicitMeasure");
        List<String> query = new ArrayList<>();
        q.dimensionAtObservation().ifPresent(d -> query.add("dimensionAtObservation=" + d));
        if (q.deletion()) {
            query.add("deletion=true");
        }
        q.asOf().ifPresent(t -> query.add("asOf=" + t));
        String path = Syntax.path(
                "schema", q.context().resource(), "", q.agency(), "", q.id(), "", version(q.version()), "~");
        return V1Printer.join(path, query);
    }

    private static List<String> metadata(MetadataQuery q, Optional<Instant> asOf) {
        List<String> query = new ArrayList<>();
        if (q.stubs()) {
            query.add("detail=allstubs");
        }
        asOf.ifPresent(t -> query.add("asOf=" + t));
        return query;
    }

    private static String registration(RegistrationQuery query) {
        return switch (query) {
            case RegistrationQuery.ById q -> "registration/id/" + String.join(",", q.ids());
            case RegistrationQuery.ByProvider q ->
                V1Printer.join(
                        Syntax.path("registration/provider", any(q.agencies()), "*", any(q.providers()), "*"),
                        between(q.updatedAfter(), q.updatedBefore()));
            case RegistrationQuery.ByArtefact q ->
                V1Printer.join(
                        Syntax.path(
                                "registration",
                                q.context().word(),
                                "*",
                                any(q.agencies()),
                                "*",
                                any(q.ids()),
                                "*",
                                versions(q.versions()),
                                "*"),
                        between(q.updatedAfter(), q.updatedBefore()));
        };
    }

    private static List<String> between(Optional<Instant> after, Optional<Instant> before) {
        List<String> query = new ArrayList<>();
        after.ifPresent(t -> query.add("updatedAfter=" + t));
        before.ifPresent(t -> query.add("updatedBefore=" + t));
        return query;
    }

    private static String resource(StructureResource resource) {
        unless(resource.inV2(), "artefact type " + resource.word());
        return resource.word();
    }

    private static String versions(List<VersionPattern> patterns) {
        return patterns.stream().map(V2Printer::version).collect(Collectors.joining(","));
    }

    private static String version(VersionPattern pattern) {
        // v1's latest has no equal here; the newest of any status is nearest
        return pattern.choice() == VersionPattern.Choice.LATEST ? "~" : pattern.text();
    }

    private static String any(List<String> values) {
        return Syntax.orAny(values, ",", "*");
    }
}
