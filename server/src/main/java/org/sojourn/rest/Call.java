package org.sojourn.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Date;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sojourn.format.Api;

/** One request to an SDMX interface, with what the answer depends on. */
public final class Call {

    private final Api api;
    private final String path;
    private final String query;
    private final String method;

    /** All values of a header joined by commas, empty for none. */
    private final UnaryOperator<String> headers;

    private final Supplier<URI> server;

    /** Empty for a request that is known to set no conditions. */
    private final Optional<Request> conditions;

    /**
     * A request that a resource was given.
     *
     * @param sent path and query as they came; those of {@code uri} are encoded anew on the way, where a plain {@code :}
     *     becomes {@code %3A}
     */
    public Call(Api api, UriInfo uri, HttpHeaders headers, Request request, HttpServletRequest sent) {
        this.api = api;
        this.path = sent.getRequestURI();
        this.query = sent.getQueryString() == null ? "" : sent.getQueryString();
        this.method = sent.getMethod(); // where this is HEAD, Jersey says GET
        this.headers = name -> {
            String value = headers.getHeaderString(name);
            return value == null ? "" : value;
        };
        this.server = uri::getBaseUri;
        this.conditions = Optional.of(request);
    }

    /**
     * A GET without conditions.
     *
     * @param path as it was sent, from the server's root on
     * @param query as it was sent, empty for none
     */
    Call(Api api, String path, String query, UnaryOperator<String> headers, Supplier<URI> server) {
        this.api = api;
        this.path = path;
        this.query = query;
        this.method = "GET";
        this.headers = headers;
        this.server = server;
        this.conditions = Optional.empty();
    }

    /** Where an interface lies below the server's root, for example {@code /sdmx/v2/}. */
    public static String root(Api api) {
        return switch (api) {
            case V1 -> "/sdmx/v1/";
            case V2 -> "/sdmx/v2/";
        };
    }

    /** The interface a path belongs to; empty for everything else the server has. */
    public static Optional<Api> apiOf(String path) {
        for (Api api : Api.values()) {
            if (("/" + path).contains(root(api))) {
                return Optional.of(api);
            }
        }
        return Optional.empty();
    }

    /** The generation of the interface that is asked. */
    public Api api() {
        return api;
    }

    /** True where only the head of the answer is wanted. */
    public boolean head() {
        return method.equals("HEAD");
    }

    /** The path below the interface's root as it was sent: not decoded, so that an encoded comma is no separator. */
    public String rawPath() {
        return path.substring(path.indexOf(root(api)) + root(api).length());
    }

    /** The query string as it was sent, empty for none. */
    public String rawQuery() {
        return query;
    }

    /** All headers of this name joined by commas, empty for none. */
    public String header(String name) {
        return headers.apply(name);
    }

    /** The address of this interface as the caller reached it, ending in a slash. */
    public String base() {
        String text = server.get().toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + root(api);
    }

    /** What is answered instead where the caller has the state of this tag already; null where he wants the answer. */
    Response.@Nullable ResponseBuilder unless(EntityTag tag) {
        return conditions.map(request -> request.evaluatePreconditions(tag)).orElse(null);
    }

    /** As {@link #unless(EntityTag)}, also by the date of the last change. */
    Response.@Nullable ResponseBuilder unless(Date modified, EntityTag tag) {
        return conditions
                .map(request -> request.evaluatePreconditions(modified, tag))
                .orElse(null);
    }
}
