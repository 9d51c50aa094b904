package org.sojourn.data.ml;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.FragmentWriter;
import org.sojourn.data.fragment.SeriesSpelling;

/** The series of a data set that come in numbers and are written by fragments; knows which of them is open. */
final class CodedSeries {

    private final SeriesSpelling spelling;
    private final Ground ground;
    private @Nullable CodedBlock of;
    private @Nullable FragmentWriter writer;
    private int[] key = new int[0];
    private int attributesId;
    private Map<String, Value> attributes = Map.of();
    private boolean open;

    CodedSeries(SeriesSpelling spelling, Ground ground) {
        this.spelling = spelling;
        this.ground = ground;
    }

    boolean takes(CodedBlock block) {
        if (!ground.fragments()) {
            return false;
        }
        FragmentWriter fragments = writer;
        if (fragments == null || of != block) {
            if (open) { // ids of another object say nothing of this one's
                return false;
            }
            fragments = new FragmentWriter(spelling, block, ground.shared());
            writer = fragments;
            of = block;
        }
        // Other attributes at the open series: whether they go together is for the texts to tell.
        return fragments.takes(block)
                && !(open && attributesId != block.attributesId() && Arrays.equals(key, block.key()));
    }

    void write(CodedBlock block) throws IOException {
        FragmentWriter fragments = writer();
        ground.xml().drain();
        boolean more = open && Arrays.equals(key, block.key());
        if (!more) {
            if (open) {
                fragments.close();
            }
            fragments.open(block);
            key = block.key().length == key.length ? key : new int[block.key().length];
            System.arraycopy(block.key(), 0, key, 0, key.length);
            attributesId = block.attributesId();
            attributes = block.attributes();
            open = true;
        }
        fragments.observations(block, more);
    }

    private FragmentWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("no block was taken");
        }
        return writer;
    }

    boolean isOpen() {
        return open;
    }

    /** Hands the open series over to who writes it in another way. */
    void leave(SeriesHead head, DatasetPlan plan) {
        CodedBlock block = of;
        if (block == null) {
            throw new IllegalStateException("no series is open");
        }
        head.clear();
        for (int d : plan.outer()) {
            head.key[d] = block.keyText(plan.source(d), key[plan.source(d)]);
        }
        head.attributes.putAll(attributes);
        open = false;
    }

    void close() throws IOException {
        if (open) {
            ground.xml().drain();
            writer().close();
            open = false;
        }
    }
}
