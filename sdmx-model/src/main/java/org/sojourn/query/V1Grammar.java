package org.sojourn.query;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.VersionPattern;

/**
 * The URLs of SDMX REST 1.5 (SDMX 2.1): what stands after the entry point.
 *
 * <p>{@code all} and {@code latest} are understood in any case. Plus signs and commas count whether they are percent-encoded
 * or not, because ids cannot hold them.
 */
public final class V1Grammar {

    private static final Set<ArtefactClass> SCHEMA_CONTEXTS = EnumSet.of(
            ArtefactClass.DATA_STRUCTURE,
            ArtefactClass.METADATA_STRUCTURE,
            ArtefactClass.DATAFLOW,
            ArtefactClass.METADATAFLOW,
            ArtefactClass.PROVISION_AGREEMENT);
    private static final Pattern PROVIDERS = Pattern.compile("[^+,]+(,[^+,]+)?(\\+[^+,]+(,[^+,]+)?)*");

    private final ZoneId zone;

    /**
     * @param zone the zone of times that are given without offset
     */
    public V1Grammar(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Reads a URL.
     *
     * @param rawPath the path below the entry point, still percent-encoded; slashes at its ends do not count
     * @param rawQuery what follows the question mark, still percent-encoded; empty for nothing
     * @throws SdmxException of kind SYNTAX naming the part, its text and what is allowed; NOT_FOUND for an unknown resource
     */
    public ParsedQuery parse(String rawPath, String rawQuery) {
        List<String> parts = UrlText.parts(rawPath);
        UrlParameters parameters = new UrlParameters(rawQuery);
        String first = parts.isEmpty() ? "" : parts.getFirst();
        return switch (first) {
            case "data" -> data(parts, parameters);
            case "metadata" -> metadata(parts, parameters);
            case "availableconstraint" -> availability(parts, parameters);
            case "schema" -> schema(parts, parameters);
            default -> structure(parts, first, parameters);
        };
    }

    /**
     * The URL, from the path below the entry point on, that {@link #parse} reads as this query.
     *
     * @throws IllegalArgumentException when v1 cannot say it; names what
     */
    public String print(Query query) {
        return V1Printer.print(query);
    }

    private ParsedQuery structure(List<String> parts, String first, UrlParameters parameters) {
        StructureResource resource = StructureResource.namedInV1(first)
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.NOT_FOUND,
                        "there is no resource '" + first + "'; v1 has data, metadata, availableconstraint, schema and "
                                + resources()));
        if (parts.size() > 5) {
            throw Syntax.tooManyParts(parts, first + "/agencyID/resourceID/version/itemID");
        }
        String items = part(parts, 4, "all");
        if (!all(items) && (!resource.hasItems() || resource == StructureResource.ANY)) {
            throw Syntax.error("item id", items, "no item, because " + first + " has none that can be asked for");
        }
        StructureDetail detail = parameters
                .one("detail")
                .map(text -> Syntax.word(
                        "detail",
                        text,
                        word -> StructureDetail.named(word).filter(d -> d != StructureDetail.RAW),
                        "full, allstubs, referencestubs, referencepartial, allcompletestubs or referencecompletestubs"))
                .orElse(StructureDetail.FULL);
        References references = parameters
                .one("references")
                .map(text -> Syntax.word(
                        "references",
                        text,
                        V1Grammar::references,
                        "one of none, parents, parentsandsiblings, children, descendants, all, " + resources()))
                .orElse(References.NONE);
        return parameters.parsed(
                new StructureQuery(
                        resource,
                        orAll(
                                part(parts, 1, "all"),
                                text -> Syntax.list(
                                        "agency", text, '+', Syntax.NESTED_NC_NAME, Syntax.AGENCY_FORM + ", or all")),
                        orAll(
                                part(parts, 2, "all"),
                                text -> Syntax.list("resource id", text, '+', Syntax.ID, Syntax.ID_FORM + ", or all")),
                        Syntax.versions(part(parts, 3, "latest"), '+', V1Grammar::version),
                        orAll(items, text -> Syntax.items(resource, text, '+')),
                        detail,
                        references,
                        Optional.empty(),
                        Visibility.PUBLIC),
                List.of());
    }

    private static Optional<References> references(String word) {
        if (word.equals("none")) {
            return Optional.of(References.NONE);
        }
        Optional<References> direction = References.Direction.named(word)
                .filter(d -> d != References.Direction.ANCESTORS)
                .map(References::of);
        return direction.or(() -> StructureResource.namedInV1(word)
                .filter(r -> r != StructureResource.ANY)
                .map(References::of));
    }

    private static String resources() {
        return Arrays.stream(StructureResource.values())
                .filter(r -> r.inV1() && r != StructureResource.ANY)
                .map(StructureResource::word)
                .collect(Collectors.joining(", "));
    }

    private ParsedQuery data(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 4) {
            throw Syntax.tooManyParts(parts, "data/flow/key/provider");
        }
        DataSelection selection = selection(parts, parameters);
        String detail = parameters.one("detail").orElse("full");
        AttributeSelection attributes = switch (detail) {
            case "full" -> AttributeSelection.DSD;
            case "dataonly", "serieskeysonly" -> AttributeSelection.NONE;
            case "nodata" -> AttributeSelection.of(AttributeSelection.Scope.DATASET, AttributeSelection.Scope.SERIES);
            default -> throw Syntax.error("detail", detail, "full, dataonly, serieskeysonly or nodata");
        };
        boolean observations = detail.equals("full") || detail.equals("dataonly");
        return parameters.parsed(
                DataQuery.of(selection)
                        .withEnds(count(parameters, "firstNObservations"), count(parameters, "lastNObservations"))
                        .withDimensionAtObservation(
                                parameters.one("dimensionAtObservation").map(Syntax::dimensionAtObservation))
                        .showing(attributes, observations ? MeasureSelection.ALL : MeasureSelection.NONE)
                        .withHistory(flag(parameters, "includeHistory")),
                List.of());
    }

    static OptionalInt count(UrlParameters parameters, String name) {
        Optional<String> text = parameters.one(name);
        return text.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) Syntax.number(name, text.get(), 1, Integer.MAX_VALUE));
    }

    static boolean flag(UrlParameters parameters, String name) {
        return parameters.one(name).map(text -> Syntax.flag(name, text)).orElse(false);
    }

    private DataSelection selection(List<String> parts, UrlParameters parameters) {
        List<ComponentFilter> filters = new ArrayList<>();
        List<Condition> span = new ArrayList<>();
        parameters
                .withPlus("startPeriod")
                .ifPresent(p -> span.add(new Condition(Operator.GREATER_OR_EQUAL, Syntax.period("startPeriod", p))));
        parameters
                .withPlus("endPeriod")
                .ifPresent(p -> span.add(new Condition(Operator.LESS_OR_EQUAL, Syntax.period("endPeriod", p))));
        if (!span.isEmpty()) {
            filters.add(new ComponentFilter(Dimension.TIME_PERIOD, List.of(span)));
        }
        Flow flow = flow(part(parts, 1, ""));
        return DataSelection.of(Context.DATAFLOW)
                .artefacts(flow.agencies(), flow.ids(), List.of(flow.version()))
                .withKeys(Keys.parseV1(part(parts, 2, "all")))
                .withProviders(providers(part(parts, 3, "all")))
                .withFilters(filters)
                .withUpdatedAfter(updatedAfter(parameters));
    }

    private Optional<Instant> updatedAfter(UrlParameters parameters) {
        return parameters.withPlus("updatedAfter").map(text -> Syntax.moment("updatedAfter", text, zone));
    }

    private record Flow(List<String> agencies, List<String> ids, VersionPattern version) {}

    private static Flow flow(String text) {
        String form = "FLOW, AGENCY,FLOW or AGENCY,FLOW,VERSION";
        List<String> pieces = Syntax.split(text, ',');
        if (text.isEmpty() || pieces.size() > 3) {
            throw Syntax.error("flow", text, form);
        }
        String agency = pieces.size() > 1 ? pieces.getFirst() : "all";
        String id = pieces.get(pieces.size() > 1 ? 1 : 0);
        String version = pieces.size() > 2 ? pieces.get(2) : "latest";
        return new Flow(
                all(agency) ? List.of() : List.of(Syntax.checked("agency", agency, Syntax.NESTED_NC_NAME, form)),
                all(id) ? List.of() : List.of(Syntax.checked("flow", id, Syntax.ID, form)),
                Syntax.version(version, V1Grammar::version));
    }

    private static List<ProviderReference> providers(String text) {
        String form = "PROVIDER or AGENCY,PROVIDER, several joined by '+', or all";
        if (all(text)) {
            return List.of();
        }
        Syntax.checked("provider", text, PROVIDERS, form);
        List<ProviderReference> some = Syntax.split(text, '+').stream()
                .map(one -> {
                    List<String> pieces = Syntax.split(one, ',');
                    String id = Syntax.checked("provider", pieces.getLast(), Syntax.ID, form);
                    // REST 1.5: the comma joins agency and provider; it is not an OR
                    return pieces.size() == 1 || all(pieces.getFirst())
                            ? ProviderReference.of(id)
                            : ProviderReference.of(
                                    Syntax.checked("provider", pieces.getFirst(), Syntax.NESTED_NC_NAME, form), id);
                })
                .distinct()
                .toList();
        return some.stream().anyMatch(p -> p.agency().isEmpty() && all(p.id())) ? List.of() : some;
    }

    private ParsedQuery availability(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 5) {
            throw Syntax.tooManyParts(parts, "availableconstraint/flow/key/provider/componentID");
        }
        AvailabilityQuery.Mode mode = parameters
                .one("mode")
                .map(text -> Syntax.word("mode", text, AvailabilityQuery.Mode::named, "exact or available"))
                .orElse(AvailabilityQuery.Mode.EXACT);
        Set<ArtefactClass> references = parameters
                .one("references")
                .map(text -> Syntax.word(
                        "references",
                        text,
                        word -> word.equals("valuelist") ? Optional.empty() : AvailabilityQuery.references(word),
                        "one of none, all, codelist, datastructure, conceptscheme, dataflow, dataproviderscheme"))
                .orElse(Set.of());
        return parameters.parsed(
                new AvailabilityQuery(
                        selection(parts, parameters),
                        orAll(
                                part(parts, 4, "all"),
                                text -> Syntax.list(
                                        "component id", text, '+', Syntax.NC_NAME, "the id of a dimension, or all")),
                        mode,
                        references),
                List.of());
    }

    private ParsedQuery schema(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 5) {
            throw Syntax.tooManyParts(parts, "schema/context/agencyID/resourceID/version");
        }
        String version = part(parts, 4, "latest");
        VersionPattern pattern = Syntax.version(version, V1Grammar::version);
        if (!pattern.single()) {
            throw Syntax.error("version", version, "latest or one version");
        }
        return parameters.parsed(
                new SchemaQuery(
                        schemaContext(part(parts, 1, ""), SCHEMA_CONTEXTS),
                        named("agency", part(parts, 2, ""), Syntax.NESTED_NC_NAME, Syntax.AGENCY_FORM),
                        named("resource id", part(parts, 3, ""), Syntax.ID, Syntax.ID_FORM),
                        pattern,
                        parameters.one("dimensionAtObservation").map(Syntax::dimensionAtObservation),
                        flag(parameters, "explicitMeasure"),
                        false,
                        Optional.empty(),
                        Visibility.PUBLIC),
                List.of());
    }

    private static String named(String part, String text, Pattern form, String allowed) {
        if (all(text)) {
            throw Syntax.error(part, text, "exactly one: " + allowed);
        }
        return Syntax.checked(part, text, form, allowed);
    }

    static ArtefactClass schemaContext(String text, Set<ArtefactClass> contexts) {
        return Syntax.word(
                "context",
                text,
                word -> contexts.stream().filter(c -> c.resource().equals(word)).findFirst(),
                contexts.stream().map(ArtefactClass::resource).collect(Collectors.joining(", ")));
    }

    private ParsedQuery metadata(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 4) {
            throw Syntax.tooManyParts(parts, "metadata/flow/key/provider");
        }
        Flow flow = flow(part(parts, 1, ""));
        List<String> unsupported = new ArrayList<>();
        for (String name : List.of(
                "startPeriod",
                "endPeriod",
                "firstNObservations",
                "lastNObservations",
                "dimensionAtObservation",
                "detail",
                "includeHistory")) {
            // Where the default is written out, there is nothing to refuse.
            parameters
                    .one(name)
                    .filter(value -> !value.equals("full") && !value.equals("false"))
                    .ifPresent(value -> unsupported.add(name));
        }
        return parameters.parsed(
                new MetadataQuery.ByFlow(
                        flow.agencies(),
                        flow.ids(),
                        List.of(flow.version()),
                        providers(part(parts, 3, "all")),
                        Keys.parseV1(part(parts, 2, "all")),
                        updatedAfter(parameters),
                        false,
                        Optional.empty(),
                        Visibility.PUBLIC),
                unsupported);
    }

    private static String part(List<String> parts, int index, String orElse) {
        return index < parts.size() && !parts.get(index).isEmpty() ? parts.get(index) : orElse;
    }

    private static boolean all(String text) {
        return text.equalsIgnoreCase("all");
    }

    private static List<String> orAll(String text, java.util.function.Function<String, List<String>> parser) {
        List<String> some = all(text) ? List.of() : parser.apply(text);
        return some.stream().anyMatch(V1Grammar::all) ? List.of() : some; // all beside others is all
    }

    private static VersionPattern version(String text) {
        return VersionPattern.parseV1(
                text.equalsIgnoreCase("all") || text.equalsIgnoreCase("latest") ? text.toLowerCase(Locale.ROOT) : text);
    }
}
