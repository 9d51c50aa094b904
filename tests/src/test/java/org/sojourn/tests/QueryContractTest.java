package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataMessages;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.OfficialSchemas;

/** What the parameters of data and structure queries select, in both generations. */
class QueryContractTest {

    private static final String V1 = "/sdmx/v1/data/DF_STK_BIL/";
    private static final String V2 = "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0/";
    private static final String PERMITS = "/sdmx/v2/data/dataflow/" + Permits.FLOW;
    private static final String DE_IN_FR = "A.FR.STK_MIG.DE.....";

    private static Exchange server;
    private static Catalogue catalogue;

    @BeforeAll
    static void start() {
        server = SampleServer.get();
        catalogue = Demo.CATALOGUE.with(Permits.CATALOGUE.artefacts().toList());
    }

    private static CanonicalData data(String path, DataFormat format) throws IOException {
        byte[] answer =
                server.get(path, "Accept", format.mediaType()).expect(200).bytes();
        Problems problems = new Problems();
        CanonicalData data = CanonicalData.of(
                DataMessages.reader(new ByteArrayInputStream(answer), Optional.of(format), catalogue, problems));
        assertThat(problems.hasErrors()).as(problems.list().toString()).isFalse();
        return data;
    }

    private static CanonicalData data(String path) throws IOException {
        return data(path, DataFormat.ML_3_1);
    }

    /** Series and observations without what is said of them. */
    private static List<String> cells(String path) throws IOException {
        return data(path).lines().stream()
                .filter(line -> line.startsWith("obs "))
                .toList();
    }

    private static Map<String, List<String>> periods(String path) throws IOException {
        Map<String, List<String>> bySeries = new TreeMap<>();
        for (String cell : cells(path)) {
            String[] key = cell.split(" ")[1].split("@");
            bySeries.computeIfAbsent(key[0], k -> new ArrayList<>()).add(key[1]);
        }
        return bySeries;
    }

    @Test
    void takesTheFirstAndTheLastObservationsOfEachSeries() throws IOException {
        Map<String, List<String>> all = periods(V1 + DE_IN_FR);
        assertThat(all).hasSize(3).allSatisfy((key, list) -> assertThat(list).hasSizeGreaterThan(4));
        assertThat(periods(V1 + DE_IN_FR + "?firstNObservations=2")).isEqualTo(map(all, list -> list.subList(0, 2)));
        assertThat(periods(V2 + DE_IN_FR + "?lastNObservations=3"))
                .isEqualTo(map(all, list -> list.subList(list.size() - 3, list.size())));
        assertThat(periods(V1 + DE_IN_FR + "?firstNObservations=1&lastNObservations=1"))
                .isEqualTo(map(all, list -> List.of(list.getFirst(), list.getLast())));
        assertThat(periods(V1 + DE_IN_FR + "?firstNObservations=1&startPeriod=2000"))
                .isEqualTo(map(all, list -> List.of("2000")));
        assertThat(periods(V2 + DE_IN_FR + "?lastNObservations=1&dimensionAtObservation=AllDimensions"))
                .isEqualTo(map(all, list -> List.of(list.getLast())));
    }

    private static Map<String, List<String>> map(
            Map<String, List<String>> all, java.util.function.UnaryOperator<List<String>> change) {
        Map<String, List<String>> mapped = new TreeMap<>();
        all.forEach((key, list) -> mapped.put(key, change.apply(list)));
        return mapped;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            startPeriod=2000&endPeriod=2010     | c[TIME_PERIOD]=ge:2000+le:2010
            startPeriod=2000                    | c[TIME_PERIOD]=ge:2000
            endPeriod=1995                      | c[TIME_PERIOD]=le:1995
            startPeriod=2000-01&endPeriod=2005-12 | c[TIME_PERIOD]=ge:2000-01-01+le:2005-12-31
            startPeriod=2000-Q1&endPeriod=2000-Q4 | c[TIME_PERIOD]=2000
            detail=dataonly                     | attributes=none
            detail=serieskeysonly               | attributes=none&measures=none
            firstNObservations=1                | firstNObservations=1
            """)
    void saysTheSameInBothGenerations(String v1, String v2) throws IOException {
        List<String> old = data(V1 + DE_IN_FR + "?" + v1).lines();
        assertThat(old).hasSizeGreaterThan(1);
        assertThat(data(V2 + DE_IN_FR + "?" + v2).lines()).isEqualTo(old);
    }

    @Test
    void keepsPeriodsInclusive() throws IOException {
        assertThat(new HashSet<>(periods(V1 + DE_IN_FR + "?startPeriod=2000&endPeriod=2010")
                        .values()))
                .containsExactly(List.of("2000", "2005", "2010"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /sdmx/v1/data/DF_STK_BIL/A.FR.STK_MIG.DE+IT.....     | FR.DE FR.IT
            /sdmx/v1/data/DF_STK_BIL/.FR+ES..DE.....             | FR.DE ES.DE
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.FR.*.DE,A.ES.*.IT | FR.DE ES.IT
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/*.*.*.DE     | FR.DE ES.DE
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[COUNTERPART_AREA]=DE,IT&c[REF_AREA]=FR | FR.DE FR.IT
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.FR?c[COUNTERPART_AREA]=DE&c[SEX]=ne:F | FR.DE
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[COUNTERPART_AREA]=sw:D+ew:E | FR.DE ES.DE
            /sdmx/v2/data/datastructure/MIG/DSD_MIG_STK/*/A.FR.*.DE | FR.DE
            /sdmx/v2/data/provisionagreement/MIG/PA_STK_BIL_UNDESA/*/A.FR.*.DE | FR.DE
            /sdmx/v2/data/*/MIG/DF_STK_BIL/*/A.FR.*.DE           | FR.DE
            /sdmx/v1/data/DF_STK_BIL/A.FR..DE...../MIG,UNDESA    | FR.DE
            """)
    void selectsSeries(String path, String corridors) throws IOException {
        Set<String> found = periods(path).keySet().stream()
                .map(key -> key.split("\\.")[1] + "." + key.split("\\.")[3])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(List.of(corridors.split(" "))));
    }

    @Test
    void comparesValuesAndAttributes() throws IOException {
        assertThat(cells(PERMITS + "?c[OBS_VALUE]=gt:99")).hasSize(3); // 1E5, 40 digits, 100
        assertThat(cells(PERMITS + "?c[OBS_VALUE]=le:0")).hasSize(1);
        assertThat(cells(PERMITS + "?c[OBS_VALUE]=1.5")).hasSize(1);
        assertThat(cells(PERMITS + "?c[STATUS]=E")).hasSize(2);
        assertThat(cells(PERMITS + "?c[STATUS]=A+P")).hasSize(1);
        assertThat(cells(PERMITS + "?c[UNIT_MULT]=3&c[LOWER]=ge:1")).hasSize(3);
    }

    @Test
    void showsOnlyWhatIsAskedFor() throws IOException {
        assertThat(data(PERMITS + "?attributes=none").lines())
                .filteredOn(line -> !line.startsWith("series ") && !line.startsWith("dataset "))
                .allMatch(line -> line.startsWith("obs ") && !line.contains("STATUS") && !line.contains("NOTE"));
        assertThat(data(PERMITS + "?attributes=none&measures=LOWER").lines())
                .noneMatch(line -> line.contains("OBS_VALUE"))
                .filteredOn(line -> line.contains("LOWER="))
                .hasSize(4);
        assertThat(data(PERMITS + "?attributes=NOTE&measures=none").lines())
                .noneMatch(line -> line.contains("STATUS") || line.contains("OBS_VALUE"))
                .filteredOn(line -> line.contains("NOTE="))
                .hasSize(2);
        assertThat(data(PERMITS + "?attributes=dataset").lines()).anyMatch(line -> line.startsWith("LICENCE ["));
        assertThat(data(PERMITS + "?attributes=dataset").lines()).noneMatch(line -> line.startsWith("UNIT_MULT"));
        assertThat(data(PERMITS + "?attributes=series&measures=none").lines())
                .anyMatch(line -> line.startsWith("TITLE ["))
                .anyMatch(line -> line.startsWith("UNIT_MULT ["))
                .noneMatch(line -> line.startsWith("obs "));
        CanonicalData nodata = data("/sdmx/v1/data/DF_PERMITS?detail=nodata");
        assertThat(nodata.observations()).isZero();
        assertThat(nodata.lines()).anyMatch(line -> line.startsWith("UNIT_MULT ["));
        CanonicalData keys = data("/sdmx/v1/data/DF_PERMITS?detail=serieskeysonly");
        assertThat(keys.lines()).allMatch(line -> line.startsWith("series ") || line.startsWith("dataset "));
        assertThat(keys.series()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void turnsDataToAnotherPivot(DataFormat format) throws IOException {
        if (format.formatName().endsWith("-ts")) {
            return;
        }
        List<String> plain = data(V2 + DE_IN_FR, format).lines();
        for (String pivot : List.of("AllDimensions", "SEX", "COUNTERPART_AREA")) {
            String path = V2 + DE_IN_FR + "?dimensionAtObservation=" + pivot;
            assertThat(data(path, format).lines()).as(pivot).isEqualTo(plain);
            if (format.family() == DataFormat.Family.ML) {
                assertThat(server.get(path, "Accept", format.mediaType()).text())
                        .contains("dimensionAtObservation=\"" + pivot + "\"");
            }
        }
        assertThat(server.get(V2 + DE_IN_FR + "?dimensionAtObservation=NOTHING")
                        .expect(422)
                        .text())
                .contains("NOTHING", "COUNTERPART_AREA");
    }

    @Test
    void givesAPageOfTheObservations() throws IOException {
        List<String> all = cells(V2 + DE_IN_FR);
        List<String> pages = new ArrayList<>();
        for (int offset = 0; offset < all.size(); offset += 5) {
            List<String> page = cells(V2 + DE_IN_FR + "?limit=5&offset=" + offset);
            assertThat(page).hasSize(Math.min(5, all.size() - offset));
            pages.addAll(page);
        }
        assertThat(pages.stream().sorted())
                .containsExactlyElementsOf(all.stream().sorted().toList());
    }

    @Test
    void sortsByTheFigures() throws IOException {
        for (DataFormat format : List.of(DataFormat.CSV_2_1, DataFormat.CSV_1_0)) {
            List<Long> all = figures(V2 + "*?c[SEX]=M", format);
            List<Long> largest = figures(V2 + "*?c[SEX]=M&sort=OBS_VALUE:desc&limit=10", format);
            assertThat(largest)
                    .hasSize(10)
                    .isEqualTo(all.stream()
                            .sorted(java.util.Comparator.reverseOrder())
                            .limit(10)
                            .toList());
        }
        assertThat(cells(V2 + "*?c[SEX]=M&sort=OBS_VALUE:desc&limit=10")).hasSize(10);
        server.get(V2 + "*?sort=COLOUR").expect(422);
    }

    private static List<Long> figures(String path, DataFormat format) {
        List<String> rows = server.get(path, "Accept", format.mediaType())
                .expect(200)
                .text()
                .lines()
                .toList();
        int at = List.of(rows.getFirst().split(",")).indexOf("OBS_VALUE");
        return rows.stream()
                .skip(1)
                .map(row -> Long.valueOf(row.split(",")[at]))
                .toList();
    }

    private static Stream<String> dataQueries() {
        return Stream.of(
                V1 + DE_IN_FR,
                V1 + DE_IN_FR + "?detail=serieskeysonly",
                V1 + DE_IN_FR + "?detail=nodata",
                V1 + DE_IN_FR + "?dimensionAtObservation=AllDimensions",
                V1 + DE_IN_FR + "?dimensionAtObservation=SEX&lastNObservations=1",
                V1 + DE_IN_FR + "?includeHistory=true",
                V2 + DE_IN_FR,
                V2 + DE_IN_FR + "?attributes=none",
                "/sdmx/v1/data/DF_PERMITS",
                PERMITS + "?attributes=all",
                PERMITS + "?dimensionAtObservation=REASON",
                "/sdmx/v2/data/*/*/*/*?limit=20");
    }

    @ParameterizedTest
    @MethodSource("dataQueries")
    void writesDataThatTheOfficialSchemasAccept(String path) throws IOException {
        for (DataFormat format :
                List.of(DataFormat.ML_2_1_GENERIC, DataFormat.JSON_1_0, DataFormat.JSON_2_0, DataFormat.JSON_2_1)) {
            byte[] answer =
                    server.get(path, "Accept", format.mediaType()).expect(200).bytes();
            List<String> faults = format.family() == DataFormat.Family.ML
                    ? org.sojourn.data.ml.OfficialSchemas.faults("2.1", Optional.empty(), answer)
                    : org.sojourn.data.json.DataSchemas.errors(format, answer);
            assertThat(faults).as(format + " " + path).isEmpty();
        }
        if (path.contains("/v1/") && !path.contains("=AllDimensions") && !path.contains("=SEX")) {
            byte[] series = server.get(path, "Accept", DataFormat.ML_2_1_GENERIC_TS.mediaType())
                    .expect(200)
                    .bytes();
            assertThat(org.sojourn.data.ml.OfficialSchemas.faults("2.1", Optional.empty(), series))
                    .isEmpty();
        }
    }

    private static Stream<String> structureQueries() {
        return Stream.of(
                "/sdmx/v2/structure/*/*/*/*",
                "/sdmx/v1/structure",
                "/sdmx/v2/structure/dataflow/MIG/DF_STK_BIL?references=all",
                "/sdmx/v2/structure/dataflow/NSO/DF_PERMITS?references=descendants&detail=referencepartial",
                "/sdmx/v1/datastructure/NSO/DSD_PERMITS?references=parentsandsiblings",
                "/sdmx/v2/structure/codelist/*/*?detail=allstubs",
                "/sdmx/v2/structure/codelist/*/*?detail=allcompletestubs",
                "/sdmx/v1/conceptscheme/NSO/CS_PERMITS/1.0.0/FREQ",
                "/sdmx/v2/structure/dataflow/*/*?detail=referencestubs&references=children");
    }

    @ParameterizedTest
    @MethodSource("structureQueries")
    void writesStructuresThatTheOfficialSchemasAccept(String path) throws IOException {
        for (StructureFormat format : StructureFormat.values()) {
            byte[] answer =
                    server.get(path, "Accept", format.mediaType()).expect(200).bytes();
            assertThat(OfficialSchemas.errors(format, answer))
                    .as(format + " " + path)
                    .isEmpty();
        }
    }

    /** Class and id of everything in a structure message, for example {@code codelists CL_AREA}. */
    private static Set<String> artefacts(String path) {
        Set<String> found = new TreeSet<>();
        JsonNode message = server.get(path, "Accept", StructureFormat.JSON_2_1.mediaType())
                .expect(200)
                .json();
        message.path("data")
                .properties()
                .forEach(container -> container
                        .getValue()
                        .forEach(one -> found.add(
                                container.getKey() + " " + one.path("id").asText())));
        return found;
    }

    @Test
    void bringsAlongWhatIsReferencedAndWhatRefers() {
        String flow = "/sdmx/v2/structure/dataflow/NSO/DF_PERMITS?references=";
        String lists = "codelists CL_";
        Set<String> children = Set.of("dataflows DF_PERMITS", "dataStructures DSD_PERMITS");
        assertThat(artefacts(flow + "none")).containsExactly("dataflows DF_PERMITS");
        assertThat(artefacts(flow + "children")).containsAll(children).noneMatch(a -> a.startsWith(lists));
        assertThat(artefacts(flow + "descendants"))
                .containsAll(children)
                .contains(
                        "conceptSchemes CS_PERMITS",
                        lists + "FREQ",
                        lists + "AREA",
                        lists + "REASON",
                        lists + "STATUS",
                        lists + "MULT");
        assertThat(artefacts("/sdmx/v1/datastructure/NSO/DSD_PERMITS?references=children"))
                .contains("dataStructures DSD_PERMITS", "conceptSchemes CS_PERMITS", lists + "AREA");
        assertThat(artefacts("/sdmx/v2/structure/codelist/NSO/CL_AREA?references=parents"))
                .contains(lists + "AREA", "dataStructures DSD_PERMITS")
                .noneMatch(a -> a.startsWith("dataflows"));
        assertThat(artefacts("/sdmx/v2/structure/codelist/NSO/CL_AREA?references=ancestors"))
                .contains("dataStructures DSD_PERMITS", "dataflows DF_PERMITS");
        assertThat(artefacts("/sdmx/v1/codelist/NSO/CL_AREA?references=parentsandsiblings"))
                .contains("dataStructures DSD_PERMITS", "conceptSchemes CS_PERMITS", lists + "REASON");
        assertThat(artefacts(flow + "datastructure,codelist")).contains("dataStructures DSD_PERMITS", lists + "AREA");
        assertThat(artefacts("/sdmx/v2/structure/datastructure/NSO/DSD_PERMITS?references=all"))
                .contains("dataflows DF_PERMITS", "conceptSchemes CS_PERMITS", lists + "AREA");
        assertThat(artefacts("/sdmx/v2/structure/dataflow/MIG/DF_STK_BIL?references=all"))
                .contains("provisionAgreements PA_STK_BIL_UNDESA");
    }

    @Test
    void cutsSchemesToTheItemsThatAreAskedForOrUsed() {
        for (String path : List.of(
                "/sdmx/v2/structure/codelist/NSO/CL_AREA/1.0.0/FR,ES", "/sdmx/v1/codelist/NSO/CL_AREA/1.0.0/FR+ES")) {
            JsonNode list = server.get(path, "Accept", StructureFormat.JSON_2_1.mediaType())
                    .expect(200)
                    .json()
                    .at("/data/codelists/0");
            assertThat(list.path("isPartial").asBoolean()).isTrue();
            assertThat(list.path("codes").findValuesAsText("id")).containsExactly("FR", "ES");
        }
        JsonNode scheme = server.get(
                        "/sdmx/v2/structure/datastructure/MIG/DSD_MIG_STK?references=children&detail=referencepartial",
                        "Accept",
                        StructureFormat.JSON_2_1.mediaType())
                .expect(200)
                .json()
                .at("/data/conceptSchemes/0");
        JsonNode whole = server.get(
                        "/sdmx/v2/structure/datastructure/MIG/DSD_MIG_STK?references=children",
                        "Accept",
                        StructureFormat.JSON_2_1.mediaType())
                .json()
                .at("/data/conceptSchemes/0");
        assertThat(scheme.path("isPartial").asBoolean()).isTrue();
        assertThat(scheme.path("concepts").size())
                .isBetween(5, whole.path("concepts").size() - 1);
        assertThat(whole.path("isPartial").asBoolean()).isFalse();
    }

    @Test
    void givesStubsThatSayWhereTheWholeIs() {
        JsonNode stub = server.get("/sdmx/v2/structure/codelist/NSO/CL_AREA?detail=allstubs")
                .expect(200)
                .json()
                .at("/data/codelists/0");
        assertThat(stub.path("isExternalReference").asBoolean()).isTrue();
        assertThat(stub.has("codes")).isFalse();
        assertThat(stub.has("description")).isFalse();
        String where = stub.findValuesAsText("href").getFirst();
        assertThat(where).startsWith("http://127.0.0.1:" + server.port() + "/sdmx/v2/structure/codelist/NSO/CL_AREA/");
        assertThat(server.get(where.substring(where.indexOf("/sdmx/")))
                        .expect(200)
                        .json()
                        .at("/data/codelists/0/codes")
                        .size())
                .isEqualTo(4);
        JsonNode mixed = server.get(
                        "/sdmx/v2/structure/dataflow/NSO/DF_PERMITS?detail=referencestubs&references=children")
                .expect(200)
                .json();
        assertThat(mixed.at("/data/dataflows/0/isExternalReference").asBoolean())
                .isFalse();
        assertThat(mixed.at("/data/dataStructures/0/isExternalReference").asBoolean())
                .isTrue();
        assertThat(server.get("/sdmx/v1/dataflow/NSO/DF_PERMITS?detail=allstubs")
                        .text())
                .contains("isExternalReference=\"true\"", "structureURL=\"");
        assertThat(server.get("/sdmx/v2/structure/dataflow/MIG/DF_STK_BIL?detail=allcompletestubs")
                        .json()
                        .at("/data/dataflows/0")
                        .has("description"))
                .isTrue();
    }

    @Test
    void namesWhatDataAreAboutInTheLanguageOfTheCaller() {
        String path = "/sdmx/v2/data/dataflow/NSO/DF_PERMITS";
        String csv = path + "?format=csvdata&labels=both";
        assertThat(server.get(path, "Accept-Language", "fr-CH, en;q=0.5").header("Content-Language"))
                .contains("fr");
        assertThat(server.get(csv, "Accept-Language", "fr").header("Content-Language"))
                .contains("fr");
        assertThat(server.get(path, "Accept-Language", "de").header("Content-Language"))
                .isEqualTo("en");
        assertThat(server.get(path).header("Content-Language")).isEmpty();
        assertThat(server.get(path + "?format=csvdata", "Accept-Language", "fr").header("Content-Language"))
                .isEmpty();
    }

    @Test
    void namesArtefactsInTheLanguageOfTheCaller() {
        String path = "/sdmx/v2/structure/dataflow/NSO/DF_PERMITS";
        assertThat(server.get(path, "Accept-Language", "fr-CH, en;q=0.5").header("Content-Language"))
                .isEqualTo("fr");
        assertThat(server.get(path, "Accept-Language", "de").header("Content-Language"))
                .isEqualTo("en");
        assertThat(server.get(path).header("Content-Language")).isEmpty();
        assertThat(server.get(path, "Accept-Language", "fr-CH, en;q=0.5")
                        .json()
                        .at("/data/dataflows/0/name")
                        .asText())
                .isEqualTo("Titres de séjour");
        assertThat(server.get(path, "Accept-Language", "de")
                        .json()
                        .at("/data/dataflows/0/name")
                        .asText())
                .isEqualTo("Residence permits");
        assertThat(server.get(V2 + SampleServer.SERIES + "?lang=fr", "Accept", "text/csv;labels=both")
                        .text())
                .contains("FR: France");
    }
}
