package org.sojourn.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever no other mapper knows into a problem body; only a real fault of the server is logged with a trace. */
public final class UnexpectedProblems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedProblems.class);

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException known) {
            int status = known.getResponse().getStatus();
            Response.ResponseBuilder answer = answer(status, status == 404 ? "there is no /" + uri.getPath() : "");
            // Allow and Location belong to the status; the body does not.
            known.getResponse().getHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                    values.forEach(value -> answer.header(name, value));
                }
            });
            return answer.build();
        }
        HttpException refused = refusal(failure);
        if (refused != null) {
            return answer(refused.getCode(), refused.getReason() == null ? "" : refused.getReason())
                    .build();
        }
        // The number joins the caller's report and the log without showing the inside of the server.
        String number = UUID.randomUUID().toString();
        LOG.error("request {} failed, incident {}", uri.getPath(), number, failure);
        return answer(500, "incident " + number).build();
    }

    /** The container refuses a body while a resource reads it, so its refusal arrives wrapped. */
    private static @Nullable HttpException refusal(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof HttpException refused) {
                return refused;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static Response.ResponseBuilder answer(int status, String detail) {
        return Response.status(status)
                .type(ProblemJson.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ProblemJson.bytes(status, detail));
    }
}
