package org.sojourn.structure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sojourn.model.AttachmentConstraint;
import org.sojourn.model.Categorisation;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyAssociation;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.OrganisationScheme;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.ItemSchemeMap;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.model.ReportingCategory;
import org.sojourn.model.ReportingTaxonomy;
import org.sojourn.model.Process;
import org.sojourn.model.Representation;
import org.sojourn.model.ValueList;
import org.sojourn.model.VtlMapping;
import org.sojourn.model.TransformationScheme;
import org.sojourn.model.RulesetScheme;
import org.sojourn.model.UserDefinedOperatorScheme;
import org.sojourn.model.CustomTypeScheme;
import org.sojourn.model.NamePersonalisationScheme;
import org.sojourn.model.VtlMappingScheme;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** What an artefact points to, as it says it: with items, versions missing or late-binding. */
public final class ArtefactReferences {

    private ArtefactReferences() {}

    /** All references of an artefact, each once, in document order; items included, references inside itself left out. */
    public static Set<Urn> of(MaintainableArtefact artefact) {
        Set<Urn> all = new LinkedHashSet<>();
        switch (artefact) {
            case Codelist list -> list.extensions().forEach(e -> all.add(e.codelist()));
            case ConceptScheme scheme ->
                scheme.items().stream()
                        .map(Concept::coreRepresentation)
                        .forEach(r -> r.flatMap(Representation::enumeration).ifPresent(all::add));
            case CategoryScheme scheme -> {}
            case ValueList list -> {}
            case TransformationScheme scheme -> {
                scheme.vtlMappingScheme().ifPresent(all::add);
                scheme.namePersonalisationScheme().ifPresent(all::add);
                scheme.customTypeScheme().ifPresent(all::add);
                all.addAll(scheme.rulesetSchemes());
                all.addAll(scheme.userDefinedOperatorSchemes());
            }
            case RulesetScheme scheme -> scheme.vtlMappingScheme().ifPresent(all::add);
            case UserDefinedOperatorScheme scheme -> {
                scheme.vtlMappingScheme().ifPresent(all::add);
                all.addAll(scheme.rulesetSchemes());
            }
            case CustomTypeScheme scheme -> {}
            case NamePersonalisationScheme scheme -> {}
            case VtlMappingScheme scheme ->
                scheme.items().forEach(m -> {
                    switch (m.target()) {
                        case VtlMapping.Target.Flow f -> f.dataflow().ifPresent(all::add);
                        case VtlMapping.Target.Named n -> all.add(n.artefact());
                    }
                });
            case Process process -> steps(process.steps(), all);
            case ReportingTaxonomy taxonomy -> reported(taxonomy.items(), all);
            case Hierarchy hierarchy -> codes(hierarchy.codes(), all);
            case HierarchyAssociation association -> {
                association.hierarchy().ifPresent(all::add);
                association.linkedObject().ifPresent(all::add);
                association.contextObject().ifPresent(all::add);
            }
            case OrganisationScheme scheme -> {}
            case Categorisation categorisation -> {
                categorisation.source().ifPresent(all::add);
                categorisation.target().ifPresent(all::add);
            }
            case DataStructure structure -> components(structure, all);
            case Dataflow flow -> flow.structure().ifPresent(all::add);
            case ProvisionAgreement agreement -> {
                agreement.flow().ifPresent(all::add);
                agreement.dataProvider().ifPresent(all::add);
            }
            case MetadataStructure structure ->
                structure.allAttributes().forEach(a -> {
                    all.add(a.concept());
                    a.representation().flatMap(Representation::enumeration).ifPresent(all::add);
                });
            case MetadataSet set -> set.flow().ifPresent(all::add);
            case Metadataflow flow -> flow.structure().ifPresent(all::add);
            case MetadataProvisionAgreement agreement -> {
                agreement.flow().ifPresent(all::add);
                agreement.metadataProvider().ifPresent(all::add);
            }
            case StructureMap map -> {
                map.source().ifPresent(all::add);
                map.target().ifPresent(all::add);
                map.componentMaps().forEach(m -> m.representationMap().ifPresent(all::add));
            }
            case RepresentationMap map ->
                Stream.concat(map.sources().stream(), map.targets().stream()).forEach(domain -> {
                    switch (domain) {
                        case RepresentationMap.Domain.Listed listed -> all.add(listed.list());
                        case RepresentationMap.Domain.Typed typed -> {}
                    }
                });
            case ItemSchemeMap map -> {
                map.source().ifPresent(all::add);
                map.target().ifPresent(all::add);
            }
            case AttachmentConstraint constraint -> attachment(constraint.attachment(), all);
            case MetadataConstraint constraint -> attachment(constraint.attachment(), all);
            case DataConstraint constraint -> attachment(constraint.attachment(), all);
        }
        return all;
    }

    /** The artefacts that these references lie in or name: items and components are replaced by what holds them. */
    public static Set<Urn> artefacts(Collection<Urn> references) {
        Set<Urn> all = new LinkedHashSet<>();
        references.forEach(reference -> all.add(artefact(reference)));
        return all;
    }

    /** The maintainable artefact that a reference names or in which its item lies. */
    public static Urn artefact(Urn reference) {
        return reference.type().maintainable()
                ? reference.artefact(reference.type())
                : reference.artefact(holder(reference.type()));
    }

    private static ArtefactClass holder(ArtefactClass part) {
        return List.of(ArtefactClass.values()).stream()
                .filter(c -> c.maintainable() && c.resource().equals(part.resource()))
                .findFirst()
                .orElseThrow();
    }

    private static void attachment(Optional<Attachment> attachment, Set<Urn> all) {
        attachment.ifPresent(a -> {
            all.addAll(a.artefacts());
            a.dataSets().forEach(set -> all.add(set.provider()));
            a.metadataSets().forEach(set -> all.add(set.provider()));
        });
    }

    private static void reported(List<ReportingCategory> categories, Set<Urn> all) {
        for (ReportingCategory category : categories) {
            all.addAll(category.structures());
            all.addAll(category.flows());
            reported(category.children(), all);
        }
    }

    private static void steps(List<Process.Step> steps, Set<Urn> all) {
        for (Process.Step step : steps) {
            step.inputs().forEach(i -> all.add(i.object()));
            step.outputs().forEach(o -> all.add(o.object()));
            steps(step.children(), all);
        }
    }

    private static void codes(List<Hierarchy.HierarchicalCode> codes, Set<Urn> all) {
        for (Hierarchy.HierarchicalCode code : codes) {
            all.add(code.code());
            codes(code.children(), all);
        }
    }

    private static void components(DataStructure structure, Set<Urn> all) {
        for (Component component : structure.components()) {
            all.add(component.concept());
            component.representation().flatMap(Representation::enumeration).ifPresent(all::add);
            if (component instanceof Dimension dimension) {
                all.addAll(dimension.roles());
            }
        }
        structure.measures().forEach(m -> all.addAll(m.roles()));
        structure.attributes().forEach(a -> all.addAll(a.roles()));
        structure.groups().forEach(g -> g.attachmentConstraint().ifPresent(all::add));
        structure.metadataStructure().ifPresent(all::add);
    }
}
