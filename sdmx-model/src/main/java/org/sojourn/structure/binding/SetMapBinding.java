package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Annotation;
import org.sojourn.model.ItemSchemeMap;
import org.sojourn.model.ItemSchemeMap.ItemMap;
import org.sojourn.model.ItemSchemeMap.Kind;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.RepresentationMap.Domain;
import org.sojourn.model.RepresentationMap.Mapping;
import org.sojourn.model.RepresentationMap.SourceValue;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A map inside a structure set of 2.1. */
@XmlTransient
abstract class SetMapBinding extends NameableBinding {
    @XmlElement(name = "Source")
    @JsonProperty
    @Nullable
    ReferenceBinding source;

    @XmlElement(name = "Target")
    @JsonProperty
    @Nullable
    ReferenceBinding target;

    /** Items that stand for each other, by their ids in source and target. */
    static final class AssociationBinding extends AnnotableBinding {
        @XmlElement(name = "Source")
        @JsonProperty
        @Nullable
        ReferenceBinding source;

        @XmlElement(name = "Target")
        @JsonProperty
        @Nullable
        ReferenceBinding target;

        /** {@code from} and {@code to} are the schemes in which the items are. */
        static AssociationBinding of(
                List<Annotation> annotations, Urn from, String source, Urn to, String target, Writing out) {
            AssociationBinding b = new AssociationBinding();
            b.set(annotations, out);
            b.source = item(from, source, out);
            b.target = item(to, target, out);
            return b;
        }

        private static ReferenceBinding item(Urn scheme, String id, Writing out) {
            return out.dialect().json10()
                    ? ReferenceBinding.of(scheme.item(itemOf(scheme.type()), id), out)
                    : ReferenceBinding.local(id, out);
        }

        private static ArtefactClass itemOf(ArtefactClass scheme) {
            return switch (scheme) {
                case HIERARCHY -> ArtefactClass.HIERARCHICAL_CODE;
                case CONCEPT_SCHEME -> ArtefactClass.CONCEPT;
                case CATEGORY_SCHEME -> ArtefactClass.CATEGORY;
                case REPORTING_TAXONOMY -> ArtefactClass.REPORTING_CATEGORY;
                case AGENCY_SCHEME -> ArtefactClass.AGENCY;
                case DATA_PROVIDER_SCHEME -> ArtefactClass.DATA_PROVIDER;
                case DATA_CONSUMER_SCHEME -> ArtefactClass.DATA_CONSUMER;
                case METADATA_PROVIDER_SCHEME -> ArtefactClass.METADATA_PROVIDER;
                case ORGANISATION_UNIT_SCHEME -> ArtefactClass.ORGANISATION_UNIT;
                default -> ArtefactClass.CODE;
            };
        }

        private String source(Reading in) {
            return source == null ? "" : source.toItem(in).orElse("");
        }

        private String target(Reading in) {
            return target == null ? "" : target.toItem(in).orElse("");
        }
    }

    /** The maps of the model; {@code own} is the map's naming, {@code around} makes the set's maintenance the map's. */
    abstract List<MaintainableArtefact> toModel(
            Function<Naming, Maintenance> around, StructureSetBinding.Around set, Reading in);

    final void setMap(Naming naming, ArtefactClass type, Writing out) {
        String id = StructureSet.mapId(naming.id());
        out.at(id);
        set(StructureSetBinding.renamed(naming, id), out.urn(type, id), out);
    }

    /** A map of code lists. */
    static final class CodelistMapBinding extends SetMapBinding {
        @XmlElement(name = "CodeMap")
        @JsonProperty("codeMaps")
        @Nullable
        List<AssociationBinding> codeMaps;

        @Override
        List<MaintainableArtefact> toModel(
                Function<Naming, Maintenance> around, StructureSetBinding.Around set, Reading in) {
            return List.of(representations(this, codeMaps, around, set, in));
        }
    }

    /** A map of code lists or hierarchical code lists. */
    static final class HybridMapBinding extends SetMapBinding {
        @XmlElement(name = "HybridCodeMap")
        @JsonProperty("hybridCodeMaps")
        @Nullable
        List<AssociationBinding> codeMaps;

        @Override
        List<MaintainableArtefact> toModel(
                Function<Naming, Maintenance> around, StructureSetBinding.Around set, Reading in) {
            return List.of(representations(this, codeMaps, around, set, in));
        }
    }

    private static RepresentationMap representations(
            SetMapBinding b,
            @Nullable List<AssociationBinding> codeMaps,
            Function<Naming, Maintenance> around,
            StructureSetBinding.Around set,
            Reading in) {
        Naming own = b.naming(in);
        in.at(own.id());
        List<Mapping> mappings = new ArrayList<>();
        for (AssociationBinding a : Wire.each(codeMaps)) {
            mappings.add(new Mapping(
                    a.annotations(in),
                    List.of(SourceValue.of(a.source(in))),
                    List.of(a.target(in)),
                    Optional.empty(),
                    Optional.empty()));
        }
        return new RepresentationMap(
                around.apply(own),
                ReferenceBinding.optional(b.source, ArtefactClass.CODELIST, "source", in).stream()
                        .<Domain>map(Domain.Listed::new)
                        .toList(),
                ReferenceBinding.optional(b.target, ArtefactClass.CODELIST, "target", in).stream()
                        .<Domain>map(Domain.Listed::new)
                        .toList(),
                mappings,
                set.within(own));
    }

    /** Null where 2.1 has no such map. */
    static @Nullable SetMapBinding of(RepresentationMap m, Writing out) {
        out.at(StructureSet.mapId(m.id()));
        boolean lists = m.sources().size() == 1
                && m.targets().size() == 1
                && m.sources().getFirst() instanceof Domain.Listed
                && m.targets().getFirst() instanceof Domain.Listed;
        if (!lists) {
            out.lose("the representation map: 2.1 maps one code list to one code list");
            return null;
        }
        Urn source = ((Domain.Listed) m.sources().getFirst()).list();
        Urn target = ((Domain.Listed) m.targets().getFirst()).list();
        if (source.type() == ArtefactClass.VALUE_LIST || target.type() == ArtefactClass.VALUE_LIST) {
            out.lose("the representation map: 2.1 has no value lists");
            return null;
        }
        List<AssociationBinding> codes = new ArrayList<>();
        for (Mapping each : m.mappings()) {
            Optional<Mapping> said = sayable(each, out);
            said.ifPresent(s -> codes.add(AssociationBinding.of(
                    s.annotations(),
                    source,
                    s.sources().getFirst().value(),
                    target,
                    s.targets().getFirst(),
                    out)));
        }
        if (codes.isEmpty()) {
            out.lose("the representation map: 2.1 has none without mappings");
            return null;
        }
        boolean hybrid = source.type() != ArtefactClass.CODELIST || target.type() != ArtefactClass.CODELIST;
        if (hybrid) {
            HybridMapBinding b = new HybridMapBinding();
            b.setMap(m.maintenance().naming(), ArtefactClass.HYBRID_CODELIST_MAP, out);
            b.codeMaps = codes;
            b.source = ReferenceBinding.of(source, out);
            b.target = ReferenceBinding.of(target, out);
            return b;
        }
        CodelistMapBinding b = new CodelistMapBinding();
        b.setMap(m.maintenance().naming(), ArtefactClass.CODELIST_MAP, out);
        b.codeMaps = codes;
        b.source = ReferenceBinding.of(source, out);
        b.target = ReferenceBinding.of(target, out);
        return b;
    }

    /** One value for one value, always: empty, and told, for any other mapping. */
    static Optional<Mapping> sayable(Mapping m, Writing out) {
        boolean one = m.sources().size() == 1 && m.targets().size() == 1;
        if (!one || !plain(m.sources().getFirst())) {
            out.lose("the mapping of "
                    + m.sources().stream().map(SourceValue::value).toList() + " to " + m.targets()
                    + ": 2.1 maps one whole value to one");
            return Optional.empty();
        }
        if (m.validFrom().isPresent() || m.validTo().isPresent()) {
            out.lose("validity of the mapping of " + m.sources().getFirst().value());
        }
        return Optional.of(m);
    }

    private static boolean plain(SourceValue v) {
        return !v.regex() && v.startIndex().isEmpty() && v.endIndex().isEmpty();
    }

    /** A map of item schemes; each kind calls its items by another name. */
    @XmlTransient
    abstract static class ItemsBinding extends SetMapBinding {
        abstract Kind kind();

        abstract @Nullable List<AssociationBinding> items();

        abstract void items(List<AssociationBinding> all);

        @Override
        List<MaintainableArtefact> toModel(
                Function<Naming, Maintenance> around, StructureSetBinding.Around set, Reading in) {
            Naming own = naming(in);
            in.at(own.id());
            List<ItemMap> all = new ArrayList<>();
            for (AssociationBinding a : Wire.each(items())) {
                all.add(new ItemMap(
                        a.annotations(in),
                        SourceValue.of(a.source(in)),
                        Optional.of(a.target(in)),
                        Optional.empty(),
                        Optional.empty()));
            }
            return List.of(new ItemSchemeMap(
                    around.apply(own),
                    kind(),
                    ReferenceBinding.optional(source, kind().scheme(), "source", in),
                    ReferenceBinding.optional(target, kind().scheme(), "target", in),
                    all,
                    set.within(own)));
        }

        /** Null where 2.1 has no such map. */
        static @Nullable ItemsBinding of(ItemSchemeMap m, Writing out) {
            out.at(StructureSet.mapId(m.id()));
            Optional<Urn> from = m.source();
            Optional<Urn> to = m.target();
            if (from.isEmpty() || to.isEmpty()) {
                out.lose("the map: 2.1 has none without source, target and mapped items");
                return null;
            }
            List<AssociationBinding> all = new ArrayList<>();
            for (ItemMap each : m.items()) {
                Mapping as = new Mapping(
                        each.annotations(),
                        List.of(each.source()),
                        each.target().stream().toList(),
                        each.validFrom(),
                        each.validTo());
                sayable(as, out)
                        .ifPresent(s -> all.add(AssociationBinding.of(
                                s.annotations(),
                                from.get(),
                                each.source().value(),
                                to.get(),
                                s.targets().getFirst(),
                                out)));
            }
            if (all.isEmpty()) {
                out.lose("the map: 2.1 has none without source, target and mapped items");
                return null;
            }
            ItemsBinding b = switch (m.kind()) {
                case ORGANISATION -> new OrganisationsBinding();
                case CATEGORY -> new CategoriesBinding();
                case CONCEPT -> new ConceptsBinding();
                case REPORTING_CATEGORY -> new ReportingCategoriesBinding();
            };
            b.setMap(m.maintenance().naming(), m.kind().type(), out);
            b.source = ReferenceBinding.of(from.get(), out);
            b.target = ReferenceBinding.of(to.get(), out);
            b.items(all);
            return b;
        }
    }

    /** Organisations. */
    static final class OrganisationsBinding extends ItemsBinding {
        @XmlElement(name = "OrganisationMap")
        @JsonProperty("organisationMaps")
        @Nullable
        List<AssociationBinding> maps;

        @Override
        Kind kind() {
            return Kind.ORGANISATION;
        }

        @Override
        @Nullable
        List<AssociationBinding> items() {
            return maps;
        }

        @Override
        void items(List<AssociationBinding> all) {
            maps = all;
        }
    }

    /** Categories. */
    static final class CategoriesBinding extends ItemsBinding {
        @XmlElement(name = "CategoryMap")
        @JsonProperty("categoryMaps")
        @Nullable
        List<AssociationBinding> maps;

        @Override
        Kind kind() {
            return Kind.CATEGORY;
        }

        @Override
        @Nullable
        List<AssociationBinding> items() {
            return maps;
        }

        @Override
        void items(List<AssociationBinding> all) {
            maps = all;
        }
    }

    /** Concepts. */
    static final class ConceptsBinding extends ItemsBinding {
        @XmlElement(name = "ConceptMap")
        @JsonProperty("conceptMaps")
        @Nullable
        List<AssociationBinding> maps;

        @Override
        Kind kind() {
            return Kind.CONCEPT;
        }

        @Override
        @Nullable
        List<AssociationBinding> items() {
            return maps;
        }

        @Override
        void items(List<AssociationBinding> all) {
            maps = all;
        }
    }

    /** Reporting categories. */
    static final class ReportingCategoriesBinding extends ItemsBinding {
        @XmlElement(name = "ReportingCategoryMap")
        @JsonProperty("reportingCategoryMaps")
        @Nullable
        List<AssociationBinding> maps;

        @Override
        Kind kind() {
            return Kind.REPORTING_CATEGORY;
        }

        @Override
        @Nullable
        List<AssociationBinding> items() {
            return maps;
        }

        @Override
        void items(List<AssociationBinding> all) {
            maps = all;
        }
    }

    /** A structure map; only this one may be an extension. */
    static final class StructuresBinding extends SetMapBinding {
        @XmlElement(name = "ComponentMap")
        @JsonProperty("componentMaps")
        @Nullable
        List<ComponentsBinding> componentMaps;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String isExtension;

        @Override
        List<MaintainableArtefact> toModel(
                Function<Naming, Maintenance> around, StructureSetBinding.Around set, Reading in) {
            return ComponentsBinding.toModel(this, around, set, in);
        }
    }
}
