package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.Negotiated;
import org.sojourn.format.Negotiation;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.query.AvailabilityQuery;
import org.sojourn.query.ParsedQuery;
import org.sojourn.rules.Problems;
import org.sojourn.service.AnswerState;
import org.sojourn.service.AvailabilityAnswer;
import org.sojourn.service.AvailabilityConstraints;
import org.sojourn.service.DataQueryService;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** Answers availability queries by a structure message with one constraint for each artefact that has data. */
public final class AvailabilityAnswers {

    private final DataQueryService service;
    private final String sender;

    /**
     * @param sender id of this server's organisation in message headers
     */
    public AvailabilityAnswers(DataQueryService service, String sender) {
        this.service = service;
        this.sender = sender;
    }

    /**
     * The answer with validators; 304 where the caller has it already, 204 (v1: 404) where there are no data.
     *
     * @throws SdmxException NOT_ACCEPTABLE, NOT_FOUND for unknown artefacts, or what the query is refused for
     */
    Response answer(Call call, ParsedQuery parsed, AvailabilityQuery query) {
        Negotiated<StructureFormat> form = Negotiation.structure(call.api())
                .choose(call.header("Accept"), call.header("Accept-Language"), parsed.presentation());
        AvailabilityAnswer answer = answer(query);
        if (!answer.known()) {
            throw new SdmxException(SdmxException.Kind.NOT_FOUND, "there is no such data: " + call.rawPath());
        }
        if (answer.isEmpty()) {
            return Answers.empty(call.api(), "there are no data for " + call.rawPath());
        }
        AnswerState state = answer.state();
        String fingerprint = Fingerprint.of(
                "availability",
                state.dataSeq(),
                state.structureSeq(),
                state.query(),
                form.contentType(),
                form.languages());
        return Answers.conditional(
                call,
                fingerprint,
                state.lastModified(),
                () -> Response.ok(body(query, answer, form, "A" + fingerprint))
                        .header("Content-Type", form.contentType()),
                parsed);
    }

    private AvailabilityAnswer answer(AvailabilityQuery query) {
        try {
            return service.availability(query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StreamingOutput body(
            AvailabilityQuery query, AvailabilityAnswer answer, Negotiated<StructureFormat> form, String id) {
        StructureMessage message = new StructureMessage(
                MessageHeader.of(id, Answers.dateTime(answer.state().lastModified()), sender),
                AvailabilityConstraints.references(answer, query),
                List.of(),
                AvailabilityConstraints.of(answer, query));
        StructureWriterOptions options = new StructureWriterOptions(form.languages(), false, false);
        return out -> StructureMessages.write(message, form.format(), options, out, new Problems());
    }
}
