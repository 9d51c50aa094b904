package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** What clients that others wrote were seen to send and to need; each test names those that break without it. */
class ClientHabitsTest {

    private static final String SERIES = "/sdmx/v1/data/DF_STK_BIL/" + SampleServer.SERIES;

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = SampleServer.get();
    }

    /** Of rsdmx and pysdmx. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sdmx/v1/dataflow/all/all/latest/",
                "/sdmx/v1/data/DF_STK_BIL/A.FR.STK_MIG.DE...../all/",
                "/sdmx/v1/datastructure/all/DSD_MIG_STK/latest/",
                "/sdmx/v2/structure/dataflow/"
            })
    void takesASlashAtTheEnd(String path) {
        server.get(path).expect(200);
    }

    /** Of sdmx-dl and pysdmx, which encode what they need not. */
    @Test
    void decodesPaths() {
        server.get("/sdmx/v1/data/MIG%2CDF_STK_BIL%2C1.0.0/A.FR.STK_MIG.DE.....")
                .expect(200);
        server.get("/sdmx/v1/data/DF_STK_BIL/A.FR%2BES.STK_MIG.DE.....").expect(200);
        server.get("/sdmx/v2/structure/dataflow/%2A/%2A/%2B").expect(200);
    }

    /** Of sdmx-rest and amattioc SDMX (plain), sdmx1 and pysdmx (encoded). */
    @Test
    void takesBracketsAndPlusEitherWay() {
        String path = "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.FR.STK_MIG.DE?";
        String plain =
                server.get(path + "c[TIME_PERIOD]=ge:2020+le:2022").expect(200).text();
        assertThat(server.get(path + "c[TIME_PERIOD]=ge:2020%2Ble:2022").text()).isEqualTo(plain);
        assertThat(server.get(path + "c%5BTIME_PERIOD%5D=ge%3A2020%2Ble%3A2022").text())
                .isEqualTo(plain);
        assertThat(plain).contains("\"id\":\"2020\"").doesNotContain("\"id\":\"2024\"");
    }

    /** Of opensdmx. */
    @Test
    void knowsAllInUpperCase() {
        server.get("/sdmx/v1/dataflow/ALL").expect(200);
        server.get("/sdmx/v1/dataflow/ALL/ALL/latest").expect(200);
    }

    /** Of rsdmx. */
    @Test
    void overlooksAContentTypeOnGet() {
        server.get(SERIES, "Content-Type", "application/xml", "Accept", "application/xml")
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sdmx/v2/structure/dataflow/*/*/*",
                "/sdmx/v2/structure/dataflow/*/*/+",
                "/sdmx/v2/structure/dataflow/*/*/~",
                "/sdmx/v2/structure/dataflow",
                "/sdmx/v2/structure/dataflow?detail=allcompletestubs",
                "/sdmx/v2/structure/dataflow/MIG?references=none"
            })
    void takesEveryFormOfVersionAndShortPaths(String path) {
        assertThat(server.get(path).expect(200).json().at("/data/dataflows").size())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format=sdmx-json",
                "format=jsondata",
                "format=csv&labels=name",
                "format=csv&labels=both",
                "nothing=1"
            })
    void takesParametersThatAreInUse(String parameter) {
        server.get("/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.FR.STK_MIG.DE?" + parameter)
                .expect(200);
    }

    /** A key of dots is removed as a dot segment by one HTTP library. */
    @Test
    void readsAnEmptyKeyAsAll() {
        String all = server.get("/sdmx/v1/data/DF_PERMITS/all").expect(200).text();
        assertThat(server.get("/sdmx/v1/data/DF_PERMITS/").expect(200).text()).isEqualTo(all);
        assertThat(server.get("/sdmx/v1/data/DF_PERMITS/..").expect(200).text()).isEqualTo(all);
    }

    /** Of sdmx1, pandaSDMX, sdmxthon, readsdmx, sdmx-js, rsdmx: another default broke some thirty scenarios. */
    @Test
    void answersV1InSdmxMl21ByDefault() {
        for (String accept : List.of("*/*", "application/xml")) {
            assertThat(server.get(SERIES, "Accept", accept).header("Content-Type"))
                    .isEqualTo("application/vnd.sdmx.genericdata+xml;version=2.1");
            assertThat(server.get("/sdmx/v1/dataflow", "Accept", accept).header("Content-Type"))
                    .isEqualTo("application/vnd.sdmx.structure+xml;version=2.1");
        }
    }

    /** Of sdmx-dl, amattioc SDMX, rsdmx, opensdmx, sdmxthon, pysdmx and sdmx-js: a URN alone broke 44 scenarios. */
    @Test
    void writesReferencesOf21WithClassAndVersion() {
        String xml = server.get("/sdmx/v1/structure/all/all/all").expect(200).text();
        List<String> references = Pattern.compile("<Ref [^>]*>")
                .matcher(xml)
                .results()
                .map(m -> m.group())
                .toList();
        assertThat(references).hasSizeGreaterThan(100);
        assertThat(references)
                .filteredOn(ref -> ref.contains(" agencyID="))
                .hasSizeGreaterThan(100)
                .allMatch(ref ->
                        ref.contains(" class=\"") && ref.matches("(?s).* (version|maintainableParentVersion)=\".*"));
        String data = server.get(SERIES).text();
        assertThat(data).contains("<common:StructureUsage><Ref ").contains(" class=\"Dataflow\"");
    }

    /** Of sdmx-dl and rsdmx; of six clients the second. */
    @Test
    void bringsCodeListsWithADataStructure() {
        for (String references : List.of("children", "descendants")) {
            assertThat(server.get("/sdmx/v1/datastructure/MIG/DSD_MIG_STK/1.0.0?references=" + references)
                            .expect(200)
                            .text())
                    .contains("id=\"CL_SEX\"")
                    .contains("ConceptScheme");
        }
        assertThat(server.get("/sdmx/v1/dataflow/MIG/DF_STK_BIL/1.0.0?references=descendants")
                        .expect(200)
                        .text())
                .contains("id=\"CL_SEX\"", "id=\"DSD_MIG_STK\"");
    }

    /** Of rsdmx, which asks for the data structure by this id. */
    @Test
    void namesTheDataStructureInTheHeaderOfData() {
        for (DataFormat format : List.of(DataFormat.ML_2_1_GENERIC, DataFormat.ML_2_1_SS)) {
            String xml = server.get(SERIES, "Accept", format.mediaType()).text();
            var id = Pattern.compile("structureID=\"([^\"]+)\"").matcher(xml);
            assertThat(id.find()).isTrue();
            assertThat(server.get("/sdmx/v1/datastructure/all/" + id.group(1) + "/latest/")
                            .expect(200)
                            .text())
                    .contains("DataStructureComponents");
        }
    }

    /** Of pysdmx and sdmxthon the declaration, of every JSON client the missing mark. */
    @ParameterizedTest
    @EnumSource
    void beginsMessagesAsClientsExpect(DataFormat format) {
        byte[] bytes =
                server.get(SERIES, "Accept", format.mediaType()).expect(200).bytes();
        assertThat(bytes[0] & 0xFF).isNotEqualTo(0xEF);
        if (format.family() == DataFormat.Family.ML) {
            assertThat(new String(bytes, 0, 40, java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("<?xml version=");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1", "ML_3_0", "ML_3_1"})
    void beginsStructuresWithADeclaration(StructureFormat format) {
        assertThat(server.get("/sdmx/v1/dataflow", "Accept", format.mediaType()).text())
                .startsWith("<?xml version=");
    }

    /** Of pysdmx, which looks no further. */
    @Test
    void tellsTheSchemaOfJsonEarly() {
        for (DataFormat format : List.of(DataFormat.JSON_2_0, DataFormat.JSON_2_1)) {
            String start =
                    server.get(SERIES, "Accept", format.mediaType()).text().substring(0, 350);
            assertThat(start).contains("sdmx-json-data-schema.json");
        }
        for (StructureFormat format : List.of(StructureFormat.JSON_2_0, StructureFormat.JSON_2_1)) {
            String start = server.get("/sdmx/v2/structure/dataflow", "Accept", format.mediaType())
                    .text()
                    .substring(0, 350);
            assertThat(start).contains("sdmx-json-structure-schema.json");
        }
    }

    /** Of sdmx-json-parser and a dashboard in a browser. */
    @Test
    void fillsInTheArraysOfJsonData() {
        for (DataFormat format : List.of(DataFormat.JSON_2_0, DataFormat.JSON_2_1)) {
            JsonNode structure =
                    server.get(SERIES, "Accept", format.mediaType()).json().at("/data/structures/0");
            for (String part : List.of("dimensions", "attributes")) {
                for (String level : List.of("dataSet", "series", "observation")) {
                    assertThat(structure.path(part).path(level).isArray())
                            .as(part + " " + level)
                            .isTrue();
                }
            }
            JsonNode periods = structure.at("/dimensions/observation/0/values");
            assertThat(periods.size()).isPositive();
            periods.forEach(period -> assertThat(period.path("name").asText()).isNotEmpty());
        }
    }

    /** Of opensdmx, which looks for the prefix by its letters. */
    /** What the readers of two Python clients do with the draft of SDMX-JSON 1.0. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/sdmx/v1/data/DF_PERMITS", "/sdmx/v1/data/DF_PERMITS?dimensionAtObservation=AllDimensions"})
    void writesTheDraftOfJsonAsItsReadersWantIt(String path) {
        String draft = DataFormat.JSON_1_0_WD.mediaType();
        Exchange.Answer answer = server.get(path, "Accept", draft).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo(draft);
        JsonNode message = answer.json();
        message.path("header")
                .path("sender")
                .fieldNames()
                .forEachRemaining(field -> assertThat(field).isIn("id", "name"));
        assertThat(message.path("header").path("prepared").asText()).isNotEmpty();
        JsonNode structure = message.path("structure");
        structure
                .path("dimensions")
                .forEach(level -> level.forEach(dimension -> dimension
                        .path("values")
                        .forEach(value -> assertThat(value.path("id").asText()).isNotEmpty())));
        structure
                .path("attributes")
                .forEach(level -> level.forEach(attribute -> {
                    assertThat(attribute.path("name").asText()).isNotEmpty();
                    assertThat(attribute.path("values").size())
                            .as(attribute.path("id").asText())
                            .isPositive();
                    attribute.path("values").forEach(value -> {
                        assertThat(value.has("name")).isTrue();
                        value.fieldNames()
                                .forEachRemaining(field -> assertThat(field).isIn("id", "name"));
                    });
                }));
        List<Integer> counts = new ArrayList<>();
        JsonNode columns = structure.path("attributes").path("observation");
        for (JsonNode dataset : message.path("dataSets")) {
            assertThat(dataset.path("action").asText()).isIn("Information", "Append", "Replace", "Delete");
            List<JsonNode> holders = new ArrayList<>(List.of(dataset));
            dataset.path("series").forEach(holders::add);
            for (JsonNode holder : holders) {
                for (JsonNode observation : holder.path("observations")) {
                    for (int i = 1; i < observation.size(); i++) {
                        if (!observation.path(i).isNull()) {
                            assertThat(observation.path(i).asInt())
                                    .isLessThan(
                                            columns.path(i - 1).path("values").size());
                        }
                    }
                    counts.add(observation.size());
                }
            }
        }
        assertThat(counts).hasSize(13);
    }

    @Test
    void callsTheGenericNamespaceGeneric() {
        assertThat(server.get("/sdmx/v1/data/DF_STK_BIL/A.FR.STK_MIG......?detail=serieskeysonly")
                        .text())
                .contains("<generic:Series>", "<generic:SeriesKey>", "<generic:Value id=\"REF_AREA\" value=\"FR\"/>");
    }

    /** Of clients in browsers, which see no error otherwise. */
    @Test
    void letsBrowsersSeeErrors() {
        assertThat(server.get("/sdmx/v1/data/NOTHING", "Origin", "http://page.example")
                        .expect(404)
                        .header("Access-Control-Allow-Origin"))
                .isNotEmpty();
    }

    @Test
    void putsNothingBehindTheMediaType() {
        for (String path :
                List.of(SERIES, "/sdmx/v1/dataflow", "/sdmx/v2/structure/dataflow", "/sdmx/v1/data/NOTHING")) {
            assertThat(server.get(path).header("Content-Type").toLowerCase(Locale.ROOT))
                    .doesNotContain("charset", " ");
        }
    }

    /** Of pandaSDMX (2.1) and sdmx1 (3.0), which cannot read a message with one that references bring along. */
    @Test
    void bringsNoRangesOfTimeInConstraints() {
        assertThat(server.get("/sdmx/v1/dataflow/MIG/DF_STK_BIL?references=all")
                        .expect(200)
                        .text())
                .doesNotContain("TimeRange");
        assertThat(server.get(
                                "/sdmx/v2/structure/dataflow/MIG/DF_STK_BIL?references=all",
                                "Accept",
                                StructureFormat.ML_3_0.mediaType())
                        .expect(200)
                        .text())
                .doesNotContain("TimeRange");
    }

    /** Of pysdmx, which knows no plain text there. */
    @Test
    void writesValuesOfRegionsAsObjects() {
        for (String path : List.of(
                "/sdmx/v2/availability/dataflow/MIG/DF_STK_BIL", "/sdmx/v2/structure/dataconstraint/MIG/DC_STK_BIL")) {
            JsonNode region = server.get(path, "Accept", StructureFormat.JSON_2_0.mediaType())
                    .expect(200)
                    .json()
                    .at("/data/dataConstraints/0/cubeRegions/0");
            assertThat(region.path("keyValues")).isNotEmpty();
            region.path("keyValues")
                    .forEach(values ->
                            assertThat(values.path("values")).isNotEmpty().allMatch(JsonNode::isObject));
        }
    }

    /** Of pysdmx, for what there are data for and for what is allowed. */
    @Test
    void givesAvailabilityAndRulesAsStructuresInJson() {
        JsonNode available = server.get(
                        "/sdmx/v2/availability/dataflow/MIG/DF_STK_BIL?references=all",
                        "Accept",
                        StructureFormat.JSON_2_0.mediaType())
                .expect(200)
                .json()
                .path("data");
        assertThat(available.path("dataConstraints").size()).isEqualTo(1);
        for (String container : List.of("dataflows", "dataStructures", "codelists", "conceptSchemes")) {
            assertThat(available.path(container).size()).as(container).isPositive();
        }
        JsonNode allowed = server.get(
                        "/sdmx/v2/schema/dataflow/MIG/DF_STK_BIL/1.0.0", "Accept", StructureFormat.JSON_2_0.mediaType())
                .expect(200)
                .json()
                .path("data");
        assertThat(allowed.path("dataStructures").size()).isEqualTo(1);
        assertThat(allowed.path("codelists").size()).isPositive();
    }

    /** Of pandaSDMX, which stops at a group that the data structure does not have. */
    @Test
    void writesNoGroupsThatTheStructureDoesNotHave() {
        String structure = server.get("/sdmx/v1/datastructure/MIG/DSD_MIG_STK").text();
        for (DataFormat format : List.of(DataFormat.ML_2_1_GENERIC, DataFormat.ML_2_1_SS)) {
            String data = server.get(SERIES, "Accept", format.mediaType()).text();
            Pattern.compile("<(?:generic:)?Group [^>]*?type=\"(?:\\w+:)?(\\w+)\"")
                    .matcher(data)
                    .results()
                    .forEach(group -> assertThat(structure).contains("<str:Group id=\"" + group.group(1) + "\""));
        }
    }

    /** Harmless to all of them: a big answer is streamed, none is put off to an address for later. */
    @Test
    void answersAtOnceAndInPieces() {
        Exchange.Answer all = server.get("/sdmx/v1/data/DF_STK_BIL").expect(200);
        assertThat(all.text()).doesNotContain("<footer:Message code=\"413\"");
    }
}
