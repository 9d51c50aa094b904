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
import org.sojourn.bench.Alternation.Cost;
import org.sojourn.bench.Alternation.Sides;
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

    private final Holding holding;
    private final Alternation alternation;
    private final Report report;

    Reading(Holding holding, Alternation alternation, Report report) {
        this.holding = holding;
        this.alternation = alternation;
        this.report = report;
    }

    /** A message with everything, written once. */
    static Path file(Holding holding, DataFormat format) throws IOException {
        Path file = holding.folder().resolve("message." + format.name());
        if (!Files.exists(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                holding.write(format, out);
            }
        }
        return file;
    }

    private static StructureLookup lookup() {
        return reference -> StockFigures.STRUCTURE;
    }

    /** Target 7. */
    void xml(DataFormat format) throws Exception {
        boolean generic = format == DataFormat.ML_2_1_GENERIC;
        Path file = file(holding, format);
        long[] counts = new long[2];
        Sides sides = alternation.run(
                () -> counts[0] = ours(file, format, new Count()), () -> counts[1] = woodstox(file, generic));
        if (counts[0] != counts[1]) {
            throw new IllegalStateException("the sides have read " + counts[0] + " and " + counts[1]);
        }
        Decoded read = new Decoded();
        ours(file, format, read);
        Decoded written = new Decoded();
        try (InputStream in = Files.newInputStream(file)) {
            if (generic) {
                Decoding.generic(in, written);
            } else {
                Decoding.specific(in, written);
            }
        }
        report.atLeast(
                new Report.Subject("7", "reading " + format.formatName() + ", CPU, " + holding.shaped()),
                Report.rate(sides.ours().thread(), counts[0]),
                "Woodstox " + Report.rate(sides.theirs().thread(), counts[1]),
                sides.ratio(Cost::thread),
                5,
                Report.bytes(Files.size(file), Files.size(file)) + ", " + Decoded.same(read, written) + ", "
                        + Report.rounds(sides.rounds()));
        Files.delete(file);
    }

    private static long ours(Path file, DataFormat format, DataSink sink) throws IOException {
        Problems problems = new Problems();
        try (InputStream in = Files.newInputStream(file)) {
            DataMessages.reader(in, Optional.of(format), lookup(), problems).transferTo(sink);
        }
        if (problems.hasErrors()) {
            throw new IllegalStateException(problems.list().toString());
        }
        return sink instanceof Count count ? count.observations : 0;
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
