package org.sojourn.data.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sojourn.format.DataFormat;
import org.sojourn.testing.Shared;

/** The official schemas of SDMX-JSON data, where they lie beside the project; each is read once. */
public final class DataSchemas {
    private static final Map<DataFormat, Schema> SCHEMAS = new EnumMap<>(DataFormat.class);

    private DataSchemas() {}

    /** Whether the schemas are there. */
    static boolean present() {
        return Files.exists(Shared.root().resolve("schemas/json-2.1"));
    }

    /** What the schema finds wrong; skips the test where the schema is absent. */
    public static synchronized List<String> errors(DataFormat format, byte[] message) throws IOException {
        Schema schema = SCHEMAS.get(format);
        if (schema == null) {
            SpecificationVersion draft =
                    format == DataFormat.JSON_2_1 ? SpecificationVersion.DRAFT_2019_09 : SpecificationVersion.DRAFT_7;
            String text = Files.readString(
                            Shared.path("schemas/json-" + format.version() + "/sdmx-json-data-schema.json"))
                    // The schemas before 2.1 name no draft that exists, and themselves as no draft does any more.
                    .replace("\"http://json-schema.org/schema#\"", "\"" + draft.getDialectId() + "\"")
                    .replaceFirst("\"id\"(\\s*:\\s*\"https)", "\"\\$id\"$1");
            schema = SchemaRegistry.withDefaultDialect(
                            draft,
                            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()))
                    .getSchema(text, InputFormat.JSON);
            SCHEMAS.put(format, schema);
        }
        return schema.validate(new String(message, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
