package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.Api;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.Negotiated;
import org.sojourn.format.Negotiation;
import org.sojourn.metadata.MetadataMessage;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.query.MetadataQuery;
import org.sojourn.query.ParsedQuery;
import org.sojourn.service.MetadataAnswer;
import org.sojourn.service.MetadataService;
import org.sojourn.structure.StructureWriterOptions;

/** Answers queries for reference metadata in the format that was agreed. */
public final class MetadataAnswers {
    private static final List<String> WRITTEN = Arrays.stream(MetadataFormat.values())
            .map(MetadataFormat::mediaType)
            .toList();

    /** An answer of up to so many bytes is written before it is sent, so that its head can tell what it lacks. */
    private static final int TRIED = 1 << 20;

    private final MetadataService service;
    private final String sender;

    /**
     * @param sender id of this server's organisation in message headers
     */
    public MetadataAnswers(MetadataService service, String sender) {
        this.service = service;
        this.sender = sender;
    }

    /** The media types in which a generation of the interface gives them, the default first. */
    public static List<String> mediaTypes(Api api) {
        return Negotiation.metadata(api).only(WRITTEN).offered();
    }

    Response answer(Call call, ParsedQuery parsed, MetadataQuery query, String printed) {
        Negotiated<String> form = Negotiation.metadata(call.api())
                .only(WRITTEN)
                .choose(call.header("Accept"), call.header("Accept-Language"), parsed.presentation());
        MetadataAnswer answer = service.answer(query);
        if (answer.sets().isEmpty()) {
            return Answers.empty(call.api(), "there are no such reference metadata: " + call.rawPath());
        }
        String fingerprint = Fingerprint.of(
                "metadata",
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
                () -> Trial.answer(TRIED, form.contentType(), body(answer, form, "M" + fingerprint)),
                parsed);
    }

    private Trial.Writer body(MetadataAnswer answer, Negotiated<String> form, String id) {
        MetadataFormat format = MetadataFormat.ofMediaType(form.format()).orElseThrow();
        MessageHeader header = MessageHeader.of(id, Answers.dateTime(answer.time()), sender);
        MetadataMessage message = new MetadataMessage(header, answer.sets(), List.of());
        StructureWriterOptions options = new StructureWriterOptions(form.languages(), false, true);
        return (out, losses) -> MetadataMessages.write(message, format, options, out, losses);
    }
}
