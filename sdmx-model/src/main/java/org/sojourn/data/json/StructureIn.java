package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Annotation;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** One structure part of a message: which components stand at which level, and their values. */
final class StructureIn {

    private static final Pattern ADDRESS =
            Pattern.compile(".*/(dataflow|datastructure|provisionagreement)/([^/?]+)/([^/?]+)(?:/([^/?]+))?(?:[?].*)?");

    /** What a listed code may have besides id and names. */
    private static final Set<String> MORE =
            Set.of("description", "descriptions", "parent", "order", "links", "annotations");

    private final String language;
    private final Problems problems;
    private final ObjectNode head = JsonNodeFactory.instance.objectNode();
    private final List<ComponentIn> datasetDimensions = new ArrayList<>();
    private final List<ComponentIn> seriesDimensions = new ArrayList<>();
    private final List<ComponentIn> observationDimensions = new ArrayList<>();
    private @Nullable List<ComponentIn> measures;
    private final List<ComponentIn> datasetAttributes = new ArrayList<>();
    private final List<ComponentIn> groupAttributes = new ArrayList<>();
    private final List<ComponentIn> seriesAttributes = new ArrayList<>();
    private final List<ComponentIn> observationAttributes = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();

    private StructureIn(String language, Problems problems) {
        this.language = language;
        this.problems = problems;
    }

    /** Reads the object at hand. */
    static StructureIn read(JsonParser in, String path, String language, Problems problems) throws IOException {
        StructureIn structure = new StructureIn(language, problems);
        JsonInput.expect(in, JsonToken.START_OBJECT, path, "the object of a structure");
        Set<String> names = new HashSet<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = unique(in, names, path);
            in.nextToken();
            String inside = path + '/' + field;
            switch (field) {
                case "dimensions" -> structure.levels(in, inside, false, true);
                case "measures" -> structure.levels(in, inside, true, false);
                case "attributes" -> structure.levels(in, inside, false, false);
                case "annotations" -> {
                    for (JsonNode a : JsonInput.tree(in)) {
                        structure.annotations.add(JsonNotes.read(a, language));
                    }
                }
                default -> structure.head.set(field, JsonInput.tree(in));
            }
        }
        return structure;
    }

    /** The name of the field at hand, which must not have been there before. */
    static String unique(JsonParser in, Set<String> names, String path) throws IOException {
        String field = in.currentName();
        if (field == null) {
            throw new IllegalStateException("no field at " + JsonInput.at(in, path));
        }
        if (!names.add(field)) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "at " + JsonInput.at(in, path) + " the name \"" + field + "\" is there twice; expected it once");
        }
        return field;
    }

    private void levels(JsonParser in, String path, boolean ofMeasures, boolean ofDimensions) throws IOException {
        JsonInput.expect(in, JsonToken.START_OBJECT, path, "an object of levels");
        Set<String> names = new HashSet<>();
        if (ofMeasures) {
            measures = new ArrayList<>();
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String level = unique(in, names, path);
            in.nextToken();
            List<ComponentIn> into = level(level, ofMeasures, ofDimensions);
            if (into == null || in.currentToken() != JsonToken.START_ARRAY) {
                in.skipChildren();
                continue;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                into.add(component(in, path + '/' + level + '/' + into.size()));
            }
        }
    }

    private @Nullable List<ComponentIn> level(String level, boolean ofMeasures, boolean ofDimensions) {
        List<ComponentIn> all = measures;
        return switch (level.toLowerCase(Locale.ROOT)) { // an official sample spells it dataset
            case "dataset" -> ofMeasures ? null : ofDimensions ? datasetDimensions : datasetAttributes;
            case "dimensiongroup" -> ofMeasures || ofDimensions ? null : groupAttributes;
            case "series" -> ofMeasures ? null : ofDimensions ? seriesDimensions : seriesAttributes;
            case "observation" ->
                ofMeasures && all != null ? all : ofDimensions ? observationDimensions : observationAttributes;
            default -> null;
        };
    }

    private ComponentIn component(JsonParser in, String path) throws IOException {
        JsonInput.expect(in, JsonToken.START_OBJECT, path, "the object of a component");
        ComponentIn component = new ComponentIn();
        Set<String> names = new HashSet<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            if (!names.add(field)) { // an official sample does this, with one value twice
                problems.add(Problem.warning(
                        "duplicate-name",
                        JsonInput.at(in, path),
                        "the name \"" + field + "\" is there twice; the last one counts"));
            }
            in.nextToken();
            if (field.equals("values") && in.currentToken() == JsonToken.START_ARRAY) {
                component.list(values(in));
            } else {
                component.head().set(field, JsonInput.tree(in));
            }
        }
        return component;
    }

    /** Takes the values one by one: the lists may be long, and most of what stands there is not needed. */
    private List<ComponentIn.@Nullable Listed> values(JsonParser in) throws IOException {
        List<ComponentIn.@Nullable Listed> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(listed(Raw.read(in)));
        }
        return values;
    }

    private ComponentIn.@Nullable Listed listed(Raw raw) {
        if (raw instanceof Raw.Scalar) {
            return ComponentIn.Listed.of(raw, false, LocalisedText.EMPTY);
        }
        if (!(raw instanceof Raw.Fields node)) {
            return null;
        }
        LocalisedText names = node.get("names")
                .or(() -> node.get("name")) // drafts of 1.0 had the languages here
                .flatMap(n -> n instanceof Raw.Fields f ? Optional.of(f.texts()) : Optional.empty())
                .or(() -> node.text("name").map(n -> LocalisedText.of(language, n)))
                .orElse(LocalisedText.EMPTY);
        Optional<String> id = node.text("id");
        if (id.isPresent()) {
            boolean more = node.fields().keySet().stream().anyMatch(MORE::contains);
            return ComponentIn.Listed.code(id.get(), names, more ? node : null);
        }
        Optional<Raw> value = node.get("value").or(() -> node.get("values"));
        if (value.isPresent()) {
            return ComponentIn.Listed.of(value.get(), false, names);
        }
        // 1.0 gives uncoded attribute values by their name alone.
        return node.text("name")
                .or(() -> names.best(List.of()))
                .map(n -> ComponentIn.Listed.of(new Raw.Scalar(n, false), false, names))
                .orElse(null);
    }

    String language() {
        return language;
    }

    ObjectNode head() {
        return head;
    }

    List<ComponentIn> datasetDimensions() {
        return datasetDimensions;
    }

    List<ComponentIn> seriesDimensions() {
        return seriesDimensions;
    }

    List<ComponentIn> observationDimensions() {
        return observationDimensions;
    }

    /** The measures; empty where the message describes none, as before 2.0, and there is one. */
    Optional<List<ComponentIn>> measures() {
        return Optional.ofNullable(measures);
    }

    List<ComponentIn> datasetAttributes() {
        return datasetAttributes;
    }

    List<ComponentIn> groupAttributes() {
        return groupAttributes;
    }

    List<ComponentIn> seriesAttributes() {
        return seriesAttributes;
    }

    List<ComponentIn> observationAttributes() {
        return observationAttributes;
    }

    /** Annotations by index. */
    List<Annotation> annotations() {
        return annotations;
    }

    /** The annotations that a field of indexes names; what is no index names none. */
    List<Annotation> notes(JsonNode indexes) {
        List<Annotation> notes = new ArrayList<>();
        for (JsonNode n : indexes) {
            if (n.isInt() && n.asInt() >= 0 && n.asInt() < annotations.size()) {
                notes.add(annotations.get(n.asInt()));
            }
        }
        return notes;
    }

    /** All dimensions in the order of the key; time has no position in older messages and is the last. */
    List<ComponentIn> dimensions() {
        List<ComponentIn> all = dimensionsAsListed();
        all.sort(Comparator.comparingInt((ComponentIn c) -> c.keyPosition().orElse(Integer.MAX_VALUE))
                .thenComparing(StructureIn::isTime));
        return all;
    }

    /** All dimensions in the order in which the levels list them. */
    List<ComponentIn> dimensionsAsListed() {
        List<ComponentIn> all = new ArrayList<>(datasetDimensions);
        all.addAll(seriesDimensions);
        all.addAll(observationDimensions);
        return all;
    }

    static boolean isTime(ComponentIn dimension) {
        return dimension.id().equals(Dimension.TIME_PERIOD)
                || dimension.hasRole(Dimension.TIME_PERIOD)
                || dimension.hasRole("time");
    }

    /**
     * What the data are said to be of: a dataflow or provision agreement rather than the data structure, and what the data
     * set says before what the structure part says.
     */
    Optional<Urn> reference(JsonNode dataset) {
        List<Urn> fromDataset = urns(dataset.path("links"));
        List<Urn> fromStructure = urns(head.path("links"));
        return usage(fromDataset)
                .or(() -> usage(fromStructure))
                .or(() -> fromDataset.stream().findFirst())
                .or(() -> fromStructure.stream().findFirst());
    }

    /** The data structure that the message names, where it names one. */
    Optional<Urn> dataStructure() {
        return urns(head.path("links")).stream()
                .filter(u -> u.type() == ArtefactClass.DATA_STRUCTURE)
                .findFirst();
    }

    private static Optional<Urn> usage(List<Urn> urns) {
        return urns.stream()
                .filter(u -> u.type() != ArtefactClass.DATA_STRUCTURE)
                .findFirst();
    }

    private static List<Urn> urns(JsonNode links) {
        List<Urn> urns = new ArrayList<>();
        for (JsonNode link : links) {
            urn(link).ifPresent(urns::add);
        }
        return urns;
    }

    /** By URN, else by an address that reads as a structure query of the REST interface. */
    static Optional<Urn> urn(JsonNode link) {
        String urn = JsonTexts.text(link, "urn").orElse("");
        if (!urn.isEmpty()) {
            try {
                return Optional.of(Urn.parse(urn)).filter(u -> describesData(u.type()));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // generated samples hold any text here
            }
        }
        Matcher address = ADDRESS.matcher(JsonTexts.text(link, "href").orElse(""));
        if (!address.matches()) {
            return Optional.empty();
        }
        ArtefactClass type = switch (address.group(1)) {
            case "dataflow" -> ArtefactClass.DATAFLOW;
            case "datastructure" -> ArtefactClass.DATA_STRUCTURE;
            default -> ArtefactClass.PROVISION_AGREEMENT;
        };
        String version = address.group(4);
        return Optional.of(Urn.of(type, address.group(2), address.group(3), version == null ? "" : version));
    }

    private static boolean describesData(ArtefactClass type) {
        return type == ArtefactClass.DATAFLOW
                || type == ArtefactClass.DATA_STRUCTURE
                || type == ArtefactClass.PROVISION_AGREEMENT;
    }
}
