package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.StructureFormat;

/** What people find by typing words, in their language and with slips of the pen. */
class SearchContractTest {

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = SampleServer.get();
    }

    private static JsonNode search(Exchange exchange, String words, String more) {
        return exchange.get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more)
                .expect(200)
                .json();
    }

    private static List<String> found(Exchange exchange, String words, String more) {
        List<String> found = new ArrayList<>();
        search(exchange, words, more)
                .path("results")
                .forEach(one -> found.add(
                        one.path("type").asText() + " " + one.path("id").asText()
                                + (one.has("item") ? "." + one.path("item").asText() : "")));
        return found;
    }

    private static List<String> found(String words, String more) {
        return found(server, words, more);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bilateral migrant stock   | dataflow DF_STK_BIL
            migrants stocks bilateral | dataflow DF_STK_BIL
            bilatral migrnat          | dataflow DF_STK_BIL
            DF_STK_BIL                | dataflow DF_STK_BIL
            df_stk                    | dataflow DF_STK_BIL
            titres de séjour          | dataflow DF_PERMITS
            titre sejour              | dataflow DF_PERMITS
            permit                    | dataflow DF_PERMITS
            DSD_MIG_STK               | datastructure DSD_MIG_STK
            """)
    void findsWhatIsMeant(String words, String first) {
        assertThat(found(words, "")).first().isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"France", "francia", "Frnace", "MIG FR"})
    void findsCodes(String words) {
        assertThat(found(words, "&type=code")).contains("code CL_AREA.FR");
    }

    @Test
    void countsByFacetAndNarrows() {
        JsonNode all = search(server, "", "&limit=0");
        int total = all.path("total").asInt();
        assertThat(total).isGreaterThan(1000);
        JsonNode types = all.at("/facets/type");
        int sum = 0;
        for (JsonNode type : types) {
            sum += type.path("count").asInt();
            assertThat(search(server, "", "&limit=0&type=" + type.path("id").asText())
                            .path("total")
                            .asInt())
                    .isEqualTo(type.path("count").asInt());
        }
        assertThat(sum).isEqualTo(total);
        JsonNode narrowed = search(server, "", "&type=dataflow&agency=NSO");
        assertThat(narrowed.path("total").asInt()).isEqualTo(1);
        assertThat(narrowed.at("/facets/agency").size()).isGreaterThan(1); // the others could still be chosen
        assertThat(narrowed.at("/facets/type").size()).isLessThan(types.size());
    }

    @Test
    void narrowsByAreaFrequencyAndPeriod() {
        assertThat(found("", "&area=IT")).containsExactly("dataflow DF_PERMITS");
        assertThat(found("", "&area=ES")).containsExactly("dataflow DF_STK_BIL");
        assertThat(found("", "&freq=M")).containsExactly("dataflow DF_PERMITS");
        assertThat(found("", "&to=2000")).containsExactly("dataflow DF_STK_BIL");
        assertThat(found("", "&from=2019&type=dataflow")).contains("dataflow DF_STK_BIL", "dataflow DF_PERMITS");
        JsonNode facets = search(server, "", "&type=dataflow").path("facets");
        assertThat(facets.at("/period/from").asInt()).isEqualTo(1990);
        assertThat(facets.at("/period/to").asInt()).isEqualTo(2024);
        assertThat(facets.path("area").findValuesAsText("name")).contains("France");
        assertThat(facets.path("freq").findValuesAsText("id")).contains("A", "Q", "M");
    }

    @Test
    void narrowsByTopic() {
        JsonNode topics = search(server, "", "&type=dataflow&lang=en").at("/facets/topic");
        assertThat(topics.size()).isPositive();
        JsonNode topic = topics.get(0);
        assertThat(topic.path("name").asText()).isNotEqualTo(topic.path("id").asText());
        assertThat(search(server, "", "&type=dataflow&topic=" + topic.path("id").asText())
                        .path("total")
                        .asInt())
                .isEqualTo(topic.path("count").asInt());
    }

    @Test
    void answersInTheLanguageOfTheCaller() {
        assertThat(search(server, "DF_PERMITS", "&lang=fr")
                        .at("/results/0/name")
                        .asText())
                .isEqualTo("Titres de séjour");
        assertThat(server.get("/api/search?q=DF_PERMITS", "Accept-Language", "fr")
                        .json()
                        .at("/results/0/name")
                        .asText())
                .isEqualTo("Titres de séjour");
    }

    @Test
    void looksForSomeOfTheWordsWhereNothingHasThemAll() {
        JsonNode loose = search(server, "residence permits zzzzqqqq", "");
        assertThat(loose.path("loose").asBoolean()).isTrue();
        assertThat(loose.at("/results/0/id").asText()).isEqualTo("DF_PERMITS");
        assertThat(search(server, "qqqqzzzzxx", "").path("total").asInt()).isZero();
        assertThat(search(server, "!!! ???", "").path("total").asInt()).isZero();
    }

    @Test
    void suggestsWhileOneTypes() {
        for (String typed : List.of("migr", "bilateral mi", "Migrnat")) {
            JsonNode suggestions = server.get(
                            "/api/search/suggest?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                    .expect(200)
                    .json()
                    .path("suggestions");
            assertThat(suggestions.size()).as(typed).isBetween(1, 8);
            assertThat(suggestions.get(0).path("name").asText().toLowerCase(java.util.Locale.ROOT))
                    .contains("migr");
        }
        assertThat(server.get("/api/search/suggest?q=")
                        .json()
                        .path("suggestions")
                        .size())
                .isZero();
    }

    @Test
    void givesPagesAndRefusesWhatIsNoNumber() {
        List<String> first = found("", "&limit=3");
        List<String> second = found("", "&limit=3&offset=3");
        assertThat(first).hasSize(3).doesNotContainAnyElementsOf(second);
        server.get("/api/search?limit=many").expect(400);
        server.get("/api/search?limit=1000").expect(400);
        server.get("/api/search?from=soon").expect(400);
    }

    @Test
    void followsTheStoreAtOnce(@TempDir Path data) {
        try (Exchange own = Exchange.open(data)) {
            assertThat(found(own, "", "")).isEmpty();
            own.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES);
            assertThat(found(own, "residence permits", "")).first().isEqualTo("dataflow DF_PERMITS");
            assertThat(found(own, "", "&area=IT")).isEmpty();
            own.postData(org.sojourn.format.DataFormat.ML_3_1, Permits.DATA).expect(200);
            assertThat(found(own, "", "&area=IT")).containsExactly("dataflow DF_PERMITS");
            own.post("/sdmx/v2/structure", StructureFormat.JSON_2_1.mediaType(), codes())
                    .expect(201);
            for (String words : List.of(
                    "المغرب", "مغرب", "Марокко", "марокканский", "摩洛哥", "摩洛", "Maroc", "marruecos", "Morroco")) {
                assertThat(found(own, words, "")).as(words).contains("code CL_LANDS.MAR");
            }
            assertThat(found(own, "Aland", "")).contains("code CL_LANDS.ALA");
            assertThat(found(own, "الجزائر", "")).doesNotContain("code CL_LANDS.MAR");
        }
    }

    private static byte[] codes() {
        return ("{\"meta\":{\"schema\":\"https://json.sdmx.org/2.1/sdmx-json-structure-schema.json\",\"id\":\"C\",\"test\":false,"
                        + "\"prepared\":\"2026-01-01T00:00:00Z\",\"sender\":{\"id\":\"NSO\"}},\"data\":{\"codelists\":[{\"id\":\"CL_LANDS\","
                        + "\"agencyID\":\"NSO\",\"version\":\"1.0.0\",\"name\":\"Lands\",\"names\":{\"en\":\"Lands\"},\"codes\":["
                        + "{\"id\":\"MAR\",\"name\":\"Morocco\",\"names\":{\"en\":\"Morocco\",\"fr\":\"Maroc\",\"es\":\"Marruecos\","
                        + "\"ar\":\"المغرب\",\"ru\":\"Марокко, марокканские\",\"zh\":\"摩洛哥\"}},"
                        + "{\"id\":\"ALA\",\"name\":\"Åland Islands\",\"names\":{\"en\":\"Åland Islands\"}}]}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
