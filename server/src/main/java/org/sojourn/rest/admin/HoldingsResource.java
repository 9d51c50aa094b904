package org.sojourn.rest.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.service.HoldingsService;
import org.sojourn.service.HoldingsService.DimensionValues;
import org.sojourn.service.HoldingsService.Holding;

/** {@code GET /api/holdings}: what the server holds, as JSON for pages; everything in it is public. */
@Path("api/holdings")
@Produces(MediaType.APPLICATION_JSON)
public final class HoldingsResource {

    private final HoldingsService service;

    public HoldingsResource(HoldingsService service) {
        this.service = service;
    }

    /** Dataflows with names in all languages, counts, span of time ({@code begin} to {@code end}, both days inclusive). */
    @GET
    public Response dataflows() throws IOException {
        List<Holding> holdings = service.dataflows();
        Map<String, Object> body = new LinkedHashMap<>();
        holdings.stream()
                .flatMap(h -> h.updated().stream())
                .max(java.util.Comparator.naturalOrder())
                .ifPresent(time -> body.put("updated", time.toString()));
        body.put("dataflows", holdings.stream().map(HoldingsResource::dataflow).toList());
        return answer(body);
    }

    /** For each dimension of the series of a dataflow the values that there are data for. */
    @GET
    @Path("{agency}/{id}/{version}")
    public Response dataflow(
            @PathParam("agency") String agency,
            @PathParam("id") String id,
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language)
            throws IOException {
        List<Locale.LanguageRange> wanted = languages(language);
        List<Map<String, Object>> dimensions = new ArrayList<>();
        for (DimensionValues dimension : service.values(agency, id, version)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", dimension.id());
            one.put("name", name(dimension.names(), dimension.id(), wanted));
            one.put(
                    "values",
                    dimension.values().stream()
                            .map(v -> Map.of(
                                    "id",
                                    v.id(),
                                    "name",
                                    name(v.names(), v.id(), wanted),
                                    "observations",
                                    v.observations()))
                            .toList());
            dimensions.add(one);
        }
        return answer(Map.of("dimensions", dimensions));
    }

    private static Response answer(Map<String, Object> body) {
        return Response.ok(body)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept-Language, Accept-Encoding")
                .build();
    }

    private static Map<String, Object> dataflow(Holding holding) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("urn", holding.flow().urn().toString());
        one.put("agency", holding.flow().agency());
        one.put("id", holding.flow().id());
        one.put("version", holding.flow().version().text());
        one.put("names", holding.flow().maintenance().naming().names().byLanguage());
        one.put(
                "descriptions",
                holding.flow().maintenance().naming().descriptions().byLanguage());
        one.put("series", holding.series());
        one.put("observations", holding.observations());
        holding.updated().ifPresent(time -> one.put("updated", time.toString()));
        holding.begin().ifPresent(time -> one.put("begin", time.toLocalDate().toString()));
        holding.end()
                .ifPresent(
                        time -> one.put("end", time.minusNanos(1).toLocalDate().toString()));
        return one;
    }

    private static String name(LocalisedText names, String id, List<Locale.LanguageRange> wanted) {
        return names.best(wanted).orElse(id);
    }

    private static List<Locale.LanguageRange> languages(@Nullable String header) {
        try {
            return header == null ? List.of() : Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) { // a header nobody can read wants nothing in particular
            return List.of();
        }
    }
}
