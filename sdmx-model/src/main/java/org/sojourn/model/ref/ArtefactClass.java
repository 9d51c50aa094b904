package org.sojourn.model.ref;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A class of the information model that a URN can name: every maintainable artefact, and the items and components inside.
 *
 * <p>The 3.x package is canonical; 2.1 wrote {@code mapping} where 3.x writes {@code structuremapping}, and knew some
 * classes that are gone ({@link #HIERARCHICAL_CODELIST} ...), which stay here so that references to them can be read.
 */
public enum ArtefactClass {
    AGENCY_SCHEME("base", "AgencyScheme", "agencyscheme", Kind.MAINTAINABLE),
    DATA_PROVIDER_SCHEME("base", "DataProviderScheme", "dataproviderscheme", Kind.MAINTAINABLE),
    DATA_CONSUMER_SCHEME("base", "DataConsumerScheme", "dataconsumerscheme", Kind.MAINTAINABLE),
    METADATA_PROVIDER_SCHEME("base", "MetadataProviderScheme", "metadataproviderscheme", Kind.MAINTAINABLE),
    ORGANISATION_UNIT_SCHEME("base", "OrganisationUnitScheme", "organisationunitscheme", Kind.MAINTAINABLE),
    CODELIST("codelist", "Codelist", "codelist", Kind.MAINTAINABLE),
    GEOGRAPHIC_CODELIST("codelist", "GeographicCodelist", "codelist", Kind.MAINTAINABLE),
    GEO_GRID_CODELIST("codelist", "GeoGridCodelist", "codelist", Kind.MAINTAINABLE),
    VALUE_LIST("codelist", "ValueList", "valuelist", Kind.MAINTAINABLE),
    HIERARCHY("codelist", "Hierarchy", "hierarchy", Kind.MAINTAINABLE),
    HIERARCHY_ASSOCIATION("codelist", "HierarchyAssociation", "hierarchyassociation", Kind.MAINTAINABLE),
    HIERARCHICAL_CODELIST("codelist", "HierarchicalCodelist", "hierarchicalcodelist", Kind.MAINTAINABLE),
    CONCEPT_SCHEME("conceptscheme", "ConceptScheme", "conceptscheme", Kind.MAINTAINABLE),
    CATEGORY_SCHEME("categoryscheme", "CategoryScheme", "categoryscheme", Kind.MAINTAINABLE),
    CATEGORISATION("categoryscheme", "Categorisation", "categorisation", Kind.MAINTAINABLE),
    REPORTING_TAXONOMY("categoryscheme", "ReportingTaxonomy", "reportingtaxonomy", Kind.MAINTAINABLE),
    DATA_STRUCTURE("datastructure", "DataStructure", "datastructure", Kind.MAINTAINABLE),
    DATAFLOW("datastructure", "Dataflow", "dataflow", Kind.MAINTAINABLE),
    METADATA_STRUCTURE("metadatastructure", "MetadataStructure", "metadatastructure", Kind.MAINTAINABLE),
    METADATAFLOW("metadatastructure", "Metadataflow", "metadataflow", Kind.MAINTAINABLE),
    METADATA_SET("metadatastructure", "MetadataSet", "metadataset", Kind.MAINTAINABLE),
    PROVISION_AGREEMENT("registry", "ProvisionAgreement", "provisionagreement", Kind.MAINTAINABLE),
    METADATA_PROVISION_AGREEMENT(
            "registry", "MetadataProvisionAgreement", "metadataprovisionagreement", Kind.MAINTAINABLE),
    DATA_CONSTRAINT("registry", "DataConstraint", "dataconstraint", Kind.MAINTAINABLE),
    METADATA_CONSTRAINT("registry", "MetadataConstraint", "metadataconstraint", Kind.MAINTAINABLE),
    CONTENT_CONSTRAINT("registry", "ContentConstraint", "contentconstraint", Kind.MAINTAINABLE),
    ATTACHMENT_CONSTRAINT("registry", "AttachmentConstraint", "attachmentconstraint", Kind.MAINTAINABLE),
    STRUCTURE_MAP("structuremapping", "StructureMap", "structuremap", Kind.MAINTAINABLE),
    REPRESENTATION_MAP("structuremapping", "RepresentationMap", "representationmap", Kind.MAINTAINABLE),
    CONCEPT_SCHEME_MAP("structuremapping", "ConceptSchemeMap", "conceptschememap", Kind.MAINTAINABLE),
    CATEGORY_SCHEME_MAP("structuremapping", "CategorySchemeMap", "categoryschememap", Kind.MAINTAINABLE),
    ORGANISATION_SCHEME_MAP("structuremapping", "OrganisationSchemeMap", "organisationschememap", Kind.MAINTAINABLE),
    REPORTING_TAXONOMY_MAP("structuremapping", "ReportingTaxonomyMap", "reportingtaxonomymap", Kind.MAINTAINABLE),
    STRUCTURE_SET("mapping", "StructureSet", "structureset", Kind.MAINTAINABLE),
    PROCESS("process", "Process", "process", Kind.MAINTAINABLE),
    TRANSFORMATION_SCHEME("transformation", "TransformationScheme", "transformationscheme", Kind.MAINTAINABLE),
    RULESET_SCHEME("transformation", "RulesetScheme", "rulesetscheme", Kind.MAINTAINABLE),
    USER_DEFINED_OPERATOR_SCHEME(
            "transformation", "UserDefinedOperatorScheme", "userdefinedoperatorscheme", Kind.MAINTAINABLE),
    CUSTOM_TYPE_SCHEME("transformation", "CustomTypeScheme", "customtypescheme", Kind.MAINTAINABLE),
    NAME_PERSONALISATION_SCHEME(
            "transformation", "NamePersonalisationScheme", "namepersonalisationscheme", Kind.MAINTAINABLE),
    VTL_MAPPING_SCHEME("transformation", "VtlMappingScheme", "vtlmappingscheme", Kind.MAINTAINABLE),

    AGENCY("base", "Agency", "agencyscheme", Kind.PART),
    DATA_PROVIDER("base", "DataProvider", "dataproviderscheme", Kind.PART),
    DATA_CONSUMER("base", "DataConsumer", "dataconsumerscheme", Kind.PART),
    METADATA_PROVIDER("base", "MetadataProvider", "metadataproviderscheme", Kind.PART),
    ORGANISATION_UNIT("base", "OrganisationUnit", "organisationunitscheme", Kind.PART),
    CODE("codelist", "Code", "codelist", Kind.PART),
    GEO_FEATURE_SET_CODE("codelist", "GeoFeatureSetCode", "codelist", Kind.PART),
    GEO_GRID_CODE("codelist", "GeoGridCode", "codelist", Kind.PART),
    HIERARCHICAL_CODE("codelist", "HierarchicalCode", "hierarchy", Kind.PART),
    LEVEL("codelist", "Level", "hierarchy", Kind.PART),
    CONCEPT("conceptscheme", "Concept", "conceptscheme", Kind.PART),
    CATEGORY("categoryscheme", "Category", "categoryscheme", Kind.PART),
    REPORTING_CATEGORY("categoryscheme", "ReportingCategory", "reportingtaxonomy", Kind.PART),
    DIMENSION_DESCRIPTOR("datastructure", "DimensionDescriptor", "datastructure", Kind.PART),
    MEASURE_DESCRIPTOR("datastructure", "MeasureDescriptor", "datastructure", Kind.PART),
    ATTRIBUTE_DESCRIPTOR("datastructure", "AttributeDescriptor", "datastructure", Kind.PART),
    GROUP_DIMENSION_DESCRIPTOR("datastructure", "GroupDimensionDescriptor", "datastructure", Kind.PART),
    DIMENSION("datastructure", "Dimension", "datastructure", Kind.PART),
    MEASURE_DIMENSION("datastructure", "MeasureDimension", "datastructure", Kind.PART),
    TIME_DIMENSION("datastructure", "TimeDimension", "datastructure", Kind.PART),
    MEASURE("datastructure", "Measure", "datastructure", Kind.PART),
    PRIMARY_MEASURE("datastructure", "PrimaryMeasure", "datastructure", Kind.PART),
    DATA_ATTRIBUTE("datastructure", "DataAttribute", "datastructure", Kind.PART),
    REPORTING_YEAR_START_DAY("datastructure", "ReportingYearStartDay", "datastructure", Kind.PART),
    METADATA_ATTRIBUTE("metadatastructure", "MetadataAttribute", "metadatastructure", Kind.PART),
    METADATA_ATTRIBUTE_DESCRIPTOR("metadatastructure", "MetadataAttributeDescriptor", "metadatastructure", Kind.PART),
    METADATA_TARGET("metadatastructure", "MetadataTarget", "metadatastructure", Kind.PART),
    REPORT_STRUCTURE("metadatastructure", "ReportStructure", "metadatastructure", Kind.PART),
    PROCESS_STEP("process", "ProcessStep", "process", Kind.PART),
    TRANSITION("process", "Transition", "process", Kind.PART),
    TRANSFORMATION("transformation", "Transformation", "transformationscheme", Kind.PART),
    RULESET("transformation", "Ruleset", "rulesetscheme", Kind.PART),
    USER_DEFINED_OPERATOR("transformation", "UserDefinedOperator", "userdefinedoperatorscheme", Kind.PART),
    CUSTOM_TYPE("transformation", "CustomType", "customtypescheme", Kind.PART),
    NAME_PERSONALISATION("transformation", "NamePersonalisation", "namepersonalisationscheme", Kind.PART),
    VTL_CODELIST_MAPPING("transformation", "VtlCodelistMapping", "vtlmappingscheme", Kind.PART),
    VTL_CONCEPT_MAPPING("transformation", "VtlConceptMapping", "vtlmappingscheme", Kind.PART),
    VTL_DATAFLOW_MAPPING("transformation", "VtlDataflowMapping", "vtlmappingscheme", Kind.PART),
    EPOCH_MAP("structuremapping", "EpochMap", "structuremap", Kind.PART),
    DATE_PATTERN_MAP("structuremapping", "DatePatternMap", "structuremap", Kind.PART),
    FREQUENCY_FORMAT_MAPPING("structuremapping", "FrequencyFormatMapping", "structuremap", Kind.PART),
    CODELIST_MAP("mapping", "CodelistMap", "structureset", Kind.PART),
    HYBRID_CODELIST_MAP("mapping", "HybridCodelistMap", "structureset", Kind.PART);

    private enum Kind {
        MAINTAINABLE,
        PART
    }

    private static final Map<String, ArtefactClass> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(c -> c.className, Function.identity()));

    private final String packageName;
    private final String className;
    private final String resource;
    private final Kind kind;

    ArtefactClass(String packageName, String className, String resource, Kind kind) {
        this.packageName = packageName;
        this.className = className;
        this.resource = resource;
        this.kind = kind;
    }

    /** The class called {@code name} in URNs and 2.1 references, for example {@code DataStructure}; exact spelling. */
    public static Optional<ArtefactClass> named(String name) {
        // Slip of the schema of SDMX-JSON 2.0, which therefore stands in messages.
        return Optional.ofNullable(BY_NAME.get(name.equals("Valuelist") ? "ValueList" : name));
    }

    /** The package part of URNs, for example {@code datastructure}. */
    public String packageName() {
        return packageName;
    }

    /** The class part of URNs, for example {@code DataStructure}. */
    public String className() {
        return className;
    }

    /** The REST resource under which the artefact, or the artefact that holds this part, is asked for. */
    public String resource() {
        return resource;
    }

    /** True where the schemas of SDMX-JSON 2.x let a link lead by URN: to all classes of SDMX 3, but for kinds of code lists. */
    public boolean linkable() {
        return switch (this) {
            case HIERARCHICAL_CODELIST,
                    CONTENT_CONSTRAINT,
                    ATTACHMENT_CONSTRAINT,
                    STRUCTURE_SET,
                    CODELIST_MAP,
                    HYBRID_CODELIST_MAP,
                    MEASURE_DIMENSION,
                    PRIMARY_MEASURE,
                    REPORTING_YEAR_START_DAY,
                    METADATA_TARGET,
                    REPORT_STRUCTURE,
                    GEOGRAPHIC_CODELIST,
                    GEO_GRID_CODELIST,
                    GEO_FEATURE_SET_CODE,
                    GEO_GRID_CODE,
                    METADATA_SET -> false;
            default -> true;
        };
    }

    /** True for artefacts that have an agency and a version of their own, false for items and components. */
    public boolean maintainable() {
        return kind == Kind.MAINTAINABLE;
    }
}
