package org.sojourn.registry;

import java.util.Arrays;
import java.util.Optional;

/** The types of artefacts of which a subscriber can be told, by the names that the schemas give them there. */
public enum EventObject {
    AGENCY_SCHEME("AgencyScheme"),
    // The schemas of all versions spell it so.
    DATA_CONSUMER_SCHEME("DataConsmerScheme"),
    DATA_PROVIDER_SCHEME("DataProviderScheme"),
    ORGANISATION_UNIT_SCHEME("OrganisationUnitScheme"),
    DATAFLOW("Dataflow"),
    METADATAFLOW("Metadataflow"),
    CATEGORY_SCHEME("CategoryScheme"),
    CATEGORISATION("Categorisation"),
    CODELIST("Codelist"),
    HIERARCHICAL_CODELIST("HierarchicalCodelist"),
    CONCEPT_SCHEME("ConceptScheme"),
    METADATA_STRUCTURE_DEFINITION("MetadataStructureDefinition"),
    KEY_FAMILY("KeyFamily"),
    STRUCTURE_SET("StructureSet"),
    REPORTING_TAXONOMY("ReportingTaxonomy"),
    PROCESS("Process"),
    ATTACHMENT_CONSTRAINT("AttachmentConstraint"),
    CONTENT_CONSTRAINT("ContentConstraint"),
    PROVISION_AGREEMENT("ProvisionAgreement"),
    TRANSFORMATION_SCHEME("TransformationScheme"),
    NAME_ALIAS_SCHEME("NameAliasScheme"),
    NAME_PERSONALISATION_SCHEME("NamePersonalisationScheme"),
    RULESET_SCHEME("RulesetScheme"),
    USER_DEFINED_OPERATOR_SCHEME("UserDefinedOperatorScheme");

    private final String element;

    EventObject(String element) {
        this.element = element;
    }

    /** The name of the element. */
    public String element() {
        return element;
    }

    /** The one that an element of this name means. */
    public static Optional<EventObject> named(String element) {
        return Arrays.stream(values()).filter(o -> o.element.equals(element)).findFirst();
    }
}
