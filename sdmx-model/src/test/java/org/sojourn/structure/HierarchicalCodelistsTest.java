package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** The hierarchical code lists of 2.1 and the hierarchies that they are since 3.0. */
class HierarchicalCodelistsTest {
    private static final String LIST = """
            <s:HierarchicalCodelists><s:HierarchicalCodelist id='HCL_AREA' agencyID='MIG' version='2.0'>
            <c:Name xml:lang='en'>Areas</c:Name>
            <s:IncludedCodelist alias='GEO'><Ref id='CL_AREA' agencyID='MIG' version='1.0' class='Codelist'/></s:IncludedCodelist>
            <s:Hierarchy id='WORLD' leveled='true'><c:Name xml:lang='en'>World</c:Name>
              <s:HierarchicalCode id='W'><s:CodelistAliasRef>GEO</s:CodelistAliasRef><s:CodeID><Ref id='_T'/></s:CodeID>
                <s:HierarchicalCode id='EU'><s:Code><Ref id='EU27' maintainableParentID='CL_AREA' agencyID='MIG' class='Code'/></s:Code>
                <s:Level><Ref id='REGION'/></s:Level></s:HierarchicalCode></s:HierarchicalCode>
              <s:Level id='ALL'><c:Name xml:lang='en'>All</c:Name>
                <s:Level id='REGION'><c:Name xml:lang='en'>Region</c:Name></s:Level></s:Level></s:Hierarchy>
            <s:Hierarchy id='HCL_AREA'><c:Name xml:lang='en'>Again</c:Name>
              <s:HierarchicalCode id='X'><s:Code><Ref id='X' maintainableParentID='CL_AREA' agencyID='MIG' class='Code'/></s:Code></s:HierarchicalCode>
            </s:Hierarchy></s:HierarchicalCodelist></s:HierarchicalCodelists>""";

    @Test
    void aHierarchyOfACodeListIsAnArtefactNamedByBoth() throws IOException {
        List<MaintainableArtefact> all = read(xml(LIST), new Problems());
        assertThat(all).extracting(MaintainableArtefact::id).containsExactly("HCL_AREA$WORLD", "HCL_AREA");
        Hierarchy world = (Hierarchy) all.getFirst();
        assertThat(world.urn().toString())
                .isEqualTo("urn:sdmx:org.sdmx.infomodel.codelist.Hierarchy=MIG:HCL_AREA$WORLD(2.0)");
        assertThat(world.formalLevels()).isTrue();
        assertThat(world.level().orElseThrow().next().orElseThrow().id()).isEqualTo("REGION");
        assertThat(world.codes().getFirst().code().shortForm()).isEqualTo("MIG:CL_AREA(1.0)._T");
        assertThat(world.codes().getFirst().children().getFirst().level()).contains("REGION");
        assertThat(world.within().orElseThrow().naming().names().in("en")).contains("Areas");
    }

    @Test
    void hierarchiesOfOneCodeListAreWrittenTogether() throws IOException {
        List<MaintainableArtefact> all = read(xml(LIST), new Problems());
        Problems losses = new Problems();
        String written = write(all, StructureFormat.ML_2_1, losses);
        assertThat(losses.list()).isEmpty();
        assertThat(written)
                .containsOnlyOnce("<str:HierarchicalCodelist ")
                .contains("HierarchicalCodelist=MIG:HCL_AREA(2.0)")
                .contains("codelist.Hierarchy=MIG:HCL_AREA(2.0).WORLD\"")
                .contains("HierarchicalCode=MIG:HCL_AREA(2.0).WORLD.W.EU\"")
                .contains("Level=MIG:HCL_AREA(2.0).WORLD.REGION\"")
                .contains("alias=\"GEO\"");
        assertThat(read(written, new Problems())).isEqualTo(all);
    }

    @Test
    void theWayOverALaterVersionKeepsTheNamesOfBothAndTellsWhatItLoses() throws IOException {
        List<MaintainableArtefact> all = read(xml(LIST), new Problems());
        Problems losses = new Problems();
        List<MaintainableArtefact> later = read(write(all, StructureFormat.ML_3_0, losses), new Problems());
        assertThat(losses.list())
                .extracting(Problem::message)
                .hasSize(2)
                .allMatch(m -> m.contains("hierarchical code list HCL_AREA"));
        Problems more = new Problems();
        String back = write(later, StructureFormat.ML_2_1, more);
        assertThat(back).containsOnlyOnce("<str:HierarchicalCodelist ").contains("id=\"WORLD\"");
        assertThat(more.list())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("it stands in that of HCL_AREA$WORLD"));
    }

    private static final String FILED = "<s:Categorisations><s:Categorisation id='FILED' agencyID='MIG'>"
            + "<c:Name xml:lang='en'>Areas</c:Name>"
            + "<s:Source><Ref id='HCL_AREA' agencyID='MIG' version='2.0' class='HierarchicalCodelist' package='codelist'/></s:Source>"
            + "<s:Target><Ref id='C' maintainableParentID='CS' maintainableParentVersion='1.0' agencyID='MIG'"
            + " class='Category' package='categoryscheme'/></s:Target></s:Categorisation></s:Categorisations>";

    @Test
    void aReferenceToTheWholeCodeListFindsAllHierarchiesInIt() throws IOException {
        List<MaintainableArtefact> all = read(xml(FILED + LIST), new Problems());
        Urn list = ((Categorisation) all.getFirst()).source().orElseThrow();
        Catalogue catalogue = Catalogue.of(all);
        assertThat(list.type()).isEqualTo(ArtefactClass.HIERARCHICAL_CODELIST);
        assertThat(catalogue.resolveAll(list))
                .extracting(MaintainableArtefact::id)
                .containsExactlyInAnyOrder("HCL_AREA$WORLD", "HCL_AREA");
        assertThat(catalogue.resolve(list)).isPresent();
        assertThat(catalogue.resolveAll(list.withVersion("3.0"))).isEmpty();
    }

    @Test
    void aReferenceToTheWholeCodeListComesBackIn21AndIsToldOfSince30() throws IOException {
        List<MaintainableArtefact> all = read(xml(FILED), new Problems());
        Problems losses = new Problems();
        assertThat(read(write(all, StructureFormat.ML_2_1, losses), new Problems()))
                .isEqualTo(all);
        assertThat(losses.list()).isEmpty();
        String later = write(all, StructureFormat.ML_3_0, losses);
        assertThat(later).contains("codelist.Hierarchy=MIG:HCL_AREA(2.0)<");
        assertThat(losses.list())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("HierarchicalCodelist MIG:HCL_AREA(2.0)"));
    }

    @Test
    void aCodeListWithoutHierarchiesIsOneWithoutCodes() throws IOException {
        String stub = "<s:HierarchicalCodelists><s:HierarchicalCodelist id='HCL' agencyID='MIG'"
                + " isExternalReference='true'><c:Name xml:lang='en'>Stub</c:Name></s:HierarchicalCodelist></s:HierarchicalCodelists>";
        List<MaintainableArtefact> all = read(xml(stub), new Problems());
        assertThat(((Hierarchy) all.getFirst()).codes()).isEmpty();
        Problems losses = new Problems();
        assertThat(read(write(all, StructureFormat.ML_2_1, losses), new Problems()))
                .isEqualTo(all);
        assertThat(losses.list()).isEmpty();
    }

    @Test
    void anUnknownShortNameOfACodeListIsAnError() throws IOException {
        Problems problems = new Problems();
        List<MaintainableArtefact> all = read(xml(LIST.replace(">GEO<", ">ELSE<")), problems);
        assertThat(((Hierarchy) all.getFirst()).codes()).isEmpty();
        assertThat(problems.list())
                .filteredOn(p -> p.severity() == Problem.Severity.ERROR)
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).contains("WORLD.W", "names no code"));
    }

    @Test
    void referencesToAHierarchyNameItAsTheirVersionDoes() throws IOException {
        String filed = "<s:Categorisations><s:Categorisation id='C' agencyID='MIG'><c:Name xml:lang='en'>A</c:Name>"
                + "<s:Source><Ref id='WORLD' maintainableParentID='HCL_AREA' maintainableParentVersion='2.0' agencyID='MIG' package='codelist' class='Hierarchy'/></s:Source>"
                + "<s:Target><Ref id='A' maintainableParentID='CAS' agencyID='MIG' package='categoryscheme' class='Category'/></s:Target>"
                + "</s:Categorisation></s:Categorisations>";
        List<MaintainableArtefact> all = read(xml(filed), new Problems());
        assertThat(((Categorisation) all.getFirst()).source().orElseThrow().shortForm())
                .isEqualTo("MIG:HCL_AREA$WORLD(2.0)");
        assertThat(read(write(all, StructureFormat.ML_2_1, new Problems()), new Problems()))
                .isEqualTo(all);
    }

    @Test
    void namesInTwoPartsAreTheInverseOfOne() {
        for (String id : List.of("A", "A$B", "A$B$C", "$", "A$", "$A")) {
            assertThat(HierarchyName.of(id).id()).isEqualTo(id);
        }
        assertThat(HierarchyName.of("A$B")).isEqualTo(new HierarchyName("A", "B"));
        assertThat(HierarchyName.of("A")).isEqualTo(new HierarchyName("A", "A"));
    }

    private static String xml(String structures) {
        return "<m:Structure xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'"
                + " xmlns:s='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure'"
                + " xmlns:c='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common'><m:Header><m:ID>A</m:ID>"
                + "<m:Test>false</m:Test><m:Prepared>2026-01-01</m:Prepared><m:Sender id='MIG'/></m:Header><m:Structures>"
                + structures + "</m:Structures></m:Structure>";
    }

    private static List<MaintainableArtefact> read(String message, Problems problems) throws IOException {
        return StructureMessages.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)), problems)
                .artefacts();
    }

    private static String write(List<MaintainableArtefact> all, StructureFormat format, Problems losses)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessage message =
                new StructureMessage(MessageHeader.of("A", "2026-01-01T00:00:00Z", "MIG"), all, List.of());
        StructureMessages.write(message, format, StructureWriterOptions.PRETTY, out, losses);
        return out.toString(StandardCharsets.UTF_8);
    }
}
