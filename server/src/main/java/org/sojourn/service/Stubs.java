package org.sojourn.service;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.AttachmentConstraint;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyAssociation;
import org.sojourn.model.Identification;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.Process;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.ItemSchemeMap;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.ValueList;
import org.sojourn.model.TransformationScheme;
import org.sojourn.model.RulesetScheme;
import org.sojourn.model.UserDefinedOperatorScheme;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.model.text.LocalisedText;

/** Artefacts without their content: identification and names, and in complete stubs also descriptions and annotations. */
final class Stubs {

    private Stubs() {}

    /**
     * The stub of an artefact.
     *
     * @param structureUrl where the full artefact can be fetched
     */
    static MaintainableArtefact of(MaintainableArtefact artefact, boolean complete, String structureUrl) {
        Maintenance m = maintenance(artefact.maintenance(), complete, structureUrl);
        return switch (artefact) {
            case Codelist a -> new Codelist(m, false, List.of(), List.of(), a.geography());
            case TransformationScheme a ->
                new TransformationScheme(
                        m,
                        false,
                        a.vtlVersion(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of());
            case RulesetScheme a -> new RulesetScheme(m, false, a.vtlVersion(), List.of(), Optional.empty());
            case UserDefinedOperatorScheme a ->
                new UserDefinedOperatorScheme(m, false, a.vtlVersion(), List.of(), Optional.empty(), List.of());
            case ItemScheme<?> a -> a.with(m, false, List.of());
            case ValueList a -> new ValueList(m, List.of());
            case Process a -> new Process(m, List.of());
            case Hierarchy a -> new Hierarchy(m, a.formalLevels(), Optional.empty(), List.of(), Optional.empty());
            case HierarchyAssociation a ->
                new HierarchyAssociation(m, Optional.empty(), Optional.empty(), Optional.empty());
            case Categorisation a -> new Categorisation(m, Optional.empty(), Optional.empty());
            case DataStructure a ->
                new DataStructure(
                        m,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        a.evolving(),
                        java.util.Map.of());
            case Dataflow a -> new Dataflow(m, Optional.empty(), List.of());
            case ProvisionAgreement a -> new ProvisionAgreement(m, Optional.empty(), Optional.empty());
            case MetadataStructure a -> new MetadataStructure(m, List.of(), Optional.empty());
            case MetadataSet a ->
                new MetadataSet(m, a.flow(), MetadataSet.Coverage.NONE, a.targets(), List.of(), Optional.empty());
            // The schemas want a target of every metadataflow, and none but its own is true of it.
            case Metadataflow a -> new Metadataflow(m, Optional.empty(), a.targets());
            case MetadataProvisionAgreement a ->
                new MetadataProvisionAgreement(m, Optional.empty(), Optional.empty(), List.of());
            case StructureMap a ->
                new StructureMap(
                        m, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of());
            case RepresentationMap a -> new RepresentationMap(m, List.of(), List.of(), List.of());
            case ItemSchemeMap a -> new ItemSchemeMap(m, a.kind(), Optional.empty(), Optional.empty(), List.of());
            case AttachmentConstraint a -> new AttachmentConstraint(m, Optional.empty(), List.of(), List.of());
            case MetadataConstraint a ->
                new MetadataConstraint(m, a.role(), Optional.empty(), List.of(), Optional.empty());
            case DataConstraint a ->
                new DataConstraint(
                        m, a.role(), Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());
        };
    }

    private static Maintenance maintenance(Maintenance m, boolean complete, String structureUrl) {
        Identification i = m.naming().identification();
        Naming naming = new Naming(
                new Identification(i.id(), i.uri(), complete ? i.annotations() : List.of(), List.of()),
                m.naming().names(),
                complete ? m.naming().descriptions() : LocalisedText.EMPTY);
        return new Maintenance(
                naming,
                m.agency(),
                m.version(),
                m.finalFlag(),
                m.validFrom(),
                m.validTo(),
                true,
                m.serviceUrl(),
                Optional.of(structureUrl),
                m.partialLanguage());
    }
}
