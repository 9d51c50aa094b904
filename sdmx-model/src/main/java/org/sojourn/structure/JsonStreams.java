package org.sojourn.structure;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** The one JSON mapper for bindings: only what is annotated counts, and members that no binding knows are told. */
public final class JsonStreams {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_TEXT = 10_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addHandler(new TellUnknown())
            .build();

    private JsonStreams() {}

    /** The mapper of all bindings: only what is annotated, and null for nothing. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Opens a message; bytes that begin as no encoding of JSON does are refused here. */
    public static JsonParser open(InputStream in) throws IOException {
        try {
            return MAPPER.createParser(in);
        } catch (CharConversionException e) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX, "line 1, column 1: the bytes are not text in UTF-8: " + e.getMessage());
        }
    }

    /** The value at which the parser stands. */
    public static <B> B bind(JsonParser p, Class<B> type, Problems problems) throws IOException {
        return MAPPER.readerFor(type).withAttribute(Problems.class, problems).readValue(p);
    }

    /** Where the parser stands. */
    public static Location here(JsonParser p) {
        return location(
                p.currentLocation(), p.getParsingContext().pathAsPointer().toString());
    }

    private static Location location(JsonLocation at, String path) {
        return new Location(at.getLineNr(), at.getColumnNr(), path);
    }

    /** A syntax error where the parser stands. */
    public static SdmxException syntax(JsonParser p, String detail) {
        return new SdmxException(SdmxException.Kind.SYNTAX, words(p.currentLocation()) + detail);
    }

    /** What a parser's exception means; those of the stream itself are not for here. */
    public static SdmxException refusal(IOException thrown, JsonParser p) throws IOException {
        if (thrown instanceof JsonMappingException e && e.getCause() instanceof SdmxException refused) {
            return refused;
        }
        if (thrown instanceof JsonProcessingException e) {
            String words =
                    e.getOriginalMessage() == null ? "" : e.getOriginalMessage().replaceAll("\\s+", " ");
            JsonLocation at = e.getLocation() == null ? p.currentLocation() : e.getLocation();
            if (e instanceof JsonMappingException m && !(e.getCause() instanceof JsonProcessingException)) {
                return new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        words(at) + "the member " + path(m) + " has not the form that SDMX-JSON wants: "
                                + words.replaceAll("`org\\.sojourn[^`]*`", "it")
                                        .replaceAll("`java[^`]*\\.(\\w+)[^`]*`", "$1"));
            }
            return new SdmxException(SdmxException.Kind.SYNTAX, words(at) + "the JSON is not well-formed: " + words);
        }
        if (thrown instanceof CharConversionException e) {
            return syntax(p, "the bytes are not text in UTF-8: " + e.getMessage());
        }
        throw thrown;
    }

    private static String path(JsonMappingException m) {
        StringBuilder sb = new StringBuilder();
        for (JsonMappingException.Reference r : m.getPath()) {
            sb.append('/').append(r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName());
        }
        return sb.isEmpty() ? "there" : "'" + sb + "'";
    }

    private static String words(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    /** Tells of members that no binding knows, where Jackson would pass them over. */
    private static final class TellUnknown extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser p,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String name)
                throws IOException {
            if (context.getAttribute(Problems.class) instanceof Problems problems) {
                problems.add(Problem.warning(
                        "unknown-element", here(p), "member '" + name + "' is not known there; left out"));
            }
            p.skipChildren();
            return true;
        }
    }
}
