package org.sojourn.structure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.AvailabilityConstraintBinding;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.ErrorBinding;
import org.sojourn.structure.binding.MetaBinding;
import org.sojourn.structure.binding.Writing;

/** Writes an SDMX-JSON structure message, one artefact at a time. */
final class StructureJsonWriter {
    private StructureJsonWriter() {}

    static void write(
            StructureMessage message,
            Dialect dialect,
            StructureWriterOptions options,
            OutputStream out,
            Problems losses)
            throws IOException {
        Writing writing = new Writing(dialect, losses, options.languages());
        ObjectWriter values = JsonStreams.mapper().writer();
        try (JsonGenerator g = JsonStreams.mapper().createGenerator(out)) {
            if (options.pretty()) {
                g.useDefaultPrettyPrinter();
            }
            g.writeStartObject();
            // First of all meta, and in it first the schema: some clients look no further to know the format.
            g.writeFieldName("meta");
            values.writeValue(g, MetaBinding.of(message.header(), schema(dialect), writing));
            g.writeObjectFieldStart("data");
            StructureMessage said =
                    dialect.from31() ? message : message.beforeAvailabilityConstraints(dialect.before30());
            if (!said.availability().isEmpty()) {
                g.writeArrayFieldStart(AvailabilityConstraintBinding.ARRAY);
                for (AvailabilityConstraint constraint : said.availability()) {
                    values.writeValue(g, AvailabilityConstraintBinding.of(constraint, writing));
                }
                g.writeEndArray();
            }
            String array = "";
            for (List<MaintainableArtefact> bundle : Shelf.bundles(said.artefacts(), writing)) {
                Shelf shelf = Shelf.of(bundle.getFirst());
                if (!shelf.array(dialect).equals(array)) {
                    if (!array.isEmpty()) {
                        g.writeEndArray();
                    }
                    array = shelf.array(dialect);
                    g.writeArrayFieldStart(array);
                }
                values.writeValue(g, Bindings.of(bundle, writing));
            }
            if (!array.isEmpty()) {
                g.writeEndArray();
            }
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
    static String schema(Dialect dialect) {
        String before21 =
                "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/";
        return switch (dialect) {
            case JSON_1_0 -> before21 + "1.0/sdmx-json-structure-schema.json";
            case JSON_2_0 -> before21 + "2.0.0/sdmx-json-structure-schema.json";
            default -> "https://json.sdmx.org/2.1/sdmx-json-structure-schema.json";
        };
    }
}
