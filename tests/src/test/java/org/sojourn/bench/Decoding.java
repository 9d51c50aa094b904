package org.sojourn.bench;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sojourn.format.DataFormat;

/** Reads messages by the libraries of others, to see what both sides of a measurement have told. */
final class Decoding {

    private Decoding() {}

    /** Writes a message; called as often as it takes. */
    interface Writing {
        void to(OutputStream out) throws Exception;
    }

    /** Reads what is written, while it is written. */
    interface Reading {
        void from(InputStream in) throws Exception;
    }

    /** What a writer of this format tells. */
    static Decoded of(DataFormat format, Writing writing) throws Exception {
        Decoded decoded = new Decoded();
        switch (format.family()) {
            case CSV -> piped(writing, in -> csv(in, decoded));
            case ML ->
                piped(
                        writing,
                        format == DataFormat.ML_2_1_GENERIC ? in -> generic(in, decoded) : in -> specific(in, decoded));
            case JSON -> {
                // The structure, which tells what the numbers mean, comes last.
                JsonStructure structure = new JsonStructure();
                piped(writing, structure::read);
                piped(writing, in -> json(in, structure, decoded));
            }
        }
        return decoded;
    }

    static void piped(Writing writing, Reading reading) throws Exception {
        Pipe pipe = Pipe.open();
        FutureTask<Void> writer = new FutureTask<>(() -> {
            try (OutputStream out = new BufferedOutputStream(Channels.newOutputStream(pipe.sink()), 1 << 16)) {
                writing.to(out);
            }
            return null;
        });
        Thread.ofPlatform().daemon().start(writer);
        try (InputStream source = Channels.newInputStream(pipe.source())) {
            InputStream in = new Kept(source);
            reading.from(in);
            in.transferTo(OutputStream.nullOutputStream()); // what the reader had no interest in
        }
        writer.get();
    }

    /** Libraries close what they have read, and what is left in a pipe holds its writer: closed by nobody but us. */
    private static final class Kept extends FilterInputStream {
        Kept(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    static void csv(InputStream in, Decoded decoded) throws IOException {
        String[] names = new String[0];
        try (CsvReader<CsvRecord> rows =
                CsvReader.builder().ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (CsvRecord row : rows) {
                if (names.length == 0) {
                    names = names(row);
                    continue;
                }
                for (int i = 0; i < names.length; i++) {
                    String cell = row.getField(i);
                    if (!names[i].isEmpty() && !cell.isEmpty()) {
                        decoded.ofObservation(names[i], cell);
                    }
                }
                decoded.endObservation();
            }
        }
    }

    /** Ids by column, empty for what says nothing of an observation. */
    private static String[] names(CsvRecord header) {
        return header.getFields().stream()
                .map(name -> name.replaceFirst("\\[.*", ""))
                .map(name -> name.startsWith("STRUCTURE") || name.equals("ACTION") ? "" : name)
                .toArray(String[]::new);
    }

    static void specific(InputStream in, Decoded decoded) throws XMLStreamException {
        XMLStreamReader xml = new InputFactoryImpl().createXMLStreamReader(in);
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            boolean series = xml.getLocalName().equals("Series");
            boolean observation = xml.getLocalName().equals("Obs");
            if (series) {
                decoded.beginSeries();
            }
            for (int i = 0; (series || observation) && i < xml.getAttributeCount(); i++) {
                if (series) {
                    decoded.ofSeries(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                } else {
                    decoded.ofObservation(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                }
            }
            if (observation) {
                decoded.endObservation();
            }
        }
        xml.close();
    }

    static void generic(InputStream in, Decoded decoded) throws XMLStreamException {
        XMLStreamReader xml = new InputFactoryImpl().createXMLStreamReader(in);
        boolean observation = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "Series" -> decoded.beginSeries();
                    case "Obs" -> observation = true;
                    case "ObsDimension" -> decoded.ofObservation("TIME_PERIOD", attribute(xml, "value"));
                    case "ObsValue" -> decoded.ofObservation("OBS_VALUE", attribute(xml, "value"));
                    case "Value" -> {
                        if (observation) {
                            decoded.ofObservation(attribute(xml, "id"), attribute(xml, "value"));
                        } else {
                            decoded.ofSeries(attribute(xml, "id"), attribute(xml, "value"));
                        }
                    }
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("Obs")) {
                observation = false;
                decoded.endObservation();
            }
        }
        xml.close();
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return xml.getAttributeValue(null, name);
    }

    /** What positions and indexes of SDMX-JSON 2.0 stand for. */
    private static final class JsonStructure {
        private final List<Component> series = new ArrayList<>();
        private final List<Component> seriesAttributes = new ArrayList<>();
        private final List<Component> observation = new ArrayList<>();
        private final List<Component> period = new ArrayList<>();

        private record Component(String id, List<String> values) {
            String value(JsonParser json) throws IOException {
                return json.currentToken() == JsonToken.VALUE_NUMBER_INT && !values.isEmpty()
                        ? values.get(json.getIntValue())
                        : json.getText();
            }
        }

        void read(InputStream in) throws IOException {
            ObjectMapper mapper = new ObjectMapper();
            try (JsonParser json = mapper.createParser(in)) {
                while (json.nextToken() != null) {
                    if (json.currentToken() != JsonToken.FIELD_NAME) {
                        continue;
                    }
                    switch (json.currentName()) {
                        case "meta", "dataSets" -> {
                            json.nextToken();
                            json.skipChildren();
                        }
                        case "structures" -> {
                            json.nextToken();
                            JsonNode structure = mapper.<JsonNode>readTree(json).path(0);
                            components(structure.path("dimensions").path("series"), series);
                            components(structure.path("dimensions").path("observation"), period);
                            components(structure.path("attributes").path("series"), seriesAttributes);
                            components(structure.path("measures").path("observation"), observation);
                            components(structure.path("attributes").path("observation"), observation);
                        }
                        default -> {}
                    }
                }
            }
        }

        private static void components(JsonNode list, List<Component> to) {
            for (JsonNode component : list) {
                List<String> values = new ArrayList<>();
                for (JsonNode value : component.path("values")) {
                    values.add(
                            value.has("id")
                                    ? value.path("id").asText()
                                    : value.path("value").asText());
                }
                to.add(new Component(component.path("id").asText(), values));
            }
        }
    }

    private static void json(InputStream in, JsonStructure structure, Decoded decoded) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(in)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("series")) {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        series(json, structure, decoded);
                    }
                } else if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("structures")) {
                    return;
                }
            }
        }
    }

    private static void series(JsonParser json, JsonStructure structure, Decoded decoded) throws IOException {
        decoded.beginSeries();
        String[] key = json.currentName().split(":");
        for (int i = 0; i < key.length; i++) {
            JsonStructure.Component dimension = structure.series.get(i);
            decoded.ofSeries(dimension.id, dimension.values.get(Integer.parseInt(key[i])));
        }
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean attributes = json.currentName().equals("attributes");
            json.nextToken();
            if (attributes) {
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    if (json.currentToken() != JsonToken.VALUE_NULL) {
                        JsonStructure.Component attribute = structure.seriesAttributes.get(i);
                        decoded.ofSeries(attribute.id, attribute.value(json));
                    }
                }
            } else {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    JsonStructure.Component period = structure.period.getFirst();
                    decoded.ofObservation(period.id, period.values.get(Integer.parseInt(json.currentName())));
                    json.nextToken();
                    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                        if (json.currentToken() != JsonToken.VALUE_NULL) {
                            JsonStructure.Component component = structure.observation.get(i);
                            decoded.ofObservation(component.id, component.value(json));
                        }
                    }
                    decoded.endObservation();
                }
            }
        }
    }
}
