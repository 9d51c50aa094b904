package org.sojourn.data.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a data message in SDMX-JSON says, one leaf a line, with each index replaced by what it stands for: so that
 * two messages can be compared whose lists are in another order, or that have a dimension or an attribute at another level.
 *
 * <p>It is written beside the reader and knows nothing of it.
 */
final class JsonDataTree {

    private final Map<String, List<String>> leaves = new TreeMap<>();

    private JsonDataTree() {}

    static JsonDataTree of(byte[] message) throws IOException {
        JsonNode root = new ObjectMapper().readTree(message);
        JsonDataTree tree = new JsonDataTree();
        root.properties().forEach(e -> {
            switch (e.getKey()) {
                case "data", "structure", "structures", "dataSets" -> {}
                case "meta", "header" -> tree.meta(e.getValue());
                default -> tree.leaves(e.getKey(), e.getValue());
            }
        });
        tree.data(root.has("data") ? root.path("data") : root);
        return tree;
    }

    /** What is said here only, or there only, or otherwise there. */
    Set<String> differences(JsonDataTree there) {
        Set<String> lines = new TreeSet<>();
        Set<String> paths = new TreeSet<>(leaves.keySet());
        paths.addAll(there.leaves.keySet());
        for (String path : paths) {
            List<String> mine = new ArrayList<>(leaves.getOrDefault(path, List.of()));
            List<String> theirs = new ArrayList<>(there.leaves.getOrDefault(path, List.of()));
            for (String value : List.copyOf(mine)) {
                if (theirs.remove(value)) {
                    mine.remove(value);
                }
            }
            if (!mine.isEmpty() && !theirs.isEmpty()) {
                lines.add(path + " changed: " + mine + " -> " + theirs);
            } else if (!mine.isEmpty()) {
                lines.add(path + " lost " + mine);
            } else if (!theirs.isEmpty()) {
                lines.add(path + " added " + theirs);
            }
        }
        return lines;
    }

    /** A name in the singular stands for a list of one. */
    private void meta(JsonNode meta) {
        meta.properties().forEach(e -> {
            JsonNode value = e.getValue();
            if (e.getKey().equals("receiver")) {
                leaves(
                        "meta/receivers",
                        value.isArray()
                                ? value
                                : new ObjectMapper().createArrayNode().add(value));
            } else {
                leaves("meta/" + e.getKey(), value);
            }
        });
    }

    private void say(String path, String value) {
        leaves.computeIfAbsent(path, p -> new ArrayList<>()).add(value);
    }

    /** Leaves as they are; objects in arrays are known by their id, where they have one. */
    private void leaves(String path, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(e -> leaves(path + "/" + e.getKey(), e.getValue()));
        } else if (node.isArray()) {
            node.forEach(e -> {
                String id =
                        e.path("id").asText(e.path("urn").asText(e.path("href").asText("")));
                leaves(id.isEmpty() ? path : path + "[" + id + "]", e);
            });
        } else if (!node.isNull()) {
            say(path, scalar(node));
        }
    }

    private static String scalar(JsonNode node) {
        return node.isTextual() ? "'" + node.asText() + "'" : node.asText();
    }

    /** A component of a structure, with where it stands. */
    private record Component(String id, JsonNode node) {

        boolean indexed() {
            return node.path("values").isArray();
        }

        /** What an index or a value of the data means. */
        JsonNode meaning(JsonNode value) {
            if (!indexed() || !value.canConvertToInt()) {
                return value;
            }
            JsonNode listed = node.path("values").path(value.asInt());
            for (String field : List.of("id", "value", "values", "name")) {
                if (listed.has(field)) {
                    return listed.path(field);
                }
            }
            return listed;
        }

        String text(int index) {
            JsonNode listed = node.path("values").path(index);
            return listed.has("id")
                    ? listed.path("id").asText()
                    : listed.path("value").asText();
        }
    }

    private void data(JsonNode data) {
        List<JsonNode> structures = new ArrayList<>();
        data.path("structures").forEach(structures::add);
        if (data.has("structure")) {
            structures.add(data.path("structure"));
        }
        for (int i = 0; i < structures.size(); i++) {
            structure("structures" + i, structures.get(i));
        }
        int number = 0;
        for (JsonNode dataset : data.path("dataSets")) {
            int at = dataset.path("structure").asInt(0);
            JsonNode structure = at < structures.size() ? structures.get(at) : structures.getFirst();
            new Dataset("dataSets" + number++, structure).read(dataset);
        }
    }

    private void structure(String path, JsonNode structure) {
        structure.properties().forEach(e -> {
            switch (e.getKey()) {
                case "dimensions", "measures", "attributes" -> {
                    e.getValue().properties().forEach(level -> {
                        for (JsonNode component : level.getValue()) {
                            component(
                                    path + "/" + e.getKey() + "["
                                            + component.path("id").asText() + "]",
                                    component,
                                    structure.path("annotations"));
                        }
                        if (e.getKey().equals("attributes")) {
                            level.getValue()
                                    .forEach(c -> say(
                                            path + "/attributes[" + c.path("id").asText() + "]/level", level.getKey()));
                        }
                    });
                }
                case "annotations" -> {
                    // Each is told where it is referred to.
                }
                default -> leaves(path + "/" + e.getKey(), e.getValue());
            }
        });
    }

    private void component(String path, JsonNode component, JsonNode annotations) {
        component.properties().forEach(e -> {
            if (e.getKey().equals("annotations")) {
                notes(path + "/annotations", e.getValue(), annotations);
            } else if (e.getKey().equals("role")) { // before 1.0 a component has one
                leaves(path + "/roles", e.getValue());
            } else if (e.getKey().equals("values")) {
                for (JsonNode listed : e.getValue()) {
                    String id = listed.path("id")
                            .asText(listed.path("value")
                                    .asText(listed.path("name").asText()));
                    listed.properties().forEach(f -> {
                        String where = path + "/values[" + id + "]/" + f.getKey();
                        if (f.getKey().equals("annotations")) {
                            notes(where, f.getValue(), annotations);
                        } else {
                            leaves(where, f.getValue());
                        }
                    });
                }
            } else {
                // 2.1 has moved minOccurs and maxOccurs out of the format.
                leaves(path + (e.getKey().equals("format") ? "" : "/" + e.getKey()), e.getValue());
            }
        });
    }

    private void notes(String where, JsonNode indexes, JsonNode annotations) {
        for (JsonNode index : indexes) {
            JsonNode note = annotations.path(index.asInt());
            String title = note.path("type")
                    .asText(note.path("title").asText(note.path("id").asText()));
            leaves(where + "[" + title + "]", note);
        }
    }

    /** One data set, whose numbers are read by one structure. */
    private final class Dataset {
        private final String path;
        private final JsonNode structure;
        private final Map<String, String> fixed = new TreeMap<>();
        private boolean deletes;

        Dataset(String path, JsonNode structure) {
            this.path = path;
            this.structure = structure;
            for (Component c : components("dimensions", "dataSet", "dataset")) {
                if (!c.node.path("values").isEmpty()) {
                    fixed.put(c.id, c.text(0));
                }
            }
        }

        private List<Component> components(String kind, String... levels) {
            List<Component> all = new ArrayList<>();
            for (String level : levels) {
                structure
                        .path(kind)
                        .path(level)
                        .forEach(c -> all.add(new Component(c.path("id").asText(), c)));
            }
            return all;
        }

        void read(JsonNode dataset) {
            deletes = dataset.path("action").asText().equals("Delete");
            if (!dataset.has("attributes")) {
                values(Map.of(), dataset.path("attributes"), components("attributes", "dataSet", "dataset"), Set.of());
            }
            dataset.properties().forEach(e -> {
                switch (e.getKey()) {
                    case "attributes" ->
                        values(Map.of(), e.getValue(), components("attributes", "dataSet", "dataset"), Set.of());
                    case "annotations" -> notes(path + "/annotations", e.getValue());
                    case "dimensionGroupAttributes" ->
                        e.getValue().properties().forEach(g -> group(g.getKey(), g.getValue()));
                    case "series" -> e.getValue().properties().forEach(s -> series(s.getKey(), s.getValue()));
                    case "observations" ->
                        e.getValue().properties().forEach(o -> observation(Map.of(), o.getKey(), o.getValue(), true));
                    case "structure" -> {
                        // resolved
                    }
                    default -> leaves(path + "/" + e.getKey(), e.getValue());
                }
            });
        }

        private void notes(String where, JsonNode indexes) {
            JsonDataTree.this.notes(where, indexes, structure.path("annotations"));
        }

        /** Dimensions of a partial key: in the order of the key, or as they are listed, whichever gives values. */
        private void group(String name, JsonNode values) {
            List<Component> listed = components("dimensions", "dataSet", "dataset", "series", "observation");
            List<Component> ordered = new ArrayList<>(listed);
            ordered.sort(Comparator.comparingInt(c -> c.node.path("keyPosition").asInt(Integer.MAX_VALUE)));
            Set<String> wanted = new HashSet<>();
            components("attributes", "dimensionGroup")
                    .forEach(a -> a.node.path("relationship").path("dimensions").forEach(d -> wanted.add(d.asText())));
            Map<String, String> key = partial(name, ordered)
                    .filter(k -> wanted.containsAll(k.keySet()))
                    .or(() -> partial(name, listed))
                    .orElseThrow();
            values(key, values, components("attributes", "dimensionGroup"), Set.of());
        }

        private Optional<Map<String, String>> partial(String name, List<Component> dimensions) {
            String[] parts = name.split(":", -1);
            Map<String, String> key = new TreeMap<>();
            for (int i = 0; i < parts.length && i < dimensions.size(); i++) {
                if (!parts[i].isEmpty()) {
                    String text = dimensions.get(i).text(Integer.parseInt(parts[i]));
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    key.put(dimensions.get(i).id, text);
                }
            }
            return Optional.of(key);
        }

        private Map<String, String> key(Map<String, String> outer, String name, List<Component> dimensions) {
            Map<String, String> key = new TreeMap<>(outer);
            key.putAll(fixed);
            String[] parts = name.split(":", -1);
            for (int i = 0; i < parts.length && i < dimensions.size(); i++) {
                key.put(
                        dimensions.get(i).id,
                        parts[i].isEmpty() ? "" : dimensions.get(i).text(Integer.parseInt(parts[i])));
            }
            return key;
        }

        private void series(String name, JsonNode series) {
            Map<String, String> key = key(Map.of(), name, components("dimensions", "series"));
            if (series.path("observations").isEmpty()) {
                say(path + "/keys", key.toString());
            }
            series.properties().forEach(e -> {
                switch (e.getKey()) {
                    case "attributes" -> values(key, e.getValue(), components("attributes", "series"), Set.of());
                    case "annotations" -> notes(path + "/at" + key + "/annotations", e.getValue());
                    case "observations" ->
                        e.getValue().properties().forEach(o -> observation(key, o.getKey(), o.getValue(), false));
                    default -> leaves(path + "/at" + key + "/" + e.getKey(), e.getValue());
                }
            });
        }

        private void observation(Map<String, String> outer, String name, JsonNode values, boolean flat) {
            List<Component> dimensions =
                    flat ? components("dimensions", "series", "observation") : components("dimensions", "observation");
            Map<String, String> key = key(outer, name, dimensions);
            say(path + "/keys", key.toString());
            List<Component> columns = new ArrayList<>(
                    structure.has("measures")
                            ? components("measures", "observation")
                            : List.of(new Component("OBS_VALUE", new ObjectMapper().createObjectNode())));
            columns.addAll(components("attributes", "observation"));
            values(key, values, columns, Set.of("notes"));
        }

        private void values(Map<String, String> key, JsonNode values, List<Component> columns, Set<String> rest) {
            for (int i = 0; i < columns.size(); i++) {
                Component c = columns.get(i);
                JsonNode value = values.path(i);
                if ((value.isMissingNode() || value.isNull()) && c.node.has("default") && !deletes) {
                    value = c.node.path("default");
                } else if (value.isArray()) {
                    value.forEach(v -> leaves(path + "/at" + key + "/" + c.id, c.meaning(v)));
                    continue;
                } else {
                    value = c.meaning(value);
                }
                if (!value.isMissingNode() && !value.isNull()) {
                    leaves(path + "/at" + key + "/" + c.id, value);
                }
            }
            List<JsonNode> more = new ArrayList<>();
            for (int i = columns.size(); i < values.size(); i++) {
                more.add(values.path(i));
            }
            if (rest.isEmpty()) {
                more.forEach(v -> leaves(path + "/at" + key + "/surplus", v));
            } else {
                more.forEach(v -> notes(
                        path + "/at" + key + "/annotations",
                        new ObjectMapper().createArrayNode().add(v)));
            }
        }
    }
}
