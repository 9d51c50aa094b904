package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;

/** Every answer says what its format cannot carry: SDMX-ML in its footer, other formats in the head of the answer. */
class LossesContractTest {

    private static final String PERMITS = "/sdmx/v2/data/dataflow/" + Permits.FLOW;
    private static final String QUALITY = "/sdmx/v2/metadata/metadataset/NSO/QUALITY/1.0";

    @TempDir
    private static Path folder;

    private static Exchange server;

    @BeforeAll
    static void fill() throws IOException {
        server = Exchange.open(folder);
        server.postStructures(StructureFormat.ML_3_1, Demo.structures(StructureFormat.ML_3_1))
                .expect(201);
        server.postData(DataFormat.CSV_2_1, Exchange.written(DataFormat.CSV_2_1, Demo.every(50)))
                .expect(200);
        Permits.upload(server);
        server.postStructures(StructureFormat.ML_3_1, Permits.resource("maps.xml"))
                .expect(201);
        server.post("/sdmx/v2/metadata", MetadataFormat.ML_3_1.mediaType(), Permits.resource("metadata.xml"))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Exchange.Answer permits(DataFormat format, String query) {
        return server.get(PERMITS + query, "Accept", format.mediaType()).expect(200);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatValuesLose(DataFormat format) {
        Exchange.Answer answer = permits(format, "");
        boolean old = format.version().equals("1.0");
        if (format.family() == DataFormat.Family.ML) {
            assertThat(answer.header("Warning")).isEmpty();
            assertThat(answer.text().contains("not carried by this format: "))
                    .isEqualTo(format.version().equals("2.1"));
        } else if (old) {
            assertThat(answer.header("Warning"))
                    .contains("1.0 carries one measure, the first")
                    .contains("only the first value of an array is written")
                    .contains("of texts in several languages one is written")
                    .doesNotContain("perhaps");
        } else {
            assertThat(answer.header("Warning")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingWhereNothingIsLost(DataFormat format) {
        Exchange.Answer answer = server.get(
                        "/sdmx/v2/data/dataflow/" + Demo.FLOW + "/A.FR", "Accept", format.mediaType())
                .expect(200);
        assertThat(answer.header("Warning")).isEmpty();
        assertThat(answer.text()).doesNotContain("not carried by this format");
    }

    /** The values that would be lost are not in this answer, although the structure allows them. */
    @Test
    void tellsExactlyOfAShortAnswerWhatWasLost() {
        String plain = "?measures=OBS_VALUE&attributes=REMARK,BREAK,UNIT_MULT,AREA_NOTE,LICENCE";
        assertThat(permits(DataFormat.CSV_1_0, plain).header("Warning")).isEmpty();
        assertThat(permits(DataFormat.JSON_1_0, plain).header("Warning"))
                .isEqualTo("299 sojourn \"not carried by this format: attributes:"
                        + " SDMX-JSON 1.0 carries attributes of partial keys only with series\"");
    }

    /** Of a long answer the beginning is looked at, and what the rest may lose is said with a perhaps. */
    @Test
    void tellsOfALongAnswerWhatItMayLose(@TempDir Path other) {
        try (Exchange large = Exchange.open(other)) {
            large.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES).expect(201);
            StringBuilder rows =
                    new StringBuilder("STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ,REF_AREA,REASON,TIME_PERIOD,OBS_VALUE\n");
            for (int year = 1000; year < 3000; year++) {
                rows.append("dataflow,NSO:DF_PERMITS(1.0.0),M,A,FR,WORK,")
                        .append(year)
                        .append(",1\n");
            }
            large.postData(DataFormat.CSV_2_1, rows.toString().getBytes(StandardCharsets.UTF_8))
                    .expect(200);
            String warning = large.get(PERMITS, "Accept", DataFormat.CSV_1_0.mediaType())
                    .expect(200)
                    .header("Warning");
            assertThat(warning)
                    .contains("\"not carried by this format: measures: ")
                    .contains("\"perhaps not carried by this format: ");
        }
    }

    @Test
    void everyFormatNamesTheReportersOfOneFlow(@TempDir Path other) {
        try (Exchange two = Exchange.open(other)) {
            two.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES).expect(201);
            two.postStructures(StructureFormat.ML_3_1, Permits.resource("permits-reporters.xml"))
                    .expect(201);
            String rows = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,REASON,TIME_PERIOD,OBS_VALUE\n"
                    + "dataprovision,NSO:PA_NORTH(1.0.0),M,A,FR,WORK,2020,1\n"
                    + "dataprovision,NSO:PA_SOUTH(1.0.0),M,A,FR,WORK,2020,2\n";
            two.postData(DataFormat.CSV_2_1, rows.getBytes(StandardCharsets.UTF_8))
                    .expect(200);
            for (DataFormat format : new DataFormat[] {DataFormat.CSV_1_0, DataFormat.CSV_2_1, DataFormat.JSON_2_1}) {
                assertThat(two.get(PERMITS, "Accept", format.mediaType()).header("Warning"))
                        .as(format.formatName())
                        .doesNotContain("structure:");
            }
        }
    }

    @Test
    void tellsWhatFilesOfOfficesLack() {
        Exchange.Answer cube = server.get(PERMITS + "?format=json-stat-2.0").expect(200);
        assertThat(cube.header("Warning")).contains("not carried by this format: ");
        assertThat(cube.json().path("note").toString()).contains("Not in this cube: ");
        assertThat(server.get(PERMITS + "?format=xlsx").expect(200).header("Warning"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatReferenceMetadataLose(MetadataFormat format) {
        Exchange.Answer answer =
                server.get(QUALITY, "Accept", format.mediaType()).expect(200);
        boolean told = answer.header("Warning").contains("not carried by this format")
                || answer.text().contains("not carried by this format");
        boolean whole = Map.of(MetadataFormat.ML_3_1, true, MetadataFormat.JSON_2_1, true)
                .getOrDefault(format, false);
        if (whole) {
            assertThat(told).isFalse();
        }
        if (format.extension().equals("csv")) {
            assertThat(answer.header("Warning")).contains("QUALITY");
        }
    }

    @Test
    void tellsWhatStructuresLoseInJson() {
        Exchange.Answer flows = server.get(
                        "/sdmx/v2/structure/structuremap/*/*/*", "Accept", StructureFormat.JSON_1_0.mediaType())
                .expect(200);
        assertThat(flows.header("Warning")).contains("not carried by this format: urn:sdmx:");
        assertThat(server.get("/sdmx/v2/structure/codelist/NSO/CL_AREA/*")
                        .expect(200)
                        .header("Warning"))
                .isEmpty();
    }
}
