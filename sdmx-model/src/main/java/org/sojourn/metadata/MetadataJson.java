package org.sojourn.metadata;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.sojourn.data.FooterMessage;
import org.sojourn.model.MetadataSet;
import org.sojourn.rules.Problems;
import org.sojourn.structure.JsonStreams;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.ErrorBinding;
import org.sojourn.structure.binding.MetaBinding;
import org.sojourn.structure.binding.MetadataSetBinding;
import org.sojourn.structure.binding.Writing;

/** Writes an SDMX-JSON 2.x message of reference metadata. */
final class MetadataJson {
    private MetadataJson() {}

    static void write(
            MetadataMessage message, Dialect dialect, StructureWriterOptions options, OutputStream out, Problems losses)
            throws IOException {
        Writing writing = new Writing(dialect, losses, options.languages());
        ObjectWriter values = JsonStreams.mapper().writer();
        try (JsonGenerator g = JsonStreams.mapper().createGenerator(out)) {
            if (options.pretty()) {
                g.useDefaultPrettyPrinter();
            }
            g.writeStartObject();
            g.writeFieldName("meta");
            values.writeValue(g, MetaBinding.of(message.header(), schema(dialect), writing));
            g.writeObjectFieldStart("data");
            g.writeArrayFieldStart("metadataSets");
            for (MetadataSet set : message.sets()) {
                writing.begin(set);
                values.writeValue(g, MetadataSetBinding.of(set, writing));
            }
            g.writeEndArray();
            g.writeEndObject();
            if (!message.footer().isEmpty()) {
                g.writeArrayFieldStart("errors");
                for (FooterMessage m : message.footer()) {
                    values.writeValue(g, ErrorBinding.of(m, writing));
                }
                g.writeEndArray();
            }
            g.writeEndObject();
        }
        out.flush();
    }

    /** The address that the schema itself gives as its id. */
    private static String schema(Dialect dialect) {
        return dialect == Dialect.JSON_2_0
                ? "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/metadata-message/tools/schemas/2.0.0/sdmx-json-metadata-schema.json"
                : "https://json.sdmx.org/2.1/sdmx-json-metadata-schema.json";
    }
}
