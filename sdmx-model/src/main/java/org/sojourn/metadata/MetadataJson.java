package org.sojourn.metadata;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.ReportSet;
import org.sojourn.rules.Problems;
import org.sojourn.structure.JsonStreams;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.ErrorBinding;
import org.sojourn.structure.binding.MetaBinding;
import org.sojourn.structure.binding.MetadataSetBinding;
import org.sojourn.structure.binding.ReportSetBinding;
import org.sojourn.structure.binding.Writing;

/** Writes an SDMX-JSON message of reference metadata. */
final class MetadataJson {
    private static final String SCHEMAS =
            "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/metadata-message/tools/schemas/";

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
            if (dialect.json10()) {
                for (List<MetadataSet> together : ReportSet.together(message.sets())) {
                    values.writeValue(g, ReportSetBinding.of(together, writing));
                }
            } else {
                for (MetadataSet set : message.sets()) {
                    writing.begin(set);
                    values.writeValue(g, MetadataSetBinding.of(set, writing));
                }
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
        return switch (dialect) {
            // The schema of 1.0 calls itself that of data, so it is named by where it lies.
            case JSON_1_0 -> SCHEMAS + "1.0/sdmx-json-metadata-schema.json";
            case JSON_2_0 -> SCHEMAS + "2.0.0/sdmx-json-metadata-schema.json";
            default -> "https://json.sdmx.org/2.1/sdmx-json-metadata-schema.json";
        };
    }
}
