package org.sojourn.rest.admin;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.service.search.Entry;
import org.sojourn.service.search.Facet;
import org.sojourn.service.search.SearchIndex;
import org.sojourn.service.search.SearchQuery;
import org.sojourn.service.search.SearchService;
import org.sojourn.structure.ArtefactReferences;

/** {@code GET /api/search}: full text over names, descriptions and codes of all artefacts, in every language. */
@Path("api/search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {

    private static final int MOST_RESULTS = 100;
    private static final int MOST_SUGGESTIONS = 20;
    private static final int DEEPEST = 10_000;

    private final SearchService service;

    public SearchResource(SearchService service) {
        this.service = service;
    }

    /** The asked page of what fits, best first, and how many there are by each facet. */
    @GET
    public Response search(
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("agency") List<String> agencies,
            @QueryParam("type") List<String> types,
            @QueryParam("topic") List<String> topics,
            @QueryParam("freq") List<String> frequencies,
            @QueryParam("area") List<String> areas,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted)
            throws IOException {
        Map<Facet, List<String>> chosen = new EnumMap<>(Facet.class);
        chosen.put(Facet.AGENCY, agencies);
        chosen.put(
                Facet.TYPE, types.stream().map(t -> t.toLowerCase(Locale.ROOT)).toList());
        chosen.put(Facet.TOPIC, topics);
        chosen.put(Facet.FREQ, frequencies);
        chosen.put(Facet.AREA, areas);
        SearchQuery query = new SearchQuery(
                words,
                chosen,
                year("from", from),
                year("to", to),
                number("offset", offset, 0, 0, DEEPEST),
                number("limit", limit, 20, 0, MOST_RESULTS));
        SearchService.Found found = service.search(query);
        List<Locale.LanguageRange> wanted = languages(lang, accepted);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", words);
        body.put("total", found.result().total());
        body.put("loose", found.result().loose());
        body.put("commit", found.seq());
        body.put("results", found.entries().stream().map(e -> entry(e, wanted)).toList());
        Map<String, Object> facets = new LinkedHashMap<>();
        found.result().facets().forEach((facet, counts) -> facets.put(facet.word(), values(counts, found, wanted)));
        if (found.result().from().isPresent() && found.result().to().isPresent()) {
            facets.put(
                    "period",
                    Map.of(
                            "from",
                            found.result().from().getAsInt(),
                            "to",
                            found.result().to().getAsInt()));
        }
        body.put("facets", facets);
        return answer(body);
    }

    /** Names that hold what is being typed, for a list under the box. */
    @GET
    @Path("suggest")
    public Response suggest(
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted)
            throws IOException {
        List<Locale.LanguageRange> wanted = languages(lang, accepted);
        List<Map<String, Object>> suggestions =
                service.suggest(words, number("limit", limit, 8, 1, MOST_SUGGESTIONS)).stream()
                        .map(e -> entry(e, wanted))
                        .toList();
        return answer(Map.of("suggestions", suggestions));
    }

    private static List<Map<String, Object>> values(
            Map<String, Integer> counts, SearchService.Found found, List<Locale.LanguageRange> wanted) {
        List<Map<String, Object>> values = new ArrayList<>();
        counts.forEach((id, count) -> values.add(Map.of(
                "id",
                id,
                "name",
                found.names().getOrDefault(id, LocalisedText.EMPTY).best(wanted).orElse(id),
                "count",
                count)));
        return values;
    }

    private static Map<String, Object> entry(Entry entry, List<Locale.LanguageRange> wanted) {
        Urn urn = entry.urn();
        Urn holder = ArtefactReferences.artefact(urn);
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("type", SearchIndex.type(urn));
        one.put("urn", urn.toString());
        one.put("agency", urn.agency());
        one.put("id", urn.id());
        one.put("version", urn.version());
        if (!urn.item().isEmpty()) {
            one.put("item", urn.item());
        }
        one.put("name", entry.names().best(wanted).orElse(urn.item().isEmpty() ? urn.id() : urn.item()));
        entry.descriptions().best(wanted).ifPresent(text -> one.put("description", text));
        if (entry.data().observations() > 0) {
            one.put("observations", entry.data().observations());
            entry.data().from().ifPresent(year -> one.put("from", year));
            entry.data().to().ifPresent(year -> one.put("to", year));
        }
        String address = holder.type().resource() + "/" + holder.agency() + "/" + holder.id() + "/"
                + (holder.version().isEmpty() ? "~" : holder.version());
        one.put("structure", "sdmx/v2/structure/" + address);
        return one;
    }

    private static Response answer(Map<String, Object> body) {
        return Response.ok(body)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept-Language, Accept-Encoding")
                .build();
    }

    private static OptionalInt year(String name, @Nullable String text) {
        return text == null || text.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(number(name, text, 0, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    private static int number(String name, @Nullable String text, int fallback, int least, int most) {
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Not a number and out of bounds are one answer.
        }
        throw new SdmxException(
                SdmxException.Kind.SYNTAX,
                name + " is '" + text + "'; expected a whole number"
                        + (least == Integer.MIN_VALUE ? "" : " from " + least + " to " + most));
    }

    private static List<Locale.LanguageRange> languages(@Nullable String lang, @Nullable String header) {
        String wanted = lang == null || lang.isBlank() ? header : lang;
        try {
            return wanted == null ? List.of() : Locale.LanguageRange.parse(wanted);
        } catch (IllegalArgumentException e) { // what nobody can read wants nothing in particular
            return List.of();
        }
    }
}
