package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.Api;
import org.sojourn.format.Negotiated;
import org.sojourn.format.Negotiation;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.query.ParsedQuery;
import org.sojourn.query.StructureQuery;
import org.sojourn.query.StructureResource;
import org.sojourn.service.StructureAnswer;
import org.sojourn.service.StructureQueryService;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** Answers structure queries in the format that was agreed. */
public final class StructureAnswers {

    /** An answer of up to so many bytes is written before it is sent, so that its head can tell what it lacks. */
    private static final int TRIED = 256 * 1024;

    private final StructureQueryService service;
    private final String sender;

    /**
     * @param sender id of this server's organisation in message headers
     */
    public StructureAnswers(StructureQueryService service, String sender) {
        this.service = service;
        this.sender = sender;
    }

    /**
     * The answer with validators; 304 where the caller has it already.
     *
     * @param printed the query in its canonical form
     * @throws SdmxException NOT_ACCEPTABLE, or NO_RESULTS where v1 wants it said
     */
    Response answer(Call call, ParsedQuery parsed, StructureQuery query, String printed) {
        Negotiated<StructureFormat> form = Negotiation.structure(call.api())
                .choose(call.header("Accept"), call.header("Accept-Language"), parsed.presentation());
        StructureAnswer answer = service.answer(query, call.api(), structureUrl(call));
        if (answer.artefacts().isEmpty()) {
            return Answers.empty(call.api(), "there is no such structure: " + call.rawPath());
        }
        String fingerprint = Fingerprint.of(
                "structure",
                answer.seq(),
                call.base(),
                printed,
                form.contentType(),
                form.languages(),
                query.visibility());
        return Answers.conditional(
                call,
                fingerprint,
                answer.time(),
                () -> {
                    Response.ResponseBuilder builder =
                            Trial.answer(TRIED, form.contentType(), body(answer, form, "S" + fingerprint));
                    return form.languages().isEmpty()
                            ? builder
                            : builder.header("Content-Language", languages(answer, form));
                },
                parsed);
    }

    /** The languages in which the artefacts are named to a caller who asked for some: his, or those they fall back to. */
    private static String languages(StructureAnswer answer, Negotiated<StructureFormat> form) {
        return answer.artefacts().stream()
                .flatMap(artefact -> artefact.maintenance().naming().names().bestLanguage(form.languages()).stream())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Trial.Writer body(StructureAnswer answer, Negotiated<StructureFormat> form, String id) {
        MessageHeader header = MessageHeader.of(id, Answers.dateTime(answer.time()), sender);
        StructureMessage message = new StructureMessage(header, answer.artefacts(), List.of());
        StructureWriterOptions options = new StructureWriterOptions(form.languages(), false, true);
        return (out, losses) -> StructureMessages.write(message, form.format(), options, out, losses);
    }

    private static Function<Urn, String> structureUrl(Call call) {
        return urn -> call.base() + (call.api() == Api.V1 ? pathInV1(urn) : "structure/" + pathInV2(urn));
    }

    private static String pathInV2(Urn urn) {
        return urn.type().resource() + "/" + urn.agency() + "/" + urn.id() + "/"
                + (urn.version().isEmpty() ? "~" : urn.version());
    }

    /** Types that v1 does not have stand under {@code structure}, which means any. */
    private static String pathInV1(Urn urn) {
        StructureResource resource = StructureResource.inV1(urn.type());
        String word = resource == StructureResource.ANY ? "structure" : resource.word();
        String id = urn.type() == ArtefactClass.HIERARCHY
                ? HierarchyName.of(urn.id()).list()
                : urn.id();
        return word + "/" + urn.agency() + "/" + id + "/" + (urn.version().isEmpty() ? "latest" : urn.version());
    }
}
