package org.sojourn.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;

/** Item schemes cut to some of their items and marked as partial. */
final class PartialSchemes {

    private PartialSchemes() {}

    /**
     * The scheme with only the asked items; empty where it holds none of them.
     *
     * @param ids ids of items, for categories the dotted path from the root; in a category scheme the ancestors come along
     */
    static Optional<ItemScheme<?>> cut(ItemScheme<?> scheme, Set<String> ids) {
        ItemScheme<?> cut = scheme instanceof CategoryScheme s
                ? s.with(s.maintenance(), true, categories(s.items(), "", ids))
                : flat(scheme, ids);
        return cut.items().isEmpty() ? Optional.empty() : Optional.of(cut);
    }

    private static <I extends Item> ItemScheme<I> flat(ItemScheme<I> scheme, Set<String> ids) {
        return scheme.with(scheme.maintenance(), true, keep(scheme.items(), item -> ids.contains(item.id())));
    }

    /** The list with these codes and the codes above them. */
    static Codelist withParents(Codelist list, Set<String> ids) {
        Map<String, Code> byId = new HashMap<>();
        list.items().forEach(code -> byId.put(code.id(), code));
        Set<String> kept = new HashSet<>();
        for (String id : ids) {
            Code code = byId.get(id);
            while (code != null && kept.add(code.id())) {
                code = code.parent().map(byId::get).orElse(null);
            }
        }
        return list.with(list.maintenance(), true, keep(list.items(), code -> kept.contains(code.id())));
    }

    private static <I extends Item> List<I> keep(List<I> items, Predicate<? super I> wanted) {
        return items.stream().filter(wanted).toList();
    }

    private static List<Category> categories(List<Category> level, String above, Set<String> paths) {
        List<Category> kept = new ArrayList<>();
        for (Category category : level) {
            String path = above + category.id();
            List<Category> children = categories(category.children(), path + ".", paths);
            if (!children.isEmpty() || paths.contains(path)) {
                kept.add(new Category(category.naming(), children));
            }
        }
        return kept;
    }
}
