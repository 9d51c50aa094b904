package org.sojourn.store.pack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Dimension;

/**
 * The dimensions behind the places of a data set's keys: those of the first structure in its order, later ones at the end.
 * The observation dimension is not among them.
 */
public record KeyOrder(List<String> dimensions) {

    public KeyOrder {
        dimensions = List.copyOf(dimensions);
    }

    public static KeyOrder of(DataStructureView view) {
        return new KeyOrder(view.seriesDimensions().stream().map(Dimension::id).toList());
    }

    /** This order, with the dimensions of a structure that it lacks added at the end. */
    public KeyOrder with(DataStructureView view) {
        List<String> all = new ArrayList<>(dimensions);
        view.seriesDimensions().stream()
                .map(Dimension::id)
                .filter(d -> !all.contains(d))
                .forEach(all::add);
        return new KeyOrder(all);
    }

    /**
     * The bytes of a key.
     *
     * @param key by place of {@link DataStructureView#seriesDimensions}; null where the dimension has no value
     */
    public byte[] encode(DataStructureView view, @Nullable String[] key, Dictionary dictionary) {
        int[] ids = new int[key.length];
        for (int i = 0; i < key.length; i++) {
            String value = key[i];
            ids[i] = value == null ? 0 : dictionary.id(value);
        }
        return encode(view, ids);
    }

    /**
     * The bytes of a key.
     *
     * @param key dictionary ids by place of {@link DataStructureView#seriesDimensions}; 0 where the dimension has no value
     */
    public byte[] encode(DataStructureView view, int[] key) {
        int[] ids = new int[dimensions.size()];
        List<Dimension> from = view.seriesDimensions();
        for (int i = 0; i < key.length; i++) {
            if (key[i] != 0) {
                String id = from.get(i).id();
                ids[i < ids.length && dimensions.get(i).equals(id) ? i : dimensions.indexOf(id)] = key[i];
            }
        }
        return SeriesKey.encode(ids);
    }

    /**
     * Fills a key by place of {@link DataStructureView#seriesDimensions}, null where the dimension has no value or the data
     * set does not know it.
     */
    public void decode(byte[] key, Dictionary dictionary, DataStructureView view, @Nullable String[] into) {
        int[] ids = new int[dimensions.size()];
        SeriesKey.decode(key, ids);
        List<Dimension> to = view.seriesDimensions();
        for (int i = 0; i < into.length; i++) {
            String id = to.get(i).id();
            int at = i < ids.length && dimensions.get(i).equals(id) ? i : dimensions.indexOf(id);
            into[i] = at < 0 || ids[at] == 0 ? null : dictionary.text(ids[at]);
        }
    }
}
