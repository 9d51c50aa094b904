package org.sojourn.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/** A data message made by hand: data sets of one structure, each a list of blocks. */
final class Message implements DataSource {

    private interface Step {
        void on(DataSink sink, SeriesBlock block) throws IOException;
    }

    private final DataStructureView view;
    private final List<Step> steps = new ArrayList<>();
    private boolean open;

    Message(DataStructureView view) {
        this.view = view;
    }

    /** Begins a data set. */
    Message dataset(Action action) {
        return dataset(action, Map.of());
    }

    /** Begins a data set whose head says something: names of {@link DatasetHeader}, and {@code setId}. */
    Message dataset(Action action, Map<String, String> head) {
        end();
        Function<String, Optional<String>> said = name -> Optional.ofNullable(head.get(name));
        DatasetHeader header = new DatasetHeader(
                view.dataflow().orElseThrow().urn(),
                Optional.of(action),
                "TIME_PERIOD",
                said.apply("setId"),
                Optional.empty(),
                said.apply("reportingBegin"),
                said.apply("reportingEnd"),
                said.apply("validFrom"),
                said.apply("validTo"),
                said.apply("publicationYear"),
                said.apply("publicationPeriod"),
                List.of());
        steps.add((sink, block) -> sink.dataset(header, view));
        open = true;
        return this;
    }

    /**
     * A series.
     *
     * @param key values joined by dots, nothing where a dimension is left out
     * @param observations each {@code PERIOD}, or {@code PERIOD=VALUE} for the first measure, or
     *     {@code PERIOD:COMPONENT=VALUE}; no period where that is left out
     */
    Message series(String key, String... observations) {
        return series(key, Map.of(), observations);
    }

    Message series(String key, Map<String, String> attributes, String... observations) {
        steps.add((sink, block) -> {
            block.clear();
            @Nullable String[] values = key(key);
            System.arraycopy(values, 0, block.key(), 0, values.length);
            attributes.forEach((id, value) -> block.attributes().put(id, Value.of(value)));
            for (int i = 0; i < observations.length; i++) {
                observation(block, observations[i], i + 1);
            }
            sink.series(block);
        });
        return this;
    }

    Message attributes(String key, Map<String, String> attributes) {
        steps.add((sink, block) -> {
            Map<String, Value> values = new LinkedHashMap<>();
            attributes.forEach((id, value) -> values.put(id, Value.of(value)));
            sink.attributes(new AttributeBlock(Optional.empty(), key(key), values, List.of(), 1));
        });
        return this;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        end();
        SeriesBlock block = new SeriesBlock(view);
        sink.start(MessageHeader.of("M", "2024-01-01T00:00:00Z", "TEST"));
        for (Step step : steps) {
            step.on(sink, block);
        }
        sink.end(List.of());
    }

    private void end() {
        if (open) {
            steps.add((sink, block) -> sink.endDataset());
            open = false;
        }
    }

    private void observation(SeriesBlock block, String text, int line) {
        int equals = text.indexOf('=');
        String head = equals < 0 ? text : text.substring(0, equals);
        int colon = head.indexOf(':');
        String period = colon < 0 ? head : head.substring(0, colon);
        int at = block.add(period.isEmpty() ? null : period, line);
        if (equals >= 0) {
            String component = colon < 0 ? view.observationComponents().getFirst() : head.substring(colon + 1);
            block.set(view.column(component).orElseThrow(), at, Value.of(text.substring(equals + 1)));
        }
    }

    private @Nullable String[] key(String text) {
        @Nullable
        String[] key = Arrays.stream(text.split("\\.", -1))
                .map(v -> v.isEmpty() ? null : v)
                .toArray(String[]::new);
        return key.length == view.seriesDimensions().size()
                ? key
                : new String[view.seriesDimensions().size()];
    }
}
