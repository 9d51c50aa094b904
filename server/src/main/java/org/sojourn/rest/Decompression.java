package org.sojourn.rest;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the bodies of requests that come in gzip or zstd. What follows sees a body without a coding and without a length.
 *
 * <p>Jetty's own decoder turns for ever when a gzip body ends too early; the streams used here say so.
 */
final class Decompression extends Handler.Wrapper {

    private static final String CODINGS = "gzip, zstd";

    Decompression(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String coding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> {
                return super.handle(request, response, callback);
            }
            case "gzip", "x-gzip" -> {
                return super.handle(
                        new Unpacked(request, body -> new GZIPInputStream(body, 1 << 16)), response, callback);
            }
            case "zstd" -> {
                return super.handle(new Unpacked(request, ZstdInputStream::new), response, callback);
            }
            default -> {
                // RFC 9110, 15.5.16: what would have been understood
                response.getHeaders().put(HttpHeader.ACCEPT_ENCODING, CODINGS);
                Response.writeError(
                        request,
                        response,
                        callback,
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                        "content coding '" + coding + "' is not understood; expected one of " + CODINGS);
                return true;
            }
        }
    }

    /** Puts a decoder around the packed bytes; it may read at once. */
    @FunctionalInterface
    private interface Decoder {
        InputStream around(InputStream packed) throws IOException;
    }

    private static final class Unpacked extends Request.Wrapper {
        private final HttpFields headers;
        private final Content.Source source;

        Unpacked(Request packed, Decoder decoder) {
            super(packed);
            HttpFields.Mutable kept = HttpFields.build();
            for (HttpField field : packed.getHeaders()) {
                if (field.getHeader() != HttpHeader.CONTENT_ENCODING
                        && field.getHeader() != HttpHeader.CONTENT_LENGTH) {
                    kept.add(field);
                }
            }
            this.headers = kept.asImmutable();
            this.source = Content.Source.from(new UnpackedStream(Content.Source.asInputStream(packed), decoder));
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public long getLength() {
            return -1;
        }

        @Override
        public Content.Chunk read() {
            return source.read();
        }

        @Override
        public void demand(Runnable demanded) {
            source.demand(demanded);
        }

        @Override
        public void fail(Throwable failure) {
            source.fail(failure);
            super.fail(failure);
        }
    }

    /** Begins to decode when the first byte is wanted, and tells broken content from a broken connection. */
    private static final class UnpackedStream extends InputStream {
        private final InputStream packed;
        private final Decoder decoder;
        private @Nullable InputStream plain;

        UnpackedStream(InputStream packed, Decoder decoder) {
            this.packed = packed;
            this.decoder = decoder;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                if (plain == null) {
                    plain = decoder.around(packed);
                }
                return plain.read(buffer, offset, length);
            } catch (EOFException e) {
                throw broken("the compressed body ends in the middle", e);
            } catch (ZipException | ZstdIOException e) {
                throw broken("the body is not compressed as its Content-Encoding says", e);
            }
        }

        @Override
        public void close() throws IOException {
            if (plain != null) {
                plain.close();
            }
        }

        private static IOException broken(String what, IOException cause) {
            return new IOException(new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, what, cause));
        }
    }
}
