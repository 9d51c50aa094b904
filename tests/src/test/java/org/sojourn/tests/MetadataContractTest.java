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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.MetadataSet;
import org.sojourn.rules.Problems;

/** Reference metadata on a running server: posted, found in three ways, put, deleted, refused where they break their structure. */
class MetadataContractTest {
    private static final String POSTED = new String(Permits.resource("metadata.xml"), StandardCharsets.UTF_8);
    private static final String ADDRESS = "/sdmx/v2/metadata/metadataset/NSO/QUALITY/1.0";

    @TempDir
    private static Path folder;

    private static Exchange server;

    @BeforeAll
    static void fill() throws IOException {
        server = Exchange.open(folder);
        server.postStructures(StructureFormat.ML_3_1, Permits.resource("maps.xml"))
                .expect(201);
        post(POSTED).expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Exchange.Answer post(String message) {
        return server.post(
                "/sdmx/v2/metadata", MetadataFormat.ML_3_1.mediaType(), message.getBytes(StandardCharsets.UTF_8));
    }

    private static List<MetadataSet> read(byte[] message) throws IOException {
        return MetadataMessages.read(new ByteArrayInputStream(message), new Problems())
                .sets();
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_3_0", "ML_3_1", "JSON_2_0", "JSON_2_1"})
    void comesBackAsItWasSent(MetadataFormat format) throws IOException {
        byte[] answer =
                server.get(ADDRESS, "Accept", format.mediaType()).expect(200).bytes();
        assertThat(read(answer)).isEqualTo(read(POSTED.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sdmx/v2/metadata/metadataset",
                "/sdmx/v2/metadata/metadataset/NSO/QUALITY",
                "/sdmx/v2/metadata/metadataflow/TEST/MDF",
                "/sdmx/v2/metadata/metadataflow/TEST/MDF/~/NSO",
                "/sdmx/v2/metadata/metadataflow/TEST/MDF/~/TEST.NSO",
                "/sdmx/v2/metadata/structure/dataflow/TEST/DF",
                "/sdmx/v2/metadata/structure/dataflow/*/DF/1.0.0",
                "/sdmx/v2/metadata/structure/*",
                "/sdmx/v1/metadata/TEST,MDF,1.0.0",
                "/sdmx/v1/metadata/MDF/all/NSO"
            })
    void isFoundByItselfByItsFlowAndByWhatItIsAbout(String path) throws IOException {
        assertThat(read(server.get(path).expect(200).bytes()))
                .extracting(MetadataSet::id)
                .containsExactly("QUALITY");
    }

    @ParameterizedTest
    @CsvSource({
        "/sdmx/v2/metadata/metadataset/NSO/OTHER, 204",
        "/sdmx/v2/metadata/metadataflow/TEST/MDF/~/OTHER, 204",
        "/sdmx/v2/metadata/structure/codelist, 204",
        "'/sdmx/v1/metadata/TEST,OTHER', 404"
    })
    void saysWhereThereIsNone(String path, int status) {
        server.get(path).expect(status);
    }

    @Test
    void answersInTheTypeThatIsAskedForAndTellsUnchanged() {
        Exchange.Answer json = server.get(ADDRESS).expect(200);
        assertThat(json.header("Content-Type")).isEqualTo(MetadataFormat.JSON_2_1.mediaType());
        server.get(ADDRESS, "If-None-Match", json.header("ETag")).expect(304);
        assertThat(server.get(ADDRESS, "Accept", "application/vnd.sdmx.metadata+csv;version=2.1.0")
                        .expect(200)
                        .text())
                .startsWith("MDSTRUCTURE[;],MDSTRUCTURE_ID,METADATASET_ID")
                .contains("METHOD.COVERAGE");
        assertThat(server.get("/sdmx/v1/metadata/TEST,MDF,1.0.0").expect(200).header("Content-Type"))
                .isEqualTo(MetadataFormat.ML_2_1_GENERIC.mediaType());
        server.get(ADDRESS, "Accept", "application/vnd.sdmx.metadata+xml;version=9.0")
                .expect(406);
    }

    @Test
    void leavesOutTheReportInStubs() throws IOException {
        MetadataSet stub = read(server.get(
                                "/sdmx/v2/metadata/metadataset?detail=allstubs",
                                "Accept",
                                MetadataFormat.ML_3_1.mediaType())
                        .expect(200)
                        .bytes())
                .getFirst();
        assertThat(stub.attributes()).isEmpty();
        assertThat(stub.maintenance().naming().names().in("fr")).contains("Qualité du flux");
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingWhenItsOwnAnswerIsPostedBack(MetadataFormat format) {
        byte[] answer =
                server.get(ADDRESS, "Accept", format.mediaType()).expect(200).bytes();
        Exchange.Answer report = server.post("/sdmx/v2/metadata", format.mediaType(), answer);
        if (format == MetadataFormat.ML_2_1_GENERIC
                || format == MetadataFormat.ML_2_1_SS
                || format == MetadataFormat.JSON_1_0) {
            // 2.1 has no agency, so the sender is taken for the provider: another metadata set.
            assertThat(report.expect(201).text()).contains("MetadataSet=SOJOURN:QUALITY(1.0)");
            server.delete("/sdmx/v2/metadata/metadataset/SOJOURN/QUALITY/1.0").expect(200);
        } else {
            assertThat(report.expect(200).json().path("outcome").asText())
                    .as(report.text())
                    .isEqualTo("unchanged");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<md:Value>F</md:Value> | <md:Value>X</md:Value> | unknown-code",
                "<md:Value>F</md:Value> | <md:Value>M</md:Value> | constrained-value",
                "id=\"COVERAGE\" | id=\"COVERAG\" | unknown-attribute",
                "id=\"COVERAGE\" | id=\"REMARK\" | missing-attribute",
                "id=\"REMARK\" | id=\"COVERAGE\" | too-many-attributes",
                "Dataflow=TEST:DF(1.0.0) | Dataflow=TEST:DF_OTHER(1.0.0) | target-not-allowed",
                "MetadataProvisionAgreement=TEST:MPA | MetadataProvisionAgreement=TEST:NONE | unknown-metadataflow"
            })
    void isRefusedWithTheProblemWhereItBreaksItsStructure(String from, String to, String rule) {
        Exchange.Answer refused = post(POSTED.replace(from, to));
        assertThat(refused.expect(422).text()).contains("\"" + rule + "\"");
        assertThat(refused.json().path("problems").path(0).path("path").asText())
                .startsWith("MetadataSet NSO:QUALITY(1.0)");
    }

    @Test
    void isPutAtItsAddressAndDeleted() throws IOException {
        String other = POSTED.replace("id=\"QUALITY\"", "id=\"SECOND\"");
        post(other).expect(201);
        String address = "/sdmx/v2/metadata/metadataset/NSO/SECOND/1.0";
        byte[] changed = other.replace("The office", "Another office").getBytes(StandardCharsets.UTF_8);
        server.put(address, MetadataFormat.ML_3_1.mediaType(), changed).expect(200);
        assertThat(server.get(address).expect(200).text()).contains("Another office");
        server.put(ADDRESS, MetadataFormat.ML_3_1.mediaType(), changed).expect(422);
        server.delete(address).expect(200);
        server.get(address).expect(204);
        server.delete(address).expect(404);
    }

    @Test
    void keepsTheFlowThatItFollows() {
        server.delete("/sdmx/v2/structure/metadataprovisionagreement/TEST/MPA/1.0.0")
                .expect(409);
    }

    @Test
    void staysOutOfStructureAnswers() {
        assertThat(server.get("/sdmx/v2/structure?references=all").expect(200).text())
                .doesNotContain("MetadataSet=NSO");
        server.get("/sdmx/v1/structure").expect(200);
    }
}
