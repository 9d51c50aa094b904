package org.sojourn.rest;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets requests that write run on threads of the system. An upload computes for seconds, and a virtual thread that computes
 * keeps its processor until it is done: as many uploads as there are processors would let every reader wait. The system gives
 * each its turn.
 */
final class WritesApart extends Handler.Wrapper {

    /** So many write at once; more wait. Most of them wait for their callers or for the database in any case. */
    private static final int MOST = 200;

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("write-", 1).daemon().factory());

    WritesApart(Handler next) {
        super(next);
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return switch (request.getMethod()) {
            case "POST", "PUT" -> {
                threads.execute(() -> apart(request, response, callback));
                yield true;
            }
            default -> super.handle(request, response, callback);
        };
    }

    private void apart(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) { // as the container does for the thread that it calls a handler on
            Response.writeError(request, response, callback, e);
        }
    }
}
