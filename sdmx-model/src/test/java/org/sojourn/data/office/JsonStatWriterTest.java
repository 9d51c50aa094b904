package org.sojourn.data.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.RandomData;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.rules.Problems;

/** Reads the cubes back as JSON-stat says they are read, cell by cell. */
class JsonStatWriterTest {

    private static JsonNode written(DataSource source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(new JsonStatWriter(out, DataWriterOptions.DEFAULT, new Problems()));
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(out.toByteArray());
    }

    /** Figures by key, of all data sets. */
    private static Map<String, String> cells(JsonNode message) {
        Map<String, String> cells = new TreeMap<>();
        List<JsonNode> cubes = new ArrayList<>();
        if (message.path("class").asText().equals("collection")) {
            message.path("link").path("item").forEach(cubes::add);
        } else {
            cubes.add(message);
        }
        for (JsonNode cube : cubes) {
            JsonNode values = cube.path("value");
            if (values.isArray()) {
                for (int i = 0; i < values.size(); i++) {
                    put(cube, i, values.get(i), cells);
                }
            } else {
                values.properties().forEach(e -> put(cube, Long.parseLong(e.getKey()), e.getValue(), cells));
            }
        }
        return cells;
    }

    private static void put(JsonNode cube, long number, JsonNode value, Map<String, String> into) {
        if (value.isNull()) {
            return;
        }
        List<String> key = new ArrayList<>();
        long rest = number;
        for (int d = cube.path("id").size() - 1; d >= 0; d--) {
            long size = cube.path("size").get(d).asLong();
            String dimension = cube.path("id").get(d).asText();
            key.addFirst(cube.path("dimension")
                    .path(dimension)
                    .path("category")
                    .path("index")
                    .get((int) (rest % size))
                    .asText());
            rest /= size;
        }
        into.put(String.join(".", key), value.decimalValue().toPlainString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFigureStandsInItsCell(long seed) throws IOException {
        DataStructureView view = Fixtures.ALL.get((int) (seed % Fixtures.ALL.size()));
        RandomData source = new RandomData(List.of(view), seed, DatasetHeader.ALL_DIMENSIONS);
        Map<String, String> expected = new TreeMap<>();
        source.transferTo(new ForwardingSink(new CanonicalData()) {
            private boolean deleting;

            @Override
            public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
                deleting = header.action()
                        .filter(a -> a == org.sojourn.data.Action.DELETE)
                        .isPresent();
                super.dataset(header, structure);
            }

            @Override
            public void coded(CodedBlock block) throws IOException {
                series(block.texts());
            }

            @Override
            public void series(SeriesBlock block) throws IOException {
                for (int i = 0; i < block.size() && !deleting; i++) {
                    for (var measure : view.measures()) {
                        Value value = block.value(view.column(measure.id()).orElseThrow(), i);
                        if (value instanceof Value.Text text
                                && text.text().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
                            expected.put(
                                    String.join(".", block.key())
                                            + (block.period(i) == null ? "" : "." + block.period(i))
                                            + (view.measures().size() > 1 ? "." + measure.id() : ""),
                                    new java.math.BigDecimal(text.text()).toPlainString());
                        }
                    }
                }
            }
        });
        Map<String, String> found = cells(written(source));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((key, figure) ->
                assertThat(new java.math.BigDecimal(figure)).as(key).isEqualByComparingTo(expected.get(key)));
    }

    @Test
    void saysWhatEachDimensionIs() throws IOException {
        JsonNode cube = written(new RandomData(List.of(Fixtures.TIME_SERIES), 1, "TIME_PERIOD"));
        JsonNode first = cube.has("link") ? cube.path("link").path("item").get(0) : cube;
        assertThat(cube.path("version").asText()).isEqualTo("2.0");
        assertThat(first.path("role").path("time").get(0).asText()).isEqualTo("TIME_PERIOD");
        assertThat(first.path("role").path("geo").get(0).asText()).isEqualTo("REF_AREA");
        assertThat(first.path("id").size()).isEqualTo(first.path("size").size());
    }
}
