package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.Feature;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** A server's own answer, posted back unchanged, changes nothing. */
class PostBackTest {

    @TempDir
    private static Path folder;

    private static Exchange server;

    @BeforeAll
    static void fill() throws IOException {
        server = Exchange.open(folder);
        server.postStructures(StructureFormat.ML_3_1, Demo.structures(StructureFormat.ML_3_1))
                .expect(201);
        server.postData(DataFormat.ML_3_1, Exchange.written(DataFormat.ML_3_1, Demo.every(50)))
                .expect(200);
        Permits.upload(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<StructureFormat> structureFormats() {
        return List.of(StructureFormat.values());
    }

    private static Stream<DataFormat> formatsThatCarryEverything() {
        return Arrays.stream(DataFormat.values()).filter(f -> Permits.kept(f).contains(Feature.ARRAYS));
    }

    private static JsonNode unchanged(Exchange.Answer report) {
        JsonNode json = report.expect(200).json();
        assertThat(json.path("outcome").asText()).as(report.text()).isEqualTo("unchanged");
        assertThat(json.has("committed")).isFalse();
        return json;
    }

    /** Asks, posts the answer back, and asks again. */
    private static JsonNode back(String query, DataFormat format) {
        Exchange.Answer answer = server.get(query, "Accept", format.mediaType()).expect(200);
        JsonNode report = unchanged(server.post("/sdmx/v2/data", answer.header("Content-Type"), answer.bytes()));
        Exchange.Answer again = server.get(query, "Accept", format.mediaType()).expect(200);
        assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(again.text()).isEqualTo(answer.text());
        return report;
    }

    @ParameterizedTest
    @EnumSource
    void takesTheMigrantStocksForWhatTheyAre(DataFormat format) {
        JsonNode report = back("/sdmx/v2/data/dataflow/" + Demo.FLOW, format);
        assertThat(report.path("datasets").size()).isEqualTo(1);
        assertThat(report.at("/datasets/0/observations/unchanged").asLong()).isGreaterThan(4000);
        back("/sdmx/v2/data/provisionagreement/MIG/PA_STK_BIL_UNDESA", format);
        back("/sdmx/v1/data/DF_STK_BIL/all/UNDESA", format);
    }

    @ParameterizedTest
    @EnumSource
    void takesASliceForWhatItIs(DataFormat format) {
        back("/sdmx/v2/data/dataflow/" + Demo.FLOW + "?c[TIME_PERIOD]=ge:2010&c[SEX]=F", format);
        back("/sdmx/v1/data/DF_STK_BIL/A.......F.?lastNObservations=1", format);
    }

    @ParameterizedTest
    @EnumSource
    void takesOtherPivotsForWhatTheyAre(DataFormat format) {
        if (!format.formatName().endsWith("-ts")) {
            String query = "/sdmx/v2/data/dataflow/" + Demo.FLOW + "?dimensionAtObservation=";
            back(query + "AllDimensions", format);
            back(query + "SEX", format);
        }
    }

    @ParameterizedTest
    @MethodSource("formatsThatCarryEverything")
    void takesWhatIsEasilyLostForWhatItIs(DataFormat format) {
        JsonNode report = back("/sdmx/v2/data/dataflow/" + Permits.FLOW, format);
        assertThat(report.at("/datasets/0/observations/unchanged").asLong()).isEqualTo(13);
        back("/sdmx/v2/data/dataflow/" + Permits.FLOW + "?dimensionAtObservation=AllDimensions", format);
        back("/sdmx/v2/data/dataflow/" + Permits.FLOW + "?attributes=none", format);
        back("/sdmx/v2/data/dataflow/" + Permits.FLOW + "?measures=none", format);
        back("/sdmx/v2/data/dataflow/" + Permits.FLOW + "?measures=LOWER&attributes=NOTE", format);
        back("/sdmx/v2/data/dataflow/" + Permits.FLOW + "?attributes=none&measures=none", format);
    }

    /** What these formats cannot carry is not asked for. */
    @ParameterizedTest
    @EnumSource
    void takesPlainValuesForWhatTheyAreInOldFormats(DataFormat format) {
        back(
                "/sdmx/v2/data/dataflow/" + Permits.FLOW
                        + "?measures=OBS_VALUE&attributes=REMARK,BREAK,UNIT_MULT,AREA_NOTE,LICENCE",
                format);
        back("/sdmx/v1/data/DF_PERMITS?detail=dataonly", DataFormat.ML_2_1_SS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels=both", "labels=name", "keys=both", "keys=series", "keys=obs"})
    void takesCsvWithLabelsAndKeysForWhatItIs(String parameter) {
        for (String flow : List.of(Demo.FLOW, Permits.FLOW)) {
            Exchange.Answer answer = server.get(
                            "/sdmx/v2/data/dataflow/" + flow,
                            "Accept",
                            DataFormat.CSV_2_1.mediaType() + ";" + parameter)
                    .expect(200);
            unchanged(server.post("/sdmx/v2/data", answer.header("Content-Type"), answer.bytes()));
        }
    }

    @ParameterizedTest
    @MethodSource("structureFormats")
    void takesItsStructuresForWhatTheyAre(StructureFormat format) {
        for (String query : List.of(
                "/sdmx/v2/structure/*/*/*/*",
                "/sdmx/v2/structure/codelist/*/*/*",
                "/sdmx/v2/structure/dataflow/MIG/DF_STK_BIL?references=all",
                "/sdmx/v2/structure/dataflow/NSO/DF_PERMITS?references=descendants")) {
            Exchange.Answer answer =
                    server.get(query, "Accept", format.mediaType()).expect(200);
            JsonNode report = unchanged(server.post(
                    "/sdmx/v2/structure", answer.header("Content-Type"), answer.bytes(), "Accept", "application/json"));
            assertThat(report.path("artefacts").size()).isPositive();
            if (query.contains("DF_PERMITS")) {
                assertThat(report.toString()).contains("DataStructure=NSO:DSD_PERMITS(1.0.0)", "problems\":[]");
            }
            assertThat(server.get(query, "Accept", format.mediaType()).text()).isEqualTo(answer.text());
        }
    }

    @ParameterizedTest
    @MethodSource("structureFormats")
    void takesPartialSchemesAndStubsForWhatTheyAre(StructureFormat format) {
        for (String query : List.of(
                "/sdmx/v2/structure/codelist/NSO/CL_AREA/1.0.0/FR",
                "/sdmx/v2/structure/dataflow/MIG/DF_STK_BIL?references=descendants&detail=referencepartial",
                "/sdmx/v2/structure/codelist/*/*?detail=allstubs",
                "/sdmx/v2/structure/codelist/*/*?detail=allcompletestubs")) {
            Exchange.Answer answer =
                    server.get(query, "Accept", format.mediaType()).expect(200);
            unchanged(server.post(
                    "/sdmx/v2/structure", answer.header("Content-Type"), answer.bytes(), "Accept", "application/json"));
        }
    }

    @Test
    void keepsItsCommitWhenTheSameIsPostedAgain() throws IOException {
        String before = server.get("/api/holdings").text();
        unchanged(server.postData(DataFormat.ML_3_1, Permits.DATA));
        unchanged(server.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES));
        assertThat(server.get("/api/holdings").text()).isEqualTo(before);
    }
}
