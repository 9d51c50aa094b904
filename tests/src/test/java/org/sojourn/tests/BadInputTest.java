package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sojourn.format.DataFormat.CSV_2_1;
import static org.sojourn.format.DataFormat.JSON_2_1;
import static org.sojourn.format.DataFormat.ML_3_1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** Whatever is wrong with an upload, the sender is told what and where, and nobody sees anything of it. */
class BadInputTest {

    private static final String HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,REASON,TIME_PERIOD,OBS_VALUE\n";
    private static final String ROW = "dataflow,NSO:DF_PERMITS(1.0.0),M,";
    private static final String XML = new String(Permits.DATA, StandardCharsets.UTF_8);
    private static final String STRUCTURES = new String(Permits.STRUCTURES, StandardCharsets.UTF_8);
    private static final int MAX_BODY = 200_000;

    @TempDir
    private static Path folder;

    private static Exchange server;
    private static String json;
    private static List<String> seenBefore;

    @BeforeAll
    static void start() throws IOException {
        server = Exchange.start(folder, "open", "true", "max-body", String.valueOf(MAX_BODY));
        Permits.upload(server);
        json = server.get("/sdmx/v2/data/dataflow/" + Permits.FLOW, "Accept", JSON_2_1.mediaType())
                .text();
        seenBefore = seen();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Everything that the server shows of data and structures, with the validators. */
    private static List<String> seen() {
        List<String> seen = new ArrayList<>();
        for (String path : List.of(
                "/sdmx/v2/data/*/*/*/*",
                "/sdmx/v1/data/" + Permits.FLOW.replace('/', ','),
                "/sdmx/v2/structure/*/*/*/*",
                "/sdmx/v1/structure/all/all/all")) {
            Exchange.Answer answer = server.get(path).expect(200);
            seen.add(answer.header("ETag") + answer.header("Last-Modified") + answer.text());
        }
        return seen;
    }

    /**
     * An upload that must be refused.
     *
     * @param says what the report must say, all of it
     */
    private record Bad(String name, int status, String path, String contentType, String body, List<String> says) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad data(String name, int status, DataFormat format, String body, String... says) {
        return new Bad(name, status, "/sdmx/v2/data", format.mediaType(), body, List.of(says));
    }

    private static Bad structures(String name, int status, StructureFormat format, String body, String... says) {
        return new Bad(name, status, "/sdmx/v2/structure", format.mediaType(), body, List.of(says));
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static String swap(String text, String old, String fresh) {
        assertThat(text).contains(old);
        return text.replace(old, fresh);
    }

    private static Stream<Bad> unreadable() {
        String structureJson = server.get("/sdmx/v2/structure/*/NSO/*/*").text();
        return Stream.of(
                data("nothing", 400, ML_3_1, "", "empty"),
                data("truncated XML", 400, ML_3_1, half(XML), "line ", "column "),
                data("malformed XML", 400, ML_3_1, swap(XML, "</Series>", "</Serie>"), "line ", "column ", "Series"),
                data("XML with text before it", 400, ML_3_1, "figures: " + XML, "line 1", "STRUCTURE"),
                data("truncated JSON", 400, JSON_2_1, half(json), "line ", "column "),
                data(
                        "malformed JSON",
                        400,
                        JSON_2_1,
                        swap(json, "\"dataSets\":[", "\"dataSets\":[,"),
                        "line ",
                        "column "),
                data("CSV with an open quote", 400, CSV_2_1, HEAD + ROW + "A,FR,WORK,2030,\"1\n", "line 2"),
                data("CSV without a header", 400, CSV_2_1, ROW + "A,FR,WORK,2030,1\n", "line 1", "STRUCTURE"),
                data(
                        "a DTD",
                        400,
                        ML_3_1,
                        swap(
                                XML,
                                "<mes:StructureSpecificData ",
                                "<!DOCTYPE x [<!ENTITY a \"b\">]><mes:StructureSpecificData "),
                        "document type"),
                data(
                        "an external entity",
                        400,
                        ML_3_1,
                        swap(
                                XML,
                                "<mes:StructureSpecificData ",
                                "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><mes:StructureSpecificData "),
                        "document type"),
                data("an undeclared entity", 400, ML_3_1, swap(XML, "Census", "&census;"), "line ", "census"),
                data(
                        "a namespace of no version",
                        400,
                        ML_3_1,
                        swap(XML, "v3_1/message", "v9_9/message"),
                        "v9_9/message"),
                data("a structure message as data", 400, ML_3_1, STRUCTURES, "Structure"),
                structures("a data message as structures", 400, StructureFormat.ML_3_1, XML, "StructureSpecificData"),
                structures("truncated structures", 400, StructureFormat.ML_3_1, half(STRUCTURES), "line ", "column "),
                structures(
                        "truncated JSON structures",
                        400,
                        StructureFormat.JSON_2_1,
                        half(structureJson),
                        "line ",
                        "column "),
                structures(
                        "structures with a DTD",
                        400,
                        StructureFormat.ML_3_1,
                        swap(STRUCTURES, "<mes:Structure ", "<!DOCTYPE x [<!ENTITY a \"b\">]><mes:Structure "),
                        "document type"),
                structures(
                        "structures of no version",
                        400,
                        StructureFormat.ML_3_1,
                        swap(STRUCTURES, "v3_1/message", "v9_9/message"),
                        "v9_9/message"),
                structures("structures that are CSV", 400, StructureFormat.ML_3_1, HEAD, "line 1", "neither XML"));
    }

    private static Stream<Bad> wrong() {
        return Stream.of(
                data(
                        "an unknown dataflow",
                        422,
                        CSV_2_1,
                        HEAD.concat("dataflow,NSO:DF_PERMIT(1.0.0),M,A,FR,WORK,2030,1\n"),
                        "NSO:DF_PERMIT(1.0.0)",
                        "NSO:DF_PERMITS"),
                data(
                        "an unknown dataflow in XML",
                        422,
                        ML_3_1,
                        swap(XML, "Dataflow=NSO:DF_PERMITS", "Dataflow=NSO:DF_PERMIT"),
                        "NSO:DF_PERMIT(1.0.0)",
                        "NSO:DF_PERMITS"),
                data(
                        "a code not in its list",
                        422,
                        CSV_2_1,
                        HEAD + ROW + "A,FR,WORK,2030,1\n" + ROW + "A,FRA,WORK,2030,1\n",
                        "\"line\":3",
                        "FRA",
                        "A.FRA.WORK",
                        "CL_AREA",
                        "FR"),
                data(
                        "a code not in its list in XML",
                        422,
                        ML_3_1,
                        swap(XML, "FREQ=\"M\" REF_AREA=\"IT\"", "FREQ=\"M\" REF_AREA=\"ITA\""),
                        "\"line\":37",
                        "\"column\":",
                        "ITA",
                        "M.ITA.STUDY",
                        "CL_AREA",
                        "IT"),
                data(
                        "a code not in its list in JSON",
                        422,
                        JSON_2_1,
                        swap(json, "\"id\":\"IT\"", "\"id\":\"ITA\""),
                        "\"line\":1",
                        "\"column\":",
                        "ITA",
                        "M.ITA.STUDY",
                        "CL_AREA",
                        "IT"),
                data(
                        "a code of an attribute not in its list",
                        422,
                        ML_3_1,
                        swap(XML, "UNIT_MULT=\"3\"", "UNIT_MULT=\"6\""),
                        "\"line\":",
                        "UNIT_MULT",
                        "A.FR.WORK",
                        "CL_MULT"),
                data(
                        "CSV with too many cells",
                        422,
                        CSV_2_1,
                        HEAD + ROW + "A,FR,WORK,2030,1,2,3\n",
                        "\"line\":2",
                        "10 fields",
                        "8 fields"),
                data("CSV truncated in a row", 422, CSV_2_1, HEAD + ROW + "A,FR", "\"line\":2", "ends before REASON"),
                data("a missing column", 422, CSV_2_1, swap(HEAD, "REASON,", "") + ROW + "A,FR,2030,1\n", "REASON"),
                data(
                        "a missing dimension",
                        422,
                        CSV_2_1,
                        HEAD + ROW + "A,FR,,2030,1\n",
                        "\"line\":2",
                        "REASON",
                        "A.FR."),
                data(
                        "a missing dimension in XML",
                        422,
                        ML_3_1,
                        swap(XML, "REF_AREA=\"IT\" REASON=\"STUDY\"", "REF_AREA=\"IT\""),
                        "\"line\":",
                        "REASON",
                        "M.IT."),
                data(
                        "a missing period",
                        422,
                        CSV_2_1,
                        HEAD + ROW + "A,FR,WORK,,1\n",
                        "\"line\":2",
                        "TIME_PERIOD",
                        "A.FR.WORK"),
                data(
                        "a period that is none",
                        422,
                        CSV_2_1,
                        HEAD + ROW + "A,FR,WORK,2030-13,1\n",
                        "\"line\":2",
                        "2030-13",
                        "A.FR.WORK"),
                data(
                        "a duplicate observation",
                        422,
                        CSV_2_1,
                        HEAD + ROW + "A,FR,WORK,2030,1\n" + ROW + "A,FR,WORK,2031,2\n" + ROW + "A,FR,WORK,2030,3\n",
                        "\"line\":4",
                        "A.FR.WORK",
                        "2030"),
                data(
                        "a duplicate observation in XML",
                        422,
                        ML_3_1,
                        swap(XML, "<Obs TIME_PERIOD=\"2019\"", "<Obs TIME_PERIOD=\"2018\""),
                        "\"line\":",
                        "A.FR.WORK",
                        "2018"),
                data(
                        "a value that is no number",
                        422,
                        CSV_2_1,
                        HEAD + ROW + "A,FR,WORK,2030,many\n",
                        "\"line\":2",
                        "many",
                        "A.FR.WORK",
                        "OBS_VALUE",
                        "number"),
                data(
                        "a value that is no number in XML",
                        422,
                        ML_3_1,
                        swap(XML, "OBS_VALUE=\"1E5\"", "OBS_VALUE=\"1,5\""),
                        "\"line\":23",
                        "1,5' at 2020",
                        "A.FR.WORK",
                        "OBS_VALUE",
                        "number"),
                data(
                        "a value that is no number in JSON",
                        422,
                        JSON_2_1,
                        swap(json, "1E5", "\"lots\""),
                        "lots' at 2020",
                        "A.FR.WORK",
                        "OBS_VALUE",
                        "number"),
                data(
                        "an unknown component",
                        422,
                        ML_3_1,
                        swap(XML, "REMARK=\"=1+1\"", "REMARC=\"=1+1\""),
                        "\"line\":",
                        "REMARC",
                        "REMARK"),
                structures(
                        "a reference to nothing",
                        409,
                        StructureFormat.ML_3_1,
                        swap(
                                swap(STRUCTURES, "id=\"DF_PERMITS\"", "id=\"DF_NEW\""),
                                "DataStructure=NSO:DSD_PERMITS",
                                "DataStructure=NSO:DSD_PERMIT"),
                        "DSD_PERMIT(1.0.0)",
                        "DF_NEW"),
                structures(
                        "a stable version with other content",
                        409,
                        StructureFormat.ML_3_1,
                        swap(STRUCTURES, "<str:Code id=\"ES\">", "<str:Code id=\"PT\">"),
                        "CL_AREA",
                        "stable"));
    }

    private static Stream<Bad> all() {
        return Stream.concat(unreadable(), wrong());
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhatIsWrongAndShowsNothingOfIt(Bad bad) {
        Exchange.Answer answer = server.post(
                        bad.path(),
                        bad.contentType(),
                        bad.body().getBytes(StandardCharsets.UTF_8),
                        "Accept",
                        "application/json")
                .expect(bad.status());
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("errors").asInt()).isPositive();
        assertThat(answer.text()).contains(bad.says());
        assertThat(seen()).isEqualTo(seenBefore);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysItInWordsForPeopleToo(Bad bad) {
        Exchange.Answer answer = server.post(
                        bad.path(),
                        bad.contentType(),
                        bad.body().getBytes(StandardCharsets.UTF_8),
                        "Accept",
                        "text/plain")
                .expect(bad.status());
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.text())
                .startsWith("Refused")
                .contains(bad.says().stream()
                        .map(s -> s.replaceAll("\"(line|column)\":", "$1 "))
                        .toList());
    }

    @Test
    void namesTheNearestCodesAndTheList() {
        JsonNode problem = server.postData(
                        CSV_2_1, (HEAD + ROW + "A,FRR,WORK,2030,1\n").getBytes(StandardCharsets.UTF_8))
                .expect(422)
                .json()
                .at("/problems/0");
        assertThat(problem.path("message").asText()).contains("NSO:CL_AREA(1.0.0)");
        assertThat(problem.path("expected").asText()).contains("FR (France)");
        assertThat(problem.path("seriesKey").asText()).startsWith("A.FRR.WORK");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
    }

    @Test
    void storesNothingOfAMessageWhoseLastRowIsWrong() {
        StringBuilder csv = new StringBuilder(HEAD);
        for (int year = 1900; year < 2000; year++) {
            csv.append(ROW).append("A,ES,WORK,").append(year).append(",1\n");
        }
        csv.append(ROW).append("A,ES,WORK,2000,none\n");
        server.postData(CSV_2_1, csv.toString().getBytes(StandardCharsets.UTF_8))
                .expect(422);
        assertThat(seen()).isEqualTo(seenBefore);
    }

    @Test
    void countsEveryErrorAndListsTheFirst() {
        StringBuilder csv = new StringBuilder(HEAD);
        for (int i = 0; i < 2500; i++) {
            csv.append(ROW).append("A,XX,WORK,").append(1000 + i).append(",x\n");
        }
        JsonNode report = server.postData(CSV_2_1, csv.toString().getBytes(StandardCharsets.UTF_8))
                .expect(422)
                .json();
        assertThat(report.path("errors").asInt()).isGreaterThanOrEqualTo(2500);
        assertThat(report.path("problems").size()).isBetween(1, 1000);
    }

    @Test
    void refusesABodyOverTheLimit() throws IOException {
        byte[] large = (XML + " ".repeat(MAX_BODY)).getBytes(StandardCharsets.UTF_8);
        Exchange.Answer answer = server.postData(ML_3_1, large).expect(413);
        assertThat(answer.text()).contains(String.valueOf(MAX_BODY));
        assertThat(seen()).isEqualTo(seenBefore);
    }

    @Test
    void refusesABodyOverTheLimitWhoseLengthIsNotToldBefore() throws IOException {
        byte[] large = (XML + " ".repeat(MAX_BODY)).getBytes(StandardCharsets.UTF_8);
        Exchange.Answer answer = server.send(server.to("/sdmx/v2/data", "Content-Type", ML_3_1.mediaType())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large)))
                .build());
        answer.expect(413);
        assertThat(seen()).isEqualTo(seenBefore);
    }

    @Test
    void refusesASmallBodyThatInflatesToALargeOne() throws IOException {
        byte[] bomb = Exchange.gzip((XML + " ".repeat(20_000_000)).getBytes(StandardCharsets.UTF_8));
        assertThat(bomb.length).isLessThan(MAX_BODY);
        server.post("/sdmx/v2/data", ML_3_1.mediaType(), bomb, "Content-Encoding", "gzip")
                .expect(413);
        assertThat(seen()).isEqualTo(seenBefore);
    }

    @Test
    void refusesGzipThatIsBroken() throws IOException {
        byte[] whole = Exchange.gzip(Permits.DATA);
        for (byte[] broken :
                List.of(Permits.DATA, Arrays.copyOf(whole, whole.length / 2), Arrays.copyOf(whole, whole.length - 3))) {
            Exchange.Answer answer =
                    server.post("/sdmx/v2/data", ML_3_1.mediaType(), broken, "Content-Encoding", "gzip");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        }
        assertThat(seen()).isEqualTo(seenBefore);
    }

    @Test
    void takesABodyThatIsCompressed() throws IOException {
        server.post("/sdmx/v2/data", ML_3_1.mediaType(), Exchange.gzip(Permits.DATA), "Content-Encoding", "gzip")
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/png",
                "application/pdf",
                "application/vnd.sdmx.data+xml;version=9.9.9",
                "application/vnd.sdmx.structure+xml;version=3.1.0"
            })
    void refusesATypeThatItDoesNotRead(String contentType) {
        Exchange.Answer answer =
                server.post("/sdmx/v2/data", contentType, Permits.DATA).expect(415);
        assertThat(answer.json().at("/errors/0/detail").asText())
                .contains("'" + contentType + "'")
                .contains("expected");
        server.post("/sdmx/v2/structure", ML_3_1.mediaType(), Permits.STRUCTURES)
                .expect(415);
        assertThat(server.post("/sdmx/v2/data", "nonsense", Permits.DATA).status())
                .isBetween(400, 415);
        assertThat(seen()).isEqualTo(seenBefore);
    }

    @Test
    void refusesQueriesThatAreNone() {
        for (String path : List.of(
                "/sdmx/v1/data",
                "/sdmx/v1/data/A,B,C,D,E",
                "/sdmx/v1/nothing/all",
                "/sdmx/v2/nothing",
                "/sdmx/v2/data/dataflow/NSO/DF_PERMITS/1.~.3",
                "/sdmx/v2/data/dataflow/NSO/DF_PERMITS?c[TIME_PERIOD]=from:2020",
                "/sdmx/v1/data/DF_PERMITS?firstNObservations=many",
                "/sdmx/v2/structure/nothing",
                "/sdmx/v2/structure/codelist/NSO?references=strangers",
                "/sdmx/v2/structure/codelist/NSO?detail=most")) {
            Exchange.Answer answer = server.get(path);
            assertThat(answer.status()).as(path + " " + answer).isIn(400, 404);
            assertThat(answer.header("Content-Type")).as(path).startsWith("application/vnd.sdmx.structure+");
            assertThat(answer.text()).as(path).isNotEmpty();
        }
    }

    @Test
    void asksForCredentialsUnlessItIsOpen(@TempDir Path other) throws IOException {
        try (Exchange closed = Exchange.start(other)) {
            String type = StructureFormat.ML_3_1.mediaType();
            Exchange.Answer answer =
                    closed.post("/sdmx/v2/structure", type, Permits.STRUCTURES).expect(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.text()).contains("Authorization: Bearer");
            for (String wrong : List.of("Bearer nothing", "Basic !!!", "Digest x", "Bearer", "Basic YTpi")) {
                closed.post("/sdmx/v2/structure", type, Permits.STRUCTURES, "Authorization", wrong)
                        .expect(401);
            }
            closed.post("/sdmx/v2/data", ML_3_1.mediaType(), Permits.DATA).expect(401);
            closed.get("/sdmx/v2/structure/*/*/*/*").expect(204);
            String token = closed.firstToken();
            closed.post("/sdmx/v2/structure", type, Permits.STRUCTURES, "Authorization", "Bearer " + token)
                    .expect(201);
            String basic =
                    java.util.Base64.getEncoder().encodeToString(("admin:" + token).getBytes(StandardCharsets.UTF_8));
            closed.post("/sdmx/v2/data", ML_3_1.mediaType(), Permits.DATA, "Authorization", "Basic " + basic)
                    .expect(200);
            closed.get("/sdmx/v2/data/dataflow/" + Permits.FLOW).expect(200);
        }
    }

    @Test
    void letsNoPageFromElsewhereWriteEvenWhenItIsOpen() {
        Exchange.Answer answer = server.post(
                        "/sdmx/v2/data", ML_3_1.mediaType(), Permits.DATA, "Origin", "http://elsewhere.example")
                .expect(401);
        assertThat(answer.text().toLowerCase(Locale.ROOT)).contains("credentials");
    }
}
