package org.sojourn.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.sojourn.format.Api;

/**
 * One request to an SDMX interface, with what the answer depends on.
 *
 * @param sent path and query as they came; those of {@code uri} are encoded anew on the way, where a plain {@code :} becomes
 *     {@code %3A}
 */
public record Call(Api api, UriInfo uri, HttpHeaders headers, Request request, HttpServletRequest sent) {

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

    /** The path below the interface's root as it was sent: not decoded, so that an encoded comma is no separator. */
    public String rawPath() {
        String path = sent.getRequestURI();
        return path.substring(path.indexOf(root(api)) + root(api).length());
    }

    /** The query string as it was sent, empty for none. */
    public String rawQuery() {
        String query = sent.getQueryString();
        return query == null ? "" : query;
    }

    /** All headers of this name joined by commas, empty for none. */
    public String header(String name) {
        String value = headers.getHeaderString(name);
        return value == null ? "" : value;
    }

    /** The address of this interface as the caller reached it, ending in a slash. */
    public String base() {
        URI base = uri.getBaseUri();
        String text = base.toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + root(api);
    }
}
