package org.sojourn.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.format.Api;
import org.sojourn.model.SdmxException;
import org.sojourn.rest.AnswerMemory.Asked;
import org.sojourn.rest.AnswerMemory.Generation;
import org.sojourn.rest.AnswerMemory.Kept;

/**
 * Answers plain GETs of data without the way through servlets and Jersey, which costs more than a small answer. It asks the
 * same {@link SdmxInterface} as the resources do and sends what that says; a request that is out of the ordinary in any
 * respect, or ends in an error, goes on to the resources as if this were not there. Short answers are remembered.
 */
public final class DirectAnswers {

    /** The bytes of an answer that is gathered before its head is sent. */
    static final int SHORT = 32 * 1024;

    private static final int FIRST_BUFFER = 2048;

    private static final Logger LOG = LoggerFactory.getLogger(DirectAnswers.class);

    private final SdmxInterface sdmx;
    private final AnswerMemory memory;
    private final Supplier<Generation> generation;

    /** @param generation of what an answer that is made now will be made of, or of something newer */
    public DirectAnswers(SdmxInterface sdmx, AnswerMemory memory, Supplier<Generation> generation) {
        this.sdmx = sdmx;
        this.memory = memory;
        this.generation = generation;
    }

    /** Stands in front of what answers everything else. */
    Handler before(Handler others) {
        return new Door(others);
    }

    private final class Door extends Handler.Wrapper {

        Door(Handler others) {
            super(others);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Plain plain = Plain.of(request);
            return (plain != null && answer(plain, response, callback)) || super.handle(request, response, callback);
        }
    }

    /**
     * A request that asks for data and nothing more.
     *
     * @param unless the tag of the state that the caller has, null for none
     */
    private record Plain(
            Api api,
            String path,
            String query,
            Asked asked,
            @Nullable String unless) {

        private static final Map<Api, String> DATA =
                Map.of(Api.V1, Call.root(Api.V1) + "data/", Api.V2, Call.root(Api.V2) + "data/");

        /** Null for what only looks like one, or is nothing of the kind. */
        static @Nullable Plain of(Request request) {
            if (!HttpMethod.GET.is(request.getMethod())) {
                return null;
            }
            HttpURI uri = request.getHttpURI();
            String path = uri.getPath();
            Api api = api(path);
            if (api == null || uri.hasViolations() || path.contains("/.") || path.indexOf(';') >= 0) {
                return null;
            }
            String accept = null;
            String encoding = null;
            String language = null;
            String unless = null;
            for (HttpField field : request.getHeaders()) {
                HttpHeader name = field.getHeader();
                if (name == null) {
                    continue; // none of those that count
                }
                switch (name) {
                    case ACCEPT -> {
                        if (accept != null) {
                            return null;
                        }
                        accept = field.getValue();
                    }
                    case ACCEPT_ENCODING -> {
                        if (encoding != null) {
                            return null;
                        }
                        encoding = field.getValue();
                    }
                    case ACCEPT_LANGUAGE -> {
                        if (language != null) {
                            return null;
                        }
                        language = field.getValue();
                    }
                    case IF_NONE_MATCH -> {
                        if (unless != null) {
                            return null;
                        }
                        unless = field.getValue();
                    }
                    case IF_MATCH,
                            IF_MODIFIED_SINCE,
                            IF_UNMODIFIED_SINCE,
                            IF_RANGE,
                            RANGE,
                            AUTHORIZATION,
                            CONTENT_LENGTH,
                            CONTENT_ENCODING,
                            TRANSFER_ENCODING,
                            EXPECT,
                            UPGRADE -> {
                        return null;
                    }
                    default -> {
                        continue;
                    }
                }
            }
            String query = uri.getQuery();
            return new Plain(
                    api,
                    path,
                    query == null ? "" : query,
                    new Asked(uri.getPathQuery(), text(accept), text(encoding), text(language)),
                    unless);
        }

        private static @Nullable Api api(String path) {
            for (Map.Entry<Api, String> each : DATA.entrySet()) {
                if (path.startsWith(each.getValue())) {
                    return each.getKey();
                }
            }
            return null;
        }

        private static String text(@Nullable String header) {
            return header == null ? "" : header;
        }

        /** True where the answer goes out as it was made; what the container might compress is left to it. */
        boolean needsNoCompression() {
            boolean office = query.contains("format=") || asked.accept().contains("openxmlformats");
            return asked.encoding().isEmpty() || (!office && AcceptEncoding.gzip(asked.encoding()));
        }

        /** What has to be looked up each time, because commits alone do not tell whether it is the same. */
        boolean ofThePast() {
            return query.contains("asOf") || query.contains("updatedAfter") || query.contains("includeHistory");
        }

        Call call(Request request) {
            return new Call(
                    api,
                    path,
                    query,
                    name -> switch (name) {
                        case "Accept" -> asked.accept();
                        case "Accept-Encoding" -> asked.encoding();
                        case "Accept-Language" -> asked.language();
                        default -> String.join(",", request.getHeaders().getValuesList(name));
                    },
                    () -> request.getHttpURI().toURI().resolve("/"));
        }
    }

    /** False where it is for others to answer; then nothing was done to the response. */
    private boolean answer(Plain plain, Response response, Callback callback) {
        Generation before = generation.get();
        Kept kept = memory.find(plain.asked(), before);
        if (kept != null) {
            if (plain.unless() == null) {
                send(kept, response, callback);
                return true;
            }
            if (plain.unless().equals(kept.tag())) {
                sendUnchanged(kept, response, callback);
                return true;
            }
        }
        if (plain.unless() != null
                || !plain.needsNoCompression()
                || !(plain.asked().accept().isEmpty()
                        || UnreadableAccept.readable(plain.asked().accept()))) {
            return false;
        }
        boolean remember = memory.open() && !plain.ofThePast();
        Body body = new Body(response);
        try {
            jakarta.ws.rs.core.Response made = sdmx.answer(plain.call(response.getRequest()));
            Object entity = made.getEntity();
            if (entity != null && !(entity instanceof StreamingOutput)) {
                return false;
            }
            body.status = made.getStatus();
            body.fields = fields(made);
            if (entity instanceof StreamingOutput streamed) {
                streamed.write(body);
            }
        } catch (SdmxException e) {
            if (!response.isCommitted()) {
                return false; // the resources have the message for it
            }
            LOG.error("an answer to {} ended early", plain.path(), e);
            callback.failed(e);
            return true;
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                return false;
            }
            if (!(e instanceof IOException)) {
                LOG.error("an answer to {} ended early", plain.path(), e);
            }
            callback.failed(e); // the connection ends, or the answer would look whole
            return true;
        }
        if (remember && !body.streamed && body.status == HttpStatus.OK_200 && before.equals(generation.get())) {
            Kept now = new Kept(preEncoded(body.fields), tag(body.fields), Arrays.copyOf(body.buffer, body.size));
            memory.keep(plain.asked(), now, before);
        }
        body.end(callback);
        return true;
    }

    private static void send(Kept kept, Response response, Callback callback) {
        response.setStatus(HttpStatus.OK_200);
        put(kept.fields(), response);
        response.write(true, ByteBuffer.wrap(kept.body()), callback);
    }

    /** The same fields as when the resources say so: those that tell of the body are left out. */
    private static void sendUnchanged(Kept kept, Response response, Callback callback) {
        response.setStatus(HttpStatus.NOT_MODIFIED_304);
        for (HttpField field : kept.fields()) {
            HttpHeader name = field.getHeader();
            if (name == HttpHeader.ETAG
                    || name == HttpHeader.LAST_MODIFIED
                    || name == HttpHeader.VARY
                    || name == HttpHeader.CACHE_CONTROL) {
                response.getHeaders().put(field);
            }
        }
        callback.succeeded();
    }

    /** Instead of what the container has put there, as Jersey does. */
    private static void put(HttpFields fields, Response response) {
        HttpFields.Mutable all = response.getHeaders();
        for (HttpField field : fields) {
            all.put(field);
        }
    }

    private static String tag(HttpFields fields) {
        return Optional.ofNullable(fields.get(HttpHeader.ETAG)).orElse("");
    }

    /** As Jersey writes them. */
    private static HttpFields.Mutable fields(jakarta.ws.rs.core.Response made) {
        HttpFields.Mutable fields = HttpFields.build();
        for (Map.Entry<String, List<Object>> header : made.getHeaders().entrySet()) {
            // Several of one name, as warnings, in one line: to the caller that is the same.
            fields.put(
                    header.getKey(),
                    header.getValue().stream().map(DirectAnswers::text).collect(Collectors.joining(", ")));
        }
        return fields;
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Date date -> date(date.toInstant().toEpochMilli());
            case EntityTag tag -> (tag.isWeak() ? "W/\"" : "\"") + tag.getValue() + '"';
            default -> value.toString();
        };
    }

    /** Most answers are of one state; to format a date costs more than to find its data. */
    private static String date(long milliseconds) {
        Dated known = lastDate;
        if (known.milliseconds != milliseconds) {
            known = new Dated(milliseconds, DateGenerator.formatDate(milliseconds));
            lastDate = known;
        }
        return known.text;
    }

    private record Dated(long milliseconds, String text) {}

    private static volatile Dated lastDate = new Dated(0, DateGenerator.formatDate(0));

    private static HttpFields preEncoded(HttpFields fields) {
        HttpFields.Mutable encoded = HttpFields.build();
        for (HttpField field : fields) {
            encoded.add(new PreEncodedHttpField(field.getHeader(), field.getName(), field.getValue()));
        }
        return encoded.asImmutable();
    }

    /** Gathers a short answer, so that its head tells its length; a longer one goes out in pieces. */
    private static final class Body extends OutputStream {
        private final Response response;
        private HttpFields fields = HttpFields.EMPTY;
        private int status;
        private byte[] buffer = new byte[FIRST_BUFFER];
        private int size;
        private boolean streamed;

        Body(Response response) {
            this.response = response;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int from, int count) throws IOException {
            if (count > buffer.length - size && !room(count)) {
                head();
                streamed = true;
                piece(false, ByteBuffer.wrap(buffer, 0, size));
                size = 0;
                if (count >= buffer.length) {
                    piece(false, ByteBuffer.wrap(b, from, count));
                    return;
                }
            }
            System.arraycopy(b, from, buffer, size, count);
            size += count;
        }

        private boolean room(int count) {
            if (size + count > SHORT) {
                if (buffer.length < SHORT) {
                    buffer = Arrays.copyOf(buffer, SHORT);
                }
                return false;
            }
            buffer = Arrays.copyOf(buffer, Math.min(SHORT, Math.max(buffer.length * 4, size + count)));
            return true;
        }

        private void head() {
            if (!streamed) {
                response.setStatus(status);
                put(fields, response);
            }
        }

        /** Waits for the caller where he is slower. */
        private void piece(boolean last, ByteBuffer bytes) throws IOException {
            Content.Sink.write(response, last, bytes);
        }

        /** What was written so far goes out, as for those who follow a slow answer. */
        @Override
        public void flush() throws IOException {
            if (streamed && size > 0) {
                piece(false, ByteBuffer.wrap(buffer, 0, size));
                size = 0;
            }
        }

        void end(Callback callback) {
            head();
            if (size == 0 && !streamed) {
                callback.succeeded();
            } else {
                response.write(true, ByteBuffer.wrap(buffer, 0, size), callback);
            }
        }
    }
}
