package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Annotation;

/** Annotations of data, which stand in a list of the structure and are named by index. */
final class JsonNotes {

    private final DataFormat format;
    private final JsonNames names;

    JsonNotes(DataFormat format, JsonNames names) {
        this.format = format;
        this.names = names;
    }

    void write(JsonGenerator out, Annotation annotation) throws IOException {
        out.writeStartObject();
        text(out, "id", annotation.id());
        text(out, "title", annotation.title());
        text(out, "type", annotation.type());
        if (!format.firstJson()) {
            text(out, "value", annotation.value());
        }
        names.writeAll(out, "text", "texts", annotation.text());
        if (!annotation.urls().isEmpty()) {
            out.writeArrayFieldStart("links");
            for (Annotation.Url url : annotation.urls()) {
                out.writeStartObject();
                out.writeStringField("href", url.address());
                out.writeStringField("rel", "self");
                text(out, "hreflang", url.language());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(field, text.get());
        }
    }

    static Annotation read(JsonNode node, String language) {
        List<Annotation.Url> urls = new ArrayList<>();
        for (JsonNode link : node.path("links")) {
            JsonTexts.text(link, "href")
                    .ifPresent(h -> urls.add(new Annotation.Url(h, JsonTexts.text(link, "hreflang"))));
        }
        return new Annotation(
                JsonTexts.text(node, "id"),
                JsonTexts.text(node, "title"),
                JsonTexts.text(node, "type"),
                urls,
                JsonTexts.texts(node, "text", "texts", language),
                JsonTexts.text(node, "value"));
    }
}
