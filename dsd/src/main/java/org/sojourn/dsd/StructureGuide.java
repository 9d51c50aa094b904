package org.sojourn.dsd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;

/**
 * What a statistician wants to know about a migration structure that the structure itself does not say.
 *
 * @param why what it counts, and why it is there
 * @param example the values of an invented observation, by component
 * @param tables how tables of national offices map to it
 */
public record StructureGuide(LocalisedText why, Map<String, String> example, List<Table> tables) {

    private static final String FILE = "guides/structures.json";

    public StructureGuide {
        example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
        tables = List.copyOf(tables);
    }

    /** A table as national offices print it. */
    public record Table(LocalisedText title, List<Column> columns) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    /** A column of such a table, or what the table as a whole says, with the component that it goes to. */
    public record Column(LocalisedText column, String component, LocalisedText how) {}

    /** The guide to a data structure of {@code MIG}; empty for any other. */
    public static Optional<StructureGuide> of(Urn structure) {
        return structure.agency().equals("MIG")
                ? Optional.ofNullable(Shipped.GUIDES.get(structure.id()))
                : Optional.empty();
    }

    /** Read once, when somebody asks. */
    private static final class Shipped {
        static final Map<String, StructureGuide> GUIDES = read();

        private static Map<String, StructureGuide> read() {
            try (InputStream in = StructureGuide.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("the guides to structures are missing from the installation");
                }
                Map<String, StructureGuide> guides = new LinkedHashMap<>();
                new JsonMapper().readTree(in).properties().forEach(e -> guides.put(e.getKey(), guide(e.getValue())));
                return guides;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static StructureGuide guide(JsonNode node) {
            Map<String, String> example = new LinkedHashMap<>();
            node.path("example")
                    .properties()
                    .forEach(e -> example.put(e.getKey(), e.getValue().asText()));
            List<Table> tables = new ArrayList<>();
            for (JsonNode table : node.path("tables")) {
                List<Column> columns = new ArrayList<>();
                for (JsonNode column : table.path("columns")) {
                    columns.add(new Column(
                            texts(column.path("column")), column.path("to").asText(), texts(column.path("how"))));
                }
                tables.add(new Table(texts(table.path("title")), columns));
            }
            return new StructureGuide(texts(node.path("why")), example, tables);
        }

        private static LocalisedText texts(JsonNode node) {
            Map<String, String> texts = new LinkedHashMap<>();
            node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
            return new LocalisedText(texts);
        }
    }
}
