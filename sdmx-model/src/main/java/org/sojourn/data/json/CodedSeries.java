package org.sojourn.data.json;

import java.io.IOException;
import java.util.Arrays;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.fragment.FragmentWriter;
import org.sojourn.data.fragment.SharedOutput;

/** The series of a data set that come in numbers and are written by fragments; knows which of them is open. */
final class CodedSeries {

    private final StructureOut structure;
    private final CodedBlock of;
    private final FragmentWriter writer;
    private final int[] indexes;
    private final int[] key;

    /** By position: the index of a code by its id, one more than it is; 0 where it has none yet. */
    private final int[][] indexOf;

    private int attributes;
    private boolean open;

    CodedSeries(StructureOut structure, CodedBlock of, SharedOutput to) {
        this.structure = structure;
        this.of = of;
        this.writer = new FragmentWriter(new SeriesObjects(structure), of, to);
        this.key = new int[of.key().length];
        this.indexes = new int[key.length];
        this.indexOf = new int[key.length][16];
    }

    boolean isOf(CodedBlock block) {
        return of == block;
    }

    boolean takes(CodedBlock block) {
        return writer.takes(block);
    }

    boolean isOpen() {
        return open;
    }

    boolean isOfOpenSeries(CodedBlock block) {
        return Arrays.equals(key, block.key()) && attributes == block.attributesId();
    }

    /** The indexes of the key, in order; a buffer. Codes that have no index yet get one. */
    int[] indexes(CodedBlock block) {
        for (int i = 0; i < indexes.length; i++) {
            int id = block.key()[i];
            if (id >= indexOf[i].length) {
                indexOf[i] = Arrays.copyOf(indexOf[i], Math.max(id + 1, indexOf[i].length * 2));
            }
            if (indexOf[i][id] == 0) {
                String dimension = structure.seriesDimensions().get(i).id();
                indexOf[i][id] = structure.dimension(dimension).index(block.keyText(i)) + 1;
            }
            indexes[i] = indexOf[i][id] - 1;
        }
        return indexes;
    }

    void begin(CodedBlock block) throws IOException {
        writer.open(block);
        writer.observations(block, false);
        System.arraycopy(block.key(), 0, key, 0, key.length);
        attributes = block.attributesId();
        open = true;
    }

    void goOn(CodedBlock block) throws IOException {
        writer.observations(block, true);
    }

    void close() throws IOException {
        writer.close();
        open = false;
    }
}
