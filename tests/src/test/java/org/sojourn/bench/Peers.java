package org.sojourn.bench;

import com.fasterxml.aalto.stax.OutputFactoryImpl;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Attribute;

/**
 * How others write the same data: by the fastest library there is for each syntax, a call for each value. They get what our
 * writers get, numbers and ids, and look texts up in arrays.
 */
abstract class Peers implements DataSink {

    private static final String MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message";
    private static final String GENERIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic";

    private final List<String> dimensions =
            StockFigures.STRUCTURE.seriesDimensions().stream().map(d -> d.id()).toList();
    private final List<String> columns = StockFigures.STRUCTURE.observationComponents();

    abstract void begin() throws Exception;

    abstract void series(CodedBlock block) throws Exception;

    abstract void finish() throws Exception;

    final String dimension(int i) {
        return dimensions.get(i);
    }

    final String column(int c) {
        return columns.get(c);
    }

    final int columns() {
        return columns.size();
    }

    static String measure(CodedBlock block, int i) {
        return Decoded.measure(block, i);
    }

    @Override
    public final void start(MessageHeader header) {}

    @Override
    public final void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
        run(this::begin);
    }

    @Override
    public final void attributes(AttributeBlock block) {}

    @Override
    public final void series(SeriesBlock block) {
        throw new IllegalStateException("the figures of the benchmark are plain");
    }

    @Override
    public final void coded(CodedBlock block) throws IOException {
        run(() -> series(block));
    }

    @Override
    public final void endDataset() throws IOException {
        run(this::finish);
    }

    @Override
    public final void end(List<FooterMessage> footer) {}

    private static void run(Alternation.Work work) throws IOException {
        try {
            work.run();
        } catch (IOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Structure-specific SDMX-ML by Aalto. */
    static final class AaltoSpecific extends Peers {
        private final XMLStreamWriter xml;

        AaltoSpecific(OutputStream out) throws XMLStreamException {
            xml = new OutputFactoryImpl().createXMLStreamWriter(out, "UTF-8");
        }

        @Override
        void begin() throws XMLStreamException {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("mes", "StructureSpecificData", MESSAGE);
            xml.writeNamespace("mes", MESSAGE);
            xml.writeStartElement("mes", "DataSet", MESSAGE);
        }

        @Override
        void series(CodedBlock block) throws XMLStreamException {
            xml.writeStartElement("Series");
            for (int i = 0; i < block.key().length; i++) {
                xml.writeAttribute(dimension(i), block.keyText(i));
            }
            for (Map.Entry<String, Value> a : block.attributes().entrySet()) {
                xml.writeAttribute(a.getKey(), ((Value.Text) a.getValue()).text());
            }
            for (int i = 0; i < block.size(); i++) {
                xml.writeEmptyElement("Obs");
                xml.writeAttribute("TIME_PERIOD", block.periodText(i));
                xml.writeAttribute("OBS_VALUE", measure(block, i));
                for (int c = 1; c < columns(); c++) {
                    int id = block.id(c, i);
                    if (id >= 0) {
                        xml.writeAttribute(column(c), block.value(id).text());
                    }
                }
            }
            xml.writeEndElement();
        }

        @Override
        void finish() throws XMLStreamException {
            xml.writeEndDocument();
            xml.close();
        }
    }

    /** Generic SDMX-ML by Aalto. */
    static final class AaltoGeneric extends Peers {
        private final XMLStreamWriter xml;

        AaltoGeneric(OutputStream out) throws XMLStreamException {
            xml = new OutputFactoryImpl().createXMLStreamWriter(out, "UTF-8");
        }

        @Override
        void begin() throws XMLStreamException {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("mes", "GenericData", MESSAGE);
            xml.writeNamespace("mes", MESSAGE);
            xml.writeNamespace("generic", GENERIC);
            xml.writeStartElement("mes", "DataSet", MESSAGE);
        }

        private void value(String id, String text) throws XMLStreamException {
            xml.writeEmptyElement("generic", "Value", GENERIC);
            xml.writeAttribute("id", id);
            xml.writeAttribute("value", text);
        }

        @Override
        void series(CodedBlock block) throws XMLStreamException {
            xml.writeStartElement("generic", "Series", GENERIC);
            xml.writeStartElement("generic", "SeriesKey", GENERIC);
            for (int i = 0; i < block.key().length; i++) {
                value(dimension(i), block.keyText(i));
            }
            xml.writeEndElement();
            xml.writeStartElement("generic", "Attributes", GENERIC);
            for (Map.Entry<String, Value> a : block.attributes().entrySet()) {
                value(a.getKey(), ((Value.Text) a.getValue()).text());
            }
            xml.writeEndElement();
            for (int i = 0; i < block.size(); i++) {
                xml.writeStartElement("generic", "Obs", GENERIC);
                xml.writeEmptyElement("generic", "ObsDimension", GENERIC);
                xml.writeAttribute("id", "TIME_PERIOD");
                xml.writeAttribute("value", block.periodText(i));
                xml.writeEmptyElement("generic", "ObsValue", GENERIC);
                xml.writeAttribute("value", measure(block, i));
                xml.writeStartElement("generic", "Attributes", GENERIC);
                for (int c = 1; c < columns(); c++) {
                    int id = block.id(c, i);
                    if (id >= 0) {
                        value(column(c), block.value(id).text());
                    }
                }
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }

        @Override
        void finish() throws XMLStreamException {
            xml.writeEndDocument();
            xml.close();
        }
    }

    /** SDMX-CSV by FastCSV. */
    static final class FastCsv extends Peers {
        private final CsvWriter csv;
        private final String[] row;
        private final List<String> attributes = new ArrayList<>();

        FastCsv(OutputStream out) {
            csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            StockFigures.STRUCTURE.attributes().stream().map(Attribute::id).forEach(attributes::add);
            row = new String[3 + StockFigures.STRUCTURE.structure().dimensions().size() + 1 + attributes.size()];
        }

        @Override
        void begin() {
            List<String> header = new ArrayList<>(List.of("STRUCTURE", "STRUCTURE_ID", "ACTION"));
            StockFigures.STRUCTURE.structure().dimensions().forEach(d -> header.add(d.id()));
            header.add("OBS_VALUE");
            header.addAll(attributes);
            csv.writeRecord(header);
        }

        @Override
        void series(CodedBlock block) {
            Arrays.fill(row, "");
            row[0] = "dataflow";
            row[1] = "MIG:DF_STK_BIL(1.0.0)";
            row[2] = "R";
            int at = 3;
            for (int i = 0; i < block.key().length; i++) {
                row[at++] = block.keyText(i);
            }
            for (Map.Entry<String, Value> a : block.attributes().entrySet()) {
                row[at + 2 + attributes.indexOf(a.getKey())] = ((Value.Text) a.getValue()).text();
            }
            for (int i = 0; i < block.size(); i++) {
                row[at] = block.periodText(i);
                row[at + 1] = measure(block, i);
                for (int c = 1; c < columns(); c++) {
                    int id = block.id(c, i);
                    row[at + 1 + c] = id < 0 ? "" : block.value(id).text(); // they are the first attributes
                }
                csv.writeRecord(row);
            }
        }

        @Override
        void finish() {
            try {
                csv.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** SDMX-JSON by Jackson: ids of codes are their numbers, and at the end stands what they mean. */
    static final class Jackson extends Peers {
        private final JsonGenerator json;
        private final List<Meanings> keys = new ArrayList<>();
        private final Meanings periods = new Meanings();
        private final List<Meanings> values = new ArrayList<>();
        private final List<String> seriesAttributes = new ArrayList<>();
        private final Map<Value, Integer> seriesValues = new LinkedHashMap<>();

        /** Texts by number. */
        private static final class Meanings {
            private String[] texts = {};

            boolean lacks(int id) {
                return id >= texts.length || texts[id] == null;
            }

            void put(int id, String text) {
                texts = Arrays.copyOf(texts, Math.max(texts.length, id + 1));
                texts[id] = text;
            }
        }

        Jackson(OutputStream out) throws IOException {
            json = new JsonFactory().createGenerator(out);
            StockFigures.STRUCTURE.seriesDimensions().forEach(d -> keys.add(new Meanings()));
            StockFigures.STRUCTURE.observationComponents().forEach(c -> values.add(new Meanings()));
        }

        @Override
        void begin() throws IOException {
            json.writeStartObject();
            json.writeObjectFieldStart("data");
            json.writeArrayFieldStart("dataSets");
            json.writeStartObject();
            json.writeObjectFieldStart("series");
        }

        @Override
        void series(CodedBlock block) throws IOException {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < block.key().length; i++) {
                int id = block.key()[i];
                name.append(i > 0 ? ":" : "").append(id);
                if (keys.get(i).lacks(id)) {
                    keys.get(i).put(id, block.keyText(i));
                }
            }
            json.writeFieldName(name.toString());
            json.writeStartObject();
            json.writeArrayFieldStart("attributes");
            for (Map.Entry<String, Value> a : block.attributes().entrySet()) {
                if (!seriesAttributes.contains(a.getKey())) {
                    seriesAttributes.add(a.getKey());
                }
                json.writeNumber(seriesValues.computeIfAbsent(a.getValue(), v -> seriesValues.size()));
            }
            json.writeEndArray();
            json.writeObjectFieldStart("observations");
            for (int i = 0; i < block.size(); i++) {
                int period = block.periods()[i];
                if (periods.lacks(period)) {
                    periods.put(period, block.periodText(i));
                }
                json.writeFieldName(Integer.toString(period));
                json.writeStartArray();
                byte scale = block.scales()[i];
                if (scale < 0) {
                    json.writeString(measure(block, i));
                } else if (scale == 0) {
                    json.writeNumber(block.mantissas()[i]);
                } else {
                    json.writeNumber(BigDecimal.valueOf(block.mantissas()[i], scale));
                }
                for (int c = 1; c < columns(); c++) {
                    int id = block.id(c, i);
                    if (id >= 0) {
                        json.writeNumber(id);
                        if (values.get(c).lacks(id)) {
                            values.get(c).put(id, block.value(id).text());
                        }
                    }
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        }

        @Override
        void finish() throws IOException {
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("structures");
            json.writeStartObject();
            json.writeObjectFieldStart("dimensions");
            json.writeArrayFieldStart("series");
            for (int i = 0; i < keys.size(); i++) {
                component(dimension(i), keys.get(i));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("observation");
            component("TIME_PERIOD", periods);
            json.writeEndArray();
            json.writeEndObject();
            json.writeObjectFieldStart("measures");
            json.writeArrayFieldStart("observation");
            component(column(0), new Meanings());
            json.writeEndArray();
            json.writeEndObject();
            json.writeObjectFieldStart("attributes");
            json.writeArrayFieldStart("series");
            Meanings texts = new Meanings();
            seriesValues.forEach((value, id) -> texts.put(id, value.toString()));
            for (String attribute : seriesAttributes) {
                component(attribute, texts);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("observation");
            for (int c = 1; c < columns(); c++) {
                component(column(c), values.get(c));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.close();
        }

        private void component(String id, Meanings meanings) throws IOException {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeArrayFieldStart("values");
            for (String text : meanings.texts) {
                json.writeStartObject();
                json.writeStringField("id", text == null ? "" : text);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
