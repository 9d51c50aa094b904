package org.sojourn.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;

/** Takes one item out of a scheme (REST 2.2, structure maintenance, DELETE with an item). */
final class ItemDeletion {

    private ItemDeletion() {}

    /**
     * The scheme without the item and, where items are nested, without what is in it; in a flat scheme the items below it lose
     * their parent.
     *
     * @param path the id, in nested schemes those from the root down joined by dots
     * @return empty where there is no such item
     */
    static Optional<ItemScheme<?>> of(ItemScheme<?> scheme, String path) {
        Optional<List<Item>> left = without(new ArrayList<>(scheme.items()), path);
        return left.map(items -> Altered.with(scheme, "items", items));
    }

    private static Optional<List<Item>> without(List<Item> level, String path) {
        List<Item> left = new ArrayList<>();
        boolean found = false;
        for (Item item : level) {
            Optional<Object> children = Altered.value(item, "children");
            if (item.id().equals(path)) {
                found = true;
            } else if (children.isPresent() && path.startsWith(item.id() + ".")) {
                Optional<List<Item>> below =
                        without(items(children.get()), path.substring(item.id().length() + 1));
                found |= below.isPresent();
                left.add(below.map(b -> Altered.with(item, "children", b)).orElse(item));
            } else {
                boolean orphan = Altered.value(item, "parent")
                        .filter(Optional.of(path)::equals)
                        .isPresent();
                left.add(orphan ? Altered.with(item, "parent", Optional.empty()) : item);
            }
        }
        return found ? Optional.of(left) : Optional.empty();
    }

    private static List<Item> items(Object children) {
        return ((List<?>) children).stream().map(Item.class::cast).toList();
    }
}
