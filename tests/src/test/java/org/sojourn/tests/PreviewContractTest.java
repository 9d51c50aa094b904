package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** How large a data answer is, told before it is fetched. */
class PreviewContractTest {

    private static final String STOCKS = "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.FR";

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = SampleServer.get();
    }

    @ParameterizedTest
    @EnumSource
    void countsTheBytesOfEachFormatExactly(DataFormat format) {
        byte[] whole =
                server.get(STOCKS, "Accept", format.mediaType()).expect(200).bytes();
        JsonNode size = server.get(STOCKS + "?preview=true", "Accept", format.mediaType())
                .expect(200)
                .json();
        assertThat(size.path("bytes").asLong()).isEqualTo(whole.length);
        assertThat(size.path("exact").asBoolean()).isTrue();
        assertThat(size.path("format").asText()).isEqualTo(format.mediaType());
        Exchange.Answer head = server.head(STOCKS, "Accept", format.mediaType()).expect(200);
        assertThat(head.header("Sojourn-Bytes")).isEqualTo(String.valueOf(whole.length));
        assertThat(head.header("Sojourn-Observations"))
                .isEqualTo(size.path("observations").asText());
        assertThat(head.header("Content-Type")).isEqualTo(format.mediaType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STOCKS + "?",
                STOCKS + "?c[TIME_PERIOD]=ge:2010&",
                STOCKS + "?c[OBS_VALUE]=gt:100000&",
                STOCKS + "?lastNObservations=1&",
                STOCKS + "?limit=7&offset=3&",
                "/sdmx/v1/data/DF_PERMITS?",
                "/sdmx/v1/data/DF_STK_BIL/A.FR+ES.......?startPeriod=2020&",
                "/sdmx/v2/data/*/*/*/*?"
            })
    void countsWhatIsSent(String query) {
        JsonNode size = server.get(query + "preview=true").expect(200).json();
        String[] rows = server.get(query, "Accept", DataFormat.CSV_2_1.mediaType() + ";labels=id")
                .expect(200)
                .text()
                .split("\n");
        // The permits also have rows for attributes alone, which are no observations.
        if (query.contains("DF_STK_BIL")) {
            assertThat(size.path("observations").asLong()).isEqualTo(rows.length - 1);
        } else {
            assertThat(size.path("observations").asLong()).isBetween(13L, (long) rows.length);
        }
        assertThat(size.path("series").asLong()).isPositive();
    }

    @Test
    void answersAlsoWhereThereIsNothing() {
        JsonNode size = server.get("/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.ZZ?preview=true")
                .expect(200)
                .json();
        assertThat(size.path("observations").asLong()).isZero();
        server.get("/sdmx/v2/data/dataflow/MIG/NO_SUCH?preview=true").expect(404);
        server.get(STOCKS + "?preview=perhaps").expect(400);
        assertThat(server.get(STOCKS + "?preview=false", "Accept", DataFormat.CSV_1_0.mediaType())
                        .expect(200)
                        .header("Warning"))
                .doesNotContain("ignored parameters");
    }

    @Test
    void estimatesTheBytesOfWhatIsLarge(@TempDir Path folder) throws IOException {
        try (Exchange own = Exchange.open(folder)) {
            own.postStructures(StructureFormat.ML_3_1, Demo.structures(StructureFormat.ML_3_1))
                    .expect(201);
            own.postData(DataFormat.CSV_2_1, Exchange.written(DataFormat.CSV_2_1, Demo.every(2)))
                    .expect(200);
            String path = "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL";
            for (DataFormat format : new DataFormat[] {DataFormat.CSV_2_1, DataFormat.ML_3_1, DataFormat.JSON_2_1}) {
                byte[] whole =
                        own.get(path, "Accept", format.mediaType()).expect(200).bytes();
                JsonNode size = own.get(path + "?preview=true", "Accept", format.mediaType())
                        .expect(200)
                        .json();
                assertThat(size.path("exact").asBoolean()).isFalse();
                assertThat(size.path("observations").asLong()).isGreaterThan(100_000);
                assertThat((double) size.path("bytes").asLong()).isBetween(whole.length * 0.8, whole.length * 1.2);
                assertThat(own.head(path, "Accept", format.mediaType()).header("Sojourn-Bytes-Estimate"))
                        .isEqualTo(size.path("bytes").asText());
            }
        }
    }
}
