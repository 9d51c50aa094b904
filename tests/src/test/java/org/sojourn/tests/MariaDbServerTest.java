package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Main;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.tests.Client.Answer;

/** The whole server on a MariaDB, alone and two on one. */
class MariaDbServerTest {
    private static final String HEADER = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,AREA,TIME_PERIOD,OBS_VALUE,STATUS,NOTE\n";
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final Loads loads = new Loads();
    private String url;

    @BeforeEach
    void emptyDatabase() {
        url = MariaDb.shared().freshDatabase();
    }

    /** A server with a data directory of that name, and so a node of its own. */
    private Sojourn node(String name) {
        Map<String, String> settings = new HashMap<>(MariaDb.shared().settings(url));
        settings.putAll(
                Map.of("port", "0", "open", "true", "data", folder.resolve(name).toString()));
        return Sojourn.start(ServerConfig.read(settings, Map.of()));
    }

    private static String row(String flow, String area, int year, String value) {
        return "dataflow,CRASH:" + flow + "(1.0.0),M,A," + area + "," + year + "," + value + ",,\n";
    }

    private static int upload(Client client, String rows) throws IOException, InterruptedException {
        return client.post("/sdmx/v2/data", Loads.UPLOAD_TYPE, HEADER + rows).status();
    }

    /** Asks until the answer is right: another node looks once a second. */
    private static void awaitHeld(Client client, Loads.State expected) throws Exception {
        long began = System.nanoTime();
        while (!Loads.held(client).equals(expected)) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                assertThat(Loads.held(client)).isEqualTo(expected);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        url, MariaDb.shared().user(), MariaDb.shared().password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void takesTheShippedStructuresAndAnswersThemThroughBothInterfaces() throws Exception {
        Path structures = Path.of(System.getProperty("sojourn.root", ".."))
                .resolve("dsd/src/main/resources/org/sojourn/dsd/structures");
        try (Sojourn server = node("one");
                Client client = new Client(server.uri())) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int code = Main.run(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    "load",
                    "--server=" + server.uri(),
                    structures.toString());
            assertThat(code).as(out + "\n" + err).isZero();
            for (String type : List.of("dataflow", "datastructure", "codelist", "conceptscheme")) {
                Answer v1 = client.get(
                        "/sdmx/v1/" + type + "/MIG?detail=allstubs", "application/vnd.sdmx.structure+xml;version=2.1");
                Answer v2 = client.get(
                        "/sdmx/v2/structure/" + type + "/MIG/*/*?detail=allstubs",
                        "application/vnd.sdmx.structure+xml;version=3.0.0");
                assertThat(v1.status()).isEqualTo(200);
                assertThat(v2.status()).isEqualTo(200);
                assertThat(urns(v1.body())).isNotEmpty().isEqualTo(urns(v2.body()));
            }
        }
    }

    private static List<String> urns(String message) {
        return java.util.regex.Pattern.compile("urn=\"([^\"]+)\"")
                .matcher(message)
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
    }

    @Test
    void answersTheSameAfterARestart() throws Exception {
        Set<Answer> before;
        try (Sojourn server = node("one");
                Client client = new Client(server.uri())) {
            Loads.sendStructures(client);
            for (int i = 1; i <= loads.count(); i++) {
                assertThat(loads.send(client, i).status()).isEqualTo(200);
                assertThat(Loads.held(client)).isEqualTo(loads.after(i));
            }
            before = Loads.answers(client);
        }
        try (Sojourn server = node("one");
                Client client = new Client(server.uri())) {
            assertThat(Loads.answers(client)).isEqualTo(before);
        }
    }

    @Test
    void showsWhatAnotherNodeHasCommittedInTheSameBytes() throws Exception {
        try (Sojourn one = node("one");
                Sojourn two = node("two");
                Client first = new Client(one.uri());
                Client second = new Client(two.uri())) {
            Loads.sendStructures(first);
            assertThat(loads.send(first, 1).status()).isEqualTo(200);
            awaitHeld(second, loads.after(1));
            for (int i = 2; i <= loads.count(); i++) {
                // Turn by turn: each writes on top of what it may not have seen yet.
                assertThat(loads.send(i % 2 == 0 ? second : first, i).status()).isEqualTo(200);
            }
            awaitHeld(first, loads.after(loads.count()));
            awaitHeld(second, loads.after(loads.count()));
            assertThat(Loads.answers(first)).isEqualTo(Loads.answers(second));
        }
    }

    @Test
    void doesNotSweepAwayALoadThatAnotherNodeIsReceiving() throws Exception {
        try (Sojourn one = node("one");
                Client client = new Client(one.uri());
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                PipedOutputStream body = new PipedOutputStream();
                PipedInputStream sent = new PipedInputStream(body, 1 << 20)) {
            Loads.sendStructures(client);
            CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                    HttpRequest.newBuilder(one.uri().resolve("/sdmx/v2/data"))
                            .header("Content-Type", Loads.UPLOAD_TYPE)
                            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> sent))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            SortedMap<String, String> expected = new TreeMap<>();
            send(body, HEADER);
            for (int year = 2000; year < 2002; year++) { // series that come again let those before them be written
                for (int i = 0; i < 3_000; i++) {
                    send(body, row(Loads.FLOW_A, "X" + i, year, Integer.toString(i)));
                    expected.put("X" + i + "." + year, i + ",,");
                }
            }
            body.flush();
            long began = System.nanoTime();
            while (count("select count(*) from series") == 0) {
                assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
                TimeUnit.MILLISECONDS.sleep(20);
            }
            node("two").close();
            send(body, row(Loads.FLOW_A, "LAST", 2000, "1"));
            expected.put("LAST.2000", "1,,");
            body.close();
            assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            assertThat(Loads.held(client).a()).isEqualTo(expected);
        }
    }

    private static void send(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesUploadsFromSeveralSidesAtOnce() throws Exception {
        int each = 8;
        try (Sojourn one = node("one");
                Sojourn two = node("two");
                Client first = new Client(one.uri());
                Client second = new Client(two.uri());
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Loads.sendStructures(first);
            awaitStructures(second);
            SortedMap<String, String> a = new TreeMap<>();
            SortedMap<String, String> b = new TreeMap<>();
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                String value = Integer.toString(i);
                // Two to the same flow through one node, one through the other, and one to another flow.
                tasks.add(put(first, Loads.FLOW_A, "P" + i, value, a));
                tasks.add(put(first, Loads.FLOW_A, "Q" + i, value, a));
                tasks.add(put(second, Loads.FLOW_A, "R" + i, value, a));
                tasks.add(put(second, Loads.FLOW_B, "S" + i, value, b));
            }
            for (Future<Integer> status : senders.invokeAll(tasks)) {
                assertThat(status.get()).isEqualTo(200);
            }
            awaitHeld(first, new Loads.State(a, b));
            awaitHeld(second, new Loads.State(a, b));
        }
    }

    private static Callable<Integer> put(
            Client client, String flow, String area, String value, SortedMap<String, String> expected) {
        expected.put(area + ".2000", value + ",,");
        return () -> upload(client, row(flow, area, 2000, value));
    }

    private static void awaitStructures(Client client) throws Exception {
        long began = System.nanoTime();
        while (client.get("/sdmx/v1/dataflow/CRASH/DF_B", "*/*").status() != 200) {
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Each node knows its own commits at once and the other's a moment later: when they agree, both know the newest. */
    private static void awaitSame(Client first, Client second) throws Exception {
        long began = System.nanoTime();
        Loads.State held = Loads.held(first);
        while (!held.a().containsKey("FR.2000") || !held.equals(Loads.held(second))) {
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            TimeUnit.MILLISECONDS.sleep(50);
            held = Loads.held(first);
        }
    }

    @Test
    void acknowledgesOnlyWhatItKeepsWhenAllWriteTheSameObservation() throws Exception {
        int each = 6;
        try (Sojourn one = node("one");
                Sojourn two = node("two");
                Client first = new Client(one.uri());
                Client second = new Client(two.uri());
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Loads.sendStructures(first);
            awaitStructures(second);
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 2 * each; i++) {
                Client client = i % 2 == 0 ? first : second;
                String rows = row(Loads.FLOW_A, "FR", 2000, Integer.toString(i))
                        + row(Loads.FLOW_B, "FR", 2000, Integer.toString(i));
                tasks.add(() -> upload(client, rows));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : senders.invokeAll(tasks)) {
                statuses.add(status.get());
            }
            assertThat(statuses).isSubsetOf(200, 409).contains(200);
            long commits = count("select count(*) from commits") - 1;
            assertThat(commits)
                    .isEqualTo(statuses.stream().filter(s -> s == 200).count());
            awaitSame(first, second);
            String kept = String.valueOf(Loads.held(first).a().get("FR.2000"));
            int winner = Integer.parseInt(kept.substring(0, kept.indexOf(',')));
            assertThat(statuses.get(winner)).isEqualTo(200);
            assertThat(Loads.held(first).b()).as("one message is one whole").containsEntry("FR.2000", kept);
        }
    }
}
