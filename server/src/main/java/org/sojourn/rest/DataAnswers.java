package org.sojourn.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.FormatLimits;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.fragment.GzipFragments;
import org.sojourn.format.DataFormat;
import org.sojourn.format.Negotiated;
import org.sojourn.format.Negotiation;
import org.sojourn.format.OfficeFormat;
import org.sojourn.model.Concept;
import org.sojourn.model.Naming;
import org.sojourn.model.SdmxException;
import org.sojourn.query.DataQuery;
import org.sojourn.query.ParsedQuery;
import org.sojourn.rules.Problems;
import org.sojourn.service.AnswerState;
import org.sojourn.service.DataAnswer;
import org.sojourn.service.DataQueryService;
import org.sojourn.service.DataSize;

/** Answers data queries as a stream in the format that was agreed. */
public final class DataAnswers {

    /** An answer of up to so many bytes is written twice where only its values tell what is lost. */
    private static final int TRIED = 32 * 1024;

    private final DataQueryService service;

    private final AnswerCache cache;

    public DataAnswers(DataQueryService service, AnswerCache cache) {
        this.service = service;
        this.cache = cache;
    }

    /**
     * The answer with validators; 304 where the caller has it already, 204 (v1: 404) where there is nothing.
     *
     * @throws SdmxException NOT_ACCEPTABLE, NOT_FOUND for unknown artefacts, or what the query is refused for
     */
    Response answer(Call call, ParsedQuery parsed, DataQuery query) {
        Optional<OfficeFormat> office = OfficeAnswers.asked(call, parsed);
        // Where an office format is asked for, the default stands in for what a size or an error is told in.
        Negotiated<DataFormat> form = Negotiation.data(call.api())
                .choose(
                        office.isPresent() ? "" : call.header("Accept"),
                        call.header("Accept-Language"),
                        office.isPresent() ? Map.of() : parsed.presentation());
        try {
            DataAnswer answer = service.prepare(query);
            boolean sent = false;
            try {
                if (!answer.known()) {
                    throw new SdmxException(SdmxException.Kind.NOT_FOUND, "there is no such data: " + call.rawPath());
                }
                if (form.format() == DataFormat.ML_2_1_GENERIC_TS && office.isEmpty() && !answer.isOfOne()) {
                    throw new SdmxException(
                            SdmxException.Kind.NOT_ACCEPTABLE,
                            "these are data of several structures or agreements, and " + form.contentType()
                                    + " has room for one; take " + DataFormat.ML_2_1_GENERIC.mediaType());
                }
                if (preview(parsed)) {
                    return preview(call, parsed, query, form, answer);
                }
                Response response = answer.isEmpty()
                        ? Answers.empty(call.api(), "there are no data for " + call.rawPath())
                        : office.isPresent()
                                ? OfficeAnswers.found(call, parsed, office.get(), answer)
                                : found(call, parsed, query, form, answer);
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

    private static boolean preview(ParsedQuery parsed) {
        return switch (parsed.presentation().getOrDefault("preview", "false")) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        "preview is '" + parsed.presentation().get("preview") + "'; allowed are true and false");
        };
    }

    /** How large the answer would be, for those who ask before they fetch; also where it would be empty. */
    private Response preview(
            Call call, ParsedQuery parsed, DataQuery query, Negotiated<DataFormat> form, DataAnswer answer)
            throws IOException {
        AnswerState state = answer.state();
        DataSize size = size(query, form, answer);
        return Answers.conditional(
                call,
                Fingerprint.of("preview", state.dataSeq(), state.structureSeq(), state.query(), form.contentType()),
                state.lastModified(),
                () -> headers(Response.ok(size).type(MediaType.APPLICATION_JSON_TYPE), size),
                parsed);
    }

    private DataSize size(DataQuery query, Negotiated<DataFormat> form, DataAnswer answer) throws IOException {
        return DataSize.of(service, query, answer, form.contentType(), (other, out) -> write(form, other, out));
    }

    private Response found(
            Call call, ParsedQuery parsed, DataQuery query, Negotiated<DataFormat> form, DataAnswer answer) {
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
                    languages(form, answer).ifPresent(l -> builder.header("Content-Language", l));
                    Optional<AnswerCache.Stored> stored =
                            gzip && !call.head() ? cache.find(fingerprint) : Optional.empty();
                    List<String> warnings = stored.isPresent() ? stored.get().warnings() : losses(query, form, answer);
                    warnings.forEach(warning -> builder.header("Warning", warning));
                    if (gzip) {
                        builder.header("Content-Encoding", "gzip");
                    }
                    if (call.head()) {
                        return measured(builder, query, form, answer);
                    }
                    if (!gzip) {
                        return builder.entity(body(form, answer));
                    }
                    return stored.map(kept -> stored(builder, call, fingerprint, kept, answer))
                            .orElseGet(() -> builder.entity(packed(form, answer, fingerprint, warnings)));
                },
                parsed);
    }

    /** The languages of the names in an answer to who asked for some; formats without names have none. */
    private static Optional<String> languages(Negotiated<DataFormat> form, DataAnswer answer) {
        boolean named = switch (form.format().family()) {
            case JSON -> true;
            case CSV -> !form.csv().labels().equals("id");
            default -> false;
        };
        if (!named || form.languages().isEmpty()) {
            return Optional.empty();
        }
        String languages = answer.structures().stream()
                .flatMap(DataAnswers::namings)
                .flatMap(naming -> naming.names().bestLanguage(form.languages()).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return languages.isEmpty() ? Optional.empty() : Optional.of(languages);
    }

    private static Stream<Naming> namings(DataStructureView view) {
        return Stream.concat(
                view.dataflow().map(flow -> flow.maintenance().naming()).stream(),
                view.structure().components().stream()
                        .flatMap(component -> view.concept(component.id()).stream())
                        .map(Concept::naming));
    }

    /** Says in the head what formats without a footer cannot carry: of a short answer exactly, else as far as it can be known. */
    private static List<String> losses(DataQuery query, Negotiated<DataFormat> form, DataAnswer answer) {
        arrange(form.format(), answer);
        FormatLimits limits = FormatLimits.of(form.format(), answer.expected());
        try {
            Trial trial = limits.dependOnValues()
                    ? Trial.of(TRIED, (out, losses) -> write(form, answer, out, losses))
                    : Trial.NONE;
            return trial.warnings(
                    limits,
                    p -> p.location().path().equals(FormatLimits.MEASURES)
                            && firstMeasureWillDo(query, answer.structures()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean firstMeasureWillDo(DataQuery query, List<DataStructureView> structures) {
        return !query.measures().all()
                && structures.stream()
                        .map(DataStructureView::measures)
                        .filter(measures -> !measures.isEmpty())
                        .allMatch(measures -> List.of(measures.getFirst().id())
                                .containsAll(query.measures().ids()));
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder builder, DataSize size) {
        return builder.header("Sojourn-Observations", size.observations())
                .header("Sojourn-Series", size.series())
                .header(size.exact() ? "Sojourn-Bytes" : "Sojourn-Bytes-Estimate", size.bytes());
    }

    private Response.ResponseBuilder measured(
            Response.ResponseBuilder builder, DataQuery query, Negotiated<DataFormat> form, DataAnswer answer) {
        try {
            return headers(builder, size(query, form, answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StreamingOutput packed(
            Negotiated<DataFormat> form, DataAnswer answer, String fingerprint, List<String> warnings) {
        return out -> {
            try (answer;
                    AnswerCache.Copy copy = cache.copy(fingerprint, out, warnings)) {
                try {
                    pack(form, answer, copy);
                } catch (AnswerCache.Overtaken e) {
                    if (!copy.follow()) {
                        pack(form, answer, copy);
                    }
                }
                copy.keep();
            }
        };
    }

    private static void pack(Negotiated<DataFormat> form, DataAnswer answer, OutputStream out) throws IOException {
        GzipFragments gzip = new GzipFragments(out);
        write(form, answer, gzip);
        gzip.close(); // not after a failure: the stream must not look whole then
    }

    /** An answer that was sent before, or the part of it that is asked for. */
    private static Response.ResponseBuilder stored(
            Response.ResponseBuilder builder,
            Call call,
            String fingerprint,
            AnswerCache.Stored stored,
            DataAnswer answer) {
        String unless = call.header("If-Range");
        ByteRange part = Optional.of(call.header("Range"))
                .filter(range -> unless.isEmpty() || unless.equals('"' + fingerprint + '"'))
                .flatMap(range -> ByteRange.of(range, stored.size()))
                .orElse(null);
        builder.header("Accept-Ranges", "bytes");
        if (part != null) {
            builder.status(
                            part.length() > 0
                                    ? Response.Status.PARTIAL_CONTENT
                                    : Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", part.of(stored.size()));
        }
        ByteRange sent = part == null ? new ByteRange(0, stored.size()) : part;
        StreamingOutput body = out -> {
            try (answer;
                    stored) {
                stored.copy(sent.first(), sent.length(), out);
            }
        };
        return builder.header("Content-Length", sent.length()).entity(body);
    }

    private static StreamingOutput body(Negotiated<DataFormat> form, DataAnswer answer) {
        return out -> {
            try (answer) {
                write(form, answer, out);
            }
        };
    }

    private static void write(Negotiated<DataFormat> form, DataAnswer answer, OutputStream out) throws IOException {
        write(form, answer, out, new Problems());
    }

    /** Lets data sets be named and ordered as suits a format. */
    private static void arrange(DataFormat format, DataAnswer answer) {
        if (format.family() != DataFormat.Family.ML) { // whose data sets name their provider
            answer.nameAgreements();
        }
        if (format.family() == DataFormat.Family.CSV) {
            answer.sendFlat();
        }
    }

    private static void write(Negotiated<DataFormat> form, DataAnswer answer, OutputStream out, Problems losses)
            throws IOException {
        DataSink writer = DataMessages.writer(form.format(), out, DataWriterOptions.of(form), losses);
        arrange(form.format(), answer);
        answer.transferTo(form.format().family() == DataFormat.Family.ML ? new Telling(writer, losses) : writer);
    }

    /** Says at the end of a message what its format could not carry. */
    private static final class Telling extends ForwardingSink {
        private final Problems losses;

        Telling(DataSink next, Problems losses) {
            super(next);
            this.losses = losses;
        }

        @Override
        public void end(List<FooterMessage> footer) throws IOException {
            List<FooterMessage> all = new ArrayList<>(footer);
            all.addAll(FooterMessage.ofLosses(losses));
            super.end(all);
        }
    }
}
