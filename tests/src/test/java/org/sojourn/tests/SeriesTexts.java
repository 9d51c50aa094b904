package org.sojourn.tests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/**
 * Data as one text for each series, with its attributes and every observation, and one for each attribute above the series: a
 * quick way to compare a quarter of a million observations whatever their order. For data whose series are short.
 */
final class SeriesTexts implements DataSink {

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> repeated = new ArrayList<>();
    private DataStructureView structure;
    private long observations;
    private int datasets;

    static SeriesTexts of(DataSource source) throws IOException {
        SeriesTexts texts = new SeriesTexts();
        source.transferTo(texts);
        return texts;
    }

    long observations() {
        return observations;
    }

    int datasets() {
        return datasets;
    }

    /** The first ten differences in words; empty when the two are equal. */
    List<String> differences(SeriesTexts other) {
        List<String> found = new ArrayList<>(other.repeated);
        texts.forEach((key, text) -> {
            String there = other.texts.get(key);
            if (found.size() < 10 && !text.equals(there)) {
                found.add(key + ": " + text + " became " + there);
            }
        });
        other.texts.keySet().stream()
                .filter(key -> found.size() < 10 && !texts.containsKey(key))
                .forEach(key -> found.add(key + " was not there before"));
        return found;
    }

    @Override
    public void start(MessageHeader header) {}

    @Override
    public void dataset(DatasetHeader header, DataStructureView view) {
        structure = view;
        datasets++;
    }

    @Override
    public void attributes(AttributeBlock block) {
        block.attributes().forEach((id, value) -> above(id, block.keyOf(id, structure), value));
    }

    private void above(String id, String[] key, Value value) {
        String name = id + " of "
                + String.join(
                        ".",
                        java.util.Arrays.stream(key)
                                .map(k -> k == null ? "" : k)
                                .toList());
        String before = texts.put(name, value.toString());
        if (before != null && !before.equals(value.toString())) {
            repeated.add(name + " is " + before + " and " + value);
        }
    }

    @Override
    public void series(SeriesBlock block) {
        Map<String, String> own = new TreeMap<>();
        block.attributes().forEach((id, value) -> {
            if (structure
                    .level(id)
                    .filter(DataStructureView.Level.SERIES::equals)
                    .isPresent()) {
                own.put(id, value.toString());
            } else {
                above(
                        id,
                        new AttributeBlock(
                                        java.util.Optional.empty(),
                                        block.key().clone(),
                                        new LinkedHashMap<>(),
                                        List.of(),
                                        0)
                                .keyOf(id, structure),
                        value);
            }
        });
        Map<String, String> byPeriod = new TreeMap<>();
        List<String> components = structure.observationComponents();
        for (int i = 0; i < block.size(); i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < components.size(); c++) {
                Value value = block.value(c, i);
                if (value != null) {
                    text.append(components.get(c)).append('=').append(value).append(' ');
                }
            }
            byPeriod.put(block.period(i), text.toString());
            observations++;
        }
        String key = block.keyText();
        if (texts.put(key, own + " " + byPeriod) != null) {
            repeated.add("series " + key + " came twice");
        }
    }

    @Override
    public void endDataset() {}

    @Override
    public void end(List<FooterMessage> footer) {}
}
