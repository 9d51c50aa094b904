package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.rules.Problems;

/** What is uploaded comes back equal, observation by observation, in every data format of both generations. */
class RoundTripTest {

    /** REST 1.5, representations of data. */
    private static final List<DataFormat> OF_V1 = List.of(
            DataFormat.ML_2_1_GENERIC,
            DataFormat.ML_2_1_SS,
            DataFormat.ML_2_1_GENERIC_TS,
            DataFormat.ML_2_1_SS_TS,
            DataFormat.JSON_1_0,
            DataFormat.CSV_1_0);

    @TempDir
    private static Path folder;

    private static Exchange server;
    private static SeriesTexts sent;

    /** An empty server that holds only the structures, then all figures of UN DESA in one request. */
    @BeforeAll
    static void uploadEverything() throws Exception {
        server = Exchange.open(folder.resolve("data"));
        server.postStructures(StructureFormat.ML_3_1, Demo.structures(StructureFormat.ML_3_1))
                .expect(201);
        Path file = folder.resolve("stocks.xml");
        try (OutputStream out = Files.newOutputStream(file)) {
            Demo.stocks()
                    .transferTo(
                            DataMessages.writer(DataFormat.ML_2_1_SS, out, DataWriterOptions.DEFAULT, new Problems()));
        }
        Exchange.Answer answer = server.post("/sdmx/v2/data", DataFormat.ML_2_1_SS.mediaType(), file)
                .expect(200);
        assertThat(answer.json().at("/datasets/0/observations/inserted").asLong())
                .isEqualTo(257_673);
        sent = SeriesTexts.of(Demo.stocks());
        Permits.upload(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Stream<Arguments> everyFormatOfBothGenerations() {
        return Stream.concat(
                OF_V1.stream().map(f -> Arguments.of("v1", f)),
                Arrays.stream(DataFormat.values()).map(f -> Arguments.of("v2", f)));
    }

    private static String path(String api, String flow) {
        return api.equals("v1") ? "/sdmx/v1/data/" + flow.replace('/', ',') : "/sdmx/v2/data/dataflow/" + flow;
    }

    @ParameterizedTest
    @MethodSource("everyFormatOfBothGenerations")
    void givesAllMigrantStocksBack(String api, DataFormat format) throws Exception {
        Problems problems = new Problems();
        try (InputStream answer =
                new BufferedInputStream(server.stream(path(api, Demo.FLOW), format.mediaType()), 1 << 16)) {
            SeriesTexts back =
                    SeriesTexts.of(DataMessages.reader(answer, Optional.of(format), Demo.CATALOGUE, problems));
            assertThat(problems.list()).isEmpty();
            assertThat(back.datasets()).isEqualTo(1);
            assertThat(back.observations()).isEqualTo(257_673);
            assertThat(sent.differences(back)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyFormatOfBothGenerations")
    void givesTextsMissingValuesAndAttributesOfEveryLevelBack(String api, DataFormat format) throws Exception {
        CanonicalData original = Permits.read(Permits.DATA);
        byte[] answer = server.get(path(api, Permits.FLOW), "Accept", format.mediaType())
                .expect(200)
                .bytes();
        CanonicalData back = Permits.read(answer);
        assertThat(back.observations()).isEqualTo(13);
        assertThat(back.lines(Permits.kept(format))).isEqualTo(original.lines(Permits.kept(format)));
    }

    @Test
    void keepsTheTextOfEveryValue() {
        String csv = server.get(path("v2", Permits.FLOW), "Accept", DataFormat.CSV_2_1.mediaType())
                .text();
        for (String value : List.of(
                "1.50",
                "-0",
                "1E5",
                "NaN",
                "0.1e-3",
                "007.10",
                "+3",
                ".5",
                "5.",
                "99999.000",
                "123456789012345678901234567890.123456789")) {
            assertThat(csv).contains("," + value + ",");
        }
    }

    @Test
    void answersTheSameAfterARestart() {
        String path = path("v2", Permits.FLOW);
        Exchange.Answer before = server.get(path);
        server.close();
        server = Exchange.open(folder.resolve("data"));
        Exchange.Answer after = server.get(path).expect(200);
        assertThat(after.text()).isEqualTo(before.text());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    }
}
