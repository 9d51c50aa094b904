package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.Negotiated;
import org.sojourn.format.Negotiation;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.query.ParsedQuery;
import org.sojourn.query.RegistrationQuery;
import org.sojourn.registry.RegistryContent;
import org.sojourn.registry.RegistryContent.QueryRegistrationRequest;
import org.sojourn.registry.RegistryContent.QueryRegistrationResponse;
import org.sojourn.registry.RegistryContent.QueryResult;
import org.sojourn.registry.RegistryContent.RegistrationRequest;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsResponse;
import org.sojourn.registry.RegistryMessage;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.registry.StatusMessage;
import org.sojourn.registry.StatusMessage.Status;
import org.sojourn.rules.Problems;
import org.sojourn.service.RegistrationQueryService;
import org.sojourn.service.RegistrationQueryService.Found;
import org.sojourn.service.RegistrationService;

/** Answers about registrations, which are registry messages of SDMX-ML. */
public final class RegistrationAnswers {

    private final RegistrationService service;
    private final RegistrationQueryService queries;
    private final String sender;

    /**
     * @param sender id of this server's organisation in message headers
     */
    public RegistrationAnswers(RegistrationService service, RegistrationQueryService queries, String sender) {
        this.service = service;
        this.queries = queries;
        this.sender = sender;
    }

    /** Answers a query by its URL; 204 where there are none. */
    Response answer(Call call, ParsedQuery parsed, RegistrationQuery query, String printed) {
        Negotiated<String> form = Negotiation.registration()
                .choose(call.header("Accept"), call.header("Accept-Language"), parsed.presentation());
        List<Found> found = queries.answer(query);
        if (found.isEmpty()) {
            return Answers.empty(call.api(), "there are no such registrations: " + call.rawPath());
        }
        Instant changed = found.stream()
                .map(Found::updated)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String fingerprint = Fingerprint.of("registration", found, printed, form.contentType());
        StructureFormat format = Arrays.stream(StructureFormat.values())
                .filter(StructureFormat::xml)
                .filter(f -> RegistryMessage.mediaType(f).equals(form.format()))
                .findFirst()
                .orElseThrow();
        return Answers.conditional(
                call,
                fingerprint,
                changed,
                () -> Response.ok(body(format, "R" + fingerprint, Answers.dateTime(changed), response(found)))
                        .header("Content-Type", form.contentType()),
                parsed);
    }

    /** Answers a query that came as a message. */
    public Response answer(Call call, RegistryMessage sent, QueryRegistrationRequest query) {
        List<Found> found = queries.answer(query);
        return posted(call, sent.format(), 200, response(found));
    }

    /**
     * Does what the requests ask for, and says what became of each.
     *
     * @param dryRun whether to tell only what would happen
     */
    public Response submit(Call call, RegistryMessage sent, List<RegistrationRequest> requests, boolean dryRun) {
        if (requests.isEmpty()) {
            throw new SdmxException(SdmxException.Kind.SEMANTIC, "the message asks for no registration");
        }
        RegistrationService.Outcome outcome = service.submit(requests, dryRun);
        return posted(call, sent.format(), outcome.status(), new SubmitRegistrationsResponse(outcome.statuses()));
    }

    /**
     * Deletes one registration.
     *
     * @param dryRun whether to tell only what would happen
     */
    public Response delete(Call call, String id, boolean dryRun) {
        RegistrationService.Outcome outcome = service.delete(id, dryRun);
        return posted(
                call, StructureFormat.ML_3_1, outcome.status(), new SubmitRegistrationsResponse(outcome.statuses()));
    }

    private Response posted(Call call, StructureFormat sent, int status, RegistryContent content) {
        StructureFormat format = StructureReports.format(call.header("Accept"), Optional.of(sent));
        String id = "R" + Fingerprint.of(content, format);
        return Response.status(status)
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept, Accept-Encoding, Accept-Language")
                .header("Content-Type", RegistryMessage.mediaType(format))
                .entity(body(format, id, Answers.dateTime(Instant.now()), content))
                .build();
    }

    private StreamingOutput body(StructureFormat format, String id, String prepared, RegistryContent content) {
        RegistryMessage message = new RegistryMessage(format, MessageHeader.of(id, prepared, sender), content);
        return out -> RegistryMessages.write(message, out, new Problems());
    }

    private static QueryRegistrationResponse response(List<Found> found) {
        return new QueryRegistrationResponse(
                StatusMessage.of(Status.SUCCESS, 200, found.size() + " found"),
                found.stream()
                        .map(r -> new QueryResult(false, r.metadata(), r.registration(), List.of()))
                        .toList());
    }
}
