package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.ml.OfficialSchemas;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** The schemas that the server gives out: its own data obey them, and they say what constraints allow. */
class SchemaContractTest {

    private static final String XSD = "application/vnd.sdmx.schema+xml;version=";

    private static Exchange server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = SampleServer.get();
    }

    private Path schema(String path, String version) throws IOException {
        String type = XSD + version;
        Exchange.Answer answer = server.get(path, "Accept", type).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        Path file = Files.createTempFile(folder, "schema", ".xsd");
        Files.write(file, answer.bytes());
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "ML_2_1_SS, 2.1, TIME_PERIOD",
        "ML_2_1_SS, 2.1, AllDimensions",
        "ML_2_1_SS, 2.1, SEX",
        "ML_2_1_SS_TS, 2.1, TIME_PERIOD",
        "ML_3_0, 3.0.0, TIME_PERIOD",
        "ML_3_0, 3.0.0, REF_AREA",
        "ML_3_1, 3.1.0, TIME_PERIOD",
        "ML_3_1, 3.1.0, AllDimensions",
        "ML_3_1, 3.1.0, COUNTERPART_AREA"
    })
    void acceptTheDataOfTheDataflow(DataFormat format, String version, String pivot) throws IOException {
        String at = "?dimensionAtObservation=" + pivot;
        byte[] data = server.get("/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0/A.FR" + at, "Accept", format.mediaType())
                .expect(200)
                .bytes();
        Path schema = schema("/sdmx/v2/schema/dataflow/MIG/DF_STK_BIL/1.0.0" + at, version);
        assertThat(OfficialSchemas.faults(format.version(), Optional.of(schema), data))
                .isEmpty();
        Path older = schema("/sdmx/v2/schema/dataflow/MIG/DF_STK_BIL/1.0.0?deletion=true&" + at.substring(1), version);
        if (format != DataFormat.ML_2_1_SS_TS) {
            assertThat(OfficialSchemas.faults(format.version(), Optional.of(older), data))
                    .isEmpty();
        }
        byte[] wrong = new String(data, java.nio.charset.StandardCharsets.UTF_8)
                .replace("REF_AREA=\"FR\"", "REF_AREA=\"NOWHERE\"")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(OfficialSchemas.faults(format.version(), Optional.of(schema), wrong))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML_3_0", "ML_3_1"})
    void acceptArraysLanguagesAndAttributesOfEveryLevel(DataFormat format) throws IOException {
        for (String pivot : List.of("TIME_PERIOD", "AllDimensions", "REASON")) {
            byte[] data = server.get(
                            "/sdmx/v2/data/dataflow/NSO/DF_PERMITS/1.0.0?attributes=all&dimensionAtObservation="
                                    + pivot,
                            "Accept",
                            format.mediaType())
                    .expect(200)
                    .bytes();
            Path schema = schema(
                    "/sdmx/v2/schema/dataflow/NSO/DF_PERMITS/1.0.0?dimensionAtObservation=" + pivot,
                    format.version() + ".0");
            assertThat(OfficialSchemas.faults(format.version(), Optional.of(schema), data))
                    .as(pivot)
                    .isEmpty();
        }
    }

    @Test
    void areNamedByWhatTheyAreAskedFor() {
        String flow = server.get("/sdmx/v1/schema/dataflow/MIG/DF_STK_BIL")
                .expect(200)
                .text();
        assertThat(flow)
                .contains(
                        "targetNamespace=\"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=MIG:DF_STK_BIL(1.0.0):ObsLevelDim:TIME_PERIOD\"");
        assertThat(server.get(
                                "/sdmx/v1/schema/provisionagreement/MIG/PA_STK_BIL_UNDESA?dimensionAtObservation=AllDimensions")
                        .expect(200)
                        .text())
                .contains("registry.ProvisionAgreement=MIG:PA_STK_BIL_UNDESA(1.0.0):ObsLevelDim:AllDimensions\"");
        assertThat(server.get("/sdmx/v2/schema/datastructure/MIG/DSD_MIG_STK/~", "Accept", XSD + "3.1.0")
                        .expect(200)
                        .text())
                .contains(
                        "datastructure.DataStructure=MIG:DSD_MIG_STK(1.0.0):ObsLevelDim:TIME_PERIOD\"",
                        "https://xml.sdmx.org/3.1/SDMXCommon.xsd");
        server.get("/sdmx/v1/schema/dataflow/MIG/NO_SUCH").expect(404);
        server.get("/sdmx/v2/schema/dataflow/MIG/DF_STK_BIL?dimensionAtObservation=OBS_VALUE")
                .expect(422);
        server.get("/sdmx/v1/schema/dataflow/MIG/DF_STK_BIL?explicitMeasure=true")
                .expect(200);
    }

    @Test
    void negotiatesAndRevalidates() {
        Exchange.Answer plain =
                server.get("/sdmx/v1/schema/dataflow/MIG/DF_STK_BIL").expect(200);
        assertThat(plain.header("Content-Type")).isEqualTo(XSD + "2.1");
        server.get("/sdmx/v1/schema/dataflow/MIG/DF_STK_BIL", "If-None-Match", plain.header("ETag"))
                .expect(304);
        assertThat(server.get("/sdmx/v2/schema/dataflow/MIG/DF_STK_BIL")
                        .expect(200)
                        .header("Content-Type"))
                .isEqualTo(XSD + "3.1.0");
        server.get("/sdmx/v1/schema/dataflow/MIG/DF_STK_BIL", "Accept", "text/csv")
                .expect(406);
    }

    @ParameterizedTest
    @EnumSource
    void sayTheSameAsStructures(StructureFormat format) throws IOException {
        String path = "/sdmx/v2/schema/dataflow/NSO/DF_PERMITS/1.0.0";
        byte[] answer =
                server.get(path, "Accept", format.mediaType()).expect(200).bytes();
        assertThat(org.sojourn.structure.OfficialSchemas.errors(format, answer)).isEmpty();
        if (format == StructureFormat.JSON_2_1) {
            JsonNode data =
                    server.get(path, "Accept", format.mediaType()).json().path("data");
            List<String> containers = new ArrayList<>();
            data.fieldNames().forEachRemaining(containers::add);
            assertThat(containers)
                    .contains("codelists", "conceptSchemes", "dataStructures")
                    .doesNotContain("dataflows");
        }
    }

    @Test
    void applyTheConstraintsOfEachLevel(@TempDir Path data) {
        try (Exchange own = Exchange.open(data)) {
            own.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES);
            String whole = own.get("/sdmx/v1/schema/dataflow/NSO/DF_PERMITS")
                    .expect(200)
                    .text();
            assertThat(whole).contains("value=\"FR\"", "value=\"DE\"", "value=\"WORK\"");
            own.post(
                            "/sdmx/v2/structure",
                            StructureFormat.JSON_2_1.mediaType(),
                            constraint(
                                    "DC_FLOW",
                                    "datastructure.Dataflow=NSO:DF_PERMITS(1.0.0)",
                                    "REF_AREA",
                                    "\"DE\",\"FR\""))
                    .expect(201);
            own.post(
                            "/sdmx/v2/structure",
                            StructureFormat.JSON_2_1.mediaType(),
                            constraint(
                                    "DC_DSD",
                                    "datastructure.DataStructure=NSO:DSD_PERMITS(1.0.0)",
                                    "REF_AREA",
                                    "\"FR\",\"IT\""))
                    .expect(201);
            String flow = own.get("/sdmx/v1/schema/dataflow/NSO/DF_PERMITS")
                    .expect(200)
                    .text();
            assertThat(flow).contains("value=\"FR\"", "value=\"WORK\"").doesNotContain("value=\"DE\"", "value=\"IT\"");
            String structure = own.get("/sdmx/v1/schema/datastructure/NSO/DSD_PERMITS")
                    .expect(200)
                    .text();
            assertThat(structure).contains("value=\"FR\"", "value=\"IT\"").doesNotContain("value=\"DE\"");
            for (JsonNode list : own.get(
                            "/sdmx/v2/schema/dataflow/NSO/DF_PERMITS", "Accept", StructureFormat.JSON_2_1.mediaType())
                    .expect(200)
                    .json()
                    .at("/data/codelists")) {
                if (list.path("id").asText().equals("CL_AREA")) {
                    assertThat(list.path("codes").findValuesAsText("id")).containsExactly("FR");
                    assertThat(list.path("isPartial").asBoolean()).isTrue();
                }
            }
        }
    }

    private static byte[] constraint(String id, String attachment, String component, String values) {
        String target = attachment.contains("Dataflow") ? "dataflows" : "dataStructures";
        return ("{\"meta\":{\"schema\":\"https://json.sdmx.org/2.1/sdmx-json-structure-schema.json\",\"id\":\"C\",\"test\":false,"
                        + "\"prepared\":\"2026-01-01T00:00:00Z\",\"sender\":{\"id\":\"NSO\"}},\"data\":{\"dataConstraints\":[{\"id\":\""
                        + id
                        + "\",\"agencyID\":\"NSO\",\"version\":\"1.0.0\",\"name\":\"c\",\"names\":{\"en\":\"c\"},\"constraintAttachment\":{\""
                        + target + "\":[\"urn:sdmx:org.sdmx.infomodel." + attachment
                        + "\"]},\"cubeRegions\":[{\"include\":true,\"keyValues\":[{\"id\":\"" + component
                        + "\",\"values\":[" + values + "]}]}]}]}}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
