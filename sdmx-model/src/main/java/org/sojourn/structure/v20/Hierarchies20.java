package org.sojourn.structure.v20;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.Hierarchy.HierarchicalCode;
import org.sojourn.model.Hierarchy.HierarchicalCodelist;
import org.sojourn.model.Hierarchy.IncludedCodelist;
import org.sojourn.model.Hierarchy.Level;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;

/** The hierarchies in a hierarchical code list of 2.0. */
final class Hierarchies20 {
    private final Map<String, Urn> lists = new HashMap<>();

    private Hierarchies20() {}

    static List<Hierarchy> of(Element e) {
        Maintenance around = Naming20.maintenance(e);
        Hierarchies20 reader = new Hierarchies20();
        List<IncludedCodelist> included = new ArrayList<>();
        for (Element ref : e.all("CodelistRef")) {
            Urn list = Urn.of(
                    ArtefactClass.CODELIST,
                    ref.textOf("AgencyID").orElse(around.agency()),
                    ref.textOf("CodelistID")
                            .orElseThrow(() ->
                                    new SdmxException(SdmxException.Kind.SEMANTIC, "a CodelistRef has no CodelistID")),
                    ref.textOf("Version").orElse(Version.LEGACY_DEFAULT.text()));
            Optional<String> alias = ref.textOf("Alias");
            reader.lists.put(alias.orElse(list.id()), list);
            included.add(new IncludedCodelist(list, alias));
        }
        List<Hierarchy> all = new ArrayList<>();
        for (Element h : e.all("Hierarchy")) {
            Naming own = Naming20.of(h);
            Naming named = new Naming(
                    Identification.of(new HierarchyName(around.id(), own.id()).id()), own.names(), own.descriptions());
            Optional<Level> levels = levels(h.all("Level").stream()
                    .sorted(Structures20.byNumber("Order"))
                    .toList());
            all.add(new Hierarchy(
                    around.with(named),
                    levels.isPresent(),
                    levels,
                    reader.codes(h, new HashSet<>()),
                    Optional.of(new HierarchicalCodelist(around.naming(), included))));
        }
        return all;
    }

    private static Optional<Level> levels(List<Element> levels) {
        return levels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Level(
                        Naming20.of(levels.getFirst()), Optional.empty(), levels(levels.subList(1, levels.size()))));
    }

    private List<HierarchicalCode> codes(Element parent, Set<String> used) {
        List<HierarchicalCode> all = new ArrayList<>();
        for (Element ref : parent.all("CodeRef")) {
            Urn code = code(ref);
            String wanted = ref.textOf("NodeAliasID").orElse(code.item());
            String id = wanted;
            for (int n = 2; !used.add(id); n++) {
                id = wanted + "_" + n;
            }
            all.add(new HierarchicalCode(
                    Identification.of(id),
                    code,
                    ref.textOf("ValidFrom"),
                    ref.textOf("ValidTo"),
                    ref.textOf("LevelRef"),
                    ref.textOf("Version"),
                    codes(ref, used)));
        }
        return all;
    }

    private Urn code(Element ref) {
        String alias = ref.textOf("CodelistAliasRef").orElse("");
        Urn list =
                alias.isEmpty() && lists.size() == 1 ? lists.values().iterator().next() : lists.get(alias);
        Optional<String> code = ref.textOf("CodeID");
        if (list == null || code.isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "the CodeRef in line " + ref.line() + " names no code of a list that is included");
        }
        return list.item(ArtefactClass.CODE, code.get());
    }
}
