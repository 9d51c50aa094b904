package org.sojourn.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;

/**
 * Puts the items of a partial scheme into the whole one that is stored (REST 2.2, maintenance: a scheme with
 * {@code isPartial} replaces or adds single items, and removes none).
 */
final class PartialMerge {

    private PartialMerge() {}

    /** The stored scheme with the sent items replaced in place or added at the end; of the same type, or the sent one. */
    static ItemScheme<?> of(ItemScheme<?> stored, ItemScheme<?> sent) {
        return stored.getClass() == sent.getClass() ? merge(stored, sent) : sent;
    }

    private static <I extends Item> ItemScheme<I> merge(ItemScheme<I> stored, ItemScheme<?> sent) {
        // Both are of one record class, whose items are all of one class.
        @SuppressWarnings("unchecked")
        List<I> items = (List<I>) sent.items();
        return stored.with(stored.maintenance(), stored.partial(), merged(stored.items(), items));
    }

    private static <I extends Item> List<I> merged(List<I> stored, List<I> sent) {
        Map<String, I> all = new LinkedHashMap<>();
        stored.forEach(item -> all.put(item.id(), item));
        sent.forEach(item -> all.put(item.id(), item));
        return List.copyOf(all.values());
    }
}
