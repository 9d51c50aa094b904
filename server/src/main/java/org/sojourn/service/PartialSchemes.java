package org.sojourn.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.ReportingCategory;
import org.sojourn.model.ReportingTaxonomy;

/** Item schemes cut to some of their items and marked as partial. */
final class PartialSchemes {

    private PartialSchemes() {}

    /**
     * The scheme with only the asked items; empty where it holds none of them.
     *
     * @param ids ids of items, for categories the dotted path from the root; in a category scheme the ancestors come along
     */
    static Optional<ItemScheme<?>> cut(ItemScheme<?> scheme, Set<String> ids) {
        ItemScheme<?> cut = switch (scheme) {
            case CategoryScheme s ->
                s.with(s.maintenance(), true, nested(s.items(), Category::children, PartialSchemes::with, "", ids));
            case ReportingTaxonomy s ->
                s.with(
                        s.maintenance(),
                        true,
                        nested(s.items(), ReportingCategory::children, PartialSchemes::with, "", ids));
            default -> flat(scheme, ids);
        };
        return cut.items().isEmpty() ? Optional.empty() : Optional.of(cut);
    }

    /** The paths of the items that these ids mean: of nested ones also by the id alone, wherever they are. */
    static Set<String> paths(ItemScheme<?> scheme, Collection<String> ids) {
        Set<String> known = new HashSet<>();
        switch (scheme) {
            case CategoryScheme s -> addPaths(s.items(), Category::children, "", known);
            case ReportingTaxonomy s -> addPaths(s.items(), ReportingCategory::children, "", known);
            default -> {
                return Set.copyOf(ids);
            }
        }
        Set<String> meant = new HashSet<>();
        for (String id : ids) {
            if (known.contains(id)) {
                meant.add(id);
            } else {
                known.stream().filter(path -> path.endsWith("." + id)).forEach(meant::add);
            }
        }
        return meant;
    }

    private static <I extends Item> void addPaths(
            List<I> level, Function<I, List<I>> children, String above, Set<String> paths) {
        for (I item : level) {
            paths.add(above + item.id());
            addPaths(children.apply(item), children, above + item.id() + ".", paths);
        }
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

    private static <I extends Item> List<I> nested(
            List<I> level,
            Function<I, List<I>> children,
            BiFunction<I, List<I>, I> with,
            String above,
            Set<String> paths) {
        List<I> kept = new ArrayList<>();
        for (I item : level) {
            String path = above + item.id();
            List<I> below = nested(children.apply(item), children, with, path + ".", paths);
            if (!below.isEmpty() || paths.contains(path)) {
                kept.add(with.apply(item, below));
            }
        }
        return kept;
    }

    private static Category with(Category category, List<Category> children) {
        return new Category(category.naming(), children);
    }

    private static ReportingCategory with(ReportingCategory category, List<ReportingCategory> children) {
        return new ReportingCategory(category.naming(), children, category.structures(), category.flows());
    }
}
