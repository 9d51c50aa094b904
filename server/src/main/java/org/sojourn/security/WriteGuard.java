package org.sojourn.security;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sojourn.config.OpenWrites;
import org.sojourn.model.SdmxException;
import org.sojourn.store.Tokens;

/**
 * Lets a writing request pass only with a token that may write, as {@code Authorization: Bearer TOKEN} or as the password of
 * HTTP Basic; on a server started with {@code --open} also without one, from where that flag allows it.
 *
 * <p>A browser on this machine can be made to send a request by a page from elsewhere. So without credentials a request
 * that carries an {@code Origin} of another host, or comes by a {@code Host} name that is not this machine's, is refused.
 */
@WriteAccess
@Priority(Priorities.AUTHENTICATION)
public final class WriteGuard implements ContainerRequestFilter {

    /** The property of a request that holds whose token let it pass; absent where none was needed. */
    private static final String HOLDER = "org.sojourn.holder";

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final OpenWrites open;
    private final Function<String, Optional<Tokens.Holder>> tokens;

    @Context
    private HttpServletRequest request;

    public WriteGuard(OpenWrites open, Function<String, Optional<Tokens.Holder>> tokens) {
        this.open = open;
        this.tokens = tokens;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        require(context);
    }

    /**
     * The same for a resource that only learns from the message whether it is asked to write.
     *
     * @throws SdmxException of kind UNAUTHORISED or FORBIDDEN
     */
    public void require(ContainerRequestContext context) {
        String authorization = context.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            Tokens.Holder holder = secret(authorization)
                    .flatMap(tokens)
                    .orElseThrow(() -> new SdmxException(
                            SdmxException.Kind.UNAUTHORISED,
                            "the token is not known here or was revoked; send Authorization: Bearer TOKEN"));
            if (holder.role() == Tokens.Role.READER) {
                throw new SdmxException(
                        SdmxException.Kind.FORBIDDEN, "the token of " + holder.name() + " may read but not write");
            }
            context.setProperty(HOLDER, holder);
            return;
        }
        boolean allowed = switch (open) {
            case NOBODY -> false;
            case LOOPBACK -> fromThisMachine(context);
            case EVERYBODY -> sameOrigin(context);
        };
        if (!allowed) {
            throw new SdmxException(
                    SdmxException.Kind.UNAUTHORISED,
                    "uploads need credentials; send Authorization: Bearer TOKEN with the token that the server printed at"
                            + " its first start, or start it with --open");
        }
    }

    /**
     * For what no lesser token than that of an admin may do; a request that needed no token passes.
     *
     * @throws SdmxException of kind FORBIDDEN
     */
    public static void requireAdmin(HttpServletRequest request) {
        if (request.getAttribute(HOLDER) instanceof Tokens.Holder holder && holder.role() != Tokens.Role.ADMIN) {
            throw new SdmxException(
                    SdmxException.Kind.FORBIDDEN, "the token of " + holder.name() + " is not that of an admin");
        }
    }

    private boolean fromThisMachine(ContainerRequestContext context) {
        String host = context.getUriInfo().getRequestUri().getHost();
        return host != null
                && LOCAL_NAMES.contains(host.toLowerCase(Locale.ROOT))
                && loopback(request.getRemoteAddr())
                && sameOrigin(context);
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean sameOrigin(ContainerRequestContext context) {
        String origin = context.getHeaderString("Origin");
        if (origin == null) {
            return true;
        }
        try {
            URI from = URI.create(origin);
            URI here = context.getUriInfo().getRequestUri();
            return from.getHost() != null
                    && from.getHost().equalsIgnoreCase(here.getHost())
                    && from.getPort() == here.getPort();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> secret(String authorization) {
        String[] words = authorization.strip().split("\\s+", 2);
        if (words.length == 2 && words[0].equalsIgnoreCase("Bearer")) {
            return Optional.of(words[1]);
        }
        if (words.length == 2 && words[0].equalsIgnoreCase("Basic")) {
            try {
                String pair = new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
                return Optional.of(pair.substring(pair.indexOf(':') + 1));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
