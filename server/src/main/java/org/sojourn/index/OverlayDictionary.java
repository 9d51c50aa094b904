package org.sojourn.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.data.Value;
import org.sojourn.store.pack.Dictionary;

/** A dictionary that keeps what it learns to itself: for packs that are made while reading. For one thread at a time. */
final class OverlayDictionary implements Dictionary {

    /** No data set has so many texts. */
    private static final int FIRST = 1 << 30;

    private final Dictionary below;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Value.Text> values = new ArrayList<>();

    OverlayDictionary(Dictionary below) {
        this.below = below;
    }

    @Override
    public int find(String text) {
        int known = below.find(text);
        return known != 0 ? known : ids.getOrDefault(text, 0);
    }

    @Override
    public int id(String text) {
        int known = find(text);
        if (known != 0) {
            return known;
        }
        int id = FIRST + values.size();
        values.add(new Value.Text(text));
        ids.put(text, id);
        return id;
    }

    @Override
    public int shortTextId(String text) {
        return find(text);
    }

    @Override
    public String text(int id) {
        return value(id).text();
    }

    @Override
    public Value.Text value(int id) {
        return id < FIRST ? below.value(id) : values.get(id - FIRST);
    }

    @Override
    public int size() {
        return FIRST + values.size();
    }
}
