package org.sojourn.query;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.VersionPattern;

/**
 * The URLs of SDMX REST 2.2 (SDMX 3.0 and 3.1): what stands after the entry point.
 *
 * <p>Trailing parts of a path may be missing, empty ones hold their defaults. v1's {@code all}, in any case, is understood for
 * types, agencies and ids.
 */
public final class V2Grammar {

    private static final Set<ArtefactClass> SCHEMA_CONTEXTS = EnumSet.of(
            ArtefactClass.DATA_STRUCTURE,
            ArtefactClass.METADATA_STRUCTURE,
            ArtefactClass.DATAFLOW,
            ArtefactClass.METADATAFLOW,
            ArtefactClass.PROVISION_AGREEMENT,
            ArtefactClass.METADATA_PROVISION_AGREEMENT);
    private static final Pattern PROVIDER = Pattern.compile("([A-Za-z][A-Za-z\\d_-]*\\.)*[A-Za-z\\d_@$-]+");
    private static final Pattern SORT_TERM = Pattern.compile("([A-Za-z\\d_@$-]+|\\*)(:(asc|desc))?");
    private static final String ENDPOINTS = "data, availability, schema, structure, metadata, registration";

    private final ZoneId zone;

    /**
     * @param zone the zone of times that are given without offset
     */
    public V2Grammar(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Reads a URL.
     *
     * @param rawPath the path below the entry point, still percent-encoded; slashes at its ends do not count
     * @param rawQuery what follows the question mark, still percent-encoded; empty for nothing
     * @throws SdmxException of kind SYNTAX naming the part, its text and what is allowed; NOT_FOUND for an unknown endpoint;
     *     SEMANTIC when updatedAfter is later than asOf
     */
    public ParsedQuery parse(String rawPath, String rawQuery) {
        List<String> parts = UrlText.parts(rawPath);
        UrlParameters parameters = new UrlParameters(rawQuery);
        String first = parts.isEmpty() ? "" : parts.getFirst();
        Query query = switch (first) {
            case "data" -> data(parts, parameters);
            case "availability" -> availability(parts, parameters);
            case "schema" -> schema(parts, parameters);
            case "structure" -> structure(parts, parameters);
            case "metadata" -> metadata(parts, parameters);
            case "registration" -> registration(parts, parameters);
            default ->
                throw new SdmxException(
                        SdmxException.Kind.NOT_FOUND, "there is no '" + first + "'; v2 has " + ENDPOINTS);
        };
        return parameters.parsed(query, List.of());
    }

    /**
     * The URL, from the path below the entry point on, that {@link #parse} reads as this query.
     *
     * @throws IllegalArgumentException when v2 cannot say it; names what
     */
    public String print(Query query) {
        return V2Printer.print(query);
    }

    private DataQuery data(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 6) {
            throw Syntax.tooManyParts(parts, "data/context/agencyID/resourceID/version/key");
        }
        Optional<Instant> asOf = moment(parameters, "asOf");
        DataSelection selection = selection(parts, parameters).withAsOf(asOf);
        if (asOf.isPresent()
                && selection.updatedAfter().filter(asOf.get()::isBefore).isPresent()) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "updatedAfter " + selection.updatedAfter().get() + " is later than asOf " + asOf.get()
                            + ": nothing can have changed in between");
        }
        Optional<String> limit = parameters.one("limit");
        return DataQuery.of(selection)
                .withEnds(
                        V1Grammar.count(parameters, "firstNObservations"),
                        V1Grammar.count(parameters, "lastNObservations"))
                .withDimensionAtObservation(
                        parameters.one("dimensionAtObservation").map(Syntax::dimensionAtObservation))
                .showing(attributes(parameters), measures(parameters))
                .withHistory(V1Grammar.flag(parameters, "includeHistory"))
                .page(
                        parameters
                                .one("offset")
                                .map(text -> Syntax.number("offset", text, 0, Long.MAX_VALUE))
                                .orElse(0L),
                        limit.isEmpty()
                                ? OptionalLong.empty()
                                : OptionalLong.of(Syntax.number("limit", limit.get(), 1, Long.MAX_VALUE)),
                        parameters.withPlus("sort").map(V2Grammar::sort).orElse(List.of()));
    }

    private DataSelection selection(List<String> parts, UrlParameters parameters) {
        String context = part(parts, 1, "*");
        return DataSelection.of(Syntax.word(
                        "context",
                        anyWord(context),
                        Context::named,
                        Context.words().collect(Collectors.joining(", "))))
                .artefacts(
                        agencies(part(parts, 2, "*")),
                        ids(part(parts, 3, "*")),
                        // REST 2.2 data: all versions by default, unlike structures
                        versions(part(parts, 4, "*")))
                .withKeys(Keys.parseV2(part(parts, 5, "*")))
                .withFilters(Filters.parse(parameters))
                .withUpdatedAfter(moment(parameters, "updatedAfter"))
                .withReportingYearStartDay(parameters
                        .one("reportingYearStartDay")
                        .map(text -> Syntax.monthDay("reportingYearStartDay", text)));
    }

    private Optional<Instant> moment(UrlParameters parameters, String name) {
        return parameters.withPlus(name).map(text -> Syntax.moment(name, text, zone));
    }

    private static AttributeSelection attributes(UrlParameters parameters) {
        List<String> words = parameters.list("attributes");
        if (words.isEmpty()) {
            return AttributeSelection.DSD;
        }
        String allowed = AttributeSelection.Scope.words().collect(Collectors.joining(", "))
                + " and ids of attributes joined by ',', or none alone";
        if (words.contains("none")) {
            if (words.size() > 1) {
                throw Syntax.error("attributes", String.join(",", words), allowed);
            }
            return AttributeSelection.NONE;
        }
        Set<AttributeSelection.Scope> scopes = EnumSet.noneOf(AttributeSelection.Scope.class);
        List<String> ids = new ArrayList<>();
        for (String word : words) {
            AttributeSelection.Scope.named(word)
                    .ifPresentOrElse(
                            scopes::add, () -> ids.add(Syntax.checked("attributes", word, Syntax.NESTED_ID, allowed)));
        }
        return new AttributeSelection(scopes, ids);
    }

    private static MeasureSelection measures(UrlParameters parameters) {
        List<String> words = parameters.list("measures");
        if (words.isEmpty() || words.equals(List.of("all"))) {
            return MeasureSelection.ALL;
        }
        if (words.equals(List.of("none"))) {
            return MeasureSelection.NONE;
        }
        String allowed = "all or none alone, or ids of measures joined by ','";
        if (words.contains("all") || words.contains("none")) {
            throw Syntax.error("measures", String.join(",", words), allowed);
        }
        words.forEach(word -> Syntax.checked("measures", word, Syntax.ID, allowed));
        return new MeasureSelection(false, words);
    }

    private static List<SortTerm> sort(String text) {
        String allowed = "ID[:asc|:desc] joined by '+', or series_key among them, or * alone";
        List<SortTerm> terms = new ArrayList<>();
        for (String term : Syntax.split(text, '+')) {
            var m = SORT_TERM.matcher(term);
            if (!m.matches()) {
                throw Syntax.error("sort", text, allowed);
            }
            terms.add(new SortTerm(m.group(1), "desc".equals(m.group(3))));
        }
        if (terms.size() > 1 && terms.stream().anyMatch(t -> t.component().equals(SortTerm.ALL_DIMENSIONS))) {
            throw Syntax.error("sort", text, allowed);
        }
        return terms;
    }

    private AvailabilityQuery availability(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 7) {
            throw Syntax.tooManyParts(parts, "availability/context/agencyID/resourceID/version/key/componentID");
        }
        String allowed = "none, all, codelist, valuelist, datastructure, conceptscheme, dataflow, dataproviderscheme";
        Set<ArtefactClass> references = EnumSet.noneOf(ArtefactClass.class);
        for (String word : parameters.list("references")) {
            references.addAll(Syntax.word("references", word, AvailabilityQuery::references, allowed));
        }
        return new AvailabilityQuery(
                selection(parts, parameters),
                orAny(
                        part(parts, 6, "*"),
                        text -> Syntax.list(
                                "component id", text, ',', Syntax.NC_NAME, "ids of dimensions joined by ',', or *")),
                parameters
                        .one("mode")
                        .map(text -> Syntax.word("mode", text, AvailabilityQuery.Mode::named, "exact or available"))
                        .orElse(AvailabilityQuery.Mode.EXACT),
                references);
    }

    private StructureQuery structure(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 6) {
            throw Syntax.tooManyParts(parts, "structure/artefactType/agencyID/resourceID/version/itemID");
        }
        StructureResource resource = resource(part(parts, 1, "*"));
        String items = part(parts, 5, "*");
        if (!items.equals("*") && !resource.hasItems()) {
            throw Syntax.error(
                    "item id", items, "no item, because " + resource.word() + " has none that can be asked for");
        }
        return new StructureQuery(
                resource,
                agencies(part(parts, 2, "*")),
                ids(part(parts, 3, "*")),
                versions(part(parts, 4, "~")),
                orAny(items, text -> Syntax.items(resource, text, ',')),
                parameters
                        .one("detail")
                        .map(text -> Syntax.word(
                                "detail",
                                text,
                                StructureDetail::named,
                                StructureDetail.words().collect(Collectors.joining(", "))))
                        .orElse(StructureDetail.FULL),
                references(parameters.list("references")),
                moment(parameters, "asOf"),
                Visibility.PUBLIC);
    }

    private static StructureResource resource(String text) {
        return Syntax.word("artefact type", anyWord(text), StructureResource::namedInV2, "*, " + resources());
    }

    private static String resources() {
        return Arrays.stream(StructureResource.values())
                .filter(r -> r.inV2() && r != StructureResource.ANY)
                .map(StructureResource::word)
                .collect(Collectors.joining(", "));
    }

    private static References references(List<String> words) {
        Set<References.Direction> directions = EnumSet.noneOf(References.Direction.class);
        Set<StructureResource> resources = EnumSet.noneOf(StructureResource.class);
        String allowed = "none alone, or of " + References.Direction.words().collect(Collectors.joining(", "))
                + " and types of artefacts (" + resources() + ") joined by ','";
        if (words.contains("none") && words.size() > 1) {
            throw Syntax.error("references", String.join(",", words), allowed);
        }
        for (String word : words) {
            Optional<References.Direction> direction = References.Direction.named(word);
            if (direction.isPresent()) {
                directions.add(direction.get());
            } else if (!word.equals("none")) {
                resources.add(Syntax.word(
                        "references",
                        word,
                        w -> StructureResource.namedInV2(w).filter(r -> r != StructureResource.ANY),
                        allowed));
            }
        }
        return new References(directions, resources);
    }

    private SchemaQuery schema(List<String> parts, UrlParameters parameters) {
        if (parts.size() > 5) {
            throw Syntax.tooManyParts(parts, "schema/context/agencyID/resourceID/version");
        }
        String version = part(parts, 4, "~");
        VersionPattern pattern = Syntax.version(version, VersionPattern::parse);
        if (!pattern.single()) {
            throw Syntax.error("version", version, "a version or pattern that chooses one");
        }
        return new SchemaQuery(
                V1Grammar.schemaContext(part(parts, 1, ""), SCHEMA_CONTEXTS),
                Syntax.checked(
                        "agency", part(parts, 2, ""), Syntax.NESTED_NC_NAME, "exactly one: " + Syntax.AGENCY_FORM),
                Syntax.checked("resource id", part(parts, 3, ""), Syntax.ID, "exactly one: " + Syntax.ID_FORM),
                pattern,
                parameters.one("dimensionAtObservation").map(Syntax::dimensionAtObservation),
                false,
                V1Grammar.flag(parameters, "deletion"),
                moment(parameters, "asOf"),
                Visibility.PUBLIC);
    }

    private MetadataQuery metadata(List<String> parts, UrlParameters parameters) {
        boolean stubs = parameters
                .one("detail")
                .map(text -> Syntax.word(
                        "detail",
                        text,
                        word -> word.equals("full") || word.equals("allstubs")
                                ? Optional.of(word.equals("allstubs"))
                                : Optional.empty(),
                        "full or allstubs"))
                .orElse(false);
        Optional<Instant> asOf = moment(parameters, "asOf");
        return switch (part(parts, 1, "")) {
            case "metadataset" -> {
                if (parts.size() > 5) {
                    throw Syntax.tooManyParts(parts, "metadata/metadataset/providerID/metadatasetID/version");
                }
                yield new MetadataQuery.BySet(
                        orAny(part(parts, 2, "*"), V2Grammar::providerTexts),
                        ids(part(parts, 3, "*")),
                        versions(part(parts, 4, "~")),
                        stubs,
                        asOf,
                        Visibility.PUBLIC);
            }
            case "metadataflow" -> {
                if (parts.size() > 6) {
                    throw Syntax.tooManyParts(parts, "metadata/metadataflow/agencyID/flowID/version/provider");
                }
                String provider = part(parts, 5, "*");
                yield new MetadataQuery.ByFlow(
                        agencies(part(parts, 2, "*")),
                        ids(part(parts, 3, "*")),
                        versions(part(parts, 4, "~")),
                        provider.equals("*")
                                ? List.of()
                                : providerTexts(provider).stream()
                                        .map(V2Grammar::provider)
                                        .toList(),
                        List.of(),
                        Optional.empty(),
                        stubs,
                        asOf,
                        Visibility.PUBLIC);
            }
            case "structure" -> byStructure(parts, 2, stubs, asOf);
            case "" ->
                throw Syntax.error(
                        "metadata path", String.join("/", parts), "metadataset, metadataflow or structure next");
            // REST 2.2 metadata: the examples in the prose leave the part 'structure' out
            default -> byStructure(parts, 1, stubs, asOf);
        };
    }

    private static MetadataQuery byStructure(List<String> parts, int from, boolean stubs, Optional<Instant> asOf) {
        if (parts.size() > from + 4) {
            throw Syntax.tooManyParts(parts, "metadata/structure/artefactType/agencyID/resourceID/version");
        }
        return new MetadataQuery.ByStructure(
                resource(part(parts, from, "*")),
                agencies(part(parts, from + 1, "*")),
                ids(part(parts, from + 2, "*")),
                versions(part(parts, from + 3, "~")),
                stubs,
                asOf,
                Visibility.PUBLIC);
    }

    private static List<String> providerTexts(String text) {
        return Syntax.list("provider", text, ',', PROVIDER, "PROVIDER or AGENCY.PROVIDER, several joined by ',', or *");
    }

    private static ProviderReference provider(String text) {
        int dot = text.lastIndexOf('.');
        return dot < 0
                ? ProviderReference.of(text)
                : ProviderReference.of(text.substring(0, dot), text.substring(dot + 1));
    }

    private RegistrationQuery registration(List<String> parts, UrlParameters parameters) {
        String second = part(parts, 1, "*");
        if (second.equals("id")) {
            if (parts.size() > 3) {
                throw Syntax.tooManyParts(parts, "registration/id/registrationID");
            }
            return new RegistrationQuery.ById(
                    Syntax.list(
                            "registration id",
                            part(parts, 2, ""),
                            ',',
                            Syntax.NESTED_ID,
                            "ids of registrations joined by ','"),
                    Visibility.PUBLIC);
        }
        Optional<Instant> after = moment(parameters, "updatedAfter");
        Optional<Instant> before = moment(parameters, "updatedBefore");
        if (second.equals("provider")) {
            if (parts.size() > 4) {
                throw Syntax.tooManyParts(parts, "registration/provider/agencyID/providerID");
            }
            return new RegistrationQuery.ByProvider(
                    agencies(part(parts, 2, "*")), ids(part(parts, 3, "*")), after, before, Visibility.PUBLIC);
        }
        if (parts.size() > 5) {
            throw Syntax.tooManyParts(parts, "registration/context/agencyID/resourceID/version");
        }
        return new RegistrationQuery.ByArtefact(
                Syntax.word(
                        "context",
                        anyWord(second),
                        Context::named,
                        "id, provider, " + Context.words().collect(Collectors.joining(", "))),
                agencies(part(parts, 2, "*")),
                ids(part(parts, 3, "*")),
                versions(part(parts, 4, "*")),
                after,
                before,
                Visibility.PUBLIC);
    }

    private static String part(List<String> parts, int index, String orElse) {
        return index < parts.size() && !parts.get(index).isEmpty() ? parts.get(index) : orElse;
    }

    private static String anyWord(String text) {
        return text.equalsIgnoreCase("all") ? "*" : text;
    }

    private static List<String> orAny(String text, Function<String, List<String>> parser) {
        return anyWord(text).equals("*") ? List.of() : parser.apply(text);
    }

    private static List<String> agencies(String text) {
        return orAny(
                text,
                t -> Syntax.list(
                        "agency", t, ',', Syntax.NESTED_NC_NAME, Syntax.AGENCY_FORM + ", several joined by ',', or *"));
    }

    private static List<String> ids(String text) {
        return orAny(
                text,
                t -> Syntax.list("resource id", t, ',', Syntax.ID, Syntax.ID_FORM + ", several joined by ',', or *"));
    }

    private static List<VersionPattern> versions(String text) {
        return Syntax.versions(text, ',', VersionPattern::parse);
    }
}
