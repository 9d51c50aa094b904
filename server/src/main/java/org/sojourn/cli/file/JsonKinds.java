package org.sojourn.cli.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;

/** Tells what a JSON file is by the names of its members, and the version by the schema it names. */
final class JsonKinds {

    private static final Pattern VERSION = Pattern.compile("(?<![0-9.])([12]\\.[01])(?:\\.0)?(?![0-9])");
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What holds data in a data message. */
    private static final Set<String> DATA_MEMBERS = Set.of("dataSets", "structure", "structures");

    private String schema = "";
    private String first = "";
    private boolean data;
    private boolean structures;
    private boolean metadata;
    private boolean errors;
    private boolean beforeVersion1;
    private Optional<DataFormat> shape = Optional.empty();

    private JsonKinds() {}

    static FileKind of(InputStream in) throws IOException {
        JsonKinds seen = new JsonKinds();
        try (JsonParser p = FACTORY.createParser(in)) {
            p.nextToken();
            seen.members(p);
        } catch (JsonProcessingException e) {
            // What is already known decides; its reader says what is wrong, and where.
            if (!seen.decided()) {
                JsonLocation at = e.getLocation();
                return new FileKind.Other(
                        (at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ")
                                + "the JSON is not well-formed: " + Reasons.parser(e));
            }
        } catch (CharConversionException e) {
            if (!seen.decided()) {
                return new FileKind.Other("the JSON is not text in UTF-8, UTF-16 or UTF-32");
            }
        }
        return seen.kind();
    }

    private void members(JsonParser p) throws IOException {
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            first = first.isEmpty() ? name : first;
            JsonToken value = p.nextToken();
            switch (name) {
                case "meta", "header" -> meta(p);
                case "$schema" -> schema = p.getValueAsString("");
                case "data" -> {
                    if (value == JsonToken.START_OBJECT) {
                        content(p);
                    }
                }
                case "errors" -> {
                    errors = true;
                    p.skipChildren();
                }
                case "structure", "dataSets" -> {
                    data = true;
                    beforeVersion1 = true;
                }
                default -> p.skipChildren();
            }
            if (decided() && (!schema.isEmpty() || !data || beforeVersion1 || shape.isPresent())) {
                return;
            }
        }
    }

    private void meta(JsonParser p) throws IOException {
        if (p.currentToken() != JsonToken.START_OBJECT) {
            p.skipChildren();
            return;
        }
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            p.nextToken();
            if (name.equals("schema") || name.equals("$schema")) {
                schema = p.getValueAsString("");
            }
            p.skipChildren();
        }
    }

    private void content(JsonParser p) throws IOException {
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            p.nextToken();
            if (DATA_MEMBERS.contains(name)) {
                data = true;
                shape = name.equals("structure")
                        ? Optional.of(DataFormat.JSON_1_0)
                        : name.equals("structures") ? Optional.of(DataFormat.JSON_2_0) : shape;
                if (!schema.isEmpty() || shape.isPresent()) {
                    return;
                }
            } else if (name.equals("metadataSets")) {
                metadata = true;
                return;
            } else {
                structures |= p.currentToken() == JsonToken.START_ARRAY;
                if (structures && !schema.isEmpty()) {
                    return;
                }
            }
            p.skipChildren();
        }
        structures |= !data && !metadata && schema.contains("structure");
    }

    private boolean decided() {
        return data || structures || metadata;
    }

    private FileKind kind() {
        String version = version();
        if (metadata) {
            return switch (version) {
                case "1.0" -> new FileKind.Metadata(MetadataFormat.JSON_1_0);
                case "2.0" -> new FileKind.Metadata(MetadataFormat.JSON_2_0);
                default -> new FileKind.Metadata(MetadataFormat.JSON_2_1);
            };
        }
        if (data) {
            return new FileKind.Data(
                    switch (version) {
                        case "1.0" -> DataFormat.JSON_1_0;
                        case "2.0" -> DataFormat.JSON_2_0;
                        case "2.1" -> DataFormat.JSON_2_1;
                        default -> beforeVersion1 ? DataFormat.JSON_1_0_WD : shape.orElse(DataFormat.JSON_1_0);
                    });
        }
        if (structures) {
            return new FileKind.Structures(
                    switch (version) {
                        case "1.0" -> StructureFormat.JSON_1_0;
                        case "2.0" -> StructureFormat.JSON_2_0;
                        default -> StructureFormat.JSON_2_1;
                    });
        }
        if (errors) {
            return new FileKind.Other(
                    "an SDMX-JSON error message is not read; expected structures, data or reference metadata");
        }
        return new FileKind.Other("not an SDMX message: a JSON object "
                + (first.isEmpty() ? "without members" : "that begins with '" + first + "'"));
    }

    private String version() {
        Matcher m = VERSION.matcher(schema);
        return m.find() ? m.group(1) : "";
    }
}
