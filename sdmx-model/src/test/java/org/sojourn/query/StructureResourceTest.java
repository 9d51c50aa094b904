package org.sojourn.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StructureResourceTest {

    // REST 1.5, structure queries
    private static final List<String> V1 = List.of(
            ("datastructure metadatastructure categoryscheme conceptscheme codelist hierarchicalcodelist organisationscheme"
                            + " agencyscheme dataproviderscheme dataconsumerscheme organisationunitscheme dataflow metadataflow"
                            + " reportingtaxonomy provisionagreement structureset process categorisation contentconstraint"
                            + " actualconstraint allowedconstraint attachmentconstraint transformationscheme rulesetscheme"
                            + " userdefinedoperatorscheme customtypescheme namepersonalisationscheme vtlmappingscheme structure")
                    .split(" "));

    // REST 2.2, structure queries
    private static final List<String> V2 = List.of(
            ("datastructure metadatastructure categoryscheme conceptscheme codelist hierarchy hierarchyassociation valuelist"
                            + " agencyscheme dataproviderscheme metadataproviderscheme dataconsumerscheme"
                            + " organisationunitscheme dataflow metadataflow reportingtaxonomy provisionagreement"
                            + " metadataprovisionagreement structuremap representationmap conceptschememap categoryschememap"
                            + " organisationschememap reportingtaxonomymap process categorisation dataconstraint"
                            + " metadataconstraint transformationscheme rulesetscheme userdefinedoperatorscheme"
                            + " customtypescheme namepersonalisationscheme vtlmappingscheme *")
                    .split(" "));

    @Test
    void v1HasTheResourcesOfTheStandardAndNoOther() {
        assertThat(V1)
                .allSatisfy(word ->
                        assertThat(StructureResource.namedInV1(word)).get().matches(StructureResource::inV1));
        assertThat(Arrays.stream(StructureResource.values()).filter(StructureResource::inV1))
                .hasSize(V1.size());
        assertThat(StructureResource.namedInV1("valuelist")).isEmpty();
        assertThat(StructureResource.namedInV1("namealiasscheme")).contains(StructureResource.VTL_MAPPING_SCHEME);
    }

    @Test
    void v2HasTheResourcesOfTheStandardAndNoOther() {
        assertThat(V2)
                .allSatisfy(word ->
                        assertThat(StructureResource.namedInV2(word)).get().matches(StructureResource::inV2));
        assertThat(Arrays.stream(StructureResource.values()).filter(StructureResource::inV2))
                .hasSize(V2.size());
        assertThat(StructureResource.namedInV2("structureset")).isEmpty();
    }

    @Test
    void everyMaintainableClassIsInReachOfSomeResource() {
        var reached = Arrays.stream(StructureResource.values())
                .flatMap(r -> r.classes().stream())
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(org.sojourn.model.ref.ArtefactClass.values())
                        .filter(c -> c.maintainable() && !reached.contains(c)))
                // metadata sets have a query of their own
                .containsExactly(org.sojourn.model.ref.ArtefactClass.METADATA_SET);
    }
}
