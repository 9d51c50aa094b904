package org.sojourn.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.AvailabilityConstraintBinding;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.ErrorBinding;
import org.sojourn.structure.binding.MaintainableBinding;
import org.sojourn.structure.binding.MetaBinding;
import org.sojourn.structure.binding.MissingHeader;
import org.sojourn.structure.binding.Reading;

/** Walks an SDMX-JSON structure message; data binding takes one artefact at a time. */
final class StructureJsonReader {
    private static final Pattern SCHEMA_VERSION = Pattern.compile("/(\\d+\\.\\d+)(?:\\.\\d+)?/[^/]*$");
    private static final String META = "meta";

    /** Members that only SDMX-JSON 1.0 has: they tell the format of a message that names no schema. */
    private static final Set<String> OF_1_0 =
            Set.of(Shelf.CONTENT_CONSTRAINTS, "hierarchicalCodelists", "structureSets", "attachmentConstraints");

    private final JsonParser p;
    private final Problems problems;
    private final StructureSink sink;
    private @Nullable Dialect dialect;
    private Reading reading;
    private @Nullable MessageHeader header;
    private final List<FooterMessage> footer = new ArrayList<>();
    private final List<AvailabilityConstraint> availability = new ArrayList<>();
    private boolean structures;

    private StructureJsonReader(JsonParser p, Dialect assumed, StructureSink sink, Problems problems) {
        this.p = p;
        this.problems = problems;
        this.sink = sink;
        this.reading = new Reading(assumed, problems);
    }

    /** Reads all; {@code expected} is the format that the caller was told, null when any will do. */
    static Envelope read(InputStream in, @Nullable StructureFormat expected, StructureSink sink, Problems problems)
            throws IOException {
        Dialect assumed = expected == null || expected.xml() ? Dialect.JSON_2_1 : Dialect.of(expected);
        JsonParser p = JsonStreams.open(in);
        try {
            StructureJsonReader reader = new StructureJsonReader(p, assumed, sink, problems);
            reader.message();
            return reader.envelope(expected, assumed);
        } catch (IOException e) {
            throw JsonStreams.refusal(e, p);
        }
    }

    private Envelope envelope(@Nullable StructureFormat expected, Dialect assumed) {
        if (header == null && !structures && footer.isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "the JSON object has neither 'meta' nor 'data': it is not an SDMX-JSON structure message");
        }
        if (header == null) {
            problems.add(Problem.warning("no-header", Location.UNKNOWN, "the message has no meta"));
        }
        if (dialect == null) {
            problems.add(Problem.info(
                    "format-assumed",
                    Location.UNKNOWN,
                    "the message names no schema; read as " + assumed.format().formatName()));
        }
        Dialect known = dialect == null ? assumed : dialect;
        if (expected != null && expected != known.format()) {
            problems.add(Problem.warning(
                    "other-format",
                    Location.UNKNOWN,
                    "the message was said to be " + expected.formatName() + " and is "
                            + known.format().formatName() + "; read as what it is"));
        }
        return new Envelope(known.format(), header == null ? MissingHeader.header() : header, footer, availability);
    }

    private void message() throws IOException {
        if (p.nextToken() != JsonToken.START_OBJECT) {
            throw JsonStreams.syntax(p, "the message is not a JSON object");
        }
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            JsonToken value = p.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (name) {
                case "$schema" -> schema(p.getValueAsString(""));
                case META -> {
                    MetaBinding meta = JsonStreams.bind(p, MetaBinding.class, problems);
                    meta.schema().ifPresent(this::schema);
                    reading.begin(META, 0);
                    header = meta.toModel(reading);
                }
                case "data" -> data();
                case "errors" -> errors();
                default -> unknown(name);
            }
        }
        if (p.nextToken() != null) {
            throw JsonStreams.syntax(p, "something follows after the end of the message");
        }
    }

    private void schema(String address) {
        Matcher m = SCHEMA_VERSION.matcher(address);
        if (!m.find()) {
            return;
        }
        switch (m.group(1)) {
            case "2.0" -> is(Dialect.JSON_2_0);
            case "2.1" -> is(Dialect.JSON_2_1);
            case "1.0" -> is(Dialect.JSON_1_0);
            default ->
                problems.add(Problem.warning(
                        "format-assumed",
                        Location.path(META),
                        "the schema '" + address + "' is not one that is known"));
        }
    }

    private void is(Dialect known) {
        dialect = known;
        reading = new Reading(known, problems);
    }

    private void errors() throws IOException {
        if (p.currentToken() != JsonToken.START_ARRAY) {
            throw JsonStreams.syntax(p, "'errors' is not an array");
        }
        reading.begin("errors", p.currentLocation().getLineNr());
        while (p.nextToken() == JsonToken.START_OBJECT) {
            footer.add(JsonStreams.bind(p, ErrorBinding.class, problems).toModel(reading));
        }
    }

    private void data() throws IOException {
        if (p.currentToken() != JsonToken.START_OBJECT) {
            throw JsonStreams.syntax(p, "'data' is not an object");
        }
        structures = true;
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            JsonToken value = p.nextToken();
            if (name.equals("dataSets") || name.equals("metadataSets")) {
                throw JsonStreams.syntax(p, "the message holds '" + name + "': it is not a structure message");
            }
            if (value == JsonToken.START_ARRAY) {
                array(name);
            } else if (value != JsonToken.VALUE_NULL) {
                unknown(name);
            }
        }
    }

    private void array(String name) throws IOException {
        if (dialect == null && OF_1_0.contains(name)) {
            is(Dialect.JSON_1_0);
            problems.add(Problem.info(
                    "format-assumed", JsonStreams.here(p), "only SDMX-JSON 1.0 has " + name + "; read as that"));
        }
        Shelf shelf = shelf(name);
        if (name.equals(Shelf.CONTENT_CONSTRAINTS) && !reading.dialect().json10()) {
            problems.add(Problem.info(
                    "off-schema",
                    JsonStreams.here(p),
                    name + " is the name of SDMX-JSON 1.0; read as " + Shelf.DATA_CONSTRAINT.array(reading.dialect())));
        }
        for (JsonToken t = p.nextToken(); t != JsonToken.END_ARRAY; t = p.nextToken()) {
            if (t != JsonToken.START_OBJECT) {
                throw JsonStreams.syntax(p, "an element of '" + name + "' is not an object");
            }
            if (shelf != null) {
                artefact(shelf);
            } else if (name.equals(AvailabilityConstraintBinding.ARRAY)) {
                availability();
            } else {
                unsupported(name);
            }
        }
    }

    private @Nullable Shelf shelf(String array) {
        return array.equals(Shelf.CONTENT_CONSTRAINTS)
                ? Shelf.DATA_CONSTRAINT
                : Shelf.ofArray(array, reading.dialect());
    }

    private void artefact(Shelf shelf) throws IOException {
        int line = p.currentTokenLocation().getLineNr();
        MaintainableBinding<?> binding = JsonStreams.bind(p, shelf.binding(reading.dialect()), problems);
        reading.begin(shelf.type().className() + "=" + binding.label(), line);
        List<? extends MaintainableArtefact> artefacts;
        try {
            artefacts = binding.toModels(reading);
        } catch (SdmxException e) {
            reading.refuse(e);
            return;
        }
        for (MaintainableArtefact artefact : artefacts) {
            sink.artefact(artefact);
        }
    }

    private void availability() throws IOException {
        int line = p.currentTokenLocation().getLineNr();
        AvailabilityConstraintBinding binding = JsonStreams.bind(p, AvailabilityConstraintBinding.class, problems);
        reading.begin(AvailabilityConstraintBinding.ELEMENT, line);
        try {
            availability.add(binding.toModel(reading));
        } catch (SdmxException e) {
            reading.refuse(e);
        }
    }

    private void unsupported(String array) throws IOException {
        Location at = JsonStreams.here(p);
        String agency = "?";
        String id = "?";
        String version = "";
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            p.nextToken();
            switch (name) {
                case "agencyID" -> agency = p.getValueAsString(agency);
                case "id" -> id = p.getValueAsString(id);
                case "version" -> version = "(" + p.getValueAsString("") + ")";
                default -> p.skipChildren();
            }
        }
        problems.add(Problem.warning(
                "unsupported-artefact",
                new Location(at.line(), at.column(), array + "=" + agency + ":" + id + version),
                "artefacts in " + array + " are not read; left out"));
    }

    private void unknown(String name) throws IOException {
        problems.add(Problem.warning(
                "unknown-element", JsonStreams.here(p), "member '" + name + "' is not known there; left out"));
        p.skipChildren();
    }
}
