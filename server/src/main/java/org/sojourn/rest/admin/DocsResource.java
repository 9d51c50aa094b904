package org.sojourn.rest.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sojourn.config.SojournVersion;
import org.sojourn.model.SdmxException;
import org.sojourn.service.StructureState;
import org.sojourn.service.StructureStates;
import org.sojourn.web.docs.DocsPages;
import org.sojourn.web.docs.Words;

/** {@code GET /docs/}: pages for people about the structures that the server holds, in English, French and Spanish. */
@Path("docs")
public final class DocsResource {

    private final StructureStates structures;

    public DocsResource(StructureStates structures) {
        this.structures = structures;
    }

    /** The list of all structures. */
    @GET
    public Response index(
            @Context UriInfo uri,
            @Context Request request,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
        if (!uri.getAbsolutePath().getPath().endsWith("/")) {
            // The links of the page are relative to /docs/.
            String query = uri.getRequestUri().getRawQuery();
            return Response.status(Response.Status.MOVED_PERMANENTLY)
                    .header(HttpHeaders.LOCATION, "docs/" + (query == null ? "" : "?" + query))
                    .build();
        }
        return answer(request, lang, accepted, words -> Optional.of(pages().index(words)));
    }

    /** The rules of migration statistics. */
    @GET
    @Path("rules")
    public Response rules(
            @Context Request request,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
        return answer(request, lang, accepted, words -> Optional.of(pages().rules(words)));
    }

    /** One artefact. */
    @GET
    @Path("{kind}/{agency}/{id}/{version}")
    public Response page(
            @PathParam("kind") String kind,
            @PathParam("agency") String agency,
            @PathParam("id") String id,
            @PathParam("version") String version,
            @Context Request request,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
        return answer(request, lang, accepted, words -> pages().page(kind, agency, id, version, words));
    }

    private DocsPages pages() {
        return new DocsPages(structures.at(Optional.empty()).catalogue());
    }

    private Response answer(
            Request request, @Nullable String lang, @Nullable String accepted, Function<Words, Optional<String>> page) {
        Words words = new Words(languages(lang == null ? accepted : lang));
        StructureState state = structures.at(Optional.empty());
        EntityTag tag = new EntityTag(state.seq() + "-" + words.language() + "-" + SojournVersion.text());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response = unchanged != null
                ? unchanged
                : Response.ok(page.apply(words)
                                .orElseThrow(() -> new SdmxException(
                                        SdmxException.Kind.NOT_FOUND, "no page explains such a structure")))
                        .type("text/html;charset=UTF-8")
                        .header(HttpHeaders.CONTENT_LANGUAGE, words.language());
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept-Language, Accept-Encoding")
                .build();
    }

    private static List<Locale.LanguageRange> languages(@Nullable String wanted) {
        try {
            return wanted == null ? List.of() : Locale.LanguageRange.parse(wanted);
        } catch (IllegalArgumentException e) { // a wish that nobody can read wants nothing in particular
            return List.of();
        }
    }
}
