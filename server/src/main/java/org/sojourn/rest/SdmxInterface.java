package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.sojourn.format.Api;
import org.sojourn.model.SdmxException;
import org.sojourn.query.AvailabilityQuery;
import org.sojourn.query.DataQuery;
import org.sojourn.query.MetadataQuery;
import org.sojourn.query.ParsedQuery;
import org.sojourn.query.Query;
import org.sojourn.query.RegistrationQuery;
import org.sojourn.query.SchemaQuery;
import org.sojourn.query.StructureQuery;
import org.sojourn.query.V1Grammar;
import org.sojourn.query.V2Grammar;

/** Both generations of the SDMX REST API: a URL becomes a query record, a query record becomes an answer. */
public final class SdmxInterface {

    private final V1Grammar v1;
    private final V2Grammar v2;
    private final StructureAnswers structures;
    private final DataAnswers data;
    private final AvailabilityAnswers availability;
    private final SchemaAnswers schemas;
    private final MetadataAnswers metadata;
    private final RegistrationAnswers registrations;

    public SdmxInterface(
            V1Grammar v1,
            V2Grammar v2,
            StructureAnswers structures,
            DataAnswers data,
            AvailabilityAnswers availability,
            SchemaAnswers schemas,
            MetadataAnswers metadata,
            RegistrationAnswers registrations) {
        this.v1 = v1;
        this.v2 = v2;
        this.structures = structures;
        this.data = data;
        this.availability = availability;
        this.schemas = schemas;
        this.metadata = metadata;
        this.registrations = registrations;
    }

    /**
     * Answers a GET or HEAD.
     *
     * @throws SdmxException when the URL is not understood, nothing fits, or the server lacks what it asks for
     */
    public Response answer(Call call) {
        ParsedQuery parsed = switch (call.api()) {
            case V1 -> v1.parse(call.rawPath(), call.rawQuery());
            case V2 -> v2.parse(call.rawPath(), call.rawQuery());
        };
        if (!parsed.unsupported().isEmpty()) {
            throw lacking("the parameter " + String.join(", ", parsed.unsupported()));
        }
        // The canonical form of v2 names everything; it stands for the query in validators of both generations.
        Function<Query, String> printed = call.api() == Api.V1 ? v1::print : v2::print;
        return switch (parsed.query()) {
            case StructureQuery query -> structures.answer(call, parsed, query, printed.apply(query));
            case DataQuery query -> data.answer(call, parsed, query);
            case AvailabilityQuery query -> availability.answer(call, parsed, query);
            case SchemaQuery query -> schemas.answer(call, parsed, query, printed.apply(query));
            case MetadataQuery query -> metadata.answer(call, parsed, query, printed.apply(query));
            case RegistrationQuery query -> registrations.answer(call, parsed, query, printed.apply(query));
        };
    }

    private static SdmxException lacking(String what) {
        return new SdmxException(
                SdmxException.Kind.NOT_IMPLEMENTED,
                what + " is part of the standard and not offered by this server yet");
    }
}
