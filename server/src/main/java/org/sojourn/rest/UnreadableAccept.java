package org.sojourn.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;

/**
 * An Accept header that names no media type asks for something that is not offered, which is 406; the container would call
 * the request broken before any resource sees it.
 */
@PreMatching
public final class UnreadableAccept implements ContainerRequestFilter {

    /** A type that nobody can offer. */
    private static final String NOTHING = "application/vnd.unreadable";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETER = "\\s*;\\s*(" + TOKEN + "\\s*=\\s*(" + TOKEN + "|\"[^\"]*\"))?";
    private static final String RANGE = "\\s*(" + TOKEN + "(/" + TOKEN + ")(" + PARAMETER + ")*)?\\s*";
    private static final Pattern RANGES = Pattern.compile(RANGE + "(," + RANGE + ")*");

    /** False where a header names no media types. */
    static boolean readable(String accept) {
        return RANGES.matcher(accept).matches();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept != null && !readable(accept)) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, NOTHING);
        }
    }
}
