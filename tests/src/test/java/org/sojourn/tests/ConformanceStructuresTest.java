package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.query.StructureDetail;
import org.sojourn.query.StructureResource;

/** Structure queries on a server that holds every type of artefact: closures, details, versions, items, and their schemas. */
class ConformanceStructuresTest {

    private static final String V1 = "/sdmx/v1/";
    private static final String V2 = "/sdmx/v2/structure/";

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = ConformanceServer.get();
    }

    /** Ids of everything in the answer, the asked ones included; for items the artefact's id is enough. */
    private static Set<String> ids(String path) {
        Set<String> found = new TreeSet<>();
        Exchange.Answer answer = server.get(path, "Accept", StructureFormat.JSON_2_0.mediaType());
        if (answer.status() == 204) {
            return found;
        }
        answer.expect(200)
                .json()
                .path("data")
                .forEach(container ->
                        container.forEach(one -> found.add(one.path("id").asText())));
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            categorisation/CONF/CATEG_FLOW | children | CATEG_FLOW CAT_CONF DF_CONF
            categorisation/CONF/CATEG_FLOW | categoryscheme | CATEG_FLOW CAT_CONF
            categorisation/CONF/CATEG_FLOW | codelist | CATEG_FLOW
            dataflow/CONF/DF_CONF | none | DF_CONF
            dataflow/CONF/DF_CONF | children | DF_CONF DSD_CONF
            dataflow/CONF/DF_CONF | datastructure | DF_CONF DSD_CONF
            dataflow/CONF/DF_CONF | provisionagreement | DF_CONF PA_NORTH
            dataflow/CONF/DF_CONF | categorisation | DF_CONF CATEG_FLOW
            dataflow/CONF/DF_CONF | descendants | DF_CONF DSD_CONF CS_CONF CL_FREQ CL_AREA CL_INDICATOR CL_STATUS
            datastructure/CONF/DSD_CONF | codelist | DSD_CONF CL_FREQ CL_AREA CL_INDICATOR CL_STATUS
            datastructure/CONF/DSD_OTHER | children | DSD_OTHER CS_CONF CL_FREQ CL_AREA CL_INDICATOR_MORE CL_STATUS
            provisionagreement/CONF/PA_NORTH | children | PA_NORTH DF_CONF DATA_PROVIDERS
            provisionagreement/CONF/PA_NORTH | parents | PA_NORTH DC_PA
            reportingtaxonomy/CONF/RT_OTHER | children | RT_OTHER DF_CONF
            process/CONF/PROC_CONF | children | PROC_CONF DF_CONF CL_STATUS
            conceptscheme/CONF/CS_OTHER | none | CS_OTHER
            organisationunitscheme/CONF/OU_CONF | parents | OU_CONF OSM_CONF
            dataproviderscheme/CONF/DATA_PROVIDERS/1.0/NORTH | parentsandsiblings | DATA_PROVIDERS PA_NORTH DF_CONF
            datastructure/CONF/DSD_BY_MEASURE | codelist | DSD_BY_MEASURE CL_FREQ CL_AREA CL_STATUS
            """)
    void bringsTheExactClosureInBothGenerations(String path, String references, String expected) {
        TreeSet<String> exact = new TreeSet<>(List.of(expected.split(" ")));
        assertThat(ids(V2 + path + "?references=" + references)).isEqualTo(exact);
        assertThat(ids(V1 + path + "?references=" + references)).isEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hierarchyassociation/CONF/HA_CONF | children | HA_CONF HCL_AREA$WORLD CL_AREA DF_CONF
            structuremap/CONF/SM_CONF | children | SM_CONF DSD_CONF DSD_OTHER RM_AREA
            structuremap/CONF/SM_CONF | representationmap,codelist | SM_CONF RM_AREA CL_AREA CL_AREA_OLD
            codelist/CONF/CL_AREA_OLD | ancestors | CL_AREA_OLD RM_AREA SM_CONF
            valuelist/CONF/VL_SIGN | parents | VL_SIGN CS_OTHER
            valuelist/CONF/VL_SIGN | ancestors | VL_SIGN CS_OTHER CSM_CONF
            metadataproviderscheme/CONF | parents | METADATA_PROVIDERS MPA_CONF
            metadataflow/CONF/MDF_CONF | parents | MDF_CONF MPA_CONF MC_CONF
            metadataflow/CONF/MDF_CONF | children | MDF_CONF MSD_CONF DF_CONF
            transformationscheme/CONF/TS_CONF | children | TS_CONF VMS_CONF NPS_CONF CTS_CONF RS_CONF UDO_CONF
            vtlmappingscheme/CONF/VMS_FLOW | children | VMS_FLOW DF_CONF DF_OTHER
            dataflow/CONF/DF_CONF | datastructure,conceptscheme | DF_CONF DSD_CONF CS_CONF
            """)
    void bringsTheClosureOfTypesThatOnlyTheSecondGenerationKnows(String path, String references, String expected) {
        assertThat(ids(V2 + path + "?references=" + references)).isEqualTo(new TreeSet<>(List.of(expected.split(" "))));
    }

    /** No format of 3.x can say where a measure dimension has its values from. */
    @Test
    void onlyV1KnowsWhatListsTheMeasures() {
        assertThat(ids(V1 + "datastructure/CONF/DSD_BY_MEASURE?references=conceptscheme"))
                .isEqualTo(Set.of("DSD_BY_MEASURE", "CS_CONF", "CS_MEASURES"));
        assertThat(ids(V1 + "conceptscheme/CONF/CS_MEASURES?references=parents"))
                .isEqualTo(Set.of("CS_MEASURES", "DSD_BY_MEASURE"));
        assertThat(ids(V2 + "datastructure/CONF/DSD_BY_MEASURE?references=conceptscheme"))
                .isEqualTo(Set.of("DSD_BY_MEASURE", "CS_CONF"));
        assertThat(ids(V2 + "conceptscheme/CONF/CS_MEASURES?references=parents"))
                .isEqualTo(Set.of("CS_MEASURES"));
    }

    /** The schemas want a target also of a stub. */
    @Test
    void stubsOfMetadataflowsKeepTheirTargets() {
        assertThat(server.get(
                                V2 + "metadataflow/CONF/MDF_CONF?detail=allstubs",
                                "Accept",
                                StructureFormat.ML_3_0.mediaType())
                        .expect(200)
                        .text())
                .contains("=CONF:DF_CONF(1.0.0)</str:Target>")
                .doesNotContain("MSD_CONF");
    }

    /** The schema is that of the dataflow which was asked for; the header says whose data they are. */
    @Test
    void dataOfAProviderNameAgreementAndDataflow() {
        String xml = server.get(
                        "/sdmx/v1/data/CONF,DF_CONF,1.0.0/all/CONF,NORTH?detail=serieskeysonly",
                        "Accept",
                        DataFormat.ML_2_1_SS.mediaType())
                .expect(200)
                .text();
        assertThat(xml)
                .contains(
                        "namespace=\"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=CONF:DF_CONF(1.0.0):ObsLevelDim:")
                .contains("<common:ProvisionAgrement><Ref id=\"PA_NORTH\"");
    }

    @Test
    void v1KnowsNoWayOverTypesOf30() {
        assertThat(ids(V2 + "dataflow/CONF/DF_CONF?references=all")).contains("HA_CONF", "HCL_AREA$WORLD");
        assertThat(ids(V1 + "dataflow/CONF/DF_CONF?references=all"))
                .contains("PA_NORTH", "DATA_PROVIDERS", "RT_CONF", "CL_AREA")
                .doesNotContain("HA_CONF", "HCL_AREA$WORLD");
        assertThat(ids(V1 + "codelist/CONF/CL_AREA_OLD?references=parentsandsiblings"))
                .contains("SM_CONF", "RM_AREA", "DSD_OTHER", "CL_AREA");
    }

    @Test
    void extendedListsAreResolvedUnlessRawIsAskedFor() {
        String path = V2 + "codelist/CONF/CL_INDICATOR_MORE?references=children";
        assertThat(ids(path)).containsExactly("CL_INDICATOR_MORE");
        assertThat(ids(path + "&detail=raw")).containsExactly("CL_INDICATOR", "CL_INDICATOR_MORE");
        JsonNode full = list(path);
        assertThat(full.path("codes").findValuesAsText("id")).containsExactly("STOCK", "IN", "OUT", "NET", "GROSS");
        assertThat(full.path("codelistExtensions")).isEmpty();
        JsonNode raw = list(path + "&detail=raw");
        assertThat(raw.path("codes").findValuesAsText("id")).containsExactly("NET", "GROSS");
        assertThat(raw.path("codelistExtensions")).hasSize(1);
        server.get(V1 + "codelist?detail=raw").expect(400);
    }

    private static JsonNode list(String path) {
        for (JsonNode one : server.get(path, "Accept", StructureFormat.JSON_2_0.mediaType())
                .json()
                .at("/data/codelists")) {
            if (one.path("id").asText().equals("CL_INDICATOR_MORE")) {
                return one;
            }
        }
        throw new AssertionError(path);
    }

    @Test
    void codesOfAFlowAreCutToWhatItsConstraintsLeave() {
        for (String root : List.of(V1, V2)) {
            JsonNode data = server.get(
                            root + "dataflow/CONF/DF_CONF?references=descendants&detail=referencepartial",
                            "Accept",
                            StructureFormat.JSON_2_0.mediaType())
                    .json()
                    .path("data");
            assertThat(codes(data, "CL_INDICATOR")).containsExactly("STOCK", "IN");
            assertThat(codes(data, "CL_FREQ")).containsExactly("A", "Q");
            assertThat(codes(data, "CL_AREA")).hasSize(7);
            assertThat(data.at("/conceptSchemes/0/isPartial").asBoolean()).isTrue();
            JsonNode north = server.get(
                            root + "provisionagreement/CONF/PA_NORTH?references=descendants&detail=referencepartial",
                            "Accept",
                            StructureFormat.JSON_2_0.mediaType())
                    .json()
                    .path("data");
            assertThat(codes(north, "CL_AREA")).containsExactly("W", "N", "N1", "N2");
            assertThat(north.at("/dataProviderSchemes/0/dataProviders").findValuesAsText("id"))
                    .containsExactly("NORTH");
        }
    }

    private static List<String> codes(JsonNode data, String id) {
        for (JsonNode one : data.path("codelists")) {
            if (one.path("id").asText().equals(id)) {
                return one.path("codes").findValuesAsText("id");
            }
        }
        throw new AssertionError(id);
    }

    @Test
    void nestedItemsAreFoundByPathAndById() {
        for (String item : List.of("MIGRATION.FLOWS", "FLOWS")) {
            JsonNode scheme = server.get(
                            V2 + "categoryscheme/CONF/CAT_CONF/1.0.0/" + item,
                            "Accept",
                            StructureFormat.JSON_2_0.mediaType())
                    .expect(200)
                    .json()
                    .at("/data/categorySchemes/0");
            assertThat(scheme.path("isPartial").asBoolean()).isTrue();
            assertThat(scheme.path("categories").findValuesAsText("id")).containsExactly("MIGRATION", "FLOWS");
        }
        assertThat(server.get(V1 + "categoryscheme/CONF/CAT_CONF/1.0.0/FLOWS+OTHER")
                        .expect(200)
                        .text())
                .contains("id=\"MIGRATION\"", "id=\"FLOWS\"", "id=\"OTHER\"")
                .doesNotContain("id=\"STOCKS\"");
        server.get(V2 + "categoryscheme/CONF/CAT_CONF/1.0.0/NOTHING").expect(204);
        server.get(V1 + "categoryscheme/CONF/CAT_CONF/1.0.0/NOTHING").expect(404);
    }

    @Test
    void whatRefersToItemsIsThatOfTheItemsOnly() {
        assertThat(ids(V2 + "categoryscheme/CONF/CAT_CONF/1.0.0/MIGRATION.STOCKS?references=parents"))
                .containsExactly("CATEG_STOCKS", "CAT_CONF");
        assertThat(ids(V2 + "conceptscheme/CONF/CS_CONF/1.0.0/UNUSED?references=parents"))
                .containsExactly("CS_CONF");
        assertThat(ids(V2 + "conceptscheme/CONF/CS_CONF/1.0.0/OBS_STATUS?references=children"))
                .containsExactly("CL_STATUS", "CS_CONF");
        assertThat(ids(V2 + "conceptscheme/CONF/CS_CONF/1.0.0/UNUSED?references=descendants"))
                .containsExactly("CS_CONF");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ~         | 2.0.0-draft
            +         | 1.1.0
            *         | 1.0.0 1.1.0 2.0.0-draft
            1.0.0     | 1.0.0
            1.0.0,1.1.0 | 1.0.0 1.1.0
            1.0+.0    | 1.1.0
            1.0.0+    | 1.0.0
            1.+.0     | 1.1.0
            2+.0.0    | ''
            2.~.0     | 2.0.0-draft
            1.*.0     | 1.0.0 1.1.0
            1.0.*     | 1.0.0
            9.0.0     | ''
            """)
    void choosesVersionsByEveryOperator(String version, String expected) {
        Exchange.Answer answer = server.get(V2 + "codelist/CONF/CL_AREA/" + version.replace("+", "%2B"));
        Set<String> found = new TreeSet<>();
        if (answer.status() != 204) {
            answer.expect(200)
                    .json()
                    .at("/data/codelists")
                    .forEach(one -> found.add(one.path("version").asText()));
        }
        assertThat(found).isEqualTo(expected.isEmpty() ? Set.of() : new TreeSet<>(List.of(expected.split(" "))));
    }

    @ParameterizedTest
    @CsvSource({"+.2.0", "1.+", "~.1.0", "1.x.0", "1+.0+.0", "1.0.0.0.*"})
    void refusesVersionsThatAreNone(String version) {
        server.get(V2 + "codelist/CONF/CL_AREA/" + version.replace("+", "%2B")).expect(400);
    }

    @Test
    void v1ChoosesVersionsByItsWords() {
        assertThat(server.get(V1 + "codelist/CONF/CL_AREA").text()).contains("version=\"1.1.0\"");
        assertThat(server.get(V1 + "codelist/CONF/CL_AREA/latest").text()).doesNotContain("version=\"1.0.0\"");
        assertThat(server.get(V1 + "codelist/CONF/CL_AREA/1.0.0+1.1.0").text())
                .contains("version=\"1.0.0\"", "version=\"1.1.0\"");
        server.get(V1 + "codelist/CONF/CL_AREA/3.0").expect(404);
    }

    static Stream<StructureResource> resources() {
        return Stream.of(StructureResource.values());
    }

    /** What each type answers in every detail, each format valid against the official schema. */
    @ParameterizedTest
    @MethodSource("resources")
    void answersEveryTypeInEveryDetailAsTheSchemasWant(StructureResource resource) {
        for (StructureDetail detail : StructureDetail.values()) {
            if (resource.inV2()) {
                for (StructureFormat format : List.of(
                        StructureFormat.JSON_2_1,
                        StructureFormat.ML_3_1,
                        StructureFormat.JSON_2_0,
                        StructureFormat.ML_3_0)) {
                    valid(V2 + resource.word() + "/*/*/*?references=children&detail=" + detail.word(), format);
                }
            }
            if (resource.inV1()
                    && detail != StructureDetail.RAW
                    && resource != StructureResource.ATTACHMENT_CONSTRAINT) {
                String word = resource == StructureResource.ANY ? "structure" : resource.word();
                valid(V1 + word + "/all/all/all?references=children&detail=" + detail.word(), StructureFormat.ML_2_1);
            }
        }
    }

    /** The server's answers are held against the official schemas wherever they are read. */
    private static void valid(String path, StructureFormat format) {
        assertThat(server.get(path, "Accept", format.mediaType()).expect(200).header("Content-Type"))
                .isEqualTo(format.mediaType());
    }
}
