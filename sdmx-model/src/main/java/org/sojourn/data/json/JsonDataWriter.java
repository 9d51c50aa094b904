package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

/**
 * Writes SDMX-JSON data 1.0, 2.0 or 2.1 as a stream: the data sets first, after them the structures with the values that the
 * data used, which are known only then.
 */
public final class JsonDataWriter implements DataSink {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final DataFormat format;
    private final JsonGenerator out;
    private final SharedOutput shared;
    private final boolean fragments;
    private final JsonNames names;
    private final Losses losses;
    private final List<StructureOut> structures = new ArrayList<>();
    private final DatasetOut.DatasetCounter counter = new DatasetOut.DatasetCounter();
    private @Nullable MessageHeader header;
    private List<Expected> announced = List.of();
    private boolean begun;
    private @Nullable DatasetOut dataset;

    public JsonDataWriter(DataFormat format, OutputStream out, DataWriterOptions options, Problems losses) {
        if (format.family() != DataFormat.Family.JSON) {
            throw new IllegalArgumentException(format + " is not SDMX-JSON");
        }
        this.format = format;
        this.shared = new SharedOutput(out);
        this.fragments = !options.pretty();
        try {
            this.out = FACTORY.createGenerator(shared);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (options.pretty()) {
            this.out.setPrettyPrinter(new DefaultPrettyPrinter());
        }
        this.names = new JsonNames(options.languages(), format != DataFormat.JSON_1_0_WD);
        this.losses = new Losses(losses, options.languages());
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
    public void dataset(DatasetHeader datasetHeader, DataStructureView view) throws IOException {
        begin(announced.isEmpty() ? List.of(new Expected(datasetHeader, view)) : announced);
        int index = structure(datasetHeader, view);
        dataset = new DatasetOut(out, format, structures.get(index), index, datasetHeader, losses, counter);
    }

    private int structure(DatasetHeader datasetHeader, DataStructureView view) {
        StructureOut.Layout layout = StructureOut.layout(view, datasetHeader);
        for (int i = 0; i < structures.size(); i++) {
            if (structures.get(i).serves(view, datasetHeader, layout)) {
                return i;
            }
        }
        if (format.firstJson() && !structures.isEmpty()) {
            if (structures.getFirst().view() == view) {
                return 0; // one description, and so one layout and reference, serves all
            }
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "SDMX-JSON 1.0 carries data of one structure; the message holds data of "
                            + structures.getFirst().view().structure().urn().shortForm() + " and of "
                            + view.structure().urn().shortForm());
        }
        structures.add(new StructureOut(format, view, datasetHeader, names, losses));
        return structures.size() - 1;
    }

    private void begin(List<Expected> datasets) throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        out.writeStartObject();
        if (format == DataFormat.JSON_2_1) {
            out.writeStringField("$schema", JsonHeader.schema(format));
        }
        MessageHeader about = Objects.requireNonNull(header, "start comes first");
        if (draft()) {
            JsonHeader.writeDraft(out, about, names, losses);
        } else {
            JsonHeader.write(out, format, about, datasets, names, losses);
            out.writeObjectFieldStart("data");
        }
        out.writeArrayFieldStart("dataSets");
    }

    @Override
    public void attributes(AttributeBlock block) throws IOException {
        open().attributes(block);
    }

    @Override
    public void series(SeriesBlock block) throws IOException {
        open().series(block);
    }

    @Override
    public void coded(CodedBlock block) throws IOException {
        if (!fragments || !open().coded(block, shared)) {
            series(block.texts());
        }
    }

    @Override
    public void endDataset() throws IOException {
        open().end();
        dataset = null;
    }

    /** The draft has everything at its root. */
    private boolean draft() {
        return format == DataFormat.JSON_1_0_WD;
    }

    private DatasetOut open() {
        return Objects.requireNonNull(dataset, "no data set is open");
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        begin(announced);
        out.writeEndArray();
        if (format.firstJson()) {
            if (!structures.isEmpty()) {
                out.writeFieldName("structure");
                structures.getFirst().write(out);
            }
        } else {
            out.writeArrayFieldStart("structures");
            for (StructureOut s : structures) {
                s.write(out);
            }
            out.writeEndArray();
        }
        if (!draft()) {
            out.writeEndObject();
        }
        JsonHeader.writeFooter(out, format, footer, names, losses);
        out.writeEndObject();
        out.flush();
        shared.flush();
    }
}
