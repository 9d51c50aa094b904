package org.sojourn.data.ml;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sojourn.data.DataCodecContract;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Feature;
import org.sojourn.data.StructureLookup;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;

/** The contract for the formats of SDMX-ML. */
abstract class MlCodecContract extends DataCodecContract {

    MlCodecContract(DataFormat format) {
        super(format);
    }

    @Override
    protected DataSink writer(OutputStream out, DataWriterOptions options, Problems losses) {
        return new MlDataWriter(format, out, options, losses);
    }

    @Override
    protected DataSource reader(InputStream in, StructureLookup lookup, Problems problems) {
        return new MlDataReader(in, lookup, problems);
    }

    @Override
    protected Set<Feature> kept(DataStructureView structure, String pivot) {
        Set<Feature> kept = EnumSet.allOf(Feature.class);
        boolean canonical = structure.observationDimension().orElseThrow().id().equals(pivot);
        if (!canonical) {
            kept.removeAll(EnumSet.of(Feature.BARE_SERIES, Feature.SERIES_ANNOTATIONS));
        }
        if (format.version().equals("2.1")) {
            kept.removeAll(EnumSet.of(
                    Feature.ARRAYS,
                    Feature.LANGUAGES,
                    Feature.MARKUP,
                    Feature.SEVERAL_MEASURES,
                    Feature.ATTRIBUTES_WITHOUT_SERIES));
            if (!canonical) {
                kept.remove(Feature.ATTRIBUTES_OF_EMPTY_SERIES);
            }
        }
        return kept;
    }

    /** The formats of time series have one pivot. */
    static List<String> timeOnly(DataStructureView structure) {
        return structure.hasTime() ? List.of("TIME_PERIOD") : List.of();
    }

    /** Called with each message: validates it where there are schemas. */
    @Override
    protected void written(DataStructureView structure, String pivot, byte[] message) throws IOException {
        OfficialSchemas.validate(format, message);
    }
}
