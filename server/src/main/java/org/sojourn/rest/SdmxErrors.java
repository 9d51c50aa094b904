package org.sojourn.rest;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.Api;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.structure.ErrorMessages;

/**
 * SDMX error bodies: in the family (XML or JSON) and version that the request asks for, else in the default of the
 * interface: SDMX-ML 2.1 in v1, SDMX-JSON 2.1 in v2.
 */
public final class SdmxErrors implements ExceptionMapper<SdmxException> {

    private final String sender;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    public SdmxErrors(String sender) {
        this.sender = sender;
    }

    @Override
    public Response toResponse(SdmxException error) {
        Optional<Api> api = Call.apiOf(uri.getPath());
        StructureFormat format = format(api.orElse(Api.V2));
        MessageHeader header = MessageHeader.of(
                "E" + Fingerprint.of(error.detail(), uri.getPath()), Answers.dateTime(Instant.now()), sender);
        StreamingOutput body = out -> ErrorMessages.write(error, header, format, out);
        Response.ResponseBuilder answer = Response.status(status(error, api))
                .header("Content-Type", format.mediaType())
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept, Accept-Encoding, Accept-Language")
                .entity(body);
        if (error.kind() == SdmxException.Kind.UNAUTHORISED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"sojourn\"");
        }
        return answer.build();
    }

    private static int status(SdmxException error, Optional<Api> api) {
        // REST 1.5 maps semantic errors to 403, 2.2 to 422
        return api.filter(a -> a == Api.V1).isPresent() && error.kind() == SdmxException.Kind.SEMANTIC
                ? 403
                : error.kind().status();
    }

    private StructureFormat format(Api api) {
        String accept =
                String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
        String asked =
                String.valueOf(uri.getQueryParameters().getFirst("format")).toLowerCase(Locale.ROOT);
        boolean json = asked.contains("json") || accept.contains("json");
        boolean xml = asked.contains("xml") || asked.startsWith("sdmx-ml") || accept.contains("xml");
        boolean old = accept.contains("version=2.0.0") || accept.contains("version=3.0.0");
        return switch (api) {
            case V1 -> json && !xml ? StructureFormat.JSON_1_0 : StructureFormat.ML_2_1;
            case V2 ->
                xml && !json
                        ? (old ? StructureFormat.ML_3_0 : StructureFormat.ML_3_1)
                        : (old ? StructureFormat.JSON_2_0 : StructureFormat.JSON_2_1);
        };
    }
}
