package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.StructureLookup;
import org.sojourn.model.Annotation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Reads SDMX-JSON data 1.0, 2.0 and 2.1, and the layout before 1.0 whose root holds header, structure and dataSets.
 *
 * <p>Where the structure part comes before the data they pass as a stream; else the message is kept in a temporary file
 * meanwhile. A structure that the lookup does not know is inferred from the message, and said.
 */
public final class JsonDataReader implements DataSource {

    private static final Set<String> HEAD = Set.of(
            "structure",
            "action",
            "links",
            "annotations",
            "reportingBegin",
            "reportingEnd",
            "validFrom",
            "validTo",
            "publicationYear",
            "publicationPeriod");

    private static final int MOST_KEPT = 50_000;

    private static final Urn NOBODY = Urn.of(ArtefactClass.DATA_STRUCTURE, "UNKNOWN", "INFERRED", Version.parse("1.0"));

    private final InputStream input;
    private final StructureLookup lookup;
    private final Problems problems;

    private @Nullable MessageHeader header;
    private String language = "en";
    private final List<StructureIn> structures = new ArrayList<>();
    private final List<FooterMessage> footer = new ArrayList<>();
    private final Map<String, DataStructureView> views = new HashMap<>();
    private @Nullable List<ObjectNode> heads;
    private @Nullable JsonParser reading;
    private final List<@Nullable Map<String, Ahead>> groupsAhead = new ArrayList<>();
    private final List<Raw> attributesAhead = new ArrayList<>();
    private int kept;
    private boolean started;
    private int datasets;

    /** What a walk through the message does where data sets begin. */
    private enum Pass {
        /** Streams where it can; asks for two passes where it cannot. */
        FIRST,
        /** Takes all but the content of data sets. */
        STRUCTURES,
        /** Takes the data sets only. */
        DATA
    }

    /** Attributes of a partial key that are told before the data. */
    private record Ahead(Raw array, long position) {}

    /** Says that the data came before what they need. */
    private static final class TwoPasses extends Exception {
        private static final long serialVersionUID = 1L;

        TwoPasses() {
            super(null, null, false, false);
        }
    }

    public JsonDataReader(InputStream input, StructureLookup lookup, Problems problems) {
        this.input = input;
        this.lookup = lookup;
        this.problems = problems;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        try (ReplayableInput replayable = new ReplayableInput(input)) {
            try (JsonParser in = JsonInput.parser(replayable)) {
                root(in, Pass.FIRST, sink, replayable);
            } catch (TwoPasses e) {
                replayable.gather();
                heads = new ArrayList<>();
                pass(replayable, Pass.STRUCTURES, sink);
                pass(replayable, Pass.DATA, sink);
            }
            start(sink);
            sink.end(footer);
        } catch (JsonParseException | StreamConstraintsException | MismatchedInputException e) {
            JsonParser parser = reading;
            throw JsonInput.broken(e, parser == null ? null : parser.currentLocation());
        } catch (CharacterCodingException e) {
            throw JsonInput.broken(e);
        }
    }

    private void pass(ReplayableInput replayable, Pass pass, DataSink sink) throws IOException {
        try (InputStream again = replayable.again();
                JsonParser in = JsonInput.parser(again)) {
            root(in, pass, sink, replayable);
        } catch (TwoPasses e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(DataSink sink) throws IOException {
        if (started) {
            return;
        }
        started = true;
        MessageHeader found = header;
        sink.start(found == null ? MessageHeader.of("unknown", "1970-01-01", "unknown") : found);
        announce(sink);
    }

    /** Says what will come: the reference is exact where structures carry it. */
    private void announce(DataSink sink) throws IOException {
        List<DataSink.Expected> expected = new ArrayList<>();
        List<ObjectNode> known = heads;
        if (known != null) {
            for (ObjectNode head : known) {
                expected(head, expected);
            }
        } else {
            for (int i = 0; i < structures.size(); i++) {
                expected(JsonNodeFactory.instance.objectNode().put("structure", i), expected);
            }
        }
        if (!expected.isEmpty()) {
            sink.announce(expected);
        }
    }

    private void expected(ObjectNode head, List<DataSink.Expected> into) {
        int index = head.path("structure").asInt(0);
        if (index >= 0 && index < structures.size()) {
            DataStructureView view = view(index, head);
            into.add(new DataSink.Expected(head(head, structures.get(index), view), view));
        }
    }

    private void root(JsonParser in, Pass pass, DataSink sink, ReplayableInput replayable)
            throws IOException, TwoPasses {
        reading = in;
        in.nextToken();
        JsonInput.expect(in, JsonToken.START_OBJECT, "", "the object of an SDMX-JSON message");
        Set<String> names = new HashSet<>();
        boolean data = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = StructureIn.unique(in, names, "");
            in.nextToken();
            switch (field) {
                case "meta", "header" -> {
                    JsonNode meta = pass == Pass.DATA ? skip(in) : JsonInput.tree(in);
                    if (pass != Pass.DATA) {
                        language = JsonHeader.language(meta);
                        header = JsonHeader.read(meta);
                    }
                }
                case "errors" -> {
                    JsonNode errors = pass == Pass.DATA ? skip(in) : JsonInput.tree(in);
                    if (pass != Pass.DATA) {
                        footer.clear();
                        footer.addAll(JsonHeader.readFooter(errors, language));
                    }
                }
                case "data" -> {
                    data = true;
                    if (in.currentToken() == JsonToken.START_OBJECT) {
                        data(in, pass, sink, replayable);
                    } else {
                        in.skipChildren();
                    }
                }
                case "structure", "structures", "dataSets" -> {
                    data = true;
                    member(in, field, "", pass, sink, replayable);
                }
                default -> in.skipChildren();
            }
        }
        if (!data && footer.isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "the JSON object has no member \"data\"; expected an SDMX-JSON data message with meta and data");
        }
        if (in.nextToken() != null) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "at " + JsonInput.at(in, "") + " there is more behind the end of the message; expected nothing");
        }
    }

    private static JsonNode skip(JsonParser in) throws IOException {
        in.skipChildren();
        return JsonNodeFactory.instance.nullNode();
    }

    private void data(JsonParser in, Pass pass, DataSink sink, ReplayableInput replayable)
            throws IOException, TwoPasses {
        Set<String> names = new HashSet<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = StructureIn.unique(in, names, "/data");
            in.nextToken();
            member(in, field, "/data", pass, sink, replayable);
        }
    }

    private void member(JsonParser in, String field, String path, Pass pass, DataSink sink, ReplayableInput replayable)
            throws IOException, TwoPasses {
        switch (field) {
            case "structure" -> {
                if (pass == Pass.DATA) {
                    in.skipChildren();
                } else {
                    structures.add(StructureIn.read(in, path + "/structure", language, problems));
                }
            }
            case "structures" -> {
                if (pass == Pass.DATA || in.currentToken() != JsonToken.START_ARRAY) {
                    in.skipChildren();
                } else {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        structures.add(
                                StructureIn.read(in, path + "/structures/" + structures.size(), language, problems));
                    }
                }
            }
            case "dataSets" -> datasets(in, path + "/dataSets", pass, sink, replayable);
            default -> in.skipChildren();
        }
    }

    private void datasets(JsonParser in, String path, Pass pass, DataSink sink, ReplayableInput replayable)
            throws IOException, TwoPasses {
        if (pass == Pass.FIRST) {
            if (structures.isEmpty() || header == null) {
                throw new TwoPasses();
            }
            replayable.passing();
        }
        JsonInput.expect(in, JsonToken.START_ARRAY, path, "an array of data sets");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            JsonInput.expect(in, JsonToken.START_OBJECT, path, "the object of a data set");
            if (pass == Pass.STRUCTURES) {
                heads(in, path);
            } else {
                start(sink);
                dataset(in, path + '/' + datasets, sink);
                datasets++;
            }
        }
    }

    private static boolean content(String field) {
        return switch (field) {
            case "series", "observations", "dimensionGroupAttributes", "attributes" -> true;
            default -> false;
        };
    }

    private void heads(JsonParser in, String path) throws IOException {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        @Nullable Map<String, Ahead> groups = Map.of();
        Raw attributes = Raw.NOTHING;
        Set<String> names = new HashSet<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = StructureIn.unique(in, names, path);
            in.nextToken();
            if (field.equals("dimensionGroupAttributes")) {
                groups = keep(in, path);
            } else if (field.equals("attributes")) {
                attributes = Raw.read(in);
            } else if (content(field)) {
                in.skipChildren();
            } else {
                head.set(field, JsonInput.tree(in));
            }
        }
        if (heads != null) {
            heads.add(head);
            groupsAhead.add(groups);
            attributesAhead.add(attributes);
        }
    }

    /**
     * Keeps the attributes of partial keys, so that they can be told before the series they hold for: many formats need that
     * order, and a writer that streams gives them last. Null where they are too many: then they stay where they are.
     */
    private @Nullable Map<String, Ahead> keep(JsonParser in, String path) throws IOException {
        JsonInput.expect(in, JsonToken.START_OBJECT, path, "an object of partial keys");
        Map<String, Ahead> groups = new LinkedHashMap<>();
        boolean room = true;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            long position = JsonInput.position(in);
            in.nextToken();
            room &= kept + groups.size() < MOST_KEPT;
            if (!room) {
                in.skipChildren();
            } else if (groups.put(name, new Ahead(Raw.read(in), position)) != null) {
                problems.add(Problem.error(
                                "duplicate-name",
                                JsonInput.at(in, path + "/dimensionGroupAttributes"),
                                "the name \"" + name + "\" is there twice in one object")
                        .withExpected("each key once"));
            }
        }
        if (room) {
            kept += groups.size();
        }
        return room ? groups : null;
    }

    private void dataset(JsonParser in, String path, DataSink sink) throws IOException {
        List<ObjectNode> known = heads;
        ObjectNode head = known == null ? JsonNodeFactory.instance.objectNode() : known.get(datasets);
        Raw attributes = known == null ? Raw.NOTHING : attributesAhead.get(datasets);
        Map<String, Ahead> groups = known == null ? null : groupsAhead.get(datasets);
        DatasetIn open = null;
        Set<String> names = new HashSet<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = StructureIn.unique(in, names, path);
            in.nextToken();
            if (known != null
                    && (field.equals("attributes") || (groups != null && field.equals("dimensionGroupAttributes")))) {
                in.skipChildren(); // told already
            } else if (field.equals("attributes")) {
                attributes = Raw.read(in);
                if (open != null) {
                    open.attributes(attributes);
                }
            } else if (!content(field)) {
                if (known != null) {
                    in.skipChildren();
                } else if (open == null) {
                    head.set(field, JsonInput.tree(in));
                } else {
                    late(in, field, path);
                }
            } else {
                if (open == null) {
                    open = open(in, head, path, sink, attributes, groups == null ? Map.of() : groups);
                }
                switch (field) {
                    case "series" -> open.series();
                    case "observations" -> open.observations();
                    default -> open.groups();
                }
            }
        }
        if (open == null) {
            open = open(in, head, path, sink, attributes, groups == null ? Map.of() : groups);
        }
        open.end();
        sink.endDataset();
    }

    private void late(JsonParser in, String field, String path) throws IOException {
        Location where = JsonInput.at(in, path + '/' + field);
        in.skipChildren();
        if (!HEAD.contains(field)) {
            return;
        }
        if (field.equals("action") || field.equals("structure")) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "at " + where + " \"" + field + "\" comes behind the data that it is about;"
                            + " expected it before them, or the structures at the end of the message");
        }
        problems.add(Problem.warning(
                "late-field", where, "\"" + field + "\" comes behind the data that it is about and is not read"));
    }

    private DatasetIn open(
            JsonParser in, ObjectNode head, String path, DataSink sink, Raw attributes, Map<String, Ahead> groups)
            throws IOException {
        int index = head.path("structure").asInt(0);
        if (index < 0 || index >= structures.size()) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "at " + JsonInput.at(in, path) + " the data set names structure " + index + "; expected "
                            + (structures.isEmpty()
                                    ? "the message to describe a structure"
                                    : "a number from 0 to " + (structures.size() - 1)));
        }
        StructureIn structure = structures.get(index);
        DataStructureView view = view(index, head);
        DatasetHeader datasetHeader = head(head, structure, view);
        sink.dataset(datasetHeader, view);
        DatasetIn content = new DatasetIn(in, structure, view, sink, problems, datasetHeader.action(), path);
        if (attributes instanceof Raw.Items) {
            content.attributes(attributes);
        }
        for (Map.Entry<String, Ahead> e : groups.entrySet()) {
            content.group(e.getKey(), e.getValue().array(), e.getValue().position());
        }
        return content;
    }

    private DataStructureView view(int index, ObjectNode head) {
        StructureIn structure = structures.get(index);
        Optional<Urn> named = structure.reference(head);
        Urn reference = named.orElse(NOBODY);
        return views.computeIfAbsent(index + " " + reference, k -> {
            String why = "the message names no structure";
            if (named.isPresent()) {
                try {
                    return lookup.find(reference);
                } catch (SdmxException e) {
                    why = e.detail();
                }
            }
            problems.add(Problem.info(
                    "inferred-structure",
                    Location.path("/data/structures/" + index),
                    why + "; the structure is taken from what the message says of itself"));
            return InferredStructure.of(structure, reference);
        });
    }

    private DatasetHeader head(ObjectNode head, StructureIn structure, DataStructureView view) {
        List<Annotation> notes = structure.notes(head.path("annotations"));
        List<ComponentIn> pivot = structure.observationDimensions();
        // Where there are no observations 2.0 does not describe their dimension.
        boolean empty = structure.datasetDimensions().isEmpty();
        String atObservation = pivot.size() == 1
                ? pivot.getFirst().id()
                : pivot.isEmpty() && (empty || !structure.seriesDimensions().isEmpty())
                        ? view.observationDimension().map(d -> d.id()).orElse(DatasetHeader.ALL_DIMENSIONS)
                        : DatasetHeader.ALL_DIMENSIONS;
        return new DatasetHeader(
                structure.reference(head).orElse(NOBODY),
                action(head),
                atObservation,
                Optional.empty(),
                Optional.empty(),
                JsonTexts.text(head, "reportingBegin"),
                JsonTexts.text(head, "reportingEnd"),
                JsonTexts.text(head, "validFrom"),
                JsonTexts.text(head, "validTo"),
                JsonTexts.text(head, "publicationYear"),
                JsonTexts.text(head, "publicationPeriod"),
                notes,
                JsonLinks.read(head.path("links"), language));
    }

    private Optional<Action> action(ObjectNode head) {
        String text = JsonTexts.text(head, "action").orElse("");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.empty();
            case "merge" -> Optional.of(Action.MERGE);
            case "append" -> Optional.of(Action.APPEND);
            case "replace" -> Optional.of(Action.REPLACE);
            case "delete" -> Optional.of(Action.DELETE);
            case "information" -> Optional.of(Action.INFORMATION);
            default ->
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        "'" + text + "' is no action of a data set; expected Merge, Replace or Delete");
        };
    }
}
