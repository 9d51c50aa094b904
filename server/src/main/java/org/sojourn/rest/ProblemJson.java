package org.sojourn.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** Error bodies outside the SDMX interfaces: RFC 9457 problem details. */
public final class ProblemJson {
    /** The media type of the bodies. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemJson() {}

    /** A body with the status, its standard title, and a detail when that is not empty; UTF-8. */
    public static byte[] bytes(int status, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("title", HttpStatus.getMessage(status));
        if (!detail.isEmpty()) {
            body.put("detail", detail);
        }
        try {
            return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
