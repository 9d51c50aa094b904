package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.MemberValue;
import org.sojourn.rules.Problems;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;

/** For which values there are data, in both generations and every format of structure messages. */
class AvailabilityContractTest {

    private static final String V1 = "/sdmx/v1/availableconstraint/DF_PERMITS";
    private static final String V2 = "/sdmx/v2/availability/dataflow/NSO/DF_PERMITS/1.0.0";

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = SampleServer.get();
    }

    private static StructureMessage read(String path, StructureFormat format) throws IOException {
        Exchange.Answer answer = server.get(path, "Accept", format.mediaType()).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo(format.mediaType());
        Problems problems = new Problems();
        StructureMessage message = StructureMessages.read(new ByteArrayInputStream(answer.bytes()), format, problems);
        assertThat(problems.list()).isEmpty();
        return message;
    }

    private static AvailabilityConstraint available(String path) throws IOException {
        StructureMessage message = read(path, StructureFormat.ML_3_1);
        assertThat(message.availability()).hasSize(1);
        return message.availability().getFirst();
    }

    private static Map<String, Set<String>> values(CubeRegion region) {
        return region.keyValues().stream()
                .collect(Collectors.toMap(
                        DataConstraint.ComponentValues::component,
                        v -> v.values().stream().map(MemberValue::value).collect(Collectors.toCollection(TreeSet::new)),
                        (a, b) -> a,
                        TreeMap::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                                           | A,M,Q | DE,FR,IT | FAMILY,STUDY,WORK | 5 | 13
            A                                           | A     | DE,FR,IT | FAMILY,WORK       | 3 | 9
            *.DE                                        | A,Q   | DE       | FAMILY            | 2 | 4
            A.FR.WORK,Q                                 | A,Q   | DE,FR    | FAMILY,WORK       | 2 | 9
            *?c[REASON]=FAMILY,STUDY                    | A,M,Q | DE,IT    | FAMILY,STUDY      | 3 | 6
            *?c[REF_AREA]=ne:DE+ne:FR                   | A,M   | IT       | STUDY,WORK        | 2 | 2
            *?c[TIME_PERIOD]=ge:2023+le:2023            | A,Q   | DE,FR    | FAMILY,WORK       | 3 | 4
            *?c[TIME_PERIOD]=ge:2024-06                 | M     | IT       | STUDY             | 1 | 1
            *?c[OBS_VALUE]=gt:99                        | A,Q   | DE,FR    | FAMILY,WORK       | 3 | 3
            *?updatedAfter=2000-01-01T00:00:00Z         | A,M,Q | DE,FR,IT | FAMILY,STUDY,WORK | 5 | 13
            """)
    void countsExactlyWhatTheQueryWouldGive(
            String query, String freq, String area, String reason, long series, long observations) throws IOException {
        AvailabilityConstraint found = available(V2 + "/" + query);
        assertThat(values(found.region()))
                .isEqualTo(Map.of("FREQ", set(freq), "REF_AREA", set(area), "REASON", set(reason)));
        assertThat(found.seriesCount()).hasValue(series);
        assertThat(found.observationCount()).hasValue(observations);
        assertThat(found.attachment().toString())
                .isEqualTo("urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=NSO:DF_PERMITS(1.0.0)");
    }

    private static Set<String> set(String codes) {
        return new TreeSet<>(List.of(codes.split(",")));
    }

    @Test
    void tellsWhatElseCouldBeChosen() throws IOException {
        Map<String, Set<String>> all =
                values(available(V2 + "/A.FR.WORK?mode=available").region());
        assertThat(all).isEqualTo(Map.of("FREQ", set("A"), "REF_AREA", set("FR,IT"), "REASON", set("WORK")));
        Map<String, Set<String>> filtered = values(
                available(V2 + "?c[REF_AREA]=DE&c[FREQ]=A&mode=available").region());
        assertThat(filtered)
                .isEqualTo(Map.of("FREQ", set("A,Q"), "REF_AREA", set("DE,FR,IT"), "REASON", set("FAMILY")));
    }

    @Test
    void answersWhatElseCouldBeChosenWhereTheQueryItselfGivesNothing() throws IOException {
        server.get(V2 + "/Q.FR").expect(204);
        AvailabilityConstraint found = available(V2 + "/Q.FR?mode=available");
        assertThat(found.seriesCount()).hasValue(0);
        assertThat(values(found.region())).isEqualTo(Map.of("FREQ", set("A"), "REF_AREA", set("DE")));
    }

    @Test
    void tellsOnlyOfTheComponentsThatWereAskedFor() throws IOException {
        assertThat(values(available(V2 + "/*/REF_AREA,FREQ").region()).keySet()).containsExactly("FREQ", "REF_AREA");
        assertThat(values(available(V1 + "/all/all/REASON").region()).keySet()).containsExactly("REASON");
        assertThat(server.get(V2 + "/*/OBS_VALUE").expect(422).text()).contains("OBS_VALUE", "REF_AREA");
    }

    @Test
    void givesTheDaysBetweenWhichThereAreData() throws IOException {
        AvailabilityConstraint found = available(V2 + "/*.IT");
        assertThat(found.region().keyValues()).allSatisfy(v -> {
            assertThat(v.validFrom()).contains("2024-02-01");
            assertThat(v.validTo()).contains("2024-12-31");
            assertThat(v.timeRange()).isEmpty(); // clients choke on it
        });
        AvailabilityConstraint time = available(V2 + "/*.DE/TIME_PERIOD");
        assertThat(time.region().keyValues()).hasSize(1);
        assertThat(time.region().keyValues().getFirst().timeRange().orElseThrow())
                .isEqualTo(new DataConstraint.TimeRange(
                        java.util.Optional.of(new DataConstraint.TimeRange.Bound("2022-01-01", true)),
                        java.util.Optional.of(new DataConstraint.TimeRange.Bound("2023-12-31", true))));
        // 2.1 knows no validity, so the time dimension has its range, with bounds that say that they count.
        assertThat(server.get(V1 + "/.IT.?startPeriod=2024-03").expect(200).text())
                .contains("<com:KeyValue id=\"TIME_PERIOD\"><com:TimeRange>"
                        + "<com:StartPeriod isInclusive=\"true\">2024-12-01</com:StartPeriod>"
                        + "<com:EndPeriod isInclusive=\"true\">2024-12-31</com:EndPeriod>")
                .doesNotContain("ReferencePeriod");
        assertThat(server.get(V1 + "/.IT./all/REF_AREA").expect(200).text()).doesNotContain("TIME_PERIOD");
    }

    @Test
    void saysTheSameToV1() throws IOException {
        DataConstraint found =
                (DataConstraint) read(V1 + "/A.FR+DE./all/all?startPeriod=2020&endPeriod=2022", StructureFormat.ML_2_1)
                        .artefacts()
                        .getFirst();
        assertThat(found.role()).contains(DataConstraint.Role.ACTUAL);
        assertThat(values(found.cubeRegions().getFirst()))
                .isEqualTo(Map.of(
                        "FREQ", set("A"),
                        "REF_AREA", set("DE,FR"),
                        "REASON", set("FAMILY,WORK"),
                        "TIME_PERIOD", Set.of())); // which has a range
        assertThat(found.maintenance().naming().annotations())
                .allMatch(a -> a.type().orElseThrow().equals("sdmx_metrics"))
                .extracting(a -> a.id().orElseThrow() + "=" + a.title().orElseThrow())
                .containsExactly("series_count=2", "obs_count=4");
        assertThat(found.attachment().orElseThrow().artefacts())
                .extracting(u -> u.type().className() + " " + u.shortForm())
                .containsExactly("Dataflow NSO:DF_PERMITS(1.0.0)");
        server.get(V1 + "/Q.FR.").expect(404);
        server.get("/sdmx/v1/availableconstraint/NO_SUCH").expect(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /sdmx/v1/availableconstraint/DF_STK_BIL/A.FR../MIG,UNDESA                        | Dataflow=MIG:DF_STK_BIL(1.0.0)
            /sdmx/v2/availability/provisionagreement/MIG/PA_STK_BIL_UNDESA/*/A.FR            | ProvisionAgreement=MIG:PA_STK_BIL_UNDESA(1.0.0)
            /sdmx/v2/availability/datastructure/MIG/DSD_MIG_STK/*/A.FR                       | DataStructure=MIG:DSD_MIG_STK(1.0.0)
            """)
    void isAttachedToWhatWasAskedFor(String path, String artefact) throws IOException {
        AvailabilityConstraint found = available(path);
        assertThat(found.attachment().toString()).endsWith("." + artefact);
        assertThat(values(found.region()).get("REF_AREA")).containsExactly("FR");
    }

    @Test
    void answersForEachOfSeveralArtefacts() throws IOException {
        StructureMessage all = read("/sdmx/v2/availability/dataflow/*/*/*", StructureFormat.ML_3_1);
        assertThat(all.availability())
                .extracting(c -> c.attachment().id())
                .contains("DF_PERMITS", "DF_STK_BIL")
                .doesNotHaveDuplicates();
    }

    private static Set<String> artefacts(String path) {
        Set<String> found = new TreeSet<>();
        server.get(path, "Accept", StructureFormat.JSON_2_1.mediaType())
                .expect(200)
                .json()
                .path("data")
                .properties()
                .forEach(container -> container
                        .getValue()
                        .forEach(one -> found.add(
                                container.getKey() + " " + one.path("id").asText()
                                        + (one.path("isPartial").asBoolean() ? " partial" : ""))));
        return found;
    }

    @Test
    void bringsAlongWhatItRefersTo() {
        String constraint = "availabilityConstraints ";
        assertThat(artefacts(V2)).containsExactly(constraint);
        assertThat(artefacts(V2 + "?references=dataflow")).containsExactly(constraint, "dataflows DF_PERMITS");
        assertThat(artefacts(V2 + "?references=datastructure,codelist"))
                .containsExactly(
                        constraint,
                        "codelists CL_AREA partial",
                        "codelists CL_FREQ partial",
                        "codelists CL_REASON partial",
                        "dataStructures DSD_PERMITS");
        assertThat(artefacts(V1 + "/all/all/FREQ?references=codelist"))
                .containsExactly(constraint, "codelists CL_FREQ partial");
        assertThat(artefacts(V1 + "?references=conceptscheme"))
                .containsExactly(constraint, "conceptSchemes CS_PERMITS partial");
        String stocks = "/sdmx/v2/availability/dataflow/MIG/DF_STK_BIL/*/A.FR.*.DE?references=";
        assertThat(artefacts(stocks + "dataproviderscheme"))
                .containsExactly(constraint, "dataProviderSchemes DATA_PROVIDERS partial");
        assertThat(artefacts(stocks + "all"))
                .contains(
                        constraint,
                        "codelists CL_AREA partial",
                        "conceptSchemes CS_MIG partial",
                        "dataStructures DSD_MIG_STK",
                        "dataProviderSchemes DATA_PROVIDERS partial",
                        "dataflows DF_STK_BIL");
    }

    @Test
    void cutsSchemesToWhatIsThereAndKeepsTheCodesAbove() {
        JsonNode lists = server.get(
                        "/sdmx/v2/availability/dataflow/MIG/DF_STK_BIL/*/A.FR.*.DE?references=codelist,conceptscheme")
                .expect(200)
                .json()
                .path("data");
        JsonNode areas = null;
        for (JsonNode list : lists.path("codelists")) {
            areas = list.path("id").asText().equals("CL_AREA") ? list : areas;
        }
        List<String> codes = areas.path("codes").findValuesAsText("id");
        Set<String> parents = new TreeSet<>(areas.path("codes").findValuesAsText("parent"));
        assertThat(codes).contains("FR", "DE").hasSizeLessThan(20).containsAll(parents);
        assertThat(lists.at("/conceptSchemes/0/concepts").findValuesAsText("id"))
                .contains("REF_AREA", "TIME_PERIOD")
                .doesNotContain("OBS_VALUE");
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatTheOfficialSchemaFindsValid(StructureFormat format) throws IOException {
        for (String path : List.of(
                V2 + "?references=all", V1 + "/.FR./all/TIME_PERIOD", V2 + "/Q.FR?mode=available", V2 + "/*.IT")) {
            byte[] answer =
                    server.get(path, "Accept", format.mediaType()).expect(200).bytes();
            assertThat(OfficialSchemas.errors(format, answer)).as(path).isEmpty();
        }
    }

    @Test
    void negotiatesAndRevalidatesLikeStructures() {
        assertThat(server.get(V1).expect(200).header("Content-Type")).isEqualTo(StructureFormat.ML_2_1.mediaType());
        Exchange.Answer answer = server.get(V2).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo(StructureFormat.JSON_2_1.mediaType());
        assertThat(server.get(V2).bytes()).isEqualTo(answer.bytes());
        server.get(V2, "If-None-Match", answer.header("ETag")).expect(304);
        server.get(V2 + "/*.IT", "If-None-Match", answer.header("ETag")).expect(200);
        server.get(V2, "Accept", "text/csv").expect(406);
        server.head(V2).expect(200);
    }
}
