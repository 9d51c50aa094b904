package org.sojourn.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/** Writes an answer as lines that can be compared; blocks of one series become one. */
final class Lines implements DataSink {

    final List<String> lines = new ArrayList<>();
    private String key = "";

    static String mask(List<String> key) {
        return key.stream().map(k -> k.isEmpty() ? "0" : "1").collect(Collectors.joining());
    }

    static String attributes(List<String> key, Map<String, Value> values) {
        return "attributes " + String.join(".", key) + " " + new TreeMap<>(values);
    }

    static String series(List<String> key, Map<String, Value> values) {
        return "series " + String.join(".", key) + " " + new TreeMap<>(values);
    }

    static String observation(String period, Map<String, Value> values) {
        return "  " + period + " " + new TreeMap<>(values);
    }

    @Override
    public void start(MessageHeader header) {}

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) {}

    @Override
    public void attributes(AttributeBlock block) {
        lines.add(attributes(
                Arrays.stream(block.key()).map(k -> k == null ? "" : k).toList(), block.attributes()));
    }

    @Override
    public void series(SeriesBlock block) {
        String line = series(Arrays.asList(block.key()), block.attributes());
        if (!block.continued()) {
            lines.add(line);
        } else if (!line.equals(key)) {
            lines.add("a series goes on that is not the last one: " + line);
        }
        key = line;
        for (int i = 0; i < block.size(); i++) {
            Map<String, Value> values = new TreeMap<>();
            List<String> components = block.structure().observationComponents();
            for (int c = 0; c < components.size(); c++) {
                Value value = block.value(c, i);
                if (value != null) {
                    values.put(components.get(c), value);
                }
            }
            lines.add(observation(String.valueOf(block.period(i)), values));
        }
    }

    @Override
    public void endDataset() {}

    @Override
    public void end(List<FooterMessage> footer) {}
}
