package org.sojourn.structure;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.sojourn.format.StructureFormat;
import org.sojourn.testing.Shared;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The official schemas of the formats, where they lie beside the project; each is read once. */
public final class OfficialSchemas {
    private static final Map<StructureFormat, Schema> XML = new EnumMap<>(StructureFormat.class);
    private static final Map<StructureFormat, com.networknt.schema.Schema> JSON = new EnumMap<>(StructureFormat.class);

    private static final Map<StructureFormat, com.networknt.schema.Schema> JSON_METADATA =
            new EnumMap<>(StructureFormat.class);

    private OfficialSchemas() {}

    /** What the schema finds wrong; empty when the message is valid. Skips the test where the schema is absent. */
    public static synchronized List<String> errors(StructureFormat format, byte[] message) throws IOException {
        return format.xml() ? xml(format, message) : json(format, "structure", JSON, message);
    }

    /** As {@link #errors}, for a message of reference metadata. */
    public static synchronized List<String> metadataErrors(StructureFormat format, byte[] message) throws IOException {
        return format.xml() ? xml(format, message) : json(format, "metadata", JSON_METADATA, message);
    }

    private static String version(StructureFormat format) {
        return format.formatName().substring(format.formatName().lastIndexOf('-') + 1);
    }

    private static List<String> xml(StructureFormat format, byte[] message) throws IOException {
        List<String> errors = new ArrayList<>();
        try {
            Schema schema = XML.get(format);
            if (schema == null) {
                schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                        .newSchema(Shared.path("schemas/ml-" + version(format) + "/SDMXMessage.xsd")
                                .toFile());
                XML.put(format, schema);
            }
            Validator validator = schema.newValidator();
            validator.setErrorHandler(new ErrorHandler() {
                @Override
                public void warning(SAXParseException e) {
                    errors.add(e.toString());
                }

                @Override
                public void error(SAXParseException e) {
                    errors.add(e.toString());
                }

                @Override
                public void fatalError(SAXParseException e) {
                    errors.add(e.toString());
                }
            });
            validator.validate(new StreamSource(new ByteArrayInputStream(message)));
        } catch (SAXException e) {
            errors.add(e.toString());
        }
        return errors;
    }

    private static List<String> json(
            StructureFormat format,
            String kind,
            Map<StructureFormat, com.networknt.schema.Schema> known,
            byte[] message)
            throws IOException {
        com.networknt.schema.Schema schema = known.get(format);
        if (schema == null) {
            SpecificationVersion draft = format == StructureFormat.JSON_2_1
                    ? SpecificationVersion.DRAFT_2019_09
                    : SpecificationVersion.DRAFT_7;
            String text = Files.readString(
                            Shared.path("schemas/json-" + version(format) + "/sdmx-json-" + kind + "-schema.json"))
                    // The schemas before 2.1 name no draft that exists, and themselves as no draft does any more.
                    .replace("\"http://json-schema.org/schema#\"", "\"" + draft.getDialectId() + "\"")
                    .replaceFirst("\"id\"(\\s*:\\s*\"https)", "\"\\$id\"$1");
            schema = SchemaRegistry.withDefaultDialect(
                            draft,
                            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()))
                    .getSchema(text, InputFormat.JSON);
            known.put(format, schema);
        }
        return schema.validate(new String(message, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
