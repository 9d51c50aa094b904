package org.sojourn.data.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DataWriterOptions.Labels;
import org.sojourn.data.DataWriterOptions.TimeFormat;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.FormatLimits;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.PartialKeyAttributes;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.FragmentWriter;
import org.sojourn.data.fragment.SharedOutput;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Component;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.time.Periods;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Writes SDMX-CSV 1.0, 2.0 or 2.1: comma, CRLF, UTF-8 without byte order mark.
 *
 * <p>Attributes above the observation are repeated on its rows, and have rows of their own only where no observation carries
 * them. The header row names the columns of all announced data sets; a data set that needs others is refused.
 */
public final class CsvDataWriter implements DataSink {

    static final String END_OF_ROW = "\r\n";
    private static final int PIECE = 1 << 15;

    private final boolean version2;
    private final boolean version20;
    private final SharedOutput out;
    private final StringBuilder text = new StringBuilder(512);
    private final DataWriterOptions options;
    private final Labels labels;
    private final Problems losses;
    private final Set<String> told = new HashSet<>();
    private List<DataStructureView> announced = List.of();
    private boolean agreements;
    private @Nullable CsvLayout layout;
    private @Nullable Rows rows;

    public CsvDataWriter(DataFormat format, OutputStream out, DataWriterOptions options, Problems losses) {
        if (format.family() != DataFormat.Family.CSV) {
            throw new IllegalArgumentException(format + " is not SDMX-CSV");
        }
        this.version2 = format != DataFormat.CSV_1_0;
        this.version20 = format == DataFormat.CSV_2_0;
        this.out = new SharedOutput(out);
        this.options = options;
        this.labels = CsvLayout.labels(version2, options);
        this.losses = losses;
    }

    @Override
    public void start(MessageHeader header) {
        lost("header", "SDMX-CSV has no message header");
    }

    @Override
    public void announce(List<Expected> datasets) {
        announced = datasets.stream().map(Expected::structure).distinct().toList();
        agreements = datasets.stream().anyMatch(e -> byAgreement(e.header()));
    }

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
        CsvLayout columns = layout;
        if (columns == null) {
            agreements |= byAgreement(header);
            List<DataStructureView> structures = new ArrayList<>(announced);
            if (!structures.contains(structure)) {
                structures.add(structure);
            }
            columns = begin(structures);
        } else if (!columns.covers(version2, structure)) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "the header row is written and has no columns for "
                            + structure.structure().urn().shortForm()
                            + "; data of several structures fit into one CSV file only when all structures are known"
                            + " before the first row");
        }
        if (!header.annotations().isEmpty()) {
            lost("annotations", "SDMX-CSV carries no annotations");
        }
        if (header.saysMore()) {
            lost("dataset", FormatLimits.CSV_HEAD);
        }
        rows = new Rows(columns, header, structure);
    }

    private static boolean byAgreement(DatasetHeader header) {
        return header.reference().type() == ArtefactClass.PROVISION_AGREEMENT;
    }

    private CsvLayout begin(List<DataStructureView> structures) throws IOException {
        CsvLayout columns = CsvLayout.of(version2, structures, agreements, options);
        layout = columns;
        row(columns.header().stream().map(CsvCells::escape).toArray(String[]::new));
        return columns;
    }

    @Override
    public void attributes(AttributeBlock block) throws IOException {
        if (!block.annotations().isEmpty()) {
            lost("annotations", "SDMX-CSV carries no annotations");
        }
        rows().attributes(block);
    }

    @Override
    public void series(SeriesBlock block) throws IOException {
        if (!block.annotations().isEmpty() || !block.observationAnnotations().isEmpty()) {
            lost("annotations", "SDMX-CSV carries no annotations");
        }
        rows().series(block);
    }

    @Override
    public void coded(CodedBlock block) throws IOException {
        if (!rows().coded(block)) {
            series(block.texts());
        }
    }

    @Override
    public void endDataset() throws IOException {
        rows().end();
        rows = null;
    }

    private Rows rows() {
        return Objects.requireNonNull(rows, "no data set is open");
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        if (layout == null) {
            begin(announced);
        }
        if (!footer.isEmpty()) {
            lost("footer", "SDMX-CSV has no footer");
        }
        send();
        out.flush();
    }

    private void lost(String path, String what) {
        if (told.add(what)) {
            losses.add(Problem.lost(path, what));
        }
    }

    /** Adds a row to the text, which goes out in large pieces: a call of the stream for each cell costs more than the cell. */
    private void row(@Nullable String[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            String cell = cells[i];
            if (cell != null) {
                text.append(cell);
            }
        }
        text.append(END_OF_ROW);
        if (text.length() > PIECE) {
            send();
        }
    }

    private void send() throws IOException {
        if (!text.isEmpty()) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }

    /** The rows of one data set. */
    private final class Rows implements RowSpelling.Cells {
        private final CsvLayout columns;
        private final DataStructureView view;
        private final boolean deleting;
        private final CsvCells cells;
        private final PartialKeyAttributes partial;
        private final @Nullable String[] fixed;
        private final List<Dimension> dimensions;
        private final Optional<String> observationDimension;
        private final String pivot;
        private final Map<String, CsvLayout.Column> byComponent = new HashMap<>();
        private final CsvLayout.@Nullable Column[] observed;
        private boolean any;
        private @Nullable CodedBlock codedBy;
        private @Nullable FragmentWriter fragments;

        Rows(CsvLayout columns, DatasetHeader header, DataStructureView view) {
            this.columns = columns;
            this.view = view;
            this.deleting =
                    header.action().filter(a -> a.effective() == Action.DELETE).isPresent();
            this.cells = new CsvCells(view, options, labels, losses);
            this.partial = new PartialKeyAttributes(view);
            this.dimensions = view.structure().dimensions();
            this.observationDimension = view.observationDimension().map(Component::id);
            this.pivot = dimensions.stream().anyMatch(d -> d.id().equals(header.dimensionAtObservation()))
                    ? header.dimensionAtObservation()
                    : observationDimension.orElse("");
            for (Component c : view.structure().components()) {
                CsvLayout.columnId(version2, view, c)
                        .flatMap(columns::column)
                        .ifPresent(column -> byComponent.put(c.id(), column));
            }
            this.observed =
                    view.observationComponents().stream().map(byComponent::get).toArray(CsvLayout.Column[]::new);
            this.fixed = fixed(header);
            if (!version2 && view.measures().size() > 1) {
                lost(FormatLimits.MEASURES, FormatLimits.oneMeasure("SDMX-CSV"));
            }
        }

        private @Nullable String[] fixed(DatasetHeader header) {
            @Nullable String[] row = new String[columns.header().size()];
            Optional<String> name = view.dataflow()
                    .map(f -> f.maintenance().naming())
                    .orElse(view.structure().maintenance().naming())
                    .names()
                    .best(options.languages());
            Urn reference = header.reference();
            if (version2) {
                row[0] = switch (reference.type()) {
                    case DATAFLOW -> "dataflow";
                    case PROVISION_AGREEMENT -> "dataprovision";
                    default -> "datastructure";
                };
                row[1] = artefact(reference, name);
                row[columns.action()] = action(header.action());
                if (columns.structureName() >= 0) {
                    row[columns.structureName()] = CsvCells.escape(name.orElse(""));
                }
            } else {
                if (deleting) {
                    lost("action", FormatLimits.NO_DELETIONS);
                } else if (header.action().filter(a -> a == Action.REPLACE).isPresent()) {
                    lost("action", FormatLimits.NO_ACTION);
                }
                if (reference.type() != ArtefactClass.DATAFLOW) {
                    if (byAgreement(header) && columns.agreement() >= 0) {
                        row[columns.agreement()] = CsvCells.escape(reference.shortForm());
                    } else {
                        lost("structure", FormatLimits.FLOW_ONLY);
                    }
                    reference = view.dataflow().map(f -> f.urn()).orElse(reference);
                }
                row[0] = artefact(reference, name);
            }
            return row;
        }

        private String artefact(Urn reference, Optional<String> name) {
            Urn exact = reference;
            if (!version2 && reference.version().isEmpty()) {
                exact = reference.withVersion(view.dataflow()
                        .map(f -> f.version().text())
                        .filter(v -> !v.isEmpty())
                        .orElse("1.0")); // 1.0 requires a version; none equals 1.0
            }
            return CsvCells.escape(
                    labels == Labels.BOTH && name.isPresent()
                            ? exact.shortForm() + ": " + name.get()
                            : exact.shortForm());
        }

        private String action(Optional<Action> action) {
            return switch (action.orElse(version20 ? Action.INFORMATION : Action.MERGE)) {
                case INFORMATION -> version20 ? "I" : "M"; // 2.1 deprecates I and A, which mean M
                case APPEND -> version20 ? "A" : "M";
                case MERGE -> "M";
                case REPLACE -> "R";
                case DELETE -> "D";
            };
        }

        void attributes(AttributeBlock block) throws IOException {
            codedBy = null; // what rows say besides their own may be another now
            Map<String, Value> own = deleting ? block.attributes() : partial.keep(block);
            if (!own.isEmpty()) {
                attributeRow(block.key(), own);
            }
        }

        private void attributeRow(@Nullable String[] key, Map<String, Value> values) throws IOException {
            @Nullable String[] row = fixed.clone();
            key(key, row);
            boolean some = false;
            for (Map.Entry<String, Value> e : values.entrySet()) {
                value(row, e.getKey(), e.getValue());
                CsvLayout.Column column = byComponent.get(e.getKey());
                String cell = column == null ? null : row[column.index()];
                some |= cell != null && !cell.isEmpty();
            }
            if (some) {
                write(row);
            }
        }

        void series(SeriesBlock block) throws IOException {
            @Nullable String[] row = fixed.clone();
            key(block.key(), row);
            Map<String, Value> values = new LinkedHashMap<>(block.attributes());
            if (!deleting && block.size() > 0) {
                partial.resolve(block.key(), values, true);
            } else if (!deleting) {
                // A whole key with attributes of a part of it only would read as a row of that part.
                values.keySet()
                        .removeIf(id ->
                                view.level(id).filter(l -> l == Level.SERIES).isEmpty());
                attributesOfParts(block);
                partial.rest(block.key(), this::attributeRow); // before the series, as others want them
            }
            values.forEach((id, value) -> value(row, id, value));
            if (columns.seriesKey() >= 0 && pivot.equals(observationDimension.orElse(""))) {
                row[columns.seriesKey()] = CsvCells.escape(keyText(block, null, pivot));
            }
            if (block.size() == 0 && !block.continued()) {
                write(row);
            }
            List<String> components = view.observationComponents();
            for (int i = 0; i < block.size(); i++) {
                String period = block.period(i);
                observationDimension.ifPresent(d -> text(row, d, period));
                for (int c = 0; c < observed.length; c++) {
                    CsvLayout.Column column = observed[c];
                    if (column != null) {
                        value(row, column, components.get(c), block.value(c, i));
                    }
                }
                if (columns.seriesKey() >= 0 && !pivot.equals(observationDimension.orElse(""))) {
                    row[columns.seriesKey()] = CsvCells.escape(keyText(block, period, pivot));
                }
                if (columns.observationKey() >= 0) {
                    row[columns.observationKey()] = CsvCells.escape(keyText(block, period, ""));
                }
                write(row);
            }
        }

        /** Writes the rows of a block by fragments; false where they need more than that. */
        boolean coded(CodedBlock block) throws IOException {
            if (codedBy != block) {
                codedBy = block;
                boolean plain = !deleting
                        && labels != Labels.NAME
                        && columns.seriesKey() < 0
                        && columns.observationKey() < 0
                        && partial.ofWholeDatasetOnly();
                fragments = plain && RowSpelling.suits(view, byComponent)
                        ? new FragmentWriter(new RowSpelling(view, byComponent, this), block, out)
                        : null;
            }
            FragmentWriter writer = fragments;
            if (writer == null || !writer.takes(block)) {
                return false;
            }
            send();
            writer.observations(block, false);
            any = true;
            return true;
        }

        @Override
        public @Nullable String[] begun() {
            return fixed.clone();
        }

        @Override
        public void put(@Nullable String[] row, String component, Value value) {
            if (view.component(component).filter(Dimension.class::isInstance).isPresent()) {
                text(row, component, ((Value.Text) value).text());
            } else {
                value(row, component, value);
            }
        }

        @Override
        public Map<String, Value> resolved(Map<String, Value> attributes) {
            Map<String, Value> all = new LinkedHashMap<>(attributes);
            partial.resolve(new String[view.seriesDimensions().size()], all, true);
            return all;
        }

        private void attributesOfParts(SeriesBlock block) throws IOException {
            for (Map.Entry<String, Value> e : block.attributes().entrySet()) {
                if (view.level(e.getKey()).filter(l -> l != Level.SERIES).isPresent()) {
                    AttributeBlock part = new AttributeBlock(
                            Optional.empty(), block.key(), Map.of(e.getKey(), e.getValue()), List.of(), 0);
                    attributes(new AttributeBlock(
                            Optional.empty(), part.keyOf(e.getKey(), view), part.attributes(), List.of(), 0));
                }
            }
        }

        /** The values of all dimensions but one, in order of the structure. */
        private String keyText(SeriesBlock block, @Nullable String period, String without) {
            StringBuilder text = new StringBuilder();
            boolean first = true;
            for (Dimension d : dimensions) {
                if (d.id().equals(without)) {
                    continue;
                }
                text.append(first ? "" : ".");
                first = false;
                int at = view.seriesPosition(d.id()).orElse(-1);
                String value = at < 0 ? period : block.key()[at];
                text.append(value == null ? "" : value);
            }
            return text.toString();
        }

        private void key(@Nullable String[] key, @Nullable String[] row) {
            for (int i = 0; i < key.length; i++) {
                text(row, view.seriesDimensions().get(i).id(), key[i]);
            }
        }

        private void text(@Nullable String[] row, String dimension, @Nullable String text) {
            CsvLayout.Column column = Objects.requireNonNull(byComponent.get(dimension));
            row[column.index()] = text == null ? null : cells.cell(dimension, time(dimension, text));
            if (labels == Labels.NAME) {
                row[column.index() + 1] = text == null ? null : cells.nameCell(dimension, text);
            }
        }

        /** With timeFormat=normalized the first day stands for a period: the highest frequency to come is not known yet. */
        private String time(String dimension, String text) {
            return options.timeFormat() == TimeFormat.NORMALIZED
                            && view.hasTime()
                            && dimension.equals(observationDimension.orElse(""))
                    ? Periods.normalise(text)
                    : text;
        }

        private void value(@Nullable String[] row, String component, @Nullable Value value) {
            CsvLayout.Column column = byComponent.get(component);
            if (column == null) {
                if (value != null && view.component(component).isEmpty()) {
                    lost(component, component + " is no component of the data structure");
                }
                return;
            }
            value(row, column, component, value);
        }

        private void value(@Nullable String[] row, CsvLayout.Column column, String component, @Nullable Value value) {
            int at = column.index();
            row[at] = value == null ? null : cells.cell(column, component, value);
            if (labels == Labels.NAME) {
                row[at + 1] = value == null ? null : cells.nameCell(component, value);
            }
        }

        private void write(@Nullable String[] row) throws IOException {
            any = true;
            if (version2 || !deleting) { // without an action a deletion would read as data
                row(row);
            }
        }

        void end() throws IOException {
            partial.rest(this::attributeRow);
            if (!any && deleting) {
                write(Arrays.copyOf(fixed, fixed.length)); // nothing named: everything is to go
            } else if (!any) {
                lost("dataset", "a data set without anything has no row in SDMX-CSV");
            }
        }
    }
}
