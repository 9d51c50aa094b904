package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Hierarchy.HierarchicalCode;
import org.sojourn.model.Hierarchy.HierarchicalCodelist;
import org.sojourn.model.Hierarchy.IncludedCodelist;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** The hierarchical code list of 2.1, which holds what are artefacts of their own since 3.0. */
public final class HierarchicalCodelistBinding extends MaintainableBinding<Hierarchy> {
    @XmlElement(name = "IncludedCodelist")
    @Nullable
    List<IncludedBinding> includedCodelist;

    /** In SDMX-JSON 1.0 each under its short name. */
    @JsonProperty("includedCodelists")
    @Nullable
    Map<String, ReferenceBinding> includedByAlias;

    @XmlElement(name = "Hierarchy")
    @JsonProperty
    @Nullable
    List<HierarchyPartBinding> hierarchies;

    /** A code list by reference, with a short name for use inside. */
    static final class IncludedBinding extends ReferenceBinding {
        @XmlAttribute
        @Nullable
        String alias;
    }

    /** A hierarchy inside a hierarchical code list. */
    static final class HierarchyPartBinding extends NameableBinding {
        @XmlElement(name = "HierarchicalCode")
        @JsonProperty
        @Nullable
        List<HierarchicalCodeBinding> hierarchicalCodes;

        @XmlElement(name = "Level")
        @JsonProperty
        @Nullable
        LevelBinding level;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String leveled;

        static HierarchyPartBinding of(Hierarchy h, Writing out) {
            HierarchyPartBinding b = new HierarchyPartBinding();
            String id = HierarchyName.of(h.id()).hierarchy();
            out.at(id);
            b.set(renamed(h.maintenance().naming(), id), out.urn(ArtefactClass.HIERARCHY, id), out);
            b.hierarchicalCodes = Wire.list(h.codes(), c -> HierarchicalCodeBinding.of(c, id + ".", id + ".", out));
            b.level = h.level().map(l -> LevelBinding.of(l, id + ".", out)).orElse(null);
            b.leveled = Wire.flag(h.formalLevels());
            out.at("");
            return b;
        }
    }

    /** The wire form of hierarchies that stand in one hierarchical code list. */
    public static HierarchicalCodelistBinding of(List<Hierarchy> all, Writing out) {
        HierarchicalCodelistBinding b = new HierarchicalCodelistBinding();
        Hierarchy first = all.getFirst();
        Maintenance around = around(first);
        List<HierarchyPartBinding> parts = new ArrayList<>();
        for (Hierarchy h : all) {
            out.begin(h);
            if (!around(h).equals(around)) {
                out.lose("names or state of its own hierarchical code list: it stands in that of " + first.id());
            }
            if (!h.codes().isEmpty()) {
                parts.add(HierarchyPartBinding.of(h, out));
            } else if (all.size() > 1
                    || h.level().isPresent()
                    || h.formalLevels()
                    || !around.id().equals(h.id())) {
                out.lose("a hierarchy without codes: 2.1 has none, so only its hierarchical code list is written");
            }
        }
        out.begin(first);
        b.set(new Hierarchy(around, false, Optional.empty(), List.of(), Optional.empty()), out);
        b.include(included(all, out.dialect()), out);
        b.hierarchies = parts.isEmpty() ? null : parts;
        return b;
    }

    private void include(List<IncludedCodelist> lists, Writing out) {
        if (out.dialect().xml()) {
            includedCodelist = Wire.list(lists, i -> {
                IncludedBinding r = ReferenceBinding.of(i.codelist(), out, new IncludedBinding());
                r.alias = i.alias().orElse(null);
                return r;
            });
            return;
        }
        Map<String, ReferenceBinding> named = new LinkedHashMap<>();
        for (IncludedCodelist i : lists) {
            String name = i.alias().orElse(i.codelist().id());
            if (named.putIfAbsent(name, ReferenceBinding.of(i.codelist(), out)) != null) {
                out.lose("included code list " + i.codelist() + ": another one has its name");
            }
        }
        includedByAlias = named.isEmpty() ? null : named;
    }

    private static Maintenance around(Hierarchy h) {
        Naming own = h.maintenance().naming();
        String id = HierarchyName.of(h.id()).list();
        Naming around = h.within()
                .map(w -> renamed(w.naming(), id))
                .orElseGet(() -> h.codes().isEmpty() ? renamed(own, id) : implied(id, own));
        return h.maintenance().with(around);
    }

    /** What a hierarchical code list is called of which nothing is known but what is in it. */
    private static Naming implied(String id, Naming hierarchy) {
        return new Naming(Identification.of(id), hierarchy.names(), hierarchy.descriptions());
    }

    private static Naming renamed(Naming n, String id) {
        Identification i = n.identification();
        return new Naming(new Identification(id, i.uri(), i.annotations(), i.links()), n.names(), n.descriptions());
    }

    private static List<IncludedCodelist> included(List<Hierarchy> all, Dialect dialect) {
        Set<IncludedCodelist> lists = new LinkedHashSet<>();
        for (Hierarchy h : all) {
            // SDMX-JSON has short names rather than lists, so those that only follow from the codes are not said.
            lists.addAll(h.within()
                    .map(HierarchicalCodelist::included)
                    .orElseGet(() -> dialect.xml() ? used(h.codes()) : List.of()));
        }
        return List.copyOf(lists);
    }

    /** The code lists from which the codes come, in order of their first use. */
    private static List<IncludedCodelist> used(List<HierarchicalCode> codes) {
        Set<IncludedCodelist> lists = new LinkedHashSet<>();
        addUsed(codes, lists);
        return List.copyOf(lists);
    }

    private static void addUsed(List<HierarchicalCode> codes, Set<IncludedCodelist> lists) {
        for (HierarchicalCode c : codes) {
            lists.add(new IncludedCodelist(c.code().artefact(ArtefactClass.CODELIST), Optional.empty()));
            addUsed(c.children(), lists);
        }
    }

    /** The hierarchical code list alone, which stands for a hierarchy without codes. */
    @Override
    public Hierarchy toModel(Reading in) {
        in.at("");
        Maintenance m = maintenance(in);
        List<IncludedCodelist> lists = included(in);
        return new Hierarchy(
                m.with(renamed(m.naming(), new HierarchyName(m.id(), m.id()).id())),
                false,
                Optional.empty(),
                List.of(),
                lists.isEmpty() ? Optional.empty() : Optional.of(new HierarchicalCodelist(m.naming(), lists)));
    }

    @Override
    public List<Hierarchy> toModels(Reading in) {
        List<HierarchyPartBinding> parts = Wire.each(hierarchies);
        if (parts.isEmpty()) {
            return List.of(toModel(in));
        }
        in.at("");
        Maintenance around = maintenance(in);
        List<IncludedCodelist> lists = included(in);
        Map<String, Urn> aliases = new LinkedHashMap<>();
        lists.forEach(i -> aliases.put(i.alias().orElse(i.codelist().id()), i.codelist()));
        List<Hierarchy> all = new ArrayList<>();
        for (HierarchyPartBinding part : parts) {
            in.at(part.id);
            Naming own = part.naming(in);
            List<HierarchicalCode> codes =
                    HierarchicalCodeBinding.all(part.hierarchicalCodes, own.id() + ".", aliases, in);
            boolean usual = lists.equals(used(codes))
                    || (lists.isEmpty() && !in.dialect().xml());
            boolean implied = usual && around.naming().equals(implied(around.id(), own));
            in.at(own.id());
            all.add(new Hierarchy(
                    around.with(renamed(own, new HierarchyName(around.id(), own.id()).id())),
                    in.flag(part.leveled, "leveled", false),
                    Optional.ofNullable(part.level).map(l -> l.toModel(in)),
                    codes,
                    implied ? Optional.empty() : Optional.of(new HierarchicalCodelist(around.naming(), lists))));
        }
        in.at("");
        return all;
    }

    private List<IncludedCodelist> included(Reading in) {
        List<IncludedCodelist> lists = new ArrayList<>();
        for (IncludedBinding each : Wire.each(includedCodelist)) {
            each.toModel(ArtefactClass.CODELIST, "included code list", in)
                    .ifPresent(u -> lists.add(new IncludedCodelist(u, Optional.ofNullable(each.alias))));
        }
        if (includedByAlias != null) {
            includedByAlias.forEach((name, list) -> list.toModel(ArtefactClass.CODELIST, "included code list", in)
                    .ifPresent(u -> lists.add(
                            new IncludedCodelist(u, name.equals(u.id()) ? Optional.empty() : Optional.of(name)))));
        }
        return lists;
    }
}
