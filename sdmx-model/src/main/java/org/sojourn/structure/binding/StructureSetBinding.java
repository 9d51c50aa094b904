package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Identification;
import org.sojourn.model.ItemSchemeMap;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** The structure set of 2.1, which holds what are artefacts of their own since 3.0. */
public final class StructureSetBinding extends MaintainableBinding<StructureMap> {
    @XmlElement(name = "RelatedStructure")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> relatedStructures;

    @XmlElements({
        @XmlElement(name = "OrganisationSchemeMap", type = SetMapBinding.OrganisationsBinding.class),
        @XmlElement(name = "CategorySchemeMap", type = SetMapBinding.CategoriesBinding.class),
        @XmlElement(name = "CodelistMap", type = SetMapBinding.CodelistMapBinding.class),
        @XmlElement(name = "ConceptSchemeMap", type = SetMapBinding.ConceptsBinding.class),
        @XmlElement(name = "ReportingTaxonomyMap", type = SetMapBinding.ReportingCategoriesBinding.class),
        @XmlElement(name = "HybridCodelistMap", type = SetMapBinding.HybridMapBinding.class),
        @XmlElement(name = "StructureMap", type = SetMapBinding.StructuresBinding.class)
    })
    @Nullable
    List<SetMapBinding> maps;

    // SDMX-JSON 1.0 has a list for each kind.

    @JsonProperty
    @Nullable
    List<SetMapBinding.OrganisationsBinding> organisationSchemeMaps;

    @JsonProperty
    @Nullable
    List<SetMapBinding.CategoriesBinding> categorySchemeMaps;

    @JsonProperty
    @Nullable
    List<SetMapBinding.CodelistMapBinding> codelistMaps;

    @JsonProperty
    @Nullable
    List<SetMapBinding.ConceptsBinding> conceptSchemeMaps;

    @JsonProperty
    @Nullable
    List<SetMapBinding.ReportingCategoriesBinding> reportingTaxonomyMaps;

    @JsonProperty
    @Nullable
    List<SetMapBinding.HybridMapBinding> hybridCodelistMaps;

    @JsonProperty
    @Nullable
    List<SetMapBinding.StructuresBinding> structureMaps;

    /** A structure set while the maps in it are read. */
    record Around(Maintenance maintenance, List<Urn> related) {
        /** What the set says beyond what follows from a map of this name. */
        Optional<StructureSet> within(Naming map) {
            Naming set = maintenance.naming();
            boolean implied = related.isEmpty() && set.equals(implied(set.id(), map));
            return implied ? Optional.empty() : Optional.of(new StructureSet(set, related));
        }

        Urn map(ArtefactClass type, String id) {
            return Urn.of(
                    type,
                    maintenance.agency(),
                    StructureSet.id(maintenance.id(), id),
                    maintenance.version().text());
        }
    }

    /** The wire form of maps that stand in one structure set. */
    static StructureSetBinding of(List<MaintainableArtefact> all, Writing out) {
        StructureSetBinding b = new StructureSetBinding();
        MaintainableArtefact first = all.getFirst();
        Maintenance around = around(first);
        Set<Urn> related = new LinkedHashSet<>();
        Map<Urn, RepresentationMap> representations = new LinkedHashMap<>();
        for (MaintainableArtefact a : all) {
            out.begin(a);
            within(a).ifPresent(w -> related.addAll(w.related()));
            if (!around(a).equals(around)) {
                out.lose("names or state of its own structure set: it stands in that of " + first.id());
            }
            if (a instanceof RepresentationMap r) {
                representations.put(r.urn(), r);
            }
        }
        Set<Urn> inline = new HashSet<>();
        List<SetMapBinding> parts = new ArrayList<>();
        for (MaintainableArtefact a : all) {
            if (a instanceof StructureMap m && !placeholder(m)) {
                out.begin(m);
                add(ComponentsBinding.of(m, representations, inline, out), parts);
            }
        }
        for (MaintainableArtefact a : all) {
            out.begin(a);
            switch (a) {
                case RepresentationMap m
                when !inline.contains(m.urn()) && !placeholder(m) -> add(SetMapBinding.of(m, out), parts);
                case ItemSchemeMap m when !placeholder(m) -> add(SetMapBinding.ItemsBinding.of(m, out), parts);
                default -> {}
            }
        }
        out.begin(first);
        b.set(
                new StructureMap(
                        around,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                out);
        b.relatedStructures = Wire.list(List.copyOf(related), u -> ReferenceBinding.of(u, out));
        if (out.dialect().json10()) {
            b.apart(parts);
        } else {
            b.maps = parts.isEmpty() ? null : parts;
        }
        return b;
    }

    private void apart(List<SetMapBinding> parts) {
        organisationSchemeMaps = of(parts, SetMapBinding.OrganisationsBinding.class);
        categorySchemeMaps = of(parts, SetMapBinding.CategoriesBinding.class);
        codelistMaps = of(parts, SetMapBinding.CodelistMapBinding.class);
        conceptSchemeMaps = of(parts, SetMapBinding.ConceptsBinding.class);
        reportingTaxonomyMaps = of(parts, SetMapBinding.ReportingCategoriesBinding.class);
        hybridCodelistMaps = of(parts, SetMapBinding.HybridMapBinding.class);
        structureMaps = of(parts, SetMapBinding.StructuresBinding.class);
    }

    private static <B extends SetMapBinding> @Nullable List<B> of(List<SetMapBinding> parts, Class<B> kind) {
        List<B> all = parts.stream().filter(kind::isInstance).map(kind::cast).toList();
        return all.isEmpty() ? null : all;
    }

    private List<SetMapBinding> parts() {
        List<SetMapBinding> all = new ArrayList<>(Wire.each(maps));
        all.addAll(Wire.each(structureMaps));
        all.addAll(Wire.each(organisationSchemeMaps));
        all.addAll(Wire.each(categorySchemeMaps));
        all.addAll(Wire.each(codelistMaps));
        all.addAll(Wire.each(conceptSchemeMaps));
        all.addAll(Wire.each(reportingTaxonomyMaps));
        all.addAll(Wire.each(hybridCodelistMaps));
        return all;
    }

    private static void add(@Nullable SetMapBinding part, List<SetMapBinding> parts) {
        if (part != null) {
            parts.add(part);
        }
    }

    /** A stub, and what stands for a set without maps. */
    private static boolean placeholder(MaintainableArtefact a) {
        return switch (a) {
            case StructureMap m ->
                m.source().isEmpty()
                        && m.target().isEmpty()
                        && m.componentMaps().isEmpty();
            case RepresentationMap m ->
                m.sources().isEmpty() && m.targets().isEmpty() && m.mappings().isEmpty();
            case ItemSchemeMap m ->
                m.source().isEmpty() && m.target().isEmpty() && m.items().isEmpty();
            default -> false;
        };
    }

    private static Optional<StructureSet> within(MaintainableArtefact a) {
        return switch (a) {
            case StructureMap m -> m.within();
            case RepresentationMap m -> m.within();
            case ItemSchemeMap m -> m.within();
            default -> Optional.empty();
        };
    }

    private static Maintenance around(MaintainableArtefact a) {
        Naming own = a.maintenance().naming();
        String id = StructureSet.setId(a.id());
        return a.maintenance()
                .with(within(a)
                        .map(w -> renamed(w.naming(), id))
                        .orElseGet(() -> placeholder(a) ? renamed(own, id) : implied(id, own)));
    }

    /** What a structure set is called of which nothing is known but what is in it. */
    private static Naming implied(String id, Naming map) {
        return new Naming(Identification.of(id), map.names(), map.descriptions());
    }

    static Naming renamed(Naming n, String id) {
        Identification i = n.identification();
        return new Naming(new Identification(id, i.uri(), i.annotations(), i.links()), n.names(), n.descriptions());
    }

    /** The structure set alone, which stands for a structure map of nothing. */
    @Override
    public StructureMap toModel(Reading in) {
        in.at("");
        Maintenance m = maintenance(in);
        List<Urn> related = related(in);
        return new StructureMap(
                m,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                related.isEmpty() ? Optional.empty() : Optional.of(new StructureSet(m.naming(), related)));
    }

    @Override
    public List<MaintainableArtefact> toModels(Reading in) {
        List<SetMapBinding> parts = parts();
        if (parts.isEmpty()) {
            return List.of(toModel(in));
        }
        in.at("");
        Maintenance m = maintenance(in);
        Around set = new Around(m, related(in));
        Function<Naming, Maintenance> around = own -> m.with(renamed(own, StructureSet.id(m.id(), own.id())));
        List<MaintainableArtefact> all = new ArrayList<>();
        for (SetMapBinding part : parts) {
            all.addAll(part.toModel(around, set, in));
        }
        in.at("");
        return all;
    }

    private List<Urn> related(Reading in) {
        return Wire.each(relatedStructures).stream()
                .flatMap(r -> r.toModel(ArtefactClass.DATA_STRUCTURE, "related structure", in).stream())
                .toList();
    }

    /**
     * Puts the representation maps that structure maps use into their sets, because in 2.1 a structure map finds only what
     * is in its own set.
     *
     * @param bundles maps by their sets; those that are taken from a set of their own leave it empty
     */
    public static void adopt(Map<Urn, List<MaintainableArtefact>> bundles, Writing out) {
        Map<Urn, RepresentationMap> known = new LinkedHashMap<>();
        bundles.values()
                .forEach(all -> all.forEach(a -> {
                    if (a instanceof RepresentationMap r) {
                        known.put(r.urn(), r);
                    }
                }));
        Set<Urn> adopted = new HashSet<>();
        for (Map.Entry<Urn, List<MaintainableArtefact>> bundle : bundles.entrySet()) {
            Set<MaintainableArtefact> more = new LinkedHashSet<>();
            for (MaintainableArtefact a : bundle.getValue()) {
                if (a instanceof StructureMap m) {
                    m.componentMaps().stream()
                            .flatMap(c -> c.representationMap().stream())
                            .filter(u ->
                                    known.containsKey(u) && !StructureSet.of(u).equals(bundle.getKey()))
                            .forEach(u -> more.add(known.get(u)));
                }
            }
            for (MaintainableArtefact a : more) {
                adopted.add(a.urn());
                bundle.getValue().add(a);
                out.begin(a);
                out.lose("being an artefact of its own: in 2.1 it is part of structure set "
                        + bundle.getKey().shortForm());
            }
        }
        bundles.forEach((set, all) -> {
            if (set.type() == ArtefactClass.STRUCTURE_SET
                    && all.stream()
                            .allMatch(a -> adopted.contains(a.urn())
                                    && StructureSet.of(a.urn()).equals(set))) {
                all.clear();
            }
        });
    }
}
