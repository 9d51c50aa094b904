package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parameter that the standard defines for a kind of query either counts or is answered 501 with the reason; every other
 * one is ignored and named in a warning.
 */
class ConformanceParametersTest {

    /** A kind of query with its parameters and a value of each, as REST 1.5 and 2.2.2 define them. */
    private record Kind(String path, Map<String, String> parameters, List<String> lacking) {}

    private static final Map<String, String> V1_DATA = Map.of(
            "startPeriod", "2020",
            "endPeriod", "2021",
            "updatedAfter", "2021-01-01T00:00:00Z",
            "firstNObservations", "1",
            "lastNObservations", "1",
            "dimensionAtObservation", "REF_AREA",
            "detail", "nodata",
            "includeHistory", "true");

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "/sdmx/v1/codelist/CONF/CL_AREA", Map.of("detail", "allstubs", "references", "parents"), List.of()),
            new Kind("/sdmx/v1/data/DF_CONF", V1_DATA, List.of()),
            new Kind(
                    "/sdmx/v1/metadata/MDF_CONF",
                    V1_DATA,
                    List.of(
                            "startPeriod",
                            "endPeriod",
                            "firstNObservations",
                            "lastNObservations",
                            "dimensionAtObservation",
                            "detail",
                            "includeHistory")),
            new Kind(
                    "/sdmx/v1/availableconstraint/DF_CONF",
                    Map.of(
                            "startPeriod", "2020",
                            "endPeriod", "2021",
                            "updatedAfter", "2021-01-01T00:00:00Z",
                            "references", "codelist",
                            "mode", "available"),
                    List.of()),
            new Kind(
                    "/sdmx/v1/schema/dataflow/CONF/DF_CONF",
                    Map.of("dimensionAtObservation", "REF_AREA", "explicitMeasure", "true"),
                    List.of()),
            new Kind(
                    "/sdmx/v2/structure/codelist/CONF/CL_AREA",
                    Map.of("detail", "allstubs", "references", "parents", "asOf", "2090-01-01T00:00:00Z"),
                    List.of()),
            new Kind(
                    "/sdmx/v2/data/dataflow/CONF/DF_CONF",
                    Map.ofEntries(
                            Map.entry("c[FREQ]", "A"),
                            Map.entry("updatedAfter", "2021-01-01T00:00:00Z"),
                            Map.entry("firstNObservations", "1"),
                            Map.entry("lastNObservations", "1"),
                            Map.entry("dimensionAtObservation", "REF_AREA"),
                            Map.entry("attributes", "obs"),
                            Map.entry("measures", "none"),
                            Map.entry("includeHistory", "true"),
                            Map.entry("offset", "1"),
                            Map.entry("limit", "1"),
                            Map.entry("sort", "TIME_PERIOD"),
                            Map.entry("asOf", "2090-01-01T00:00:00Z"),
                            Map.entry("reportingYearStartDay", "--07-01")),
                    List.of()),
            new Kind(
                    "/sdmx/v2/availability/dataflow/CONF/DF_CONF",
                    Map.of(
                            "c[FREQ]", "A",
                            "updatedAfter", "2021-01-01T00:00:00Z",
                            "references", "codelist",
                            "mode", "available",
                            "reportingYearStartDay", "--07-01"),
                    List.of()),
            new Kind(
                    "/sdmx/v2/schema/dataflow/CONF/DF_CONF",
                    Map.of("dimensionAtObservation", "REF_AREA", "deletion", "true", "asOf", "2090-01-01T00:00:00Z"),
                    List.of()),
            new Kind(
                    "/sdmx/v2/registration/dataflow/CONF/DF_CONF",
                    Map.of("updatedAfter", "2021-01-01T00:00:00Z", "updatedBefore", "2090-01-01T00:00:00Z"),
                    List.of()),
            new Kind(
                    "/sdmx/v2/metadata/metadataset",
                    Map.of("detail", "allstubs", "asOf", "2090-01-01T00:00:00Z"),
                    List.of()),
            new Kind(
                    "/sdmx/v2/metadata/metadataflow/CONF/MDF_CONF",
                    Map.of("detail", "allstubs", "asOf", "2090-01-01T00:00:00Z"),
                    List.of()),
            new Kind(
                    "/sdmx/v2/metadata/structure/dataflow/CONF/DF_CONF",
                    Map.of("detail", "allstubs", "asOf", "2090-01-01T00:00:00Z"),
                    List.of()));

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = ConformanceServer.get();
    }

    private static Stream<Kind> kinds() {
        return KINDS.stream();
    }

    private static Exchange.Answer ask(String path, String name, String value) {
        return server.get(path + "?" + name.replace("[", "%5B").replace("]", "%5D") + "=" + value);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsDefinedCountsOrIsSaidToBeLacking(Kind kind) {
        kind.parameters.forEach((name, value) -> {
            Exchange.Answer answer = ask(kind.path, name, value);
            if (kind.lacking.contains(name)) {
                assertThat(answer.expect(501).text()).contains(name);
            } else {
                assertThat(answer.status()).as(kind.path + " " + name).isIn(200, 204, 404);
                assertThat(answer.header("Warning")).as(kind.path + " " + name).doesNotContain("ignored");
            }
        });
    }

    /** A parameter counts when a value that cannot be is refused. */
    @ParameterizedTest
    @MethodSource("kinds")
    void valuesThatCannotBeAreRefused(Kind kind) {
        List<String> counting = new ArrayList<>(kind.parameters.keySet());
        counting.removeAll(kind.lacking);
        for (String name : counting) {
            assertThat(ask(kind.path, name, name.startsWith("c[") ? "ge:" : "%3F")
                            .status())
                    .as(kind.path + " " + name)
                    .isIn(400, 403, 422);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "structure/codelist/CONF/CL_AREA, 204",
        "data/dataflow/CONF/DF_CONF, 404",
        "schema/dataflow/CONF/DF_CONF, 404",
        "metadata/metadataset, 204",
        "metadata/metadataflow/CONF/MDF_CONF, 204",
        "metadata/structure/dataflow/CONF/DF_CONF, 204"
    })
    void whatWasNotThereYetIsNotFound(String path, int status) {
        server.get("/sdmx/v2/" + path + "?asOf=2001-01-01T00:00:00Z").expect(status);
        server.get("/sdmx/v2/" + path + "?asOf=2090-01-01T00:00:00Z").expect(200);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNotDefinedIsIgnoredAndNamed(Kind kind) {
        List<String> others = KINDS.stream()
                .flatMap(k -> k.parameters.keySet().stream())
                .distinct()
                .filter(name -> !kind.parameters.containsKey(name) && !name.startsWith("c["))
                .toList();
        Exchange.Answer plain = server.get(kind.path);
        List<String> strange = new ArrayList<>(others);
        strange.addAll(List.of("nothing", "apikey"));
        for (String name : strange) {
            Exchange.Answer answer = ask(kind.path, name, "1");
            assertThat(answer.status()).as(kind.path + " " + name).isEqualTo(plain.status());
            if (plain.status() == 200) {
                assertThat(answer.header("Warning")).as(kind.path + " " + name).contains(name);
            }
        }
    }
}
