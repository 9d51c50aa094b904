package org.sojourn.data.office;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Code;
import org.sojourn.model.Concept;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.model.SdmxException;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Writes JSON-stat 2.0: one data set, or a collection where there are several.
 *
 * <p>A cube names its categories before its cells, so the observations are gathered first, up to {@link #MOST} of them. The
 * categories are those that occur, in the order of their code list, time in its own order. Several measures are a dimension
 * {@code MEASURES} of role metric. The status of a cell is its observation status; other attributes are not carried.
 */
final class JsonStatWriter implements DataSink {

    /** More observations than this are no cube for a chart. */
    static final int MOST = 2_000_000;

    private static final String STATUS = "OBS_STATUS";
    private static final String METRIC = "MEASURES";
    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

    private final OutputStream out;
    private final DataWriterOptions options;
    private final Problems losses;
    private final Set<String> told = new HashSet<>();
    private final List<Cube> cubes = new ArrayList<>();
    private String prepared = "";
    private @Nullable Cube current;

    JsonStatWriter(OutputStream out, DataWriterOptions options, Problems losses) {
        this.out = out;
        this.options = options;
        this.losses = losses;
    }

    @Override
    public void start(MessageHeader header) {
        prepared = header.prepared();
    }

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) {
        if (header.action()
                .map(Action::effective)
                .filter(a -> a == Action.DELETE)
                .isPresent()) {
            lost("action", "JSON-stat has no deletions");
            current = null;
            return;
        }
        current = new Cube(structure);
        cubes.add(current);
    }

    @Override
    public void attributes(AttributeBlock block) {
        block.attributes().keySet().forEach(id -> lost(id, "JSON-stat carries no attributes but the status of cells"));
    }

    @Override
    public void series(SeriesBlock block) {
        Cube cube = current;
        if (cube == null) {
            return;
        }
        block.attributes().keySet().forEach(id -> lost(id, "JSON-stat carries no attributes but the status of cells"));
        for (int i = 0; i < block.size(); i++) {
            cube.add(block, i);
        }
    }

    @Override
    public void endDataset() {
        current = null;
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            if (options.pretty()) {
                json.useDefaultPrettyPrinter();
            }
            if (cubes.size() == 1) {
                cubes.getFirst().write(json, true);
            } else {
                json.writeStartObject();
                json.writeStringField("version", "2.0");
                json.writeStringField("class", "collection");
                json.writeStringField("updated", prepared);
                json.writeObjectFieldStart("link");
                json.writeArrayFieldStart("item");
                for (Cube cube : cubes) {
                    cube.write(json, false);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private void lost(String path, String what) {
        if (told.add(path + what)) {
            losses.add(Problem.lost(path, what));
        }
    }

    private String name(LocalisedText names) {
        return names.best(options.languages()).orElse("");
    }

    /** The observations of a data set by the numbers of their categories, in the order in which those were met. */
    private final class Cube {
        private final DataStructureView view;
        private final List<Dimension> dimensions = new ArrayList<>();
        private final List<Map<String, Integer>> met = new ArrayList<>();
        private final List<Measure> measures;
        private final int[] measureColumns;
        private final int statusColumn;
        private final List<int[]> keys = new ArrayList<>();
        private final List<@Nullable String[]> values = new ArrayList<>();
        private final List<@Nullable String> statuses = new ArrayList<>();

        Cube(DataStructureView view) {
            this.view = view;
            dimensions.addAll(view.seriesDimensions());
            view.observationDimension().ifPresent(dimensions::add);
            dimensions.forEach(d -> met.add(new HashMap<>()));
            measures = view.measures();
            measureColumns = measures.stream()
                    .mapToInt(m -> view.column(m.id()).orElseThrow())
                    .toArray();
            statusColumn = view.column(STATUS).orElse(-1);
        }

        void add(SeriesBlock block, int observation) {
            if (keys.size() == MOST) {
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "more than " + MOST + " observations do not fit into one JSON-stat cube; select fewer");
            }
            int[] key = new int[dimensions.size()];
            for (int d = 0; d < key.length; d++) {
                String code = d < block.key().length ? block.key()[d] : block.period(observation);
                Map<String, Integer> known = met.get(d);
                key[d] = known.computeIfAbsent(code == null ? "" : code, c -> known.size());
            }
            keys.add(key);
            @Nullable String[] figures = new String[measures.size()];
            for (int m = 0; m < figures.length; m++) {
                figures[m] = figure(measures.get(m), block.value(measureColumns[m], observation));
            }
            values.add(figures);
            statuses.add(statusColumn < 0 ? null : status(block.value(statusColumn, observation)));
            for (int c = 0; c < view.observationComponents().size(); c++) {
                String id = view.observationComponents().get(c);
                if (c != statusColumn
                        && block.value(c, observation) != null
                        && measures.stream().noneMatch(m -> m.id().equals(id))) {
                    lost(id, "JSON-stat carries no attributes but the status of cells");
                }
            }
        }

        private @Nullable String figure(Measure measure, @Nullable Value value) {
            if (value == null) {
                return null;
            }
            if (value instanceof Value.Text text && text.text().matches(NUMBER)) {
                return text.text();
            }
            lost(measure.id(), "JSON-stat carries numbers only; other values are empty cells");
            return null;
        }

        private @Nullable String status(@Nullable Value value) {
            return switch (value) {
                case Value.Text text -> text.text();
                case Value.Array several -> {
                    lost(STATUS, "JSON-stat carries one status of a cell, the first");
                    yield status(several.values().getFirst());
                }
                case null, default -> null;
            };
        }

        void write(JsonGenerator json, boolean alone) throws IOException {
            List<List<String>> categories = new ArrayList<>();
            List<int[]> places = new ArrayList<>();
            long cells = 1;
            for (int d = 0; d < dimensions.size(); d++) {
                List<String> inOrder = inOrder(dimensions.get(d), met.get(d));
                int[] place = new int[inOrder.size()];
                for (int i = 0; i < inOrder.size(); i++) {
                    place[Objects.requireNonNull(met.get(d).get(inOrder.get(i)))] = i;
                }
                categories.add(inOrder);
                places.add(place);
                cells = times(cells, inOrder.size());
            }
            boolean several = measures.size() > 1;
            cells = times(cells, measures.size());
            json.writeStartObject();
            if (alone) {
                json.writeStringField("version", "2.0");
            }
            json.writeStringField("class", "dataset");
            view.dataflow()
                    .map(f -> f.maintenance().naming())
                    .or(() ->
                            java.util.Optional.of(view.structure().maintenance().naming()))
                    .map(n -> name(n.names()))
                    .ifPresent(label -> write(json, "label", label));
            json.writeStringField("updated", prepared);
            notes(json);
            json.writeArrayFieldStart("id");
            for (Dimension dimension : dimensions) {
                json.writeString(dimension.id());
            }
            if (several) {
                json.writeString(METRIC);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("size");
            for (List<String> each : categories) {
                json.writeNumber(each.size());
            }
            if (several) {
                json.writeNumber(measures.size());
            }
            json.writeEndArray();
            roles(json, several);
            json.writeObjectFieldStart("dimension");
            for (int d = 0; d < dimensions.size(); d++) {
                dimension(json, dimensions.get(d).id(), categories.get(d));
            }
            if (several) {
                metric(json);
            }
            json.writeEndObject();
            cells(json, places, cells);
            json.writeEndObject();
        }

        private static long times(long a, long b) {
            try {
                return Math.multiplyExact(a, Math.max(1, b));
            } catch (ArithmeticException e) {
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "Semantic error",
                        "the cube has more cells than JSON-stat can number; select fewer codes",
                        e);
            }
        }

        private List<String> inOrder(Dimension dimension, Map<String, Integer> codes) {
            List<String> listed = new ArrayList<>(view.codes(dimension.id()).keySet());
            listed.retainAll(codes.keySet());
            List<String> others = new ArrayList<>(codes.keySet());
            others.removeAll(new HashSet<>(listed));
            others.sort(null); // periods of one frequency sort as text
            listed.addAll(others);
            return listed;
        }

        private void roles(JsonGenerator json, boolean several) throws IOException {
            json.writeObjectFieldStart("role");
            if (view.hasTime()) {
                json.writeArrayFieldStart("time");
                json.writeString(dimensions.getLast().id());
                json.writeEndArray();
            }
            List<String> areas = dimensions.stream()
                    .map(Dimension::id)
                    .filter(id -> id.toUpperCase(Locale.ROOT).endsWith("AREA"))
                    .toList();
            if (!areas.isEmpty()) {
                json.writeArrayFieldStart("geo");
                for (String area : areas) {
                    json.writeString(area);
                }
                json.writeEndArray();
            }
            List<String> metrics = several
                    ? List.of(METRIC)
                    : dimensions.stream()
                            .map(Dimension::id)
                            .filter(id -> id.equals("MEASURE") || id.equals("INDICATOR"))
                            .toList();
            if (!metrics.isEmpty()) {
                json.writeArrayFieldStart("metric");
                for (String metric : metrics) {
                    json.writeString(metric);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }

        private void dimension(JsonGenerator json, String id, List<String> codes) throws IOException {
            json.writeObjectFieldStart(id);
            view.concept(id).map(Concept::naming).map(n -> name(n.names())).ifPresent(l -> write(json, "label", l));
            json.writeObjectFieldStart("category");
            json.writeArrayFieldStart("index");
            for (String code : codes) {
                json.writeString(code);
            }
            json.writeEndArray();
            Map<String, Code> names = view.codes(id);
            json.writeObjectFieldStart("label");
            for (String code : codes) {
                Code known = names.get(code);
                json.writeStringField(
                        code, known == null ? code : name(known.naming().names()));
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }

        /** What is not in the cube, for those who get it without what was told beside. */
        private void notes(JsonGenerator json) throws IOException {
            List<Problem> lost = losses.list().stream()
                    .filter(p -> p.rule().equals(Problem.LOST))
                    .toList();
            if (!lost.isEmpty()) {
                json.writeArrayFieldStart("note");
                for (Problem each : lost) {
                    json.writeString("Not in this cube: " + each.location().path() + ": " + each.message());
                }
                json.writeEndArray();
            }
        }

        private void metric(JsonGenerator json) throws IOException {
            json.writeObjectFieldStart(METRIC);
            json.writeObjectFieldStart("category");
            json.writeArrayFieldStart("index");
            for (Measure measure : measures) {
                json.writeString(measure.id());
            }
            json.writeEndArray();
            json.writeObjectFieldStart("label");
            for (Measure measure : measures) {
                json.writeStringField(
                        measure.id(),
                        view.concept(measure.id())
                                .map(c -> name(c.naming().names()))
                                .orElse(measure.id()));
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }

        /** Cells by number, the last dimension running fastest; an array where more than half of them are filled. */
        private void cells(JsonGenerator json, List<int[]> places, long cells) throws IOException {
            Map<Long, @Nullable String> filled = new HashMap<>();
            Map<Long, String> flags = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                long cell = 0;
                for (int d = 0; d < places.size(); d++) {
                    cell = cell * places.get(d).length + places.get(d)[keys.get(i)[d]];
                }
                for (int m = 0; m < measures.size(); m++) {
                    long at = cell * measures.size() + m;
                    filled.put(at, values.get(i)[m]);
                    String status = statuses.get(i);
                    if (status != null) {
                        flags.put(at, status);
                    }
                }
            }
            if (filled.size() * 2L > cells) {
                json.writeArrayFieldStart("value");
                for (long at = 0; at < cells; at++) {
                    number(json, filled.get(at));
                }
                json.writeEndArray();
            } else {
                json.writeObjectFieldStart("value");
                for (long at : filled.keySet().stream().sorted().toList()) {
                    json.writeFieldName(Long.toString(at));
                    number(json, filled.get(at));
                }
                json.writeEndObject();
            }
            if (!flags.isEmpty()) {
                json.writeObjectFieldStart("status");
                for (long at : flags.keySet().stream().sorted().toList()) {
                    json.writeStringField(Long.toString(at), Objects.requireNonNull(flags.get(at)));
                }
                json.writeEndObject();
            }
        }

        private static void number(JsonGenerator json, @Nullable String figure) throws IOException {
            if (figure == null) {
                json.writeNull();
            } else {
                json.writeNumber(figure);
            }
        }

        private static void write(JsonGenerator json, String field, String text) {
            try {
                json.writeStringField(field, text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
