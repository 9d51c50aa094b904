package org.sojourn.structure.binding;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sojourn.model.AgencyScheme;
import org.sojourn.model.AttachmentConstraint;
import org.sojourn.model.Categorisation;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Codelist;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConsumerScheme;
import org.sojourn.model.DataProviderScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyAssociation;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ItemSchemeMap;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataProviderScheme;
import org.sojourn.model.OrganisationUnitScheme;
import org.sojourn.model.Process;
import org.sojourn.model.ValueList;
import org.sojourn.model.TransformationScheme;
import org.sojourn.model.RulesetScheme;
import org.sojourn.model.UserDefinedOperatorScheme;
import org.sojourn.model.CustomTypeScheme;
import org.sojourn.model.NamePersonalisationScheme;
import org.sojourn.model.VtlMappingScheme;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.ReportingTaxonomy;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureSet;

/** The binding of each type of artefact, and the JAXB contexts, one for each class when it is first needed. */
public final class Bindings {
    private static final Map<Class<?>, JAXBContext> CONTEXTS = new ConcurrentHashMap<>();

    private Bindings() {}

    /** What the target has in place of several artefacts and this one stands in; empty where it stands for itself. */
    public static Optional<Urn> holder(MaintainableArtefact artefact, Dialect dialect) {
        if (dialect.before30() && StructureSet.holds(artefact.type())) {
            return Optional.of(StructureSet.of(artefact.urn()));
        }
        return artefact instanceof Hierarchy && dialect.before30()
                ? Optional.of(HierarchyName.listOf(artefact.urn()))
                : Optional.empty();
    }

    /** The wire form of artefacts that have one {@link #holder}. */
    public static MaintainableBinding<?> of(List<MaintainableArtefact> bundle, Writing out) {
        if (out.dialect().before30() && StructureSet.holds(bundle.getFirst().type())) {
            return StructureSetBinding.of(bundle, out);
        }
        if (bundle.getFirst() instanceof DataConstraint data
                && bundle.getLast() instanceof MetadataConstraint metadata) {
            out.begin(data);
            return ContentConstraintBinding.of(data, metadata, out);
        }
        return bundle.getFirst() instanceof Hierarchy && out.dialect().before30()
                ? HierarchicalCodelistBinding.of(
                        bundle.stream().map(Hierarchy.class::cast).toList(), out)
                : of(bundle.getFirst(), out);
    }

    /** The wire form of an artefact. */
    public static MaintainableBinding<?> of(MaintainableArtefact artefact, Writing out) {
        out.begin(artefact);
        return switch (artefact) {
            case AgencyScheme a -> AgencySchemeBinding.of(a, out);
            case DataProviderScheme a -> DataProviderSchemeBinding.of(a, out);
            case DataConsumerScheme a -> DataConsumerSchemeBinding.of(a, out);
            case Codelist a -> codelist(a, out);
            case TransformationScheme a -> TransformationSchemeBinding.of(a, out);
            case RulesetScheme a -> RulesetSchemeBinding.of(a, out);
            case UserDefinedOperatorScheme a -> UserDefinedOperatorSchemeBinding.of(a, out);
            case CustomTypeScheme a -> CustomTypeSchemeBinding.of(a, out);
            case NamePersonalisationScheme a -> NamePersonalisationSchemeBinding.of(a, out);
            case VtlMappingScheme a -> VtlMappingSchemeBinding.of(a, out);
            case ValueList a -> ValueListBinding.of(a, out);
            case Process a -> ProcessBinding.of(a, out);
            case OrganisationUnitScheme a -> OrganisationUnitSchemeBinding.of(a, out);
            case MetadataProviderScheme a -> MetadataProviderSchemeBinding.of(a, out);
            case ConceptScheme a -> ConceptSchemeBinding.of(a, out);
            case CategoryScheme a -> CategorySchemeBinding.of(a, out);
            case ReportingTaxonomy a -> ReportingTaxonomyBinding.of(a, out);
            case Hierarchy a -> HierarchyBinding.of(a, out);
            case HierarchyAssociation a -> HierarchyAssociationBinding.of(a, out);
            case Categorisation a -> CategorisationBinding.of(a, out);
            case DataStructure a -> DataStructureBinding.of(a, out);
            case Dataflow a -> DataflowBinding.of(a, out);
            case ProvisionAgreement a -> ProvisionAgreementBinding.of(a, out);
            case MetadataStructure a -> MetadataStructureBinding.of(a, out);
            case MetadataSet a -> MetadataSetBinding.of(a, out);
            case Metadataflow a -> MetadataflowBinding.of(a, out);
            case MetadataProvisionAgreement a ->
                out.dialect().before30()
                        ? ProvisionAgreementBinding.of(a, out)
                        : MetadataProvisionAgreementBinding.of(a, out);
            case StructureMap a -> StructureMapBinding.of(a, out);
            case RepresentationMap a -> RepresentationMapBinding.of(a, out);
            case AttachmentConstraint a -> AttachmentConstraintBinding.of(a, out);
            case ItemSchemeMap a -> ItemSchemeMapBinding.of(a, out);
            case MetadataConstraint a ->
                out.dialect().before30() ? ContentConstraintBinding.of(a, out) : MetadataConstraintBinding.of(a, out);
            case DataConstraint a ->
                out.dialect().before30() ? ContentConstraintBinding.of(a, out) : DataConstraintBinding.of(a, out);
        };
    }

    private static MaintainableBinding<?> codelist(Codelist list, Writing out) {
        if (list.geography().isEmpty() || out.dialect().before30()) {
            return CodelistBinding.of(list, out);
        }
        return switch (list.geography().get()) {
            case Codelist.Geography.Features f -> GeographicCodelistBinding.of(list, out);
            case Codelist.Geography.Grid g -> GeoGridCodelistBinding.of(list, out);
        };
    }

    /** The JAXB context of a binding class; safe for several threads. */
    public static JAXBContext context(Class<?> type) {
        return CONTEXTS.computeIfAbsent(type, t -> {
            try {
                return JAXBContext.newInstance(t);
            } catch (JAXBException e) {
                throw new IllegalStateException("the bindings of " + t.getSimpleName() + " do not fit together", e);
            }
        });
    }
}
