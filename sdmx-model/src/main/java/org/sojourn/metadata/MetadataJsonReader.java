package org.sojourn.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.JsonStreams;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.ErrorBinding;
import org.sojourn.structure.binding.MetaBinding;
import org.sojourn.structure.binding.MetadataSetBinding;
import org.sojourn.structure.binding.MissingHeader;
import org.sojourn.structure.binding.Reading;
import org.sojourn.structure.binding.ReportSetBinding;

/** Walks an SDMX-JSON message of reference metadata; data binding takes one metadata set at a time. */
final class MetadataJsonReader {
    private static final Pattern VERSION = Pattern.compile("/(\\d+\\.\\d+)(?:\\.\\d+)?/[^/]*$");

    private static final Pattern NOT_IN_IDS = Pattern.compile("[^A-Za-z0-9_@$-]");

    /** A set of 1.0 and the line where it begins. */
    private record Reports(ReportSetBinding binding, int line) {}

    private final JsonParser p;
    private final Problems problems;
    private final List<MetadataSet> sets = new ArrayList<>();
    private final List<Reports> reports = new ArrayList<>();
    private final List<FooterMessage> footer = new ArrayList<>();
    private Reading reading;
    private @Nullable MessageHeader header;
    private boolean data;
    private boolean versionKnown;

    private MetadataJsonReader(JsonParser p, Problems problems) {
        this.p = p;
        this.problems = problems;
        this.reading = new Reading(Dialect.JSON_2_1, problems);
    }

    static MetadataMessage read(InputStream in, Problems problems) throws IOException {
        JsonParser p = JsonStreams.open(in);
        try {
            MetadataJsonReader reader = new MetadataJsonReader(p, problems);
            reader.message();
            if (!reader.data && reader.footer.isEmpty()) {
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX, "the JSON object is no SDMX-JSON message of reference metadata");
            }
            if (reader.header == null) {
                problems.add(Problem.warning("no-header", Location.UNKNOWN, "the message has no meta"));
            }
            MessageHeader known = reader.header == null ? MissingHeader.header() : reader.header;
            reader.reports(known);
            return new MetadataMessage(known, reader.sets, reader.footer);
        } catch (IOException e) {
            throw JsonStreams.refusal(e, p);
        }
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
                case "meta" -> {
                    MetaBinding meta = JsonStreams.bind(p, MetaBinding.class, problems);
                    meta.schema().ifPresent(this::schema);
                    reading.begin("meta", 0);
                    header = meta.toModel(reading);
                }
                case "data" -> data();
                case "errors" -> {
                    reading.begin("errors", 0);
                    while (p.nextToken() == JsonToken.START_OBJECT) {
                        footer.add(JsonStreams.bind(p, ErrorBinding.class, problems)
                                .toModel(reading));
                    }
                }
                default -> unknown(name);
            }
        }
    }

    private void schema(String address) {
        Matcher m = VERSION.matcher(address);
        if (!m.find()) {
            return;
        }
        versionKnown = true;
        switch (m.group(1)) {
            case "2.0" -> reading = new Reading(Dialect.JSON_2_0, problems);
            case "2.1" -> reading = new Reading(Dialect.JSON_2_1, problems);
            case "1.0" -> reading = new Reading(Dialect.JSON_1_0, problems);
            default -> versionKnown = false; // read as the newest
        }
    }

    private void data() throws IOException {
        if (p.currentToken() != JsonToken.START_OBJECT) {
            throw JsonStreams.syntax(p, "'data' is not an object");
        }
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            JsonToken value = p.nextToken();
            if (!name.equals("metadataSets") || value != JsonToken.START_ARRAY) {
                unknown(name);
                continue;
            }
            data = true;
            while (p.nextToken() == JsonToken.START_OBJECT) {
                int line = p.currentTokenLocation().getLineNr();
                set(versionKnown ? p : looked(), line);
            }
        }
    }

    /** A set whose version nothing told so far: by 1.0 it has reports. */
    private JsonParser looked() throws IOException {
        JsonNode set = p.readValueAsTree();
        if (set.has("reports")) {
            reading = new Reading(Dialect.JSON_1_0, problems);
        }
        JsonParser again = set.traverse(JsonStreams.mapper());
        again.nextToken();
        return again;
    }

    private void set(JsonParser at, int line) throws IOException {
        if (reading.dialect().json10()) {
            reports.add(new Reports(JsonStreams.bind(at, ReportSetBinding.class, problems), line));
            return;
        }
        MetadataSetBinding binding = JsonStreams.bind(at, MetadataSetBinding.class, problems);
        reading.begin("MetadataSet=" + binding.label(), line);
        try {
            sets.add(binding.toModel(reading));
        } catch (SdmxException e) {
            reading.refuse(e);
        }
    }

    /** Sets of 1.0 are read when the header is known, wherever it stands: it may say whose they are. */
    private void reports(MessageHeader known) {
        for (Reports each : reports) {
            reading.begin("MetadataSet=" + each.binding().label(), each.line());
            String number = sets.isEmpty() ? "" : "_" + (sets.size() + 1);
            String fallback = NOT_IN_IDS.matcher(known.id()).replaceAll("_") + number;
            try {
                sets.addAll(each.binding().toModels(known, fallback, reading));
            } catch (SdmxException e) {
                reading.refuse(e);
            }
        }
    }

    private void unknown(String name) throws IOException {
        problems.add(Problem.warning(
                "unknown-element", JsonStreams.here(p), "member '" + name + "' is not known there; left out"));
        p.skipChildren();
    }
}
