package org.sojourn.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.Identification;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.query.References;
import org.sojourn.query.References.Direction;
import org.sojourn.query.StructureDetail;
import org.sojourn.query.StructureQuery;
import org.sojourn.query.StructureResource;
import org.sojourn.structure.Catalogue;

class StructureQueryServiceTest {

    private static final Codelist SEX = codelist("CL_SEX", "1.0.0", "F", "M", "_T");
    private static final Codelist AREA_OLD = codelist("CL_AREA", "1.0.0", "FR", "ES");
    private static final Codelist AREA = codelist("CL_AREA", "1.1.0", "FR", "ES", "CO");
    private static final Codelist UNUSED = codelist("CL_UNUSED", "1.0.0", "X");
    private static final ConceptScheme CONCEPTS = new ConceptScheme(
            maintenance("CS", "1.0.0"),
            false,
            List.of(concept("SEX"), concept("AREA"), concept("OBS_VALUE"), concept("SPARE")));
    private static final DataStructure STRUCTURE = structure();
    private static final Dataflow FLOW =
            new Dataflow(maintenance("DF", "1.0.0"), Optional.of(STRUCTURE.urn()), List.of());
    private static final CategoryScheme CATEGORIES = new CategoryScheme(
            maintenance("CAS", "1.0.0"),
            false,
            List.of(new Category(
                    naming("POP"),
                    List.of(new Category(naming("MIG"), List.of()), new Category(naming("DEATHS"), List.of())))));
    private static final Categorisation FILED = new Categorisation(
            maintenance("CAT", "1.0.0"),
            Optional.of(FLOW.urn()),
            Optional.of(CATEGORIES.urn().item(ArtefactClass.CATEGORY, "POP.MIG")));
    private static final DataConstraint CONSTRAINT = new DataConstraint(
            maintenance("CON", "1.0.0"),
            Optional.empty(),
            Optional.of(DataConstraint.Attachment.to(FLOW.urn())),
            List.of(),
            List.of(new DataConstraint.CubeRegion(
                    true, List.of(), List.of(DataConstraint.ComponentValues.of("SEX", List.of("F"))), List.of())),
            Optional.empty(),
            Optional.empty());

    private final Catalogue catalogue = Catalogue.of(
            List.of(SEX, AREA_OLD, AREA, UNUSED, CONCEPTS, STRUCTURE, FLOW, CATEGORIES, FILED, CONSTRAINT));
    private final StructureQueryService service =
            new StructureQueryService(moment -> new StructureState(catalogue, 1, Instant.EPOCH));

    @Test
    void findsTheNewestVersionUnlessAskedOtherwise() {
        assertThat(ids(StructureQuery.of(StructureResource.CODELIST)))
                .containsExactly("CL_AREA(1.1.0)", "CL_SEX(1.0.0)", "CL_UNUSED(1.0.0)");
        assertThat(ids(StructureQuery.of(StructureResource.CODELIST, "MIG", "CL_AREA", VersionPattern.ALL)))
                .containsExactly("CL_AREA(1.0.0)", "CL_AREA(1.1.0)");
    }

    @Test
    void childrenAreWhatIsUsedDirectlyWithLateBindingResolved() {
        assertThat(ids(flow(Direction.CHILDREN))).containsExactly("DF(1.0.0)", "DSD(1.0.0)");
        assertThat(ids(flow(Direction.DESCENDANTS)))
                .containsExactlyInAnyOrder("DF(1.0.0)", "DSD(1.0.0)", "CS(1.0.0)", "CL_SEX(1.0.0)", "CL_AREA(1.1.0)");
    }

    @Test
    void parentsAndSiblingsAddWhatTheParentsUse() {
        assertThat(ids(flow(Direction.PARENTS))).containsExactlyInAnyOrder("DF(1.0.0)", "CAT(1.0.0)", "CON(1.0.0)");
        assertThat(ids(flow(Direction.PARENTS_AND_SIBLINGS)))
                .containsExactlyInAnyOrder("DF(1.0.0)", "CAT(1.0.0)", "CON(1.0.0)", "CAS(1.0.0)");
    }

    @Test
    void allDoesNotDragInUnrelatedParentsOfDescendants() {
        assertThat(ids(flow(Direction.ALL)))
                .containsExactlyInAnyOrder(
                        "DF(1.0.0)",
                        "CAT(1.0.0)",
                        "CON(1.0.0)",
                        "CAS(1.0.0)",
                        "DSD(1.0.0)",
                        "CS(1.0.0)",
                        "CL_SEX(1.0.0)",
                        "CL_AREA(1.1.0)");
    }

    @Test
    void ancestorsClimbToTheTop() {
        StructureQuery query = StructureQuery.of(StructureResource.CODELIST, "MIG", "CL_SEX", VersionPattern.NEWEST)
                .showing(StructureDetail.FULL, References.of(Direction.ANCESTORS));
        assertThat(ids(query))
                .containsExactlyInAnyOrder("CL_SEX(1.0.0)", "DSD(1.0.0)", "DF(1.0.0)", "CAT(1.0.0)", "CON(1.0.0)");
    }

    @Test
    void namedTypesOfNeighboursComeByStepsOverNamedTypesOnly() {
        StructureQuery flow = StructureQuery.of(StructureResource.DATAFLOW);
        assertThat(ids(flow.showing(StructureDetail.FULL, References.of(StructureResource.CODELIST))))
                .containsExactly("DF(1.0.0)");
        assertThat(ids(flow.showing(
                        StructureDetail.FULL,
                        References.of(StructureResource.DATA_STRUCTURE, StructureResource.CODELIST))))
                .contains("DF(1.0.0)", "CL_SEX(1.0.0)", "CL_AREA(1.1.0)");
    }

    @Test
    void aNestedItemComesWithItsAncestorsAndWithoutItsSiblings() {
        StructureQuery query = StructureQuery.of(StructureResource.CATEGORY_SCHEME)
                .withItems(List.of("POP.MIG"))
                .showing(StructureDetail.FULL, References.of(Direction.PARENTS));
        List<MaintainableArtefact> answer = answer(query);
        CategoryScheme cut = (CategoryScheme) answer.getFirst();
        assertThat(cut.partial()).isTrue();
        assertThat(cut.items().getFirst().children()).extracting(Category::id).containsExactly("MIG");
        assertThat(answer).extracting(MaintainableArtefact::id).containsExactly("CAS", "CAT");
    }

    @Test
    void parentsOfAnItemAreThoseOfThatItemOnly() {
        StructureQuery query = StructureQuery.of(StructureResource.CATEGORY_SCHEME)
                .withItems(List.of("POP.DEATHS"))
                .showing(StructureDetail.FULL, References.of(Direction.PARENTS));
        assertThat(ids(query)).containsExactly("CAS(1.0.0)");
    }

    @Test
    void referencePartialKeepsUsedConceptsAndAllowedCodes() {
        StructureQuery query = StructureQuery.of(StructureResource.DATAFLOW)
                .showing(StructureDetail.REFERENCE_PARTIAL, References.of(Direction.ALL));
        Map<String, List<String>> items = answer(query).stream()
                .filter(ItemScheme.class::isInstance)
                .map(a -> (ItemScheme<?>) a)
                .collect(java.util.stream.Collectors.toMap(
                        MaintainableArtefact::id,
                        s -> s.items().stream().map(i -> i.id()).toList()));
        assertThat(items.get("CS")).containsExactly("SEX", "AREA", "OBS_VALUE");
        assertThat(items.get("CL_SEX")).containsExactly("F");
        assertThat(items.get("CL_AREA")).containsExactly("FR", "ES", "CO");
    }

    @Test
    void aStubKeepsItsNamesAndSaysWhereTheRestIs() {
        StructureQuery query = StructureQuery.of(StructureResource.CODELIST, "MIG", "CL_SEX", VersionPattern.NEWEST)
                .showing(StructureDetail.ALL_STUBS, References.NONE);
        Codelist stub = (Codelist) answer(query).getFirst();
        assertThat(stub.items()).isEmpty();
        assertThat(stub.maintenance().naming().names().in("en")).contains("CL_SEX");
        assertThat(stub.maintenance().externalReference()).isTrue();
        assertThat(stub.maintenance().structureUrl()).contains("at:MIG:CL_SEX(1.0.0)");
    }

    @Test
    void hierarchiesGoInV1ByTheirCodeListAndItsItems() {
        Hierarchy world = hierarchy("HCL$WORLD");
        Hierarchy alone = hierarchy("ALONE");
        Catalogue all = Catalogue.of(List.of(world, alone));
        StructureQueryService v1 = new StructureQueryService(moment -> new StructureState(all, 1, Instant.EPOCH));
        StructureQuery list =
                StructureQuery.of(StructureResource.HIERARCHICAL_CODELIST, "MIG", "HCL", VersionPattern.NEWEST);
        Function<StructureQuery, List<MaintainableArtefact>> ask =
                query -> v1.answer(query, urn -> "").artefacts();
        assertThat(ask.apply(list)).containsExactly(world);
        assertThat(ask.apply(list.withItems(List.of("WORLD")))).containsExactly(world);
        assertThat(ask.apply(list.withItems(List.of("OTHER")))).isEmpty();
        assertThat(ask.apply(StructureQuery.of(StructureResource.HIERARCHICAL_CODELIST)))
                .containsExactly(alone, world);
        assertThat(ask.apply(StructureQuery.of(StructureResource.HIERARCHY, "MIG", "HCL", VersionPattern.NEWEST)))
                .isEmpty();
    }

    private static Hierarchy hierarchy(String id) {
        return new Hierarchy(maintenance(id, "1.0.0"), false, Optional.empty(), List.of(), Optional.empty());
    }

    private StructureQuery flow(Direction direction) {
        return StructureQuery.of(StructureResource.DATAFLOW).showing(StructureDetail.FULL, References.of(direction));
    }

    private List<MaintainableArtefact> answer(StructureQuery query) {
        return service.answer(query, urn -> "at:" + urn.shortForm()).artefacts();
    }

    private List<String> ids(StructureQuery query) {
        return answer(query).stream().map(a -> a.id() + "(" + a.version() + ")").toList();
    }

    private static DataStructure structure() {
        List<Dimension> dimensions = List.of(
                new Dimension(
                        Identification.of("SEX"),
                        CONCEPTS.urn().item(ArtefactClass.CONCEPT, "SEX"),
                        Optional.of(Representation.coded(SEX.urn())),
                        List.of(),
                        Dimension.Kind.PLAIN),
                new Dimension(
                        Identification.of("AREA"),
                        CONCEPTS.urn().item(ArtefactClass.CONCEPT, "AREA"),
                        Optional.of(Representation.coded(AREA.urn().withVersion("1.0+.0"))),
                        List.of(),
                        Dimension.Kind.PLAIN));
        Measure measure = new Measure(
                Identification.of("OBS_VALUE"),
                CONCEPTS.urn().item(ArtefactClass.CONCEPT, "OBS_VALUE"),
                Optional.empty(),
                List.of(),
                Usage.OPTIONAL);
        return new DataStructure(
                maintenance("DSD", "1.0.0"),
                dimensions,
                List.of(),
                List.of(),
                List.of(),
                List.of(measure),
                Optional.empty(),
                false,
                Map.of());
    }

    private static Concept concept(String id) {
        return new Concept(naming(id), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Codelist codelist(String id, String version, String... codes) {
        Function<String, Code> code = c -> new Code(naming(c), Optional.empty());
        return new Codelist(
                maintenance(id, version),
                false,
                List.of(codes).stream().map(code).toList(),
                List.of());
    }

    private static Maintenance maintenance(String id, String version) {
        return Maintenance.of("MIG", Version.parse(version), naming(id));
    }

    private static Naming naming(String id) {
        return Naming.of(id, LocalisedText.of("en", id));
    }
}
