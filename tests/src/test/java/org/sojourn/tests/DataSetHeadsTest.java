package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** What a sender says of a data set in its head comes back in every format that has a place for it. */
class DataSetHeadsTest {

    private static final String QUERY = "/sdmx/v2/data/dataflow/" + Permits.FLOW;
    private static final List<String> PERIODS =
            List.of("2019", "2023-12-31", "2024-05-01T08:00:00Z", "2030-01-01T00:00:00Z", "2024", "2024-Q2");

    @TempDir
    private static Path folder;

    private static Exchange server;

    @BeforeAll
    static void fill() {
        server = Exchange.open(folder);
        server.checkAnswers();
        server.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES).expect(201);
        server.postData(DataFormat.ML_3_1, withHead("PERMITS_A")).expect(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] withHead(String id) {
        return new String(Permits.DATA, StandardCharsets.UTF_8)
                .replace(
                        "ss:action=\"Replace\"",
                        "ss:action=\"Replace\" ss:setID=\"" + id + "\" ss:reportingBeginDate=\"2019\""
                                + " ss:reportingEndDate=\"2023-12-31\" ss:validFromDate=\"2024-05-01T08:00:00Z\""
                                + " ss:validToDate=\"2030-01-01\" ss:publicationYear=\"2024\""
                                + " ss:publicationPeriod=\"2024-Q2\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Exchange.Answer get(String query, DataFormat format) {
        return server.get(query, "Accept", format.mediaType()).expect(200);
    }

    private static String start(Exchange.Answer answer) {
        return answer.text().replace("\\/", "/");
    }

    @ParameterizedTest
    @EnumSource
    void comeBackInWhatHasAPlaceForThemAndAreToldAsLostElsewhere(DataFormat format) {
        Exchange.Answer answer = get(QUERY, format);
        switch (format.family()) {
            case ML -> assertThat(start(answer)).contains("setID=\"PERMITS_A\"").contains(PERIODS);
            case JSON -> {
                assertThat(start(answer)).doesNotContain("PERMITS_A").contains(PERIODS);
                assertThat(answer.header("Warning")).contains("dataset: SDMX-JSON carries no set id");
            }
            case CSV -> {
                assertThat(start(answer)).doesNotContain("PERMITS_A", "2024-Q2");
                assertThat(answer.header("Warning")).contains("dataset: SDMX-CSV carries no set id");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void postedBackUnchangedChangeNothing(DataFormat format) {
        String values = QUERY + "?measures=OBS_VALUE&attributes=REMARK,BREAK,UNIT_MULT,AREA_NOTE,LICENCE";
        for (String query : List.of(values, values + "&includeHistory=true", values + "&c[REASON]=WORK")) {
            Exchange.Answer answer = get(query, format);
            if (format == DataFormat.CSV_1_0 && query.contains("History")) {
                continue; // which has no deletions
            }
            JsonNode report =
                    server.postData(format, answer.bytes()).expect(200).json();
            assertThat(report.path("outcome").asText()).as(query + report).isEqualTo("unchanged");
            Exchange.Answer again = get(query, format);
            assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
            assertThat(again.text()).isEqualTo(answer.text());
        }
    }

    @Test
    void changesOfTheHeadAloneReachAReplica(@TempDir Path other, @TempDir Path third) throws InterruptedException {
        try (Exchange source = Exchange.open(other);
                Exchange replica = Exchange.open(third)) {
            source.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES).expect(201);
            replica.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES).expect(201);
            String before = source.postData(DataFormat.ML_3_1, withHead("FIRST"))
                    .expect(200)
                    .json()
                    .path("committed")
                    .asText();
            Exchange.Answer whole = source.get(QUERY, "Accept", DataFormat.ML_3_1.mediaType());
            replica.postData(DataFormat.ML_3_1, whole.bytes()).expect(200);
            JsonNode changed = source.postData(DataFormat.ML_3_1, withHead("SECOND"))
                    .expect(200)
                    .json();
            assertThat(changed.path("outcome").asText()).isEqualTo("stored");
            assertThat(changed.at("/datasets/0/head/updated").asLong()).isEqualTo(1);
            Exchange.Answer now = source.get(QUERY, "Accept", DataFormat.ML_3_1.mediaType());
            assertThat(now.header("ETag")).isNotEqualTo(whole.header("ETag"));
            Exchange.Answer news = source.get(
                            QUERY + "?updatedAfter=" + before, "Accept", DataFormat.ML_3_1.mediaType())
                    .expect(200);
            assertThat(news.text()).contains("setID=\"SECOND\"").doesNotContain("<Obs", "<Series");
            replica.postData(DataFormat.ML_3_1, news.bytes()).expect(200);
            assertThat(replica.get(QUERY, "Accept", DataFormat.ML_3_1.mediaType())
                            .text())
                    .contains("setID=\"SECOND\"");
            assertThat(source.get(QUERY + "?asOf=" + before, "Accept", DataFormat.ML_3_1.mediaType())
                            .text())
                    .contains("setID=\"FIRST\"");
            String later = changed.path("committed").asText();
            source.get(QUERY + "?updatedAfter=" + later, "Accept", DataFormat.ML_3_1.mediaType())
                    .expect(204);
        }
    }
}
