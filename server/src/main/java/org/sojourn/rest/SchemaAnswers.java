package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.Api;
import org.sojourn.format.Negotiated;
import org.sojourn.format.Negotiation;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.query.ParsedQuery;
import org.sojourn.query.SchemaQuery;
import org.sojourn.rules.Problems;
import org.sojourn.service.SchemaAnswer;
import org.sojourn.service.SchemaService;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.validation.schema.DataSchema;
import org.sojourn.validation.schema.MetadataSchema;
import org.sojourn.validation.schema.SchemaVersion;

/** Answers schema queries: an XML schema, of reference metadata that of 2.1, or a structure message of what is allowed. */
public final class SchemaAnswers {

    private static final List<String> STRUCTURES = Arrays.stream(StructureFormat.values())
            .map(StructureFormat::mediaType)
            .toList();
    private static final List<String> WRITTEN = Stream.concat(
                    Arrays.stream(SchemaVersion.values()).map(SchemaVersion::mediaType), STRUCTURES.stream())
            .toList();

    /** Since 3.0 no XML schema can say the rules of reference metadata, because all attributes are one element. */
    private static final List<String> OF_METADATA = Stream.concat(
                    Stream.of(SchemaVersion.V2_1.mediaType()), STRUCTURES.stream())
            .toList();

    private final SchemaService service;
    private final Optional<String> base;
    private final String sender;

    /**
     * @param base where schemas import the base schemas from, {@code {version}} standing for 2.1, 3.0 or 3.1; empty for
     *     sdmx.org
     * @param sender id of this server's organisation in message headers
     */
    public SchemaAnswers(SchemaService service, Optional<String> base, String sender) {
        this.service = service;
        this.base = base;
        this.sender = sender;
    }

    /** The media types in which a generation of the interface gives them, the default first. */
    public static List<String> mediaTypes(Api api) {
        return Negotiation.schema(api).only(WRITTEN).offered();
    }

    /**
     * The answer with validators; 304 where the caller has it already.
     *
     * @param printed the query in its canonical form
     * @throws SdmxException NOT_ACCEPTABLE, NOT_FOUND for an unknown artefact, or what the query is refused for
     */
    Response answer(Call call, ParsedQuery parsed, SchemaQuery query, String printed) {
        Negotiated<String> form = choose(call, parsed, SchemaService.ofMetadata(query) ? OF_METADATA : WRITTEN);
        SchemaAnswer answer = service.answer(query)
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.NOT_FOUND, "there is no such structure: " + call.rawPath()));
        String fingerprint =
                Fingerprint.of("schema", answer.seq(), printed, base, form.contentType(), form.languages());
        return Answers.conditional(
                call,
                fingerprint,
                answer.time(),
                () -> Response.ok(body(answer, form, "X" + fingerprint)).header("Content-Type", form.contentType()),
                parsed);
    }

    private static Negotiated<String> choose(Call call, ParsedQuery parsed, List<String> written) {
        return Negotiation.schema(call.api())
                .only(written)
                .choose(call.header("Accept"), call.header("Accept-Language"), parsed.presentation());
    }

    private StreamingOutput body(SchemaAnswer answer, Negotiated<String> form, String id) {
        for (SchemaVersion version : SchemaVersion.values()) {
            if (version.mediaType().equals(form.format())) {
                if (answer.subject().isEmpty()) {
                    return ofMetadata(answer);
                }
                return out -> DataSchema.write(answer.subject().orElseThrow(), version, address(version), out);
            }
        }
        StructureFormat format = Arrays.stream(StructureFormat.values())
                .filter(f -> f.mediaType().equals(form.format()))
                .findFirst()
                .orElseThrow();
        StructureMessage message = new StructureMessage(
                MessageHeader.of(id, Answers.dateTime(answer.time()), sender), answer.artefacts(), List.of());
        StructureWriterOptions options = new StructureWriterOptions(form.languages(), false, false);
        return out -> StructureMessages.write(message, format, options, out, new Problems());
    }

    /** The schema is made before the answer begins, so that what cannot be made one is still an error. */
    private StreamingOutput ofMetadata(SchemaAnswer answer) {
        ByteArrayOutputStream schema = new ByteArrayOutputStream();
        try {
            MetadataSchema.write(
                    answer.metadata()
                            .orElseThrow(() -> new SdmxException(
                                    SdmxException.Kind.SEMANTIC, "the metadata structure is not known here")),
                    address(SchemaVersion.V2_1),
                    schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema::writeTo;
    }

    private String address(SchemaVersion version) {
        String address = base.map(b -> b.replace("{version}", version.number())).orElse(version.published());
        return address.endsWith("/") ? address : address + "/";
    }
}
