package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;

/** Parsers for untrusted JSON: bounded in depth and in the length of numbers, exact about what is not JSON and not UTF-8. */
final class JsonInput {
    private JsonInput() {}

    private static final int DEPTH = 64;

    private static final Pattern LIBRARY = Pattern.compile(
            ", from `[^`]*`| for `[^`]*`: not allowed when `[^`]*` enabled| \\(start marker at [^)]*\\)[^)]*\\)| \\(start marker.*");

    // Names are keys of data here, so many different ones that a table of all would fill the memory.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(1000)
                    .maxNameLength(10_000)
                    .maxStringLength(16 << 20)
                    .build())
            .build();

    static final ObjectMapper TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** A parser of UTF-8, with or without byte order mark. */
    static JsonParser parser(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 3);
        byte[] mark = start.readNBytes(3);
        boolean marked = mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        if (!marked) {
            start.unread(mark);
        }
        JsonParser parser = FACTORY.createParser(new InputStreamReader(
                start,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        parser.setCodec(TREES);
        return parser;
    }

    /** The value at hand as a tree. */
    static JsonNode tree(JsonParser parser) throws IOException {
        return TREES.readTree(parser);
    }

    static Location at(JsonParser parser, String path) {
        JsonLocation where = parser.currentTokenLocation();
        return new Location(Math.max(0, where.getLineNr()), Math.max(0, where.getColumnNr()), path);
    }

    static long position(JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return Location.position(Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
    }

    /** What is wrong with the JSON itself, in words with line and column. */
    static SdmxException broken(JsonProcessingException e, @Nullable JsonLocation reached) {
        JsonLocation where = e.getLocation() == null ? reached : e.getLocation(); // limits do not tell
        String at = where == null ? "" : " in line " + where.getLineNr() + ", column " + where.getColumnNr();
        return new SdmxException(
                SdmxException.Kind.SYNTAX,
                SdmxException.Kind.SYNTAX.title(),
                "the JSON is broken" + at + ": " + plain(e.getOriginalMessage()),
                e);
    }

    static SdmxException broken(CharacterCodingException e) {
        return new SdmxException(
                SdmxException.Kind.SYNTAX,
                SdmxException.Kind.SYNTAX.title(),
                "the message is not UTF-8: it holds bytes that are no characters",
                e);
    }

    /** The library's words without those that only its users understand. */
    private static String plain(String text) {
        int end = text.indexOf('\n');
        return LIBRARY.matcher(end < 0 ? text : text.substring(0, end)).replaceAll("");
    }

    /** Refuses a value of another kind than expected. */
    static void expect(JsonParser parser, JsonToken token, String path, String expected) {
        if (parser.currentToken() != token) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "at " + at(parser, path) + " there is " + describe(parser.currentToken()) + "; expected "
                            + expected);
        }
    }

    private static String describe(JsonToken token) {
        if (token == null) {
            return "the end of the message";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> token.toString();
        };
    }
}
