package org.sojourn.query;

import static org.sojourn.model.ref.ArtefactClass.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.ref.ArtefactClass;

/** A type of artefact as the REST API names it; some names stand for several classes of the model. */
public enum StructureResource {
    /** Every type: {@code structure} in v1, {@code *} in v2. */
    ANY(In.BOTH, Items.NONE),
    DATA_STRUCTURE(In.BOTH, Items.NONE, ArtefactClass.DATA_STRUCTURE),
    METADATA_STRUCTURE(In.BOTH, Items.NONE, ArtefactClass.METADATA_STRUCTURE),
    CATEGORY_SCHEME(In.BOTH, Items.NESTED, ArtefactClass.CATEGORY_SCHEME),
    CONCEPT_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.CONCEPT_SCHEME),
    CODELIST(In.BOTH, Items.FLAT, ArtefactClass.CODELIST, GEOGRAPHIC_CODELIST, GEO_GRID_CODELIST),
    HIERARCHICAL_CODELIST(In.V1, Items.FLAT, ArtefactClass.HIERARCHICAL_CODELIST, ArtefactClass.HIERARCHY),
    HIERARCHY(In.V2, Items.NONE, ArtefactClass.HIERARCHY),
    HIERARCHY_ASSOCIATION(In.V2, Items.NONE, ArtefactClass.HIERARCHY_ASSOCIATION),
    VALUE_LIST(In.V2, Items.FLAT, ArtefactClass.VALUE_LIST),
    ORGANISATION_SCHEME(
            In.V1,
            Items.FLAT,
            ArtefactClass.AGENCY_SCHEME,
            ArtefactClass.DATA_PROVIDER_SCHEME,
            ArtefactClass.DATA_CONSUMER_SCHEME,
            ArtefactClass.ORGANISATION_UNIT_SCHEME),
    AGENCY_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.AGENCY_SCHEME),
    DATA_PROVIDER_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.DATA_PROVIDER_SCHEME),
    METADATA_PROVIDER_SCHEME(In.V2, Items.FLAT, ArtefactClass.METADATA_PROVIDER_SCHEME),
    DATA_CONSUMER_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.DATA_CONSUMER_SCHEME),
    ORGANISATION_UNIT_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.ORGANISATION_UNIT_SCHEME),
    DATAFLOW(In.BOTH, Items.NONE, ArtefactClass.DATAFLOW),
    METADATAFLOW(In.BOTH, Items.NONE, ArtefactClass.METADATAFLOW),
    REPORTING_TAXONOMY(In.BOTH, Items.NESTED, ArtefactClass.REPORTING_TAXONOMY),
    PROVISION_AGREEMENT(In.BOTH, Items.NONE, ArtefactClass.PROVISION_AGREEMENT),
    METADATA_PROVISION_AGREEMENT(In.V2, Items.NONE, ArtefactClass.METADATA_PROVISION_AGREEMENT),
    STRUCTURE_SET(
            In.V1,
            Items.NONE,
            ArtefactClass.STRUCTURE_SET,
            ArtefactClass.STRUCTURE_MAP,
            ArtefactClass.REPRESENTATION_MAP,
            ArtefactClass.CONCEPT_SCHEME_MAP,
            ArtefactClass.CATEGORY_SCHEME_MAP,
            ArtefactClass.ORGANISATION_SCHEME_MAP,
            ArtefactClass.REPORTING_TAXONOMY_MAP),
    STRUCTURE_MAP(In.V2, Items.NONE, ArtefactClass.STRUCTURE_MAP),
    REPRESENTATION_MAP(In.V2, Items.NONE, ArtefactClass.REPRESENTATION_MAP),
    CONCEPT_SCHEME_MAP(In.V2, Items.NONE, ArtefactClass.CONCEPT_SCHEME_MAP),
    CATEGORY_SCHEME_MAP(In.V2, Items.NONE, ArtefactClass.CATEGORY_SCHEME_MAP),
    ORGANISATION_SCHEME_MAP(In.V2, Items.NONE, ArtefactClass.ORGANISATION_SCHEME_MAP),
    REPORTING_TAXONOMY_MAP(In.V2, Items.NONE, ArtefactClass.REPORTING_TAXONOMY_MAP),
    PROCESS(In.BOTH, Items.NONE, ArtefactClass.PROCESS),
    CATEGORISATION(In.BOTH, Items.NONE, ArtefactClass.CATEGORISATION),
    CONTENT_CONSTRAINT(
            In.V1,
            Items.NONE,
            ArtefactClass.CONTENT_CONSTRAINT,
            ArtefactClass.DATA_CONSTRAINT,
            ArtefactClass.METADATA_CONSTRAINT),
    /** Content constraints that say what data there are. */
    ACTUAL_CONSTRAINT(
            In.V1,
            Items.NONE,
            ArtefactClass.CONTENT_CONSTRAINT,
            ArtefactClass.DATA_CONSTRAINT,
            ArtefactClass.METADATA_CONSTRAINT),
    /** Content constraints that say what data there may be. */
    ALLOWED_CONSTRAINT(
            In.V1,
            Items.NONE,
            ArtefactClass.CONTENT_CONSTRAINT,
            ArtefactClass.DATA_CONSTRAINT,
            ArtefactClass.METADATA_CONSTRAINT),
    ATTACHMENT_CONSTRAINT(In.V1, Items.NONE, ArtefactClass.ATTACHMENT_CONSTRAINT),
    DATA_CONSTRAINT(In.V2, Items.NONE, ArtefactClass.DATA_CONSTRAINT),
    METADATA_CONSTRAINT(In.V2, Items.NONE, ArtefactClass.METADATA_CONSTRAINT),
    TRANSFORMATION_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.TRANSFORMATION_SCHEME),
    RULESET_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.RULESET_SCHEME),
    USER_DEFINED_OPERATOR_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.USER_DEFINED_OPERATOR_SCHEME),
    CUSTOM_TYPE_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.CUSTOM_TYPE_SCHEME),
    NAME_PERSONALISATION_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.NAME_PERSONALISATION_SCHEME),
    VTL_MAPPING_SCHEME(In.BOTH, Items.FLAT, ArtefactClass.VTL_MAPPING_SCHEME);

    private enum In {
        V1,
        V2,
        BOTH
    }

    private enum Items {
        NONE,
        FLAT,
        NESTED
    }

    private final In in;
    private final Items items;
    private final Set<ArtefactClass> classes;

    StructureResource(In in, Items items, ArtefactClass... classes) {
        this.in = in;
        this.items = items;
        Set<ArtefactClass> ordered = EnumSet.noneOf(ArtefactClass.class);
        ordered.addAll(Arrays.asList(classes));
        this.classes = Collections.unmodifiableSet(ordered);
    }

    /** The word in paths of v1 and v2, except that {@link #ANY} is {@code structure} in the one and {@code *} in the other. */
    public String word() {
        return this == ANY ? "*" : name().replace("_", "").toLowerCase(java.util.Locale.ROOT);
    }

    /** The classes of artefacts that are meant; empty for {@link #ANY}. */
    public Set<ArtefactClass> classes() {
        return classes;
    }

    /** True for artefacts of this class. */
    public boolean covers(ArtefactClass type) {
        return this == ANY || classes.contains(type);
    }

    /** Where only constraints of one role are meant, that role. */
    public Optional<DataConstraint.Role> constraintRole() {
        return switch (this) {
            case ACTUAL_CONSTRAINT -> Optional.of(DataConstraint.Role.ACTUAL);
            case ALLOWED_CONSTRAINT -> Optional.of(DataConstraint.Role.ALLOWED);
            default -> Optional.empty();
        };
    }

    /** True where single items can be asked for. */
    public boolean hasItems() {
        return items != Items.NONE || this == ANY;
    }

    /** True where items are asked for by the path from their root: categories. */
    public boolean nestedItems() {
        return items == Items.NESTED;
    }

    /** True where v1 has this resource. */
    public boolean inV1() {
        return in != In.V2;
    }

    /** True where v2 has this resource. */
    public boolean inV2() {
        return in != In.V1;
    }

    /** The v1 resource of one class of artefacts; {@link #ANY} where v1 has none. */
    public static StructureResource inV1(ArtefactClass type) {
        List<StructureResource> covering =
                inV1Words().filter(r -> r.covers(type)).toList();
        return covering.stream()
                .filter(r -> r.classes.size() == 1)
                .findFirst()
                .orElse(covering.isEmpty() ? ANY : covering.getFirst());
    }

    static Optional<StructureResource> namedInV1(String word) {
        // REST 1.5: the machine-readable description calls the VTL mapping scheme namealiasscheme
        String known = word.equals("namealiasscheme") ? "vtlmappingscheme" : word;
        return known.equals("structure")
                ? Optional.of(ANY)
                : inV1Words().filter(r -> r.word().equals(known)).findFirst();
    }

    static Optional<StructureResource> namedInV2(String word) {
        return word.equals("*")
                ? Optional.of(ANY)
                : Arrays.stream(values())
                        .filter(r -> r.inV2() && r.word().equals(word))
                        .findFirst();
    }

    private static Stream<StructureResource> inV1Words() {
        return Arrays.stream(values()).filter(r -> r.inV1() && r != ANY);
    }
}
