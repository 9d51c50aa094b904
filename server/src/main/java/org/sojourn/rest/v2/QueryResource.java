package org.sojourn.rest.v2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.sojourn.format.Api;
import org.sojourn.rest.Call;
import org.sojourn.rest.SdmxInterface;

/** All queries of generation 2; which one it is stands in the path, which the grammar reads as it was sent. */
@Path("sdmx/v2")
public final class QueryResource {

    private final SdmxInterface sdmx;

    public QueryResource(SdmxInterface sdmx) {
        this.sdmx = sdmx;
    }

    /** A path that is also written to: the resources of one path must have one template, or a GET finds only writers. */
    @GET
    @Path("data")
    public Response getData(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent) {
        return get(uri, headers, request, sent);
    }

    /** As {@link #getData}. */
    @GET
    @Path("{path: structure(/.*)?}")
    public Response getStructure(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent) {
        return get(uri, headers, request, sent);
    }

    /** As {@link #getData}. */
    @GET
    @Path("{path: registration(/.*)?}")
    public Response getRegistration(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent) {
        return get(uri, headers, request, sent);
    }

    @GET
    @Path("{path: .*}")
    public Response get(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent) {
        return sdmx.answer(new Call(Api.V2, uri, headers, request, sent));
    }
}
