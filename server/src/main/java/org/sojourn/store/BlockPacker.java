package org.sojourn.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.store.pack.CodedPacker;
import org.sojourn.store.pack.Dictionary;

/** Packs blocks in numbers as they come, for they are mostly what a new series shall be. Knows the ids of one block. */
final class BlockPacker {

    private static final int NO_NUMBER = -1;

    private final CodedBlock of;
    private final CodedPacker packer;
    private final ObservationOrder order;
    private final KeyNumbers numbers;
    private final int[][] keyNumbers;
    private long[] ranks = new long[64];
    private boolean[] ranked = new boolean[64];
    private int[] rising = new int[64];
    private int risingSize = -1;
    private int attributesOfSeries = -1;

    /**
     * A packed block.
     *
     * @param positions where its observations stand in the message
     */
    record Packed(byte[] pack, long position, long[] positions) {}

    BlockPacker(CodedBlock block, ObservationOrder order, Dictionary dictionary, KeyNumbers numbers) {
        this.of = block;
        this.packer = new CodedPacker(block, dictionary);
        this.order = order;
        this.numbers = numbers;
        this.keyNumbers = new int[block.key().length][64];
    }

    boolean isOf(CodedBlock block) {
        return packer.isOf(block);
    }

    /** The key; null where it lacks a value or switches a dimension off. */
    KeyNumbers.@Nullable Key key() {
        int[] key = of.key();
        int[] all = new int[key.length];
        for (int i = 0; i < key.length; i++) {
            int id = key[i];
            if (id >= keyNumbers[i].length) {
                keyNumbers[i] = Arrays.copyOf(keyNumbers[i], Math.max(id + 1, id * 2));
            }
            if (keyNumbers[i][id] == 0) {
                String text = of.keyText(i, id);
                keyNumbers[i][id] = text.isEmpty() || text.equals(SeriesChanges.OFF) ? NO_NUMBER : numbers.number(text);
            }
            if (keyNumbers[i][id] == NO_NUMBER) {
                return null;
            }
            all[i] = keyNumbers[i][id];
        }
        return new KeyNumbers.Key(all);
    }

    /** True where all attributes of the block belong to series. */
    boolean attributesOfSeries() {
        if (of.attributesId() != attributesOfSeries) {
            for (String id : of.attributes().keySet()) {
                if (of.structure().level(id).filter(Level.SERIES::equals).isEmpty()) {
                    return false;
                }
            }
            attributesOfSeries = of.attributesId();
        }
        return true;
    }

    /** The block in bytes, without its key; null where its observations are in no order, or need another way. */
    @Nullable
    Packed pack() {
        byte[] pack = inOrder() ? packer.encode() : null;
        return pack == null ? null : new Packed(pack, of.position(), Arrays.copyOf(of.positions(), of.size()));
    }

    private boolean inOrder() {
        int n = of.size();
        int[] periods = of.periods();
        if (n == risingSize && Arrays.equals(periods, 0, n, rising, 0, n)) {
            return true;
        }
        for (int i = 0; i < n; i++) {
            rank(periods[i], i);
            if (i > 0) {
                long before = ranks[periods[i - 1]];
                long rank = ranks[periods[i]];
                if (before > rank
                        || (before == rank
                                && order.compare(of.periodText(i - 1), before, of.periodText(i), rank) >= 0)) {
                    return false;
                }
            }
        }
        rising = Arrays.copyOf(periods, Math.max(n, 64));
        risingSize = n;
        return true;
    }

    private void rank(int id, int observation) {
        if (id >= ranks.length) {
            ranks = Arrays.copyOf(ranks, Math.max(id + 1, id * 2));
            ranked = Arrays.copyOf(ranked, ranks.length);
        }
        if (!ranked[id]) {
            ranks[id] = order.rank(of.periodText(observation));
            ranked[id] = true;
        }
    }
}
