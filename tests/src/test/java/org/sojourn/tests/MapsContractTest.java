package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureMessages;

/** Maps and the structures of reference metadata: posted to a running server, found again, and shown to clients of 2.1. */
class MapsContractTest {
    private static final byte[] POSTED = Permits.resource("maps.xml");

    @TempDir
    private static Path folder;

    private static Exchange server;
    private static List<MaintainableArtefact> posted;

    @BeforeAll
    static void fill() throws IOException {
        server = Exchange.open(folder);
        server.postStructures(StructureFormat.ML_3_1, POSTED).expect(201);
        posted = read(POSTED);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<MaintainableArtefact> read(byte[] message) throws IOException {
        return StructureMessages.read(new ByteArrayInputStream(message), new Problems())
                .artefacts();
    }

    private static List<MaintainableArtefact> get(String path, StructureFormat format) throws IOException {
        return read(server.get(path, "Accept", format.mediaType()).expect(200).bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "structuremap, SM",
        "representationmap, RM_SEX",
        "conceptschememap, CSM",
        "metadatastructure, MSD",
        "metadataflow, MDF",
        "metadataprovisionagreement, MPA",
        "metadataconstraint, MC"
    })
    void comesBackFromItsResourceAsItWasSent(String resource, String id) throws IOException {
        MaintainableArtefact sent =
                posted.stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
        for (StructureFormat format : List.of(
                StructureFormat.ML_3_0, StructureFormat.ML_3_1, StructureFormat.JSON_2_0, StructureFormat.JSON_2_1)) {
            assertThat(get("/sdmx/v2/structure/" + resource + "/TEST/" + id + "/1.0.0", format))
                    .as(format.formatName())
                    .containsExactly(sent);
        }
    }

    @Test
    void bringsAlongWhatAMapRefersTo() throws IOException {
        assertThat(get("/sdmx/v2/structure/structuremap/TEST/SM/1.0.0?references=children", StructureFormat.JSON_2_1))
                .extracting(MaintainableArtefact::id)
                .containsExactlyInAnyOrder("SM", "DSD_OLD", "DSD_NEW", "RM_SEX");
        assertThat(get(
                        "/sdmx/v2/structure/metadatastructure/TEST/MSD/1.0.0?references=parents",
                        StructureFormat.ML_3_1))
                .extracting(MaintainableArtefact::id)
                .containsExactlyInAnyOrder("MSD", "MDF");
    }

    @Test
    void isAStructureSetForClientsOfVersion21() throws IOException {
        String xml = new String(
                server.get("/sdmx/v1/structureset/TEST/SM/1.0.0", "Accept", StructureFormat.ML_2_1.mediaType())
                        .expect(200)
                        .bytes(),
                StandardCharsets.UTF_8);
        assertThat(xml).containsOnlyOnce("<str:StructureSet ").contains("<str:CodelistMap ", "<str:StructureMap ");
        List<MaintainableArtefact> maps = read(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(maps).extracting(MaintainableArtefact::id).containsExactly("SM", "SM$RM_SEX");
        StructureMap map = (StructureMap) maps.getFirst();
        RepresentationMap codes = (RepresentationMap) maps.getLast();
        assertThat(map.componentMaps().getFirst().representationMap()).contains(codes.urn());
        assertThat(codes.mappings())
                .isEqualTo(posted.stream()
                        .filter(RepresentationMap.class::isInstance)
                        .map(RepresentationMap.class::cast)
                        .findFirst()
                        .orElseThrow()
                        .mappings());
    }

    @Test
    void findsASetOfVersion21ByItsOwnId() throws IOException {
        byte[] set = server.get("/sdmx/v1/structureset/TEST/SM/1.0.0", "Accept", StructureFormat.ML_2_1.mediaType())
                .expect(200)
                .bytes();
        String other = new String(set, StandardCharsets.UTF_8).replace("\"SM\"", "\"SET\"");
        server.postStructures(StructureFormat.ML_2_1, other.getBytes(StandardCharsets.UTF_8))
                .expect(201);
        assertThat(get("/sdmx/v1/structureset/TEST/SET/1.0.0", StructureFormat.ML_2_1))
                .extracting(MaintainableArtefact::id)
                .containsExactlyInAnyOrder("SET", "SET$RM_SEX");
    }

    @Test
    void hasTargetsAndReportsForClientsOfVersion21() throws IOException {
        String xml = server.get(
                        "/sdmx/v1/metadatastructure/TEST/MSD/1.0.0", "Accept", StructureFormat.ML_2_1.mediaType())
                .expect(200)
                .text();
        assertThat(xml).contains("<str:MetadataTarget ", "<str:ReportStructure ", "id=\"COVERAGE\"");
        assertThat(get("/sdmx/v1/metadataflow/TEST/MDF/1.0.0", StructureFormat.ML_2_1))
                .extracting(MaintainableArtefact::id)
                .containsExactly("MDF");
    }

    @Test
    void keepsAttachmentConstraintsForClientsOfVersion21() throws IOException {
        String message = """
                <mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
                    xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
                    xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
                  <mes:Header><mes:ID>A</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2026-11-25T00:00:00Z</mes:Prepared><mes:Sender id="TEST"/></mes:Header>
                  <mes:Structures><str:Constraints>
                    <str:AttachmentConstraint id="AC" agencyID="TEST" version="1.0">
                      <com:Name xml:lang="en">Women</com:Name>
                      <str:ConstraintAttachment><str:DataStructure>
                        <Ref agencyID="TEST" id="DSD_NEW" version="1.0.0" package="datastructure" class="DataStructure"/>
                      </str:DataStructure></str:ConstraintAttachment>
                      <str:DataKeySet isIncluded="true"><str:Key><com:KeyValue id="GENDER"><com:Value>F</com:Value></com:KeyValue></str:Key></str:DataKeySet>
                    </str:AttachmentConstraint>
                  </str:Constraints></mes:Structures>
                </mes:Structure>
                """;
        byte[] sent = message.getBytes(StandardCharsets.UTF_8);
        server.postStructures(StructureFormat.ML_2_1, sent).expect(201);
        assertThat(get("/sdmx/v1/attachmentconstraint/TEST/AC/1.0", StructureFormat.ML_2_1))
                .isEqualTo(read(sent));
    }

    @Test
    void isRefusedWhenItRefersToWhatIsNotThere() {
        String broken = new String(POSTED, StandardCharsets.UTF_8)
                .replace("RepresentationMap=TEST:RM_SEX(1.0.0)", "RepresentationMap=TEST:RM_AGE(1.0.0)");
        assertThat(server.postStructures(StructureFormat.ML_3_1, broken.getBytes(StandardCharsets.UTF_8))
                        .expect(409)
                        .text())
                .contains("RepresentationMap TEST:RM_AGE(1.0.0)");
    }
}
