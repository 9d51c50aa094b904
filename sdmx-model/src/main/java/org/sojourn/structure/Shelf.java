package org.sojourn.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.binding.AgencySchemeBinding;
import org.sojourn.structure.binding.AttachmentConstraintBinding;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.CategorisationBinding;
import org.sojourn.structure.binding.CategorySchemeBinding;
import org.sojourn.structure.binding.CodelistBinding;
import org.sojourn.structure.binding.ConceptSchemeBinding;
import org.sojourn.structure.binding.ContentConstraintBinding;
import org.sojourn.structure.binding.DataConstraintBinding;
import org.sojourn.structure.binding.DataConsumerSchemeBinding;
import org.sojourn.structure.binding.DataProviderSchemeBinding;
import org.sojourn.structure.binding.DataStructureBinding;
import org.sojourn.structure.binding.DataflowBinding;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.HierarchicalCodelistBinding;
import org.sojourn.structure.binding.HierarchyAssociationBinding;
import org.sojourn.structure.binding.HierarchyBinding;
import org.sojourn.structure.binding.MaintainableBinding;
import org.sojourn.structure.binding.ProvisionAgreementBinding;
import org.sojourn.structure.binding.ReportingTaxonomyBinding;
import org.sojourn.model.Codelist;
import org.sojourn.structure.binding.GeographicCodelistBinding;
import org.sojourn.structure.binding.GeoGridCodelistBinding;
import org.sojourn.structure.binding.ValueListBinding;
import org.sojourn.structure.binding.ProcessBinding;
import org.sojourn.structure.binding.MetadataProviderSchemeBinding;
import org.sojourn.structure.binding.OrganisationUnitSchemeBinding;
import org.sojourn.structure.binding.Writing;
import org.sojourn.structure.binding.TransformationSchemeBinding;
import org.sojourn.structure.binding.RulesetSchemeBinding;
import org.sojourn.structure.binding.UserDefinedOperatorSchemeBinding;
import org.sojourn.structure.binding.CustomTypeSchemeBinding;
import org.sojourn.structure.binding.NamePersonalisationSchemeBinding;
import org.sojourn.structure.binding.VtlMappingSchemeBinding;
import org.sojourn.structure.binding.StructureMapBinding;
import org.sojourn.structure.binding.StructureSetBinding;
import org.sojourn.structure.binding.RepresentationMapBinding;
import org.sojourn.structure.binding.MetadataflowBinding;
import org.sojourn.structure.binding.ItemSchemeMapBinding;
import org.sojourn.structure.binding.MetadataConstraintBinding;
import org.sojourn.structure.binding.MetadataStructureBinding;
import org.sojourn.structure.binding.MetadataProvisionAgreementBinding;

/**
 * Where each type of artefact stands in a structure message, one row a type. The rows are in the order of 2.1, which is
 * fixed; since 3.0 any order is right.
 */
enum Shelf {
    AGENCY_SCHEME(
            ArtefactClass.AGENCY_SCHEME,
            AgencySchemeBinding.class,
            "AgencyScheme",
            "OrganisationSchemes",
            "AgencySchemes"),
    DATA_CONSUMER_SCHEME(
            ArtefactClass.DATA_CONSUMER_SCHEME,
            DataConsumerSchemeBinding.class,
            "DataConsumerScheme",
            "OrganisationSchemes",
            "DataConsumerSchemes"),
    DATA_PROVIDER_SCHEME(
            ArtefactClass.DATA_PROVIDER_SCHEME,
            DataProviderSchemeBinding.class,
            "DataProviderScheme",
            "OrganisationSchemes",
            "DataProviderSchemes"),
    METADATA_PROVIDER_SCHEME(
            ArtefactClass.METADATA_PROVIDER_SCHEME,
            null,
            new Place(MetadataProviderSchemeBinding.class, "MetadataProviderScheme", "MetadataProviderSchemes")),
    ORGANISATION_UNIT_SCHEME(
            ArtefactClass.ORGANISATION_UNIT_SCHEME,
            OrganisationUnitSchemeBinding.class,
            "OrganisationUnitScheme",
            "OrganisationSchemes",
            "OrganisationUnitSchemes"),
    DATAFLOW(ArtefactClass.DATAFLOW, DataflowBinding.class, "Dataflow", "Dataflows"),
    METADATAFLOW(ArtefactClass.METADATAFLOW, MetadataflowBinding.class, "Metadataflow", "Metadataflows"),
    CATEGORY_SCHEME(ArtefactClass.CATEGORY_SCHEME, CategorySchemeBinding.class, "CategoryScheme", "CategorySchemes"),
    CATEGORISATION(ArtefactClass.CATEGORISATION, CategorisationBinding.class, "Categorisation", "Categorisations"),
    CODELIST(ArtefactClass.CODELIST, CodelistBinding.class, "Codelist", "Codelists"),
    GEOGRAPHIC_CODELIST(
            ArtefactClass.GEOGRAPHIC_CODELIST,
            new Place(CodelistBinding.class, "Codelist", "Codelists"),
            new Place(GeographicCodelistBinding.class, "GeographicCodelist", "GeographicCodelists")),
    GEO_GRID_CODELIST(
            ArtefactClass.GEO_GRID_CODELIST,
            new Place(CodelistBinding.class, "Codelist", "Codelists"),
            new Place(GeoGridCodelistBinding.class, "GeoGridCodelist", "GeoGridCodelists")),
    VALUE_LIST(ArtefactClass.VALUE_LIST, null, new Place(ValueListBinding.class, "ValueList", "ValueLists")),
    HIERARCHY(
            ArtefactClass.HIERARCHY,
            HierarchicalCodelistBinding.class,
            "HierarchicalCodelist",
            "HierarchicalCodelists",
            HierarchyBinding.class,
            "Hierarchy",
            "Hierarchies"),
    HIERARCHY_ASSOCIATION(
            ArtefactClass.HIERARCHY_ASSOCIATION,
            null,
            new Place(HierarchyAssociationBinding.class, "HierarchyAssociation", "HierarchyAssociations")),
    CONCEPT_SCHEME(
            ArtefactClass.CONCEPT_SCHEME, ConceptSchemeBinding.class, "ConceptScheme", "Concepts", "ConceptSchemes"),
    METADATA_STRUCTURE(
            ArtefactClass.METADATA_STRUCTURE,
            MetadataStructureBinding.class,
            "MetadataStructure",
            "MetadataStructures"),
    DATA_STRUCTURE(ArtefactClass.DATA_STRUCTURE, DataStructureBinding.class, "DataStructure", "DataStructures"),
    STRUCTURE_MAP(
            ArtefactClass.STRUCTURE_MAP,
            new Place(StructureSetBinding.class, "StructureSet", "StructureSets"),
            new Place(StructureMapBinding.class, "StructureMap", "StructureMaps")),
    REPRESENTATION_MAP(
            ArtefactClass.REPRESENTATION_MAP,
            new Place(StructureSetBinding.class, "StructureSet", "StructureSets"),
            new Place(RepresentationMapBinding.class, "RepresentationMap", "RepresentationMaps")),
    ORGANISATION_SCHEME_MAP(
            ArtefactClass.ORGANISATION_SCHEME_MAP,
            new Place(StructureSetBinding.class, "StructureSet", "StructureSets"),
            new Place(ItemSchemeMapBinding.Organisations.class, "OrganisationSchemeMap", "OrganisationSchemeMaps")),
    CATEGORY_SCHEME_MAP(
            ArtefactClass.CATEGORY_SCHEME_MAP,
            new Place(StructureSetBinding.class, "StructureSet", "StructureSets"),
            new Place(ItemSchemeMapBinding.Categories.class, "CategorySchemeMap", "CategorySchemeMaps")),
    CONCEPT_SCHEME_MAP(
            ArtefactClass.CONCEPT_SCHEME_MAP,
            new Place(StructureSetBinding.class, "StructureSet", "StructureSets"),
            new Place(ItemSchemeMapBinding.Concepts.class, "ConceptSchemeMap", "ConceptSchemeMaps")),
    REPORTING_TAXONOMY_MAP(
            ArtefactClass.REPORTING_TAXONOMY_MAP,
            new Place(StructureSetBinding.class, "StructureSet", "StructureSets"),
            new Place(ItemSchemeMapBinding.ReportingCategories.class, "ReportingTaxonomyMap", "ReportingTaxonomyMaps")),
    REPORTING_TAXONOMY(
            ArtefactClass.REPORTING_TAXONOMY,
            ReportingTaxonomyBinding.class,
            "ReportingTaxonomy",
            "ReportingTaxonomies"),
    PROCESS(ArtefactClass.PROCESS, ProcessBinding.class, "Process", "Processes"),
    ATTACHMENT_CONSTRAINT(
            ArtefactClass.ATTACHMENT_CONSTRAINT,
            new Place(AttachmentConstraintBinding.class, "AttachmentConstraint", "Constraints"),
            null),
    DATA_CONSTRAINT(
            ArtefactClass.DATA_CONSTRAINT,
            ContentConstraintBinding.class,
            "ContentConstraint",
            "Constraints",
            DataConstraintBinding.class,
            "DataConstraint",
            "DataConstraints"),
    METADATA_CONSTRAINT(
            ArtefactClass.METADATA_CONSTRAINT,
            ContentConstraintBinding.class,
            "ContentConstraint",
            "Constraints",
            MetadataConstraintBinding.class,
            "MetadataConstraint",
            "MetadataConstraints"),
    PROVISION_AGREEMENT(
            ArtefactClass.PROVISION_AGREEMENT,
            ProvisionAgreementBinding.class,
            "ProvisionAgreement",
            "ProvisionAgreements"),
    METADATA_PROVISION_AGREEMENT(
            ArtefactClass.METADATA_PROVISION_AGREEMENT,
            // What 2.1 reads back is a provision agreement.
            ProvisionAgreementBinding.class,
            "ProvisionAgreement",
            "ProvisionAgreements",
            MetadataProvisionAgreementBinding.class,
            "MetadataProvisionAgreement",
            "MetadataProvisionAgreements"),
    CUSTOM_TYPE_SCHEME(
            ArtefactClass.CUSTOM_TYPE_SCHEME,
            CustomTypeSchemeBinding.class,
            "CustomTypeScheme",
            "CustomTypes",
            "CustomTypeSchemes"),
    VTL_MAPPING_SCHEME(
            ArtefactClass.VTL_MAPPING_SCHEME,
            VtlMappingSchemeBinding.class,
            "VtlMappingScheme",
            "VtlMappings",
            "VtlMappingSchemes"),
    NAME_PERSONALISATION_SCHEME(
            ArtefactClass.NAME_PERSONALISATION_SCHEME,
            NamePersonalisationSchemeBinding.class,
            "NamePersonalisationScheme",
            "NamePersonalisations",
            "NamePersonalisationSchemes"),
    RULESET_SCHEME(
            ArtefactClass.RULESET_SCHEME, RulesetSchemeBinding.class, "RulesetScheme", "Rulesets", "RulesetSchemes"),
    TRANSFORMATION_SCHEME(
            ArtefactClass.TRANSFORMATION_SCHEME,
            TransformationSchemeBinding.class,
            "TransformationScheme",
            "Transformations",
            "TransformationSchemes"),
    USER_DEFINED_OPERATOR_SCHEME(
            ArtefactClass.USER_DEFINED_OPERATOR_SCHEME,
            UserDefinedOperatorSchemeBinding.class,
            "UserDefinedOperatorScheme",
            "UserDefinedOperators",
            "UserDefinedOperatorSchemes");

    private final ArtefactClass type;
    private final @Nullable Place before30;
    private final @Nullable Place since30;
    private final @Nullable Place json10;

    /** The name of data constraints in SDMX-JSON 1.0, which some messages of 2.x, an official sample among them, still use. */
    static final String CONTENT_CONSTRAINTS = "contentConstraints";

    /** An element, the container it stands in and the class it is bound to. */
    private record Place(
            Class<? extends MaintainableBinding<?>> binding, String element, String container, String array) {
        Place(Class<? extends MaintainableBinding<?>> binding, String element, String container) {
            this(binding, element, container, Character.toLowerCase(container.charAt(0)) + container.substring(1));
        }
    }

    Shelf(ArtefactClass type, Class<? extends MaintainableBinding<?>> binding, String element, String container) {
        this(type, binding, element, container, container);
    }

    Shelf(
            ArtefactClass type,
            Class<? extends MaintainableBinding<?>> binding,
            String element,
            String container21,
            String container30) {
        this(type, binding, element, container21, binding, element, container30);
    }

    Shelf(
            ArtefactClass type,
            Class<? extends MaintainableBinding<?>> binding21,
            String element21,
            String container21,
            Class<? extends MaintainableBinding<?>> binding30,
            String element30,
            String container30) {
        this(type, new Place(binding21, element21, container21), new Place(binding30, element30, container30));
    }

    /** A type that not every version has, where there is no place for it. */
    Shelf(ArtefactClass type, @Nullable Place before30, @Nullable Place since30) {
        this.type = type;
        this.before30 = before30;
        this.since30 = since30;
        String array = arrayOf10(type);
        this.json10 = array == null || before30 == null
                ? null
                : new Place(before30.binding, before30.element, before30.container, array);
    }

    private @Nullable Place placed(Dialect dialect) {
        return dialect.json10() ? json10 : dialect.before30() ? before30 : since30;
    }

    /** The types that SDMX-JSON 1.0 has, by the members of {@code data} that hold them. */
    private static @Nullable String arrayOf10(ArtefactClass type) {
        return switch (type) {
            case AGENCY_SCHEME -> "agencySchemes";
            case DATA_PROVIDER_SCHEME -> "dataProviderSchemes";
            case DATA_CONSUMER_SCHEME -> "dataConsumerSchemes";
            case ORGANISATION_UNIT_SCHEME -> "organisationUnitSchemes";
            case DATAFLOW -> "dataflows";
            case METADATAFLOW -> "metadataflows";
            case CATEGORY_SCHEME -> "categorySchemes";
            case CATEGORISATION -> "categorisations";
            case CODELIST, GEOGRAPHIC_CODELIST, GEO_GRID_CODELIST -> "codelists";
            case HIERARCHY -> "hierarchicalCodelists";
            case CONCEPT_SCHEME -> "conceptSchemes";
            case DATA_STRUCTURE -> "dataStructures";
            case METADATA_STRUCTURE -> "metadataStructures";
            case REPORTING_TAXONOMY -> "reportingTaxonomies";
            case PROCESS -> "processes";
            case DATA_CONSTRAINT, METADATA_CONSTRAINT -> CONTENT_CONSTRAINTS;
            case ATTACHMENT_CONSTRAINT -> "attachmentConstraints";
            case STRUCTURE_MAP,
                    REPRESENTATION_MAP,
                    ORGANISATION_SCHEME_MAP,
                    CATEGORY_SCHEME_MAP,
                    CONCEPT_SCHEME_MAP,
                    REPORTING_TAXONOMY_MAP -> "structureSets";
            case PROVISION_AGREEMENT, METADATA_PROVISION_AGREEMENT -> "provisionAgreements";
            default -> null;
        };
    }

    private Place place(Dialect dialect) {
        Place place = placed(dialect);
        if (place == null) {
            throw new IllegalStateException("no place for " + type + " in " + dialect);
        }
        return place;
    }

    /** False where the target has no such artefacts. */
    boolean in(Dialect dialect) {
        return placed(dialect) != null;
    }

    Class<? extends MaintainableBinding<?>> binding(Dialect dialect) {
        return place(dialect).binding;
    }

    String element(Dialect dialect) {
        return place(dialect).element;
    }

    String container(Dialect dialect) {
        return place(dialect).container;
    }

    /** The member of {@code data} in SDMX-JSON. */
    String array(Dialect dialect) {
        return place(dialect).array();
    }

    ArtefactClass type() {
        return type;
    }

    private boolean holds(MaintainableArtefact artefact) {
        return shelf(artefact) == type;
    }

    /** Lists of places are code lists to everybody else, and stand apart in messages. */
    private static ArtefactClass shelf(MaintainableArtefact artefact) {
        return artefact instanceof Codelist list && list.geography().isPresent()
                ? switch (list.geography().get()) {
                    case Codelist.Geography.Features f -> ArtefactClass.GEOGRAPHIC_CODELIST;
                    case Codelist.Geography.Grid g -> ArtefactClass.GEO_GRID_CODELIST;
                }
                : artefact.type();
    }

    static @Nullable Shelf ofElement(String container, String element, Dialect dialect) {
        return Arrays.stream(values())
                .filter(s -> s.placed(dialect) instanceof Place p
                        && p.container.equals(container)
                        && p.element.equals(element))
                .findFirst()
                .orElse(null);
    }

    static @Nullable Shelf ofArray(String array, Dialect dialect) {
        return Arrays.stream(values())
                .filter(s -> s.placed(dialect) instanceof Place p && p.array().equals(array))
                .findFirst()
                .orElse(null);
    }

    /** The artefacts as they stand in a message: by shelf, within it in their own order. */
    static List<MaintainableArtefact> inOrder(List<MaintainableArtefact> artefacts) {
        return artefacts.stream().sorted(Comparator.comparing(Shelf::of)).toList();
    }

    /**
     * The artefacts as they stand in a message, those together that one element holds; left out, and lost, are those of
     * types that the target does not have.
     */
    static List<List<MaintainableArtefact>> bundles(List<MaintainableArtefact> artefacts, Writing out) {
        Map<Urn, List<MaintainableArtefact>> open = new HashMap<>();
        List<List<MaintainableArtefact>> bundles = new ArrayList<>();
        for (MaintainableArtefact artefact : inOrder(artefacts)) {
            if (of(artefact).in(out.dialect())) {
                Optional<Urn> holder = Bindings.holder(artefact, out.dialect());
                List<MaintainableArtefact> bundle = holder.map(open::get).orElse(null);
                if (bundle == null) {
                    bundle = new ArrayList<>();
                    bundles.add(bundle);
                    List<MaintainableArtefact> begun = bundle;
                    holder.ifPresent(u -> open.put(u, begun));
                }
                bundle.add(artefact);
            } else {
                out.loseAll(artefact);
            }
        }
        if (out.dialect().before30()) {
            StructureSetBinding.adopt(open, out);
            bundles.removeIf(List::isEmpty);
            joinConstraints(bundles);
        }
        return bundles;
    }

    /** Puts together the constraints of data and of metadata that are one in 2.1. */
    private static void joinConstraints(List<List<MaintainableArtefact>> bundles) {
        Map<Maintenance, List<MaintainableArtefact>> ofData = new HashMap<>();
        for (Iterator<List<MaintainableArtefact>> i = bundles.iterator(); i.hasNext(); ) {
            List<MaintainableArtefact> bundle = i.next();
            switch (bundle.getFirst()) {
                case DataConstraint c -> ofData.put(c.maintenance(), bundle);
                case MetadataConstraint c -> {
                    List<MaintainableArtefact> other = ofData.get(c.maintenance());
                    if (other != null
                            && other.size() == 1
                            && other.getFirst() instanceof DataConstraint data
                            && ContentConstraintBinding.one(data, c)) {
                        other.add(c);
                        i.remove();
                    }
                }
                default -> {}
            }
        }
    }

    static Shelf of(MaintainableArtefact artefact) {
        for (Shelf s : values()) {
            if (s.holds(artefact)) {
                return s;
            }
        }
        throw new IllegalStateException("no shelf for " + artefact.type());
    }
}
