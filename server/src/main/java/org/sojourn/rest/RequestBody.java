package org.sojourn.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request as its readers should see it: what the container refuses while they read (too large, for example) is a
 * failure of the stream, which no parser takes for a fault of the message.
 */
public final class RequestBody extends FilterInputStream {

    public RequestBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }
}
