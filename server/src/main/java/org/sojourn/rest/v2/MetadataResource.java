package org.sojourn.rest.v2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sojourn.format.Api;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.query.MetadataQuery;
import org.sojourn.query.V2Grammar;
import org.sojourn.rest.Call;
import org.sojourn.rest.RequestBody;
import org.sojourn.rest.Submissions;
import org.sojourn.security.WriteAccess;
import org.sojourn.service.MetadataService;

/**
 * Uploads of reference metadata, which are proposed for the standard and not part of it yet: {@code POST metadata} creates
 * and replaces the metadata sets of a message, {@code PUT} and {@code DELETE} of one set's address replace it and take it
 * away. Each call is done as a whole or not at all.
 */
@Path("sdmx/v2")
@WriteAccess
public final class MetadataResource {
    private static final String METADATA = "{path: metadata(/.*)?}";

    private final MetadataService service;
    private final V2Grammar grammar;

    public MetadataResource(MetadataService service, V2Grammar grammar) {
        this.service = service;
        this.grammar = grammar;
    }

    /** Creates or replaces the metadata sets of a message in any format. */
    @POST
    @Path("{path: metadata(/metadataset)?/?}")
    public Response post(InputStream body, @Context HttpHeaders headers, @QueryParam("dryRun") boolean dryRun)
            throws IOException {
        return Submissions.answer(service.store(new RequestBody(body), Optional.empty(), dryRun), headers);
    }

    /** Replaces the metadata set of this address, which must be there. */
    @PUT
    @Path(METADATA)
    public Response put(
            InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @QueryParam("dryRun") boolean dryRun)
            throws IOException {
        Urn address = addressed(new Call(Api.V2, uri, headers, request, sent));
        return Submissions.answer(service.store(new RequestBody(body), Optional.of(address), dryRun), headers);
    }

    /** Deletes the metadata set of this address. */
    @DELETE
    @Path(METADATA)
    public Response delete(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @QueryParam("dryRun") boolean dryRun) {
        Urn address = addressed(new Call(Api.V2, uri, headers, request, sent));
        return Submissions.answer(service.delete(address, dryRun), headers);
    }

    private Urn addressed(Call call) {
        if (grammar.parse(call.rawPath(), "").query() instanceof MetadataQuery.BySet set) {
            return service.stored(set);
        }
        throw new SdmxException(
                SdmxException.Kind.METHOD_NOT_ALLOWED,
                "only metadata/metadataset/providerID/metadatasetID/version can be put and deleted");
    }
}
