package org.sojourn.rest.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.sojourn.config.SojournVersion;
import org.sojourn.format.Api;
import org.sojourn.format.Negotiation;
import org.sojourn.query.References;
import org.sojourn.query.StructureResource;
import org.sojourn.rest.MetadataAnswers;
import org.sojourn.rest.SchemaAnswers;

/**
 * {@code GET /openapi.json}: the interfaces of this server in OpenAPI 3.1. The text lies beside this class; what the grammars
 * of the standard list is filled in from them.
 */
@Path("openapi.json")
public final class OpenApiResource {

    private final byte[] document;

    public OpenApiResource() {
        ObjectMapper json = new ObjectMapper();
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("the description of the interfaces is missing from the jar");
            }
            JsonNode whole = json.readTree(in);
            ((ObjectNode) whole.path("info")).put("version", SojournVersion.text());
            List<String> v1 = words(StructureResource::inV1, "structure");
            list(whole, "getStructureV1", "resource", v1);
            list(whole, "getStructureV1", "references", references(v1.subList(1, v1.size())));
            list(whole, "getStructureV2", "artefactType", words(StructureResource::inV2, "*"));
            types(whole, "getDataV1", Negotiation.data(Api.V1).offered());
            types(whole, "getDataV2", Negotiation.data(Api.V2).offered());
            for (String operation : List.of("getStructure", "getAvailability")) {
                types(whole, operation + "V1", Negotiation.structure(Api.V1).offered());
                types(whole, operation + "V2", Negotiation.structure(Api.V2).offered());
            }
            types(whole, "getSchemaV1", SchemaAnswers.mediaTypes(Api.V1));
            types(whole, "getSchemaV2", SchemaAnswers.mediaTypes(Api.V2));
            types(whole, "getMetadataV1", MetadataAnswers.mediaTypes(Api.V1));
            for (String operation : List.of("getMetadataV2", "getMetadataOfFlowV2", "getMetadataOfStructureV2")) {
                types(whole, operation, MetadataAnswers.mediaTypes(Api.V2));
            }
            document = json.writeValueAsBytes(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description, the same for everybody. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] get() {
        return document.clone();
    }

    private static List<String> words(Predicate<StructureResource> offered, String any) {
        List<String> words = new ArrayList<>();
        words.add(any);
        Arrays.stream(StructureResource.values())
                .filter(r -> r != StructureResource.ANY && offered.test(r))
                .map(StructureResource::word)
                .forEach(words::add);
        return words;
    }

    private static List<String> references(List<String> types) {
        List<String> words = new ArrayList<>(List.of("none"));
        Arrays.stream(References.Direction.values())
                .filter(d -> d != References.Direction.ANCESTORS) // new in v2
                .map(References.Direction::word)
                .forEach(words::add);
        words.addAll(types);
        return words;
    }

    private static void types(JsonNode document, String operation, List<String> types) {
        for (JsonNode path : document.path("paths")) {
            if (path.path("get").path("operationId").asText().equals(operation)) {
                ObjectNode content = ((ObjectNode) path.at("/get/responses/200")).putObject("content");
                types.forEach(content::putObject);
            }
        }
    }

    private static void list(JsonNode document, String operation, String parameter, List<String> words) {
        for (JsonNode path : document.path("paths")) {
            if (path.path("get").path("operationId").asText().equals(operation)) {
                for (JsonNode one : path.path("get").path("parameters")) {
                    if (one.path("name").asText().equals(parameter)) {
                        ArrayNode values = ((ObjectNode) one.path("schema")).putArray("enum");
                        words.forEach(values::add);
                    }
                }
            }
        }
    }
}
