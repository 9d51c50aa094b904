package org.sojourn.validation.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the elements of a schema, indented, in the prefix {@code xs}. */
final class Xsd {

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes as name, value, name, value, those without a value (empty name) left out. */
    Xsd start(String name, String... attributes) {
        tag(name, attributes);
        text.append(">\n");
        open.push(name);
        return this;
    }

    Xsd empty(String name, String... attributes) {
        tag(name, attributes);
        text.append("/>\n");
        return this;
    }

    Xsd end() {
        String name = open.pop();
        text.append(INDENT.repeat(open.size())).append("</xs:").append(name).append(">\n");
        return this;
    }

    /** Closes so many elements. */
    Xsd end(int count) {
        for (int i = 0; i < count; i++) {
            end();
        }
        return this;
    }

    private void tag(String name, String... attributes) {
        text.append(INDENT.repeat(open.size())).append("<xs:").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i].isEmpty()) {
                text.append(' ').append(attributes[i]).append("=\"");
                escape(attributes[i + 1]);
                text.append('"');
            }
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '"' -> text.append("&quot;");
                case '\n', '\t', '\r' -> text.append("&#").append((int) c).append(';');
                default -> text.append(c);
            }
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
