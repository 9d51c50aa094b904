package org.sojourn.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.Naming;
import org.sojourn.model.text.LocalisedText;

/**
 * Puts the items of a partial scheme into the whole one that is stored (REST 2.2, maintenance: a scheme with
 * {@code isPartial} replaces or adds single items, and removes none).
 */
final class PartialMerge {

    private PartialMerge() {}

    /** The stored scheme with the sent items put in; of the same type, or the sent one. */
    static ItemScheme<?> of(ItemScheme<?> stored, ItemScheme<?> sent) {
        return stored.getClass() == sent.getClass() ? merge(stored, sent) : sent;
    }

    private static <I extends Item> ItemScheme<I> merge(ItemScheme<I> stored, ItemScheme<?> sent) {
        // Both are of one record class, whose items are all of one class.
        @SuppressWarnings("unchecked")
        List<I> items = (List<I>) sent.items();
        return stored.with(stored.maintenance(), stored.partial(), merged(stored.items(), items));
    }

    /**
     * Items that are there already are replaced in place, but keep the names and descriptions of languages that were not sent;
     * a new one comes after the item that is before it in the message, else before the one after it, else to the end.
     */
    private static <I extends Item> List<I> merged(List<I> stored, List<I> sent) {
        List<I> all = new ArrayList<>(stored);
        for (int i = 0; i < sent.size(); i++) {
            I item = sent.get(i);
            int at = place(all, item.id());
            if (at >= 0) {
                all.set(at, withNames(all.get(at), item));
                continue;
            }
            int before = i > 0 ? place(all, sent.get(i - 1).id()) : -1;
            int after = i + 1 < sent.size() ? place(all, sent.get(i + 1).id()) : -1;
            all.add(before >= 0 ? before + 1 : after >= 0 ? after : all.size(), item);
        }
        return List.copyOf(all);
    }

    private static int place(List<? extends Item> items, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static <I extends Item> I withNames(I stored, I sent) {
        Naming naming = new Naming(
                sent.naming().identification(),
                texts(stored.naming().names(), sent.naming().names()),
                texts(stored.naming().descriptions(), sent.naming().descriptions()));
        return naming.equals(sent.naming()) ? sent : Altered.with(sent, "naming", naming);
    }

    private static LocalisedText texts(LocalisedText stored, LocalisedText sent) {
        Map<String, String> all = new LinkedHashMap<>(stored.byLanguage());
        all.putAll(sent.byLanguage());
        return new LocalisedText(all);
    }
}
