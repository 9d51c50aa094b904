package org.sojourn.rest.v2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sojourn.data.Action;
import org.sojourn.format.Api;
import org.sojourn.model.SdmxException;
import org.sojourn.query.RegistrationQuery;
import org.sojourn.query.V2Grammar;
import org.sojourn.registry.Registration;
import org.sojourn.registry.RegistryContent.QueryRegistrationRequest;
import org.sojourn.registry.RegistryContent.RegistrationRequest;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsRequest;
import org.sojourn.registry.RegistryMessage;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.rest.Call;
import org.sojourn.rest.RegistrationAnswers;
import org.sojourn.rest.RequestBody;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.security.WriteAccess;
import org.sojourn.security.WriteGuard;

/**
 * Registrations (REST 2.x, annex on maintenance): {@code POST registration} takes a registry message that submits or asks for
 * registrations. {@code PUT} and {@code DELETE} of the address of one are Sojourn's own.
 */
@Path("sdmx/v2")
public final class RegistrationResource {

    /** In so many bytes of a message its kind must be found, if it is a query. */
    private static final int QUERY_BYTES = 1 << 16;

    private static final String REGISTRATION = "{path: registration(/.*)?}";

    private final RegistrationAnswers answers;
    private final V2Grammar grammar;
    private final WriteGuard guard;

    public RegistrationResource(RegistrationAnswers answers, V2Grammar grammar, WriteGuard guard) {
        this.answers = answers;
        this.grammar = grammar;
        this.guard = guard;
    }

    /**
     * Does what a registry message asks for: makes, changes and deletes registrations, as a whole or not at all, or finds some.
     * Everybody may ask.
     *
     * @param dryRun whether to tell only what would happen
     */
    @POST
    @Path(REGISTRATION)
    public Response post(
            InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @Context ContainerRequestContext context,
            @QueryParam("dryRun") boolean dryRun)
            throws IOException {
        Call call = new Call(Api.V2, uri, headers, request, sent);
        if (!call.rawPath().equals("registration")) {
            throw new SdmxException(
                    SdmxException.Kind.METHOD_NOT_ALLOWED, "messages about registrations are posted to registration");
        }
        BufferedInputStream message = new BufferedInputStream(new RequestBody(body), QUERY_BYTES);
        if (!asks(message)) {
            guard.require(context); // before a long message is read
        }
        return answer(call, read(message, headers), context, dryRun);
    }

    /** Whether a message may be a query. */
    private static boolean asks(BufferedInputStream message) throws IOException {
        message.mark(QUERY_BYTES);
        byte[] start = message.readNBytes(QUERY_BYTES);
        message.reset();
        return new String(start, StandardCharsets.ISO_8859_1).contains("QueryRegistrationRequest");
    }

    private Response answer(Call call, RegistryMessage message, ContainerRequestContext context, boolean dryRun) {
        return switch (message.content()) {
            case SubmitRegistrationsRequest c -> {
                guard.require(context);
                yield answers.submit(call, message, c.requests(), dryRun);
            }
            case QueryRegistrationRequest c -> answers.answer(call, message, c);
            default ->
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "the message is a " + message.content().element()
                                + "; expected a SubmitRegistrationsRequest or a QueryRegistrationRequest");
        };
    }

    /** Changes the registration of this address to the one in the message, which may leave out its id. */
    @PUT
    @Path(REGISTRATION)
    @WriteAccess
    public Response put(
            InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @QueryParam("dryRun") boolean dryRun)
            throws IOException {
        Call call = new Call(Api.V2, uri, headers, request, sent);
        String id = id(call);
        RegistryMessage message = read(new BufferedInputStream(new RequestBody(body)), headers);
        if (!(message.content() instanceof SubmitRegistrationsRequest c)
                || c.requests().size() != 1
                || c.requests()
                        .getFirst()
                        .registration()
                        .id()
                        .filter(i -> !i.equals(id))
                        .isPresent()) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "the message must be a SubmitRegistrationsRequest with registration " + id
                            + ", which its address names, and nothing else");
        }
        Registration registration = c.requests().getFirst().registration();
        return answers.submit(
                call, message, List.of(new RegistrationRequest(Action.REPLACE, registration.withId(id))), dryRun);
    }

    /** Deletes the registration of this address. */
    @DELETE
    @Path(REGISTRATION)
    @WriteAccess
    public Response delete(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @QueryParam("dryRun") boolean dryRun) {
        Call call = new Call(Api.V2, uri, headers, request, sent);
        String id = id(call);
        return answers.delete(call, id, dryRun);
    }

    /** Subscriptions are part of the standard; this server tells nobody of events yet. */
    @POST
    @Path("subscription")
    @WriteAccess
    public Response subscribe() {
        throw new SdmxException(
                SdmxException.Kind.NOT_IMPLEMENTED,
                "subscriptions are part of the standard and not offered by this server yet: it sends no notifications;"
                        + " ask with updatedAfter for what has changed");
    }

    private String id(Call call) {
        return grammar.parse(call.rawPath(), "").query() instanceof RegistrationQuery.ById q
                        && q.ids().size() == 1
                ? q.ids().getFirst()
                : refuseAddress();
    }

    private static String refuseAddress() {
        throw new SdmxException(
                SdmxException.Kind.METHOD_NOT_ALLOWED,
                "the address must name one registration: registration/id/registrationID");
    }

    private static RegistryMessage read(BufferedInputStream body, HttpHeaders headers) throws IOException {
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (contentType != null && !contentType.toLowerCase(Locale.ROOT).contains("xml")) {
            throw new SdmxException(
                    SdmxException.Kind.UNSUPPORTED_MEDIA_TYPE,
                    "content type '" + contentType + "' is not XML; registry messages exist in SDMX-ML only");
        }
        Problems problems = new Problems();
        RegistryMessage message = RegistryMessages.read(body, problems);
        if (problems.hasErrors()) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    problems.list().stream()
                            .filter(p -> p.severity() == Problem.Severity.ERROR)
                            .map(Problem::toString)
                            .collect(Collectors.joining("; ")));
        }
        return message;
    }
}
