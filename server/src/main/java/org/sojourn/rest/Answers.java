package org.sojourn.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.Supplier;
import org.sojourn.format.Api;
import org.sojourn.model.SdmxException;
import org.sojourn.query.ParsedQuery;

/** What all answers of the SDMX interfaces have in common: validators, warnings, emptiness. */
final class Answers {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private Answers() {}

    /** An xs:dateTime in UTC, whole seconds. */
    static String dateTime(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC).format(DATE_TIME);
    }

    /** REST 2.2 data and structure queries: an empty result is 204, v1 says 404. */
    static Response empty(Api api, String detail) {
        return switch (api) {
            case V1 -> throw new SdmxException(SdmxException.Kind.NO_RESULTS, detail);
            case V2 ->
                Response.noContent()
                        .header("Vary", "Accept, Accept-Encoding, Accept-Language")
                        .build();
        };
    }

    /** Clients of SDMX, the official test kit among them, write the date as SDMX writes dates; HTTP has another form. */
    private static Response.@Nullable ResponseBuilder unchangedSince(Call call, Date modified, EntityTag tag) {
        String date = call.header("If-Modified-Since");
        if (date.isEmpty()) {
            return call.unless(modified, tag); // most callers; spares them an exception
        }
        try {
            Instant since = Instant.parse(date);
            return since.isBefore(modified.toInstant()) ? null : Response.notModified();
        } catch (DateTimeParseException e) {
            return call.unless(modified, tag);
        }
    }

    /**
     * The answer with its validators, or 304 when the caller's copy is still good.
     *
     * @param fingerprint hash of everything that the bytes depend on
     * @param changed when the answered state was published
     */
    static Response conditional(
            Call call,
            String fingerprint,
            Instant changed,
            Supplier<Response.ResponseBuilder> answer,
            ParsedQuery parsed) {
        EntityTag tag = new EntityTag(fingerprint);
        Date modified = Date.from(changed.truncatedTo(ChronoUnit.SECONDS));
        // RFC 9110, 13.1.3: the date does not count beside a tag. Asked for both, JAX-RS lets it.
        Response.ResponseBuilder unchanged =
                call.header("If-None-Match").isEmpty() ? unchangedSince(call, modified, tag) : call.unless(tag);
        Response.ResponseBuilder builder = unchanged == null ? answer.get() : unchanged;
        builder.tag(tag)
                .lastModified(modified)
                .header("Vary", "Accept, Accept-Encoding, Accept-Language")
                .header("Cache-Control", "no-cache");
        if (!parsed.ignored().isEmpty()) {
            builder.header(
                    "Warning", "299 sojourn \"ignored parameters: " + String.join(", ", parsed.ignored()) + "\"");
        }
        return builder.build();
    }
}
