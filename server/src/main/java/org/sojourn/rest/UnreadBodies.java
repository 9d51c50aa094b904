package org.sojourn.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the rest of a body that was refused before it was read. The container closes a connection on which a body is still
 * under way when the answer has gone, and a client that had already begun its next request on it would lose that one.
 */
final class UnreadBodies implements ContainerResponseFilter {

    /** What is longer is not waited for: the connection is closed then, as the container does. */
    private static final int MOST = 1 << 20;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400 || !request.hasEntity()) {
            return;
        }
        byte[] buffer = new byte[1 << 13];
        int left = MOST;
        try {
            InputStream body = request.getEntityStream();
            int n;
            while (left > 0 && (n = body.read(buffer, 0, Math.min(buffer.length, left))) > 0) {
                left -= n;
            }
        } catch (IOException | RuntimeException e) {
            return; // a body that cannot be read ends the connection in any case
        }
    }
}
