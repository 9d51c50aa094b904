package org.sojourn.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.SeriesPack;

/** Turns the packs of a series' chunks into its state and back; for one thread. */
final class SeriesCodec {

    private final DataStructureView view;
    private final Dictionary dictionary;
    private final ObservationOrder order;
    private final SeriesPack packs = new SeriesPack();
    private final SeriesBlock block;
    private final int columns;

    SeriesCodec(DataStructureView view, Dictionary dictionary) {
        this.view = view;
        this.dictionary = dictionary;
        this.order = new ObservationOrder(view);
        this.block = new SeriesBlock(view);
        this.columns = view.observationComponents().size();
    }

    DataStructureView view() {
        return view;
    }

    ObservationOrder order() {
        return order;
    }

    /** @param chunks packs in order; null where a chunk is gone */
    SeriesState decode(Collection<byte @Nullable []> chunks) {
        List<Observation> observations = new ArrayList<>();
        SeriesState state = new SeriesState(order);
        for (byte @Nullable [] pack : chunks) {
            if (pack == null) {
                continue;
            }
            packs.decode(pack, dictionary, block);
            for (int i = 0; i < block.size(); i++) {
                observations.add(observation(block, i, null));
            }
            if (!block.continued()) {
                state = new SeriesState(order, observations, block.attributes(), block.annotations());
            }
        }
        return new SeriesState(order, observations, state.attributes(), state.annotations());
    }

    SeriesState decode(@Nullable SortedMap<Integer, byte @Nullable []> chunks) {
        return chunks == null ? new SeriesState(order) : decode(chunks.values());
    }

    /**
     * An observation of a block.
     *
     * @param columnsOfBlock by column here the column there, -1 where it has none; null where both have the same
     */
    Observation observation(SeriesBlock from, int i, int @Nullable [] columnsOfBlock) {
        @Nullable Value[] values = new Value[columns];
        for (int c = 0; c < columns; c++) {
            int column = columnsOfBlock == null ? c : columnsOfBlock[c];
            values[c] = column < 0 ? null : from.value(column, i);
        }
        String text = from.period(i);
        String period = text == null ? "" : text;
        List<Annotation> notes = from.observationAnnotations().getOrDefault(i, List.of());
        return new Observation(period, order.rank(period), values, List.copyOf(notes));
    }

    /** The packs of a series' chunks, none for a series that is none. */
    List<byte[]> encode(SeriesState state, Dictionary into) {
        List<byte[]> result = new ArrayList<>();
        if (!state.exists()) {
            return result;
        }
        block.clear();
        block.attributes().putAll(state.attributes());
        block.annotations(state.annotations());
        for (Observation o : state.observations()) {
            if (block.full()) {
                result.add(packs.encode(block, into));
                block.continueSeries();
                block.attributes().clear();
                block.annotations(List.of());
            }
            int i = block.add(o.period(), 0);
            for (int c = 0; c < columns; c++) {
                block.set(c, i, o.values()[c]);
            }
            if (!o.annotations().isEmpty()) {
                block.observationAnnotations().put(i, o.annotations());
            }
        }
        result.add(packs.encode(block, into));
        return result;
    }

    /** A block as it is. */
    byte[] encode(SeriesBlock whole, Dictionary into) {
        return packs.encode(whole, into);
    }
}
