package org.sojourn.data.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.sojourn.data.CanonicalData;
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

/** What the versions of SDMX-CSV have in common: flat rows without any header of message or data set. */
abstract class CsvCodecContract extends DataCodecContract {

    CsvCodecContract(DataFormat format) {
        super(format);
    }

    @Override
    protected DataSink writer(OutputStream out, DataWriterOptions options, Problems losses) {
        return new CsvDataWriter(format, out, options, losses);
    }

    @Override
    protected DataSource reader(InputStream in, StructureLookup lookup, Problems problems) {
        return new CsvDataReader(in, lookup, problems);
    }

    @Override
    protected List<String> pivots(DataStructureView structure) {
        return List.of(DatasetHeader.ALL_DIMENSIONS);
    }

    @Override
    protected Set<Feature> kept(DataStructureView structure, String pivot) {
        Set<Feature> kept = EnumSet.allOf(Feature.class);
        kept.removeAll(EnumSet.of(
                Feature.HEADER,
                Feature.FOOTER,
                Feature.DATASET_HEADER,
                Feature.DATASET_ANNOTATIONS,
                Feature.SERIES_ANNOTATIONS,
                Feature.OBSERVATION_ANNOTATIONS,
                Feature.EMPTY_TEXT,
                Feature.EMPTY_DATASETS));
        if (format == DataFormat.CSV_1_0) {
            kept.removeAll(EnumSet.of(Feature.ACTION, Feature.SEVERAL_MEASURES, Feature.ARRAYS, Feature.LANGUAGES));
        }
        return kept;
    }

    /** Where no action is said CSV 2.x says what none means. */
    @Override
    protected List<String> expected(CanonicalData data, Set<Feature> kept) {
        return data.lines(kept).stream()
                .map(l -> l.startsWith("dataset ") ? l.replace("Optional.empty", "Optional[MERGE]") : l)
                .toList();
    }

    /** A library that others wrote cuts the text into the same fields, all rows alike. */
    @Override
    protected void written(DataStructureView structure, String pivot, byte[] message) throws IOException {
        Assertions.assertThat(message[0]).as("no byte order mark").isNotEqualTo((byte) 0xEF);
        Set<Integer> widths = new HashSet<>();
        CsvRecords records =
                new CsvRecords(new InputStreamReader(new ByteArrayInputStream(message), StandardCharsets.UTF_8), ',');
        try (var others = de.siegmar.fastcsv.reader.CsvReader.builder()
                .ofCsvRecord(new String(message, StandardCharsets.UTF_8))) {
            for (var other : others) {
                Assertions.assertThat(records.next()).isTrue();
                Assertions.assertThat(records.copy()).isEqualTo(other.getFields());
                widths.add(records.size());
            }
        }
        Assertions.assertThat(records.next()).isFalse();
        Assertions.assertThat(widths).hasSize(1);
    }
}
