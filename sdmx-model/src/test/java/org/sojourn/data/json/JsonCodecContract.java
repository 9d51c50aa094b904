package org.sojourn.data.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.sojourn.data.DataCodecContract;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Feature;
import org.sojourn.data.StructureLookup;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;

/** What the versions of SDMX-JSON have in common; what is written is valid against the official schema where that is at hand. */
abstract class JsonCodecContract extends DataCodecContract {

    private int messages;

    JsonCodecContract(DataFormat format) {
        super(format);
    }

    @Override
    protected DataSink writer(OutputStream out, DataWriterOptions options, Problems losses) {
        return new JsonDataWriter(format, out, options, losses);
    }

    @Override
    protected DataSource reader(InputStream in, StructureLookup lookup, Problems problems) {
        return new JsonDataReader(in, lookup, problems);
    }

    @Override
    protected Set<Feature> kept(DataStructureView structure, String pivot) {
        Set<Feature> kept = EnumSet.allOf(Feature.class);
        kept.removeAll(EnumSet.of(Feature.HEADER, Feature.FOOTER, Feature.DATASET_HEADER));
        boolean inSeries = structure
                .observationDimension()
                .filter(d -> d.id().equals(pivot))
                .isPresent();
        if (!inSeries) {
            kept.removeAll(EnumSet.of(Feature.SERIES_ANNOTATIONS, Feature.BARE_SERIES));
        }
        if (format.firstJson()) {
            kept.removeAll(EnumSet.of(
                    Feature.ARRAYS,
                    Feature.LANGUAGES,
                    Feature.SEVERAL_MEASURES,
                    Feature.SEVERAL_STRUCTURES,
                    Feature.ATTRIBUTES_WITHOUT_SERIES,
                    Feature.GROUPS_WITHOUT_SERIES));
            if (!inSeries) {
                kept.remove(Feature.ATTRIBUTES_OF_EMPTY_SERIES);
            }
        }
        return kept;
    }

    @Override
    protected void written(DataStructureView structure, String pivot, byte[] message) throws IOException {
        String text = new String(message, StandardCharsets.UTF_8);
        if (format == DataFormat.JSON_1_0_WD) { // which has no schema
            assertThat(text).startsWith("{\"header\":{").doesNotContain("\"names\":", "\"data\":{");
        } else {
            assertThat(text.indexOf("sdmx-json-data-schema.json"))
                    .as("the schema is named in the first characters")
                    .isBetween(0, 300);
        }
        // Validating takes longer than all the rest: every third message has to do.
        if (format != DataFormat.JSON_1_0_WD && messages++ % 3 == 0 && DataSchemas.present()) {
            assertThat(DataSchemas.errors(format, message))
                    .as(structure.structure().id() + " " + pivot + " " + text)
                    .isEmpty();
        }
        assertThat(DatasetHeader.ALL_DIMENSIONS.equals(pivot) && text.contains("\"series\":{"))
                .isFalse();
    }
}
