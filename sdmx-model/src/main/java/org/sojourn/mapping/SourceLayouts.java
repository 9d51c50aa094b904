package org.sojourn.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;

/** Reads source layouts from their declared form, a JSON object; {@code dsd/README.md} describes it. */
public final class SourceLayouts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final List<String> WIDE_FIELDS =
            List.of("delimiter", "joined", "over", "value", "headings", "marks");
    private static final List<String> FIELDS = List.of(
            "map",
            "reference",
            "set",
            "name",
            "delimiter",
            "columns",
            "constants",
            "missing",
            "fillers",
            "rows",
            "split",
            "measures",
            "wide",
            "unitRecords",
            "figures");

    private SourceLayouts() {}

    /** @throws SdmxException when the file is no such object, or lacks something, or says something unknown */
    public static SourceLayout read(InputStream in) throws IOException {
        JsonNode node;
        try {
            node = JSON.readTree(in);
        } catch (JsonProcessingException e) {
            throw fault("the layout cannot be read: " + e.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw fault("a layout is an object");
        }
        known(node, "a layout", FIELDS);
        Urn map = urn(node, "map");
        return new SourceLayout(
                map.id(),
                map,
                urn(node, "reference"),
                node.path("set").asText(map.id()),
                new LocalisedText(texts(node.path("name"))),
                delimiter(node.path("delimiter").asText(",")),
                texts(node.path("columns")),
                texts(node.path("constants")),
                node.has("missing") ? list(node.path("missing")) : List.of(""),
                lists(node.path("fillers")),
                lists(node.path("rows")),
                splits(node.path("split")),
                measures(node.path("measures")),
                wide(node),
                node.path("unitRecords").asBoolean(),
                Optional.ofNullable(node.get("figures")).map(JsonNode::asText));
    }

    private static void known(JsonNode node, String what, List<String> fields) {
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            if (!fields.contains(e.getKey())) {
                throw fault(
                        what + " says '" + e.getKey() + "', which is unknown; expected " + String.join(", ", fields));
            }
        }
    }

    private static Optional<SourceLayout.Wide> wide(JsonNode layout) {
        JsonNode wide = layout.path("wide");
        if (wide.isMissingNode()) {
            return Optional.empty();
        }
        known(wide, "what a layout says of wide tables", WIDE_FIELDS);
        if (layout.has("measures")) {
            throw fault("a table cannot be wide by measures and by a component at once");
        }
        for (String needed : List.of("over", "value")) {
            if (wide.path(needed).asText().isEmpty()) {
                throw fault("what a layout says of wide tables lacks '" + needed + "', the component "
                        + (needed.equals("over") ? "whose values are the headings" : "that the cells are of"));
            }
        }
        return Optional.of(new SourceLayout.Wide(
                delimiter(wide.path("delimiter").asText(layout.path("delimiter").asText(","))),
                text(wide, "joined"),
                wide.path("over").asText(),
                wide.path("value").asText(),
                text(wide, "headings").map(SourceLayouts::pattern),
                text(wide, "marks")));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw fault("the headings of a wide table are '" + text + "', which is no regular expression: "
                    + e.getDescription());
        }
    }

    private static Urn urn(JsonNode node, String field) {
        String text = node.path(field).asText();
        try {
            return Urn.parse(text);
        } catch (IllegalArgumentException e) {
            throw fault("the " + field + " of a layout is '" + text + "'; expected a URN");
        }
    }

    private static char delimiter(String text) {
        if (text.length() != 1) {
            throw fault("the delimiter of a layout is '" + text + "'; expected one character");
        }
        return text.charAt(0);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static List<String> list(JsonNode array) {
        List<String> list = new ArrayList<>();
        array.forEach(node -> list.add(node.asText()));
        return list;
    }

    private static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.properties().forEach(e -> lists.put(e.getKey(), list(e.getValue())));
        return lists;
    }

    private static Map<String, SourceLayout.Split> splits(JsonNode object) {
        Map<String, SourceLayout.Split> splits = new LinkedHashMap<>();
        object.properties()
                .forEach(e -> splits.put(
                        e.getKey(),
                        e.getValue().has("by")
                                ? new SourceLayout.Split.By(
                                        e.getValue().path("by").asText())
                                : new SourceLayout.Split.Letters()));
        return splits;
    }

    private static Map<String, Map<String, String>> measures(JsonNode object) {
        Map<String, Map<String, String>> measures = new LinkedHashMap<>();
        object.properties().forEach(e -> measures.put(e.getKey(), texts(e.getValue())));
        return measures;
    }

    private static SdmxException fault(String what) {
        return new SdmxException(SdmxException.Kind.SYNTAX, what);
    }
}
