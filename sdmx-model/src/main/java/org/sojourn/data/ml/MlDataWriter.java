package org.sojourn.data.ml;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.fragment.SharedOutput;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;
import org.sojourn.rules.Problems;

/**
 * Writes data messages in SDMX-ML as a stream, in the pivot for which each data set asks.
 *
 * <p>The header of SDMX-ML names the structures of all data sets and is written before the first of them. What was announced
 * ({@link DataSink#announce}) is named there; without an announcement only the structure of the first data set is, and a
 * later data set of another structure is refused rather than written without a declaration. Keeping the whole body back
 * until its end is known would cost the memory or the disk of every message for the sake of the few that hold several
 * structures, and their sources know them beforehand.
 */
public final class MlDataWriter implements DataSink {

    private final MlVersion version;
    private final boolean generic;
    private final boolean timeSeries;
    private final XmlEmitter xml;
    private final Ground ground;
    private final PlainValues plain;
    private final MessageParts parts;
    private final List<HeaderEntry> entries = new ArrayList<>();
    private List<Expected> announced = List.of();
    private MessageHeader header = MessageHeader.of("", "", "");
    private @Nullable DatasetWriter dataset;
    private boolean begun;

    /**
     * @param format one of the formats of family ML
     * @param out left open; the writer buffers by itself
     * @param losses takes what the format cannot carry, once for each component
     */
    public MlDataWriter(DataFormat format, OutputStream out, DataWriterOptions options, Problems losses) {
        this.version = switch (format) {
            case ML_2_1_GENERIC, ML_2_1_GENERIC_TS, ML_2_1_SS, ML_2_1_SS_TS -> MlVersion.V2_1;
            case ML_3_0 -> MlVersion.V3_0;
            case ML_3_1 -> MlVersion.V3_1;
            case JSON_1_0_WD, JSON_1_0, JSON_2_0, JSON_2_1, CSV_1_0, CSV_2_0, CSV_2_1 ->
                throw new IllegalArgumentException(format + " is not SDMX-ML");
        };
        this.generic = format == DataFormat.ML_2_1_GENERIC || format == DataFormat.ML_2_1_GENERIC_TS;
        this.timeSeries = format == DataFormat.ML_2_1_GENERIC_TS || format == DataFormat.ML_2_1_SS_TS;
        SharedOutput shared = new SharedOutput(out);
        this.xml = new XmlEmitter(shared, options.pretty());
        this.ground = new Ground(xml, shared, !options.pretty());
        this.plain = new PlainValues(options.languages(), losses, "SDMX-ML " + version.number());
        this.parts = new MessageParts(xml, version, plain);
    }

    @Override
    public void start(MessageHeader messageHeader) {
        header = messageHeader;
    }

    @Override
    public void announce(List<Expected> datasets) {
        announced = List.copyOf(datasets);
    }

    @Override
    public void dataset(DatasetHeader datasetHeader, DataStructureView structure) throws IOException {
        String pivot = pivot(datasetHeader, structure);
        DatasetPlan plan = new DatasetPlan(structure, pivot, version == MlVersion.V2_1);
        if (!begun) {
            if (!oneStructure()) {
                declareAnnounced();
            }
            declare(datasetHeader, structure, pivot);
            begin();
        }
        HeaderEntry entry = entries.stream()
                .filter(e -> e.serves(datasetHeader, structure, pivot))
                .findFirst()
                .orElseThrow(() -> new SdmxException(
                        Kind.SEMANTIC,
                        "this message declared its structures before its first data set, and "
                                + datasetHeader.reference() + " with " + pivot
                                + " at the observation is not among them: write it to a message of its own"));
        Layout layout = generic
                ? new GenericLayout(xml, parts, plain, plan, entry)
                : new SpecificLayout(xml, version, parts, plain, plan, entry);
        dataset = version == MlVersion.V2_1
                ? new GroupsFirstWriter(layout, plan, datasetHeader, plain, ground)
                : new FreeMixWriter(layout, plan, datasetHeader, plain, ground);
    }

    /** The pivot in which a data set is written: the layouts of time series have one only. */
    private String pivot(DatasetHeader datasetHeader, DataStructureView structure) {
        if (!timeSeries) {
            return datasetHeader.dimensionAtObservation();
        }
        if (!structure.hasTime()) {
            throw new SdmxException(
                    Kind.SEMANTIC,
                    structure.structure().urn().shortForm()
                            + " has no time dimension and cannot be written in a layout of time series");
        }
        return Dimension.TIME_PERIOD;
    }

    private void declare(DatasetHeader datasetHeader, DataStructureView structure, String pivot) {
        if (entries.stream().noneMatch(e -> e.serves(datasetHeader, structure, pivot))) {
            entries.add(HeaderEntry.of(datasetHeader, structure, pivot, version, entries));
        }
    }

    /** The header of generic time series has room for one structure. */
    private boolean oneStructure() {
        return generic && timeSeries;
    }

    private void declareAnnounced() {
        for (Expected e : announced) {
            declare(e.header(), e.structure(), pivot(e.header(), e.structure()));
            if (oneStructure()) {
                return;
            }
        }
    }

    private void begin() throws IOException {
        begun = true;
        xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<message:" + root());
        xml.attribute("xmlns:message", version.message());
        xml.attribute("xmlns:common", version.common());
        xml.attribute("xmlns:footer", version.footer());
        if (generic) {
            // One client looks for this very prefix.
            xml.attribute("xmlns:generic", version.generic());
        } else {
            xml.attribute("xmlns:ss", version.structureSpecific());
            for (HeaderEntry entry : entries) {
                xml.attribute("xmlns:" + entry.prefix(), entry.namespace());
            }
        }
        xml.attribute("xmlns:xsi", MlVersion.XSI);
        xml.markup('>');
        parts.header(header, entries, !generic);
    }

    private String root() {
        return (generic ? "Generic" : "StructureSpecific") + (timeSeries ? "TimeSeries" : "") + "Data";
    }

    @Override
    public void attributes(AttributeBlock block) throws IOException {
        current().attributes(block);
    }

    @Override
    public void series(SeriesBlock block) throws IOException {
        current().series(block);
    }

    @Override
    public void coded(CodedBlock block) throws IOException {
        current().coded(block);
    }

    @Override
    public void endDataset() throws IOException {
        current().end();
        dataset = null;
    }

    private DatasetWriter current() {
        if (dataset == null) {
            throw new IllegalStateException("no data set has begun");
        }
        return dataset;
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        if (!begun) {
            declareAnnounced();
            begin();
        }
        parts.footer(footer);
        xml.line(0);
        xml.markup("</message:" + root() + ">");
        xml.flush();
    }
}
