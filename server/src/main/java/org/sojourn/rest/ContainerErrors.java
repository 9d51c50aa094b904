package org.sojourn.rest;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what never reaches a resource (a malformed request line, a body over the limit) without HTML or a trace. */
final class ContainerErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        // A message of the container may quote its own classes; below 500 it speaks of the request.
        String detail = message == null || code >= 500 ? "" : message;
        response.write(true, ByteBuffer.wrap(ProblemJson.bytes(code, detail)), callback);
    }
}
