package org.sojourn.rest.v2;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.format.UploadFormats;
import org.sojourn.model.SdmxException;
import org.sojourn.rest.RequestBody;
import org.sojourn.rest.Submissions;
import org.sojourn.security.WriteAccess;
import org.sojourn.service.SubmissionService;

/** Uploads of data: {@code POST data}, one message, stored as a whole or not at all. */
@Path("sdmx/v2")
@WriteAccess
public final class SubmissionResource {

    private final SubmissionService service;

    public SubmissionResource(SubmissionService service) {
        this.service = service;
    }

    /**
     * Stores the data sets of a data message.
     *
     * @param dataflow where data belong whose message names only a data structure: {@code AGENCY:ID(VERSION)}
     */
    @POST
    @Path("data")
    public Response data(
            InputStream body,
            @Context HttpHeaders headers,
            @QueryParam("dataflow") @Nullable String dataflow,
            @QueryParam("dryRun") boolean dryRun)
            throws IOException {
        return Submissions.answer(
                service.data(new RequestBody(body), data(headers), Optional.ofNullable(dataflow), dryRun), headers);
    }

    private static UploadFormats data(HttpHeaders headers) {
        UploadFormats formats = formats(headers);
        if (formats.data().isEmpty()) {
            throw misplaced(headers, "structures", "data", "structure");
        }
        return formats;
    }

    private static SdmxException misplaced(HttpHeaders headers, String is, String wanted, String path) {
        return new SdmxException(
                SdmxException.Kind.UNSUPPORTED_MEDIA_TYPE,
                "content type '" + headers.getHeaderString(HttpHeaders.CONTENT_TYPE) + "' is one of " + is + ", here "
                        + wanted + " are expected; POST it to /sdmx/v2/" + path);
    }

    private static UploadFormats formats(HttpHeaders headers) {
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return UploadFormats.of(contentType == null ? "" : contentType);
    }
}
