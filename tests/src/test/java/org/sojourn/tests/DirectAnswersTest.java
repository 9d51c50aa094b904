package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.format.DataFormat;

/** Plain requests for data are answered in front of the resources, and from memory: nobody may be able to tell. */
class DirectAnswersTest {

    /** Credentials play no part in reading; but a request that has some is left to the resources. */
    private static final String[] BY_THE_RESOURCES = {"Authorization", "Bearer nobody"};

    private static final String V2 = "/sdmx/v2/data/dataflow/" + Demo.FLOW;
    private static final String V1 = "/sdmx/v1/data/MIG,DF_STK_BIL";

    private static final String SMALL = "/sdmx/v1/data/DF_A/A.FR";

    @TempDir
    private Path folder;

    static Stream<String> targets() {
        String series = SampleServer.SERIES;
        return Stream.of(
                V2 + "/" + series,
                V2 + "/" + series + "?lastNObservations=2",
                V2 + "/" + series + "?c[TIME_PERIOD]=ge:2005&attributes=none",
                V2 + "/" + series + "?unknown=1",
                V2 + "/" + series + "?asOf=2100-01-01",
                V2 + "/" + series + "?includeHistory=true",
                V2 + "/" + series + "?preview=true",
                V2 + "/" + series + "?format=xlsx",
                V2 + "/" + series + "?format=csv&labels=both&lang=fr",
                V2 + "/A.FR.*.DE?offset=3&limit=40",
                V2 + "/A.FR.STK_MIG.DE,A.ES.STK_MIG.TN",
                V2 + "/A.FR.*.DE%2CA.ES.*.DE",
                V2 + "/NONE",
                V2 + "/A.B.C.D.E.F.G.H.I.J.K",
                V2 + "/" + series + "?c[NONE]=1",
                "/sdmx/v2/data/*/*/*/*/" + series,
                "/sdmx/v2/data/dataflow/MIG/NONE/1.0.0",
                V1 + "/" + series,
                V1 + "/A.FR+ES..DE......?startPeriod=2010&detail=dataonly",
                V1 + "/NONE");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void answersAsTheResourcesDoTheFirstTimeAndTheNext(String target) {
        Exchange server = SampleServer.get();
        for (String accept : List.of(
                "",
                DataFormat.CSV_2_0.mediaType(),
                DataFormat.JSON_1_0.mediaType(),
                DataFormat.ML_2_1_SS.mediaType(),
                "text/html",
                "broken/")) {
            for (String encoding : List.of("", "gzip", "gzip;q=0.5, zstd")) {
                List<String> headers = new ArrayList<>();
                if (!accept.isEmpty()) {
                    headers.addAll(List.of("Accept", accept));
                }
                if (!encoding.isEmpty()) {
                    headers.addAll(List.of("Accept-Encoding", encoding));
                }
                Exchange.Answer expected = get(server, target, headers, BY_THE_RESOURCES);
                for (int i = 0; i < 2; i++) {
                    Exchange.Answer answer = get(server, target, headers);
                    assertThat(answer.status()).as(target + headers).isEqualTo(expected.status());
                    assertThat(head(answer)).as(target + headers).isEqualTo(head(expected));
                    // An error tells when it was written, and a workbook as well.
                    if (expected.status() < 400 && !target.endsWith("xlsx")) {
                        assertThat(answer.bytes()).as(target + headers).isEqualTo(expected.bytes());
                    }
                }
            }
        }
    }

    private static Exchange.Answer get(Exchange server, String target, List<String> headers, String... more) {
        return server.get(
                target, Stream.concat(headers.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    /** Without what tells of the moment, and of how the length is told. */
    private static Map<String, String> head(Exchange.Answer answer) {
        Map<String, String> head = new TreeMap<>(answer.headers());
        head.keySet().removeAll(List.of("date", "content-length", "transfer-encoding", ":status"));
        return head;
    }

    @Test
    void tellsWhoHasTheStateAlready() {
        Exchange server = SampleServer.get();
        String target = V2 + "/" + SampleServer.SERIES;
        Exchange.Answer whole = server.get(target).expect(200);
        Exchange.Answer again =
                server.get(target, "If-None-Match", whole.header("ETag")).expect(304);
        assertThat(again.bytes()).isEmpty();
        Exchange.Answer slow = get(server, target, List.of("If-None-Match", whole.header("ETag")), BY_THE_RESOURCES)
                .expect(304);
        assertThat(head(again)).isEqualTo(head(slow));
        server.get(target, "If-None-Match", "\"other\"").expect(200);
        server.get(target, "If-None-Match", "\"other\", " + whole.header("ETag"))
                .expect(304);
        server.get(target, "If-None-Match", "*").expect(304);
        server.get(target, "If-Match", "\"other\"").expect(412);
    }

    @Test
    void remembersNothingWhereItIsToldTo() throws Exception {
        try (Exchange server = started("0")) {
            for (int i = 0; i < 3; i++) {
                server.get(SMALL).expect(200);
            }
            assertThat(metric(server, "sojourn_answers_memory_hits_total")).isZero();
            assertThat(metric(server, "sojourn_answers_memory_bytes")).isZero();
        }
    }

    @Test
    void staysWithinItsBytes() throws Exception {
        try (Exchange server = started("64k")) {
            for (int i = 0; i < 200; i++) {
                server.get(SMALL + "?ignored=" + i, "Accept", "text/csv").expect(200);
            }
            assertThat(metric(server, "sojourn_answers_memory_stores_total")).isGreaterThan(100);
            assertThat(metric(server, "sojourn_answers_memory_bytes")).isBetween(1.0, 64.0 * 1024);
            server.get(SMALL + "?ignored=199", "Accept", "text/csv").expect(200);
            assertThat(metric(server, "sojourn_answers_memory_hits_total")).isEqualTo(1);
        }
    }

    private Exchange started(String memory) throws Exception {
        Exchange server = Exchange.start(folder, "answer-memory", memory, "open", "true");
        try (Client client = new Client(URI.create("http://127.0.0.1:" + server.port()))) {
            Loads.sendStructures(client);
            store(client, 1);
        }
        return server;
    }

    private static double metric(Exchange server, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$")
                .matcher(server.get("/metrics").expect(200).text());
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }

    /** What a reader asks for after an upload was answered has the figures of that upload or of a later one. */
    @Test
    void givesNoAnswerOlderThanTheLastUploadThatWasAnswered() throws Exception {
        int rounds = 60;
        int readers = 4;
        try (Sojourn server = Sojourn.start(
                        ServerConfig.read(Map.of("port", "0", "data", folder.toString(), "open", "true"), Map.of()));
                Client client = new Client(server.uri());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Loads.sendStructures(client);
            store(client, 0);
            AtomicInteger answered = new AtomicInteger();
            List<Callable<Integer>> tasks = new ArrayList<>();
            tasks.add(() -> {
                try {
                    for (int round = 1; round <= rounds; round++) {
                        store(client, round);
                        answered.set(round);
                        assertThat(seen(client)).isEqualTo(round);
                    }
                } finally {
                    answered.set(rounds);
                }
                return rounds;
            });
            for (int reader = 0; reader < readers; reader++) {
                tasks.add(() -> {
                    int answers = 0;
                    for (int last = 0; last < rounds; answers++) {
                        int before = answered.get();
                        int now = seen(client);
                        assertThat(now).isGreaterThanOrEqualTo(before);
                        last = now;
                    }
                    return answers;
                });
            }
            int answers = 0;
            for (Future<Integer> each : threads.invokeAll(tasks)) {
                answers += each.get();
            }
            assertThat(answers).isGreaterThanOrEqualTo(rounds);
        }
    }

    private static void store(Client client, int round) throws Exception {
        Client.Answer stored = client.post(
                "/sdmx/v2/data",
                Loads.UPLOAD_TYPE,
                "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,AREA,TIME_PERIOD,OBS_VALUE,STATUS,NOTE\n"
                        + "dataflow,CRASH:DF_A(1.0.0),M,A,FR,2000," + round + ",,\n");
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
    }

    private static int seen(Client client) throws Exception {
        Client.Answer answer = client.get(SMALL, Loads.CSV);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Matcher value = Pattern.compile("A,FR,2000,(\\d+)").matcher(answer.body());
        assertThat(value.find()).as(answer.body()).isTrue();
        return Integer.parseInt(value.group(1));
    }
}
