package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.SeriesSpelling;

/** The pieces of series that are not the first of their object: {@code ,"0:3":{"attributes":[1],"observations":{"0":[12,0]}}}. */
final class SeriesObjects implements SeriesSpelling {

    private final StructureOut structure;
    private final DataStructureView view;

    SeriesObjects(StructureOut structure) {
        this.structure = structure;
        this.view = structure.view();
    }

    private interface Words {
        void to(JsonGenerator out) throws IOException;
    }

    private static byte[] spell(Words words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonDataWriter.FACTORY.createGenerator(bytes)) {
            words.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean rows() {
        return false;
    }

    @Override
    public boolean takes(int column) {
        return column > 0 || structure.measures().getFirst().numeric();
    }

    @Override
    public boolean takes(Map<String, Value> attributes) {
        return attributes.entrySet().stream()
                .allMatch(a -> a.getValue() instanceof Value.Text
                        && view.level(a.getKey()).filter(Level.SERIES::equals).isPresent());
    }

    @Override
    public byte[] open() {
        return ascii(",\"");
    }

    @Override
    public byte[] key(int position, String code) {
        String dimension = structure.seriesDimensions().get(position).id();
        return ascii((position > 0 ? ":" : "") + structure.dimension(dimension).index(code));
    }

    @Override
    public byte[] head(Map<String, Value> attributes) {
        byte[] object = spell(out -> {
            out.writeStartObject();
            DatasetOut.array(out, "attributes", structure.seriesAttributes(), attributes);
            out.writeObjectFieldStart("observations");
            out.writeEndObject();
            out.writeEndObject();
        });
        return ascii("\":" + new String(object, 0, object.length - 2, StandardCharsets.UTF_8));
    }

    @Override
    public byte[] period(String period, boolean first, boolean measured) {
        String dimension = structure.observationDimensions().getFirst().id();
        return ascii((first ? "\"" : ",\"") + structure.dimension(dimension).index(period) + "\":[");
    }

    @Override
    public byte[] text(String value) {
        return spell(out -> structure.measures().getFirst().write(out, Value.of(value)));
    }

    @Override
    public byte[] rest(boolean measured, Value.@Nullable Text[] values, Map<String, Value> attributes) {
        List<ComponentOut> components = new ArrayList<>(structure.measures());
        components.addAll(structure.observationAttributes());
        int last = components.size() - 1;
        while (last >= 0 && values[components.get(last).column()] == null) {
            last--;
        }
        int end = last;
        int from = measured ? 1 : 0;
        byte[] array = spell(out -> {
            out.writeStartArray();
            for (int i = from; i <= end; i++) {
                components.get(i).write(out, values[components.get(i).column()]);
            }
            out.writeEndArray();
        });
        if (measured && end >= 1) {
            array[0] = ',';
            return array;
        }
        return Arrays.copyOfRange(array, 1, array.length);
    }

    @Override
    public byte[] close() {
        return ascii("}}");
    }
}
