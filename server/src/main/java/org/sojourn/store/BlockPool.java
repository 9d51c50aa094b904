package org.sojourn.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/** Copies of blocks that outlive the call in which they came, in buffers that are used again. */
final class BlockPool {

    private static final int LARGE = 256;
    private static final int KEPT = 2000;

    private final DataStructureView view;
    private final int columns;
    private final Deque<SeriesBlock> free = new ArrayDeque<>();

    BlockPool(DataStructureView view) {
        this.view = view;
        this.columns = view.observationComponents().size();
    }

    /** The observations and annotations of a block under a key and with attributes that it may have otherwise. */
    SeriesBlock copyOf(@Nullable String[] key, SeriesBlock from, Map<String, Value> attributes) {
        SeriesBlock to = take();
        System.arraycopy(key, 0, to.key(), 0, key.length);
        to.attributes().putAll(attributes);
        to.annotations(from.annotations());
        to.at(from.position());
        for (int i = 0; i < from.size(); i++) {
            to.add(from.period(i), from.position(i));
            for (int c = 0; c < columns; c++) {
                to.set(c, i, from.value(c, i));
            }
        }
        to.observationAnnotations().putAll(from.observationAnnotations());
        return to;
    }

    /** An empty block. */
    SeriesBlock take() {
        SeriesBlock pooled = free.poll();
        return pooled == null ? new SeriesBlock(view) : pooled;
    }

    void giveBack(SeriesBlock block) {
        if (block.size() <= LARGE && free.size() < KEPT) {
            block.clear();
            free.push(block);
        }
    }
}
