package org.sojourn.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * An Accept header that names no media type asks for something that is not offered, which is 406; the container would call
 * the request broken before any resource sees it.
 */
@PreMatching
public final class UnreadableAccept implements ContainerRequestFilter {

    /** A type that nobody can offer. */
    private static final String NOTHING = "application/vnd.unreadable";

    /** Headers that were read before: most callers say one of a few things. */
    private static final Set<String> READABLE = ConcurrentHashMap.newKeySet();

    private static final int MOST_KEPT = 200;
    private static final int LONGEST_KEPT = 500;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETER = "\\s*;\\s*(" + TOKEN + "\\s*=\\s*(" + TOKEN + "|\"[^\"]*\"))?";
    private static final String RANGE = "\\s*(" + TOKEN + "(/" + TOKEN + ")(" + PARAMETER + ")*)?\\s*";
    private static final Pattern RANGES = Pattern.compile(RANGE + "(," + RANGE + ")*");

    /** False where a header names no media types. */
    static boolean readable(String accept) {
        if (READABLE.contains(accept)) {
            return true;
        }
        boolean readable = RANGES.matcher(accept).matches();
        if (readable && accept.length() <= LONGEST_KEPT) {
            if (READABLE.size() >= MOST_KEPT) {
                READABLE.clear();
            }
            READABLE.add(accept);
        }
        return readable;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept != null && !readable(accept)) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, NOTHING);
        }
    }
}
