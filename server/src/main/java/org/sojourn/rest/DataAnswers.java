package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.fragment.GzipFragments;
import org.sojourn.format.DataFormat;
import org.sojourn.format.Negotiated;
import org.sojourn.format.Negotiation;
import org.sojourn.model.SdmxException;
import org.sojourn.query.DataQuery;
import org.sojourn.query.ParsedQuery;
import org.sojourn.rules.Problems;
import org.sojourn.service.AnswerState;
import org.sojourn.service.DataAnswer;
import org.sojourn.service.DataQueryService;

/** Answers data queries as a stream in the format that was agreed. */
public final class DataAnswers {

    private final DataQueryService service;

    public DataAnswers(DataQueryService service) {
        this.service = service;
    }

    /**
     * The answer with validators; 304 where the caller has it already, 204 (v1: 404) where there is nothing.
     *
     * @throws SdmxException NOT_ACCEPTABLE, NOT_FOUND for unknown artefacts, or what the query is refused for
     */
    Response answer(Call call, ParsedQuery parsed, DataQuery query) {
        Negotiated<DataFormat> form = Negotiation.data(call.api())
                .choose(call.header("Accept"), call.header("Accept-Language"), parsed.presentation());
        try {
            DataAnswer answer = service.prepare(query);
            boolean sent = false;
            try {
                if (!answer.known()) {
                    throw new SdmxException(SdmxException.Kind.NOT_FOUND, "there is no such data: " + call.rawPath());
                }
                Response response = answer.isEmpty()
                        ? Answers.empty(call.api(), "there are no data for " + call.rawPath())
                        : found(call, parsed, form, answer);
                sent = response.hasEntity();
                return response;
            } finally {
                if (!sent) {
                    answer.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response found(Call call, ParsedQuery parsed, Negotiated<DataFormat> form, DataAnswer answer) {
        AnswerState state = answer.state();
        boolean gzip = AcceptEncoding.gzip(call.header("Accept-Encoding"));
        String fingerprint = Fingerprint.of(
                "data",
                state.dataSeq(),
                state.structureSeq(),
                state.query(),
                form.contentType(),
                form.languages(),
                gzip ? "gzip" : "");
        return Answers.conditional(
                call,
                fingerprint,
                state.lastModified(),
                () -> {
                    Response.ResponseBuilder builder = Response.ok().header("Content-Type", form.contentType());
                    if (gzip) {
                        builder.header("Content-Encoding", "gzip");
                    }
                    return call.request().getMethod().equals("HEAD")
                            ? builder
                            : builder.entity(gzip ? packed(form, answer) : body(form, answer));
                },
                parsed);
    }

    private static StreamingOutput packed(Negotiated<DataFormat> form, DataAnswer answer) {
        StreamingOutput body = body(form, answer);
        return out -> {
            GzipFragments gzip = new GzipFragments(out);
            body.write(gzip);
            gzip.close(); // not after a failure: the stream must not look whole then
        };
    }

    private static StreamingOutput body(Negotiated<DataFormat> form, DataAnswer answer) {
        return out -> {
            try (answer) {
                Problems losses = new Problems();
                DataSink writer = DataMessages.writer(form.format(), out, DataWriterOptions.of(form), losses);
                if (form.format().family() != DataFormat.Family.ML) { // whose data sets name their provider
                    answer.nameAgreements();
                }
                if (form.format().family() == DataFormat.Family.CSV) {
                    answer.sendFlat();
                }
                answer.transferTo(
                        form.format().family() == DataFormat.Family.ML ? new Telling(writer, losses) : writer);
            }
        };
    }

    /** Says at the end of a message what its format could not carry. */
    private static final class Telling extends ForwardingSink {
        private final DataSink next;
        private final Problems losses;

        Telling(DataSink next, Problems losses) {
            super(next);
            this.next = next;
            this.losses = losses;
        }

        @Override
        public void coded(CodedBlock block) throws IOException {
            next.coded(block);
        }

        @Override
        public void end(List<FooterMessage> footer) throws IOException {
            List<FooterMessage> all = new ArrayList<>(footer);
            all.addAll(FooterMessage.ofLosses(losses));
            super.end(all);
        }
    }
}
