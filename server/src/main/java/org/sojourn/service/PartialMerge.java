package org.sojourn.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.model.AgencyScheme;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Codelist;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataConsumerScheme;
import org.sojourn.model.DataProviderScheme;
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
        return switch (sent) {
            case Codelist s
            when stored instanceof Codelist o ->
                new Codelist(o.maintenance(), o.partial(), merged(o.items(), s.items()), o.extensions());
            case ConceptScheme s
            when stored instanceof ConceptScheme o ->
                new ConceptScheme(o.maintenance(), o.partial(), merged(o.items(), s.items()));
            case CategoryScheme s
            when stored instanceof CategoryScheme o ->
                new CategoryScheme(o.maintenance(), o.partial(), merged(o.items(), s.items()));
            case AgencyScheme s
            when stored instanceof AgencyScheme o ->
                new AgencyScheme(o.maintenance(), o.partial(), merged(o.items(), s.items()));
            case DataProviderScheme s
            when stored instanceof DataProviderScheme o ->
                new DataProviderScheme(o.maintenance(), o.partial(), merged(o.items(), s.items()));
            case DataConsumerScheme s
            when stored instanceof DataConsumerScheme o ->
                new DataConsumerScheme(o.maintenance(), o.partial(), merged(o.items(), s.items()));
            case Codelist s -> s;
            case ConceptScheme s -> s;
            case CategoryScheme s -> s;
            case AgencyScheme s -> s;
            case DataProviderScheme s -> s;
            case DataConsumerScheme s -> s;
        };
    }

    private static <I extends Item> List<I> merged(List<I> stored, List<I> sent) {
        Map<String, I> all = new LinkedHashMap<>();
        stored.forEach(item -> all.put(item.id(), item));
        sent.forEach(item -> all.put(item.id(), item));
        return List.copyOf(all.values());
    }
}
