package org.sojourn.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.StructureLookup;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;

/** How fast messages are read, against Woodstox with the least that a reader must do: look codes up, and keep numbers exact. */
final class Reading {

    private final Bench bench;

    Reading(Bench bench) {
        this.bench = bench;
    }

    static Path file(Bench bench, DataFormat format) throws IOException {
        Path file = bench.folder().resolve("message." + format.name());
        if (!Files.exists(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                bench.write(format, out);
            }
        }
        return file;
    }

    static StructureLookup lookup() {
        return reference -> StockFigures.STRUCTURE;
    }

    void xml() throws Exception {
        for (DataFormat format : List.of(DataFormat.ML_2_1_SS, DataFormat.ML_2_1_GENERIC)) {
            Path file = file(bench, format);
            long[] counts = new long[2];
            Alternation.Seconds s = Alternation.cpu(
                    Bench.ROUNDS,
                    () -> counts[0] = ours(file, format),
                    () -> counts[1] = woodstox(file, format == DataFormat.ML_2_1_GENERIC));
            if (counts[0] != counts[1]) {
                throw new IllegalStateException("the sides have read " + counts[0] + " and " + counts[1]);
            }
            Targets.atLeast(
                    "7",
                    "reading " + format.formatName() + ", CPU, " + bench.shape() + " obs/series",
                    Targets.number(counts[0] / s.ours() / 1e6) + " M obs/s",
                    "Woodstox " + Targets.number(counts[1] / s.theirs() / 1e6) + " M obs/s",
                    s.ratio(),
                    5);
        }
    }

    private static long ours(Path file, DataFormat format) throws IOException {
        Count count = new Count();
        Problems problems = new Problems();
        try (InputStream in = Files.newInputStream(file)) {
            DataMessages.reader(in, Optional.of(format), lookup(), problems).transferTo(count);
        }
        if (problems.hasErrors()) {
            throw new IllegalStateException(problems.list().toString());
        }
        return count.observations;
    }

    private static long woodstox(Path file, boolean generic) throws IOException, XMLStreamException {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        long observations = 0;
        long sum = 0;
        Map<String, ?> areas = StockFigures.STRUCTURE.codes("REF_AREA");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                String name = xml.getLocalName();
                boolean number = generic ? name.equals("ObsValue") : name.equals("Obs");
                observations += number ? 1 : 0;
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    String attribute = xml.getAttributeLocalName(i);
                    String value = xml.getAttributeValue(i);
                    if (attribute.equals("OBS_VALUE") || (number && generic)) {
                        sum += value.equals("NaN")
                                ? 1
                                : new BigDecimal(value).unscaledValue().longValue();
                    } else {
                        sum += areas.containsKey(value) ? 1 : value.charAt(0);
                    }
                }
            }
            xml.close();
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return observations;
    }

    /** Counts and keeps nothing. */
    static final class Count implements DataSink {
        long observations;

        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void attributes(AttributeBlock block) {}

        @Override
        public void series(SeriesBlock block) {
            observations += block.size();
        }

        @Override
        public void coded(CodedBlock block) {
            observations += block.size();
        }

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }
}
