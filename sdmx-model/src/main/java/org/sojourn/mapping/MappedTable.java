package org.sojourn.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.Value;
import org.sojourn.model.Attribute;
import org.sojourn.model.Dimension;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.StructureMap;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;

/**
 * A provider's table as data of the target of a structure map, row by row: the layout says how the table is read, the
 * structure map and its representation maps what its values become.
 *
 * <p>Rows are gathered into series, a quarter of a million observations at a time, and come in the order of their keys: many
 * tables are in the order of time. Memory does not grow with the table. A row whose values cannot be mapped is an error {@code unmapped-value} that names line, column and value; a row
 * whose value has no counterpart is left out and counted.
 */
public final class MappedTable implements DataSource {

    /** Opens the table; called once for each transfer. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** Takes the attributes that a component does not bring. */
    private static final Map<String, Value> NONE = Map.of();

    private final SourceLayout layout;
    private final Catalogue catalogue;
    private final Opener table;
    private final Problems problems;
    private final StructureMapping mapping;
    private final DataStructureView target;
    private long leftOut;

    /**
     * @param catalogue knows the map, its source and target structures and its representation maps
     * @throws SdmxException when one of them is missing or does not fit, or the layout asks for what is not done yet
     */
    public MappedTable(SourceLayout layout, Catalogue catalogue, Opener table, Problems problems) {
        this.layout = layout;
        this.catalogue = catalogue;
        this.table = table;
        this.problems = problems;
        if (layout.unitRecords()) {
            throw new SdmxException(
                    SdmxException.Kind.NOT_IMPLEMENTED,
                    layout.id() + " counts records of single persons; this waits for disclosure control,"
                            + " without which small counts would tell who is meant");
        }
        StructureMap map = catalogue
                .resolve(layout.map(), StructureMap.class)
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.SEMANTIC, layout.map().shortForm() + " is not known here"));
        this.mapping = new StructureMapping(map, catalogue);
        this.target = catalogue.find(layout.reference());
        layout.measures().keySet().forEach(measure -> {
            if (mapping.targetsOf(measure).isEmpty()) {
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "the layout of " + layout.id() + " has a measure " + measure + " that its map does not map");
            }
        });
    }

    /** Rows of the last transfer that have no counterpart in the target, or that the layout does not want. */
    public long leftOut() {
        return leftOut;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        leftOut = 0;
        DatasetHeader header = header();
        sink.start(MessageHeader.of(layout.setId(), "2026-11-25T00:00:00Z", "MIG"));
        sink.announce(List.of(new DataSink.Expected(header, target)));
        sink.dataset(header, target);
        attributes(sink);
        TableRows rows = new TableRows(layout, problems);
        try (InputStream in = table.open()) {
            Mapped mapped = new Mapped(sink);
            rows.read(in, mapped::row);
            mapped.gathered.flush(sink);
        }
        leftOut += rows.leftOut();
        sink.endDataset();
        sink.end(List.of());
    }

    private DatasetHeader header() {
        Optional<Urn> provider = catalogue
                .resolve(layout.reference(), ProvisionAgreement.class)
                .flatMap(ProvisionAgreement::dataProvider);
        return new DatasetHeader(
                layout.reference(),
                Optional.of(Action.REPLACE),
                target.observationDimension().orElseThrow().id(),
                Optional.empty(), // an id that the provider never gave would be told as lost in each answer by JSON and
                // CSV
                provider,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** What is fixed for the whole data set: whose it is, how to cite it, on which terms. */
    private void attributes(DataSink sink) throws IOException {
        Map<String, Value> values = new LinkedHashMap<>();
        mapping.fixed().forEach((component, texts) -> {
            if (target.level(component)
                    .filter(DataStructureView.Level.DATASET::equals)
                    .isPresent()) {
                values.put(component, value(texts));
            }
        });
        if (!values.isEmpty()) {
            Map<String, Value> inOrder = new LinkedHashMap<>();
            target.attributes().forEach(a -> {
                Value value = values.get(a.id());
                if (value != null) {
                    inOrder.put(a.id(), value);
                }
            });
            sink.attributes(new AttributeBlock(
                    Optional.empty(), new String[target.seriesDimensions().size()], inOrder, List.of(), 0));
        }
    }

    private static Value value(List<String> texts) {
        return Value.array(texts.stream().map(Value::of).toList());
    }

    /** The rows of a table on their way. */
    private final class Mapped {
        private final DataSink sink;
        private final List<Lane> lanes = new ArrayList<>();
        private final Gathered gathered = new Gathered(target);
        private final Map<String, Value> values = new HashMap<>();
        private final Common always;
        private final String time;
        /** Attributes above the observation. */
        private final Set<String> higher = new HashSet<>();

        Mapped(DataSink sink) {
            this.sink = sink;
            this.time = timeId();
            target.attributes().stream()
                    .map(Attribute::id)
                    .filter(id -> target.column(id).isEmpty())
                    .forEach(higher::add);
            this.always = always();
            if (layout.measures().isEmpty()) {
                lanes.add(new Lane(Map.of(), ""));
            } else {
                layout.measures().forEach((measure, values) -> lanes.add(new Lane(values, measure)));
            }
        }

        void row(Map<String, List<String>> row, int line) throws IOException {
            StructureMapping.Outcome outcome =
                    mapping.map(row, layout.measures().keySet());
            StructureMapping.Fault fault = outcome.fault();
            if (fault != null) {
                Problem problem =
                        Problem.error("unmapped-value", new Location(line, 0, fault.component()), fault.message());
                problems.add(fault.expected().map(problem::withExpected).orElse(problem));
            } else if (outcome.dropped()) {
                leftOut++;
            } else {
                Common common = common(outcome.values());
                for (Lane lane : lanes) {
                    lane.take(row, common, line);
                }
            }
        }

        /** One measure of a row, told apart by values of its own. */
        private final class Lane {
            private final String measure;
            private final Map<String, List<String>> told = new LinkedHashMap<>();
            private final List<String> measureTargets;

            Lane(Map<String, String> values, String measure) {
                this.measure = measure;
                this.measureTargets = measure.isEmpty() ? List.of() : mapping.targetsOf(measure);
                values.forEach((component, value) -> told.put(component, List.of(value)));
            }

            void take(Map<String, List<String>> row, Common common, int line) throws IOException {
                List<String> found = List.of();
                if (!measure.isEmpty()) {
                    found = row.getOrDefault(measure, List.of());
                    if (found.isEmpty()) {
                        return; // an empty cell is no observation
                    }
                }
                @Nullable String[] key = common.key().clone();
                Map<String, Value> attributes = common.attributes();
                @Nullable Value[] columns = common.columns();
                if (!measure.isEmpty()) {
                    attributes = new LinkedHashMap<>(attributes);
                    columns = columns.clone();
                    for (Map.Entry<String, List<String>> e : told.entrySet()) {
                        put(e.getKey(), e.getValue(), key, attributes, columns);
                    }
                    for (String component : measureTargets) {
                        put(component, found, key, attributes, columns);
                    }
                }
                gathered.add(Arrays.asList(key), attributes, new Gathered.Cell(common.period(), columns, line));
                if (gathered.full()) {
                    gathered.flush(sink);
                }
            }
        }

        /** What all measures of a row have in common, in the places of the target. */
        private record Common(
                @Nullable String[] key,
                Map<String, Value> attributes,
                @Nullable Value[] columns,
                @Nullable String period) {}

        /** What is the same in all rows; most components of a table are. */
        private Common always() {
            @Nullable String[] key = new String[target.seriesDimensions().size()];
            Map<String, Value> attributes = new LinkedHashMap<>();
            @Nullable Value[] columns = new Value[target.observationComponents().size()];
            mapping.fixed().forEach((component, texts) -> put(component, texts, key, attributes, columns));
            return new Common(key, inOrder(attributes), columns, first(mapping.fixed(), timeId()));
        }

        private String timeId() {
            return target.observationDimension().map(Dimension::id).orElse("");
        }

        private Common common(Map<String, List<String>> values) {
            @Nullable String[] key = always.key().clone();
            Map<String, Value> attributes = always.attributes();
            boolean own = false;
            @Nullable Value[] columns = always.columns().clone();
            for (Map.Entry<String, List<String>> e : values.entrySet()) {
                if (higher.contains(e.getKey())) {
                    if (!own) {
                        attributes = new LinkedHashMap<>(attributes);
                        own = true;
                    }
                    put(e.getKey(), e.getValue(), key, attributes, columns);
                } else {
                    put(e.getKey(), e.getValue(), key, NONE, columns);
                }
            }
            String period = first(values, time);
            return new Common(
                    key, own ? inOrder(attributes) : attributes, columns, period == null ? always.period() : period);
        }

        private Map<String, Value> inOrder(Map<String, Value> attributes) {
            Map<String, Value> ordered = new LinkedHashMap<>();
            target.attributes().forEach(a -> {
                Value value = attributes.get(a.id());
                if (value != null) {
                    ordered.put(a.id(), value);
                }
            });
            return ordered;
        }

        private void put(
                String component,
                List<String> texts,
                @Nullable String[] key,
                Map<String, Value> attributes,
                @Nullable Value[] columns) {
            if (texts.isEmpty()) {
                return;
            }
            OptionalInt position = target.seriesPosition(component);
            OptionalInt column = target.column(component);
            if (position.isPresent()) {
                key[position.getAsInt()] = texts.getFirst();
            } else if (column.isPresent()) {
                boolean measured = column.getAsInt() < target.measures().size();
                columns[column.getAsInt()] = measured ? Value.of(number(texts.getFirst())) : shared(texts);
            } else if (target.level(component)
                    .filter(level -> level != DataStructureView.Level.DATASET)
                    .isPresent()) {
                attributes.put(component, shared(texts));
            }
        }

        /** The same value for the same texts: tables repeat a few codes a million times. */
        private Value shared(List<String> texts) {
            return texts.size() == 1 ? values.computeIfAbsent(texts.getFirst(), Value::of) : value(texts);
        }

        private static @Nullable String first(Map<String, List<String>> values, String component) {
            List<String> found = values.get(component);
            return found == null || found.isEmpty() ? null : found.getFirst();
        }

        /** A number without an exponent: {@code 5e+05} is how some programs print 500000. */
        private static String number(String text) {
            if (text.indexOf('e') < 0 && text.indexOf('E') < 0) {
                return text;
            }
            try {
                return new BigDecimal(text).toPlainString();
            } catch (NumberFormatException e) {
                return text; // whoever checks values tells of it
            }
        }
    }
}
