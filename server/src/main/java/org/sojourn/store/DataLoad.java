package org.sojourn.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.store.AttributeStates.PartialKey;

/**
 * Stages the data of a message: each data set is applied, in order, to what is there and to what the data sets before it
 * made of it. Nothing is seen until the {@link Submission} is published.
 *
 * <p>Attributes are put where their relationship says, wherever the message gave them. What cannot be stored is added to the
 * problems, with a location; codes are not checked here.
 */
public final class DataLoad implements DataSink {

    private final Submission submission;
    private final Problems problems;
    private final BiFunction<DatasetHeader, DataStructureView, DatasetId> names;
    private @Nullable LoadPart part;
    private @Nullable BulkDelete bulk;
    private Action action = Action.MERGE;
    private @Nullable DataStructureView view;
    private boolean received;

    DataLoad(Submission submission, Problems problems, BiFunction<DatasetHeader, DataStructureView, DatasetId> names) {
        this.submission = submission;
        this.problems = problems;
        this.names = names;
    }

    /**
     * The usual name: the dataflow of the structure, and the provision agreement where the message names one.
     *
     * @throws SdmxException of kind SEMANTIC when the structure is seen under no dataflow
     */
    public static DatasetId datasetOf(DatasetHeader header, DataStructureView structure) {
        Urn flow = structure
                .dataflow()
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "the message names " + header.reference().shortForm()
                                + " but no dataflow; data are stored under a dataflow"))
                .urn();
        return DatasetId.of(
                flow,
                java.util.Optional.of(header.reference()).filter(r -> r.type() == ArtefactClass.PROVISION_AGREEMENT));
    }

    @Override
    public void start(MessageHeader header) {}

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) {
        action = header.action().orElse(Action.MERGE).effective();
        view = structure;
        received = false;
        DatasetId id = names.apply(header, structure);
        LoadPart begun = submission.begin(id, action, structure);
        part = begun;
        if (action != Action.DELETE) {
            submission.head(id, DatasetHead.of(header, problems));
        }
        bulk = new BulkDelete(begun, structure, () -> submission.clearHead(id));
        if (!header.annotations().isEmpty() && action != Action.DELETE) {
            begun.attributes()
                    .annotate(
                            PartialKey.of(
                                    new String[structure.seriesDimensions().size()]),
                            header.annotations());
        }
    }

    @Override
    public void attributes(AttributeBlock block) {
        received = true;
        LoadPart current = current();
        if (action == Action.DELETE) {
            bulk().delete(block);
            return;
        }
        PartialKey whole = PartialKey.of(block.key());
        Map<String, Value> ofSeries = new LinkedHashMap<>();
        block.attributes().forEach((id, value) -> {
            if (place(id, value, block.key(), block.position(), whole.toString())) {
                ofSeries.put(id, value);
            }
        });
        if (!ofSeries.isEmpty()) {
            SeriesBlock empty = new SeriesBlock(view());
            empty.at(block.position());
            current.add(block.key(), empty, ofSeries);
        }
        if (!block.annotations().isEmpty()) {
            current.attributes().annotate(whole, block.annotations());
        }
    }

    @Override
    public void series(SeriesBlock block) {
        received = true;
        if (action == Action.DELETE) {
            bulk().delete(block);
            return;
        }
        boolean off = false;
        for (int i = 0; i < block.key().length; i++) {
            String value = block.key()[i];
            if (value == null || value.isEmpty()) {
                problems.add(Problem.error(
                                "missing-dimension",
                                Location.at(block.position()),
                                "the key has no value for "
                                        + view().seriesDimensions().get(i).id())
                        .withSeriesKey(block.keyText()));
                return;
            }
            off |= value.equals(SeriesChanges.OFF);
        }
        Map<String, Value> ofSeries = ofSeries(block);
        if (!off) {
            current().add(block.key(), block, ofSeries);
        } else if (block.size() > 0 || !ofSeries.isEmpty()) {
            switchedOff(block, ofSeries);
        }
    }

    @Override
    public void coded(CodedBlock block) {
        if (action == Action.DELETE || !current().add(block)) {
            series(block.texts());
        }
        received = true;
    }

    @Override
    public void endDataset() {
        if (action == Action.DELETE && !received) {
            bulk().delete(new SeriesBlock(view())); // a Delete that names nothing at all empties the data set
        }
        current().finish();
        part = null;
        bulk = null;
    }

    @Override
    public void end(List<FooterMessage> footer) {}

    /** Sends the attributes of a block where they belong and gives those of the series itself. */
    private Map<String, Value> ofSeries(SeriesBlock block) {
        if (block.attributes().isEmpty()) {
            return Map.of();
        }
        Map<String, Value> ofSeries = new LinkedHashMap<>();
        block.attributes().forEach((id, value) -> {
            if (place(id, value, block.key(), block.position(), block.keyText())) {
                ofSeries.put(id, value);
            }
        });
        return ofSeries;
    }

    /** Puts a value at its partial key; true where it belongs to the series. */
    private boolean place(String id, Value value, @Nullable String[] key, long position, String keyText) {
        DataStructureView structure = view();
        Level level = structure.level(id).orElse(null);
        if (level == null) {
            problems.add(problem("unknown-attribute", position, keyText, "the structure has no attribute " + id));
            return false;
        }
        if (level == Level.OBSERVATION) {
            problems.add(problem(
                    "attribute-level",
                    position,
                    keyText,
                    "attribute " + id + " belongs to observations but stands above them"));
            return false;
        }
        List<String> missing = new ArrayList<>();
        @Nullable String[] partial = project(structure, id, key, missing);
        if (!missing.isEmpty()) {
            problems.add(problem(
                    "attribute-level",
                    position,
                    keyText,
                    "attribute " + id + " depends on " + String.join(", ", missing) + ", which the key leaves out"));
            return false;
        }
        if (level == Level.SERIES) {
            return true;
        }
        current().attributes().put(PartialKey.of(partial), id, value, position, keyText);
        return false;
    }

    /** The part of a key on which an attribute depends; what it needs and the key does not have is added to missing. */
    static @Nullable String[] project(
            DataStructureView structure, String attribute, @Nullable String[] key, List<String> missing) {
        @Nullable String[] partial = new String[key.length];
        for (String dimension : structure.attributeDimensions(attribute)) {
            int at = structure.seriesPosition(dimension).orElse(-1);
            if (at >= 0) {
                partial[at] = key[at];
                if (partial[at] == null || SeriesChanges.OFF.equals(partial[at])) {
                    missing.add(dimension);
                }
            }
        }
        return partial;
    }

    private void switchedOff(SeriesBlock block, Map<String, Value> ofSeries) {
        for (int i = 0; i < block.size(); i++) {
            for (int c = 0; c < view().observationComponents().size(); c++) {
                if (block.value(c, i) != null) {
                    problems.add(problem(
                            "missing-dimension",
                            block.position(i),
                            block.keyText(),
                            "an observation needs a value for each dimension, but one is switched off with ~"));
                    return;
                }
            }
        }
        if (!ofSeries.isEmpty()) {
            throw new IllegalStateException("series attributes passed with a switched-off dimension");
        }
    }

    private static Problem problem(String rule, long position, String key, String message) {
        return Problem.error(rule, Location.at(position), message).withSeriesKey(key);
    }

    private LoadPart current() {
        if (part == null) {
            throw new IllegalStateException("a block came outside a data set");
        }
        return part;
    }

    private BulkDelete bulk() {
        if (bulk == null) {
            throw new IllegalStateException("a block came outside a data set");
        }
        return bulk;
    }

    private DataStructureView view() {
        if (view == null) {
            throw new IllegalStateException("a block came outside a data set");
        }
        return view;
    }
}
