package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.DataFormat;

/**
 * Data queries of both generations, each value of each parameter, on a flow of eight series: four annual ones of 2019 to 2022
 * and four quarterly ones of the same years, 80 observations, those of 2022 provisional.
 */
class ConformanceDataTest {

    private static final String V1 = "/sdmx/v1/data/";
    private static final String V2 = "/sdmx/v2/data/";
    private static final String FLOW = V2 + "dataflow/CONF/DF_CONF/1.0.0";

    private static final Set<DataFormat> OF_ONE =
            EnumSet.of(DataFormat.ML_2_1_GENERIC_TS, DataFormat.JSON_1_0, DataFormat.JSON_1_0_WD);

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = ConformanceServer.get();
    }

    /** Rows with their header. */
    private static List<String> rows(String path) {
        return server.get(path, "Accept", DataFormat.CSV_2_0.mediaType())
                .expect(200)
                .text()
                .lines()
                .toList();
    }

    private static int observations(String path) {
        return rows(path).size() - 1;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DF_CONF | 80
            CONF,DF_CONF | 80
            CONF,DF_CONF,1.0.0 | 80
            CONF,DF_CONF,latest | 80
            DF_CONF/all | 80
            DF_CONF/A.N1.STOCK | 4
            DF_CONF/A.. | 16
            DF_CONF/.N1. | 40
            DF_CONF/A.N1+N2.STOCK | 8
            DF_CONF/A+Q.N1.STOCK+IN | 40
            DF_CONF/all/all | 80
            DF_CONF/all/NORTH | 80
            DF_CONF/all/CONF,NORTH | 80
            DF_CONF/all/SOUTH+NORTH | 80
            DF_CONF/A.N1.STOCK/NORTH | 4
            DF_CONF?startPeriod=2021 | 40
            DF_CONF?endPeriod=2019 | 20
            DF_CONF?startPeriod=2020-Q2&endPeriod=2020-Q3 | 8
            DF_CONF?startPeriod=2020-06 | 48
            DF_CONF?startPeriod=2022-A1&endPeriod=2022-12-31 | 20
            DF_CONF?startPeriod=2022-S2 | 8
            DF_CONF?startPeriod=2022-10-01T00:00:00 | 4
            DF_CONF?firstNObservations=1 | 8
            DF_CONF?lastNObservations=2 | 16
            DF_CONF?firstNObservations=1&lastNObservations=1 | 16
            DF_CONF?startPeriod=2020&firstNObservations=1 | 8
            DF_CONF?dimensionAtObservation=TIME_PERIOD | 80
            DF_CONF?dimensionAtObservation=REF_AREA | 80
            DF_CONF?dimensionAtObservation=AllDimensions | 80
            DF_CONF?detail=full | 80
            DF_CONF?detail=dataonly | 80
            DF_CONF?detail=serieskeysonly | 8
            DF_CONF?detail=nodata | 8
            DF_CONF?updatedAfter=2021 | 80
            DF_CONF?updatedAfter=2021-01-01T00:00:00Z | 80
            DF_CONF?includeHistory=true | 80
            DF_CONF?includeHistory=false | 80
            """)
    void v1GivesWhatIsAskedFor(String path, int observations) {
        assertThat(observations(V1 + path)).isEqualTo(observations);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dataflow/CONF/DF_CONF/1.0.0 | 80
            dataflow/CONF/DF_CONF/* | 80
            dataflow/CONF/DF_CONF/~ | 80
            dataflow/CONF/DF_CONF/+ | 80
            dataflow/CONF/DF_CONF/1.0.0+ | 80
            dataflow/CONF/DF_CONF | 80
            dataflow/CONF,CONF2/DF_CONF,DF_NONE/1.0.0,2.0.0 | 80
            dataflow/*/DF_CONF | 80
            datastructure/CONF/DSD_CONF | 80
            provisionagreement/CONF/PA_NORTH | 80
            */CONF/DF_CONF | 80
            dataflow/CONF/DF_CONF/1.0.0/* | 80
            dataflow/CONF/DF_CONF/1.0.0/A.N1.STOCK | 4
            dataflow/CONF/DF_CONF/1.0.0/A.*.* | 16
            dataflow/CONF/DF_CONF/1.0.0/A | 16
            dataflow/CONF/DF_CONF/1.0.0/*.N1 | 40
            dataflow/CONF/DF_CONF/1.0.0/A.N1.STOCK,Q.N1.IN | 20
            dataflow/CONF/DF_CONF/1.0.0/A..STOCK | 8
            """)
    void v2FindsByContextVersionAndKey(String path, int observations) {
        assertThat(observations(V2 + path)).isEqualTo(observations);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c[FREQ]=A | 16
            c[FREQ]=eq:A | 16
            c[REF_AREA]=ne:N1 | 40
            c[REF_AREA]=N1,N2 | 80
            c[REF_AREA]=sw:N | 80
            c[REF_AREA]=ew:2 | 40
            c[REF_AREA]=co:1 | 40
            c[REF_AREA]=nc:1 | 40
            c[REF_AREA]=sw:N+ew:1 | 40
            c[TIME_PERIOD]=ge:2021 | 40
            c[TIME_PERIOD]=ge:2020-Q2+le:2020-Q3 | 8
            c[TIME_PERIOD]=2019,2021 | 8
            c[TIME_PERIOD]=lt:2020 | 20
            c[TIME_PERIOD]=ge:2019+le:2019,ge:2022+le:2022 | 40
            c[OBS_STATUS]=P | 20
            c[OBS_STATUS]=ne:P | 60
            c[UNIT]=co:erso | 80
            c[OBS_VALUE]=lt:200 | 11
            c[OBS_VALUE]=ge:137+le:211 | 9
            c[OBS_VALUE]=gt:137+lt:211 | 7
            c[FREQ]=A&c[REF_AREA]=N1 | 8
            firstNObservations=1 | 8
            lastNObservations=2 | 16
            firstNObservations=1&lastNObservations=1 | 16
            dimensionAtObservation=TIME_PERIOD | 80
            dimensionAtObservation=INDICATOR | 80
            dimensionAtObservation=AllDimensions | 80
            attributes=dsd | 80
            attributes=all | 80
            attributes=none | 80
            attributes=UNIT,OBS_STATUS | 80
            attributes=series | 80
            attributes=obs | 80
            attributes=dataset | 80
            attributes=msd | 80
            measures=all | 80
            measures=OBS_VALUE | 80
            attributes=none&measures=none | 8
            attributes=dataset,series&measures=none | 8
            limit=5 | 5
            offset=78 | 2
            offset=10&limit=5 | 5
            sort=TIME_PERIOD:desc&limit=3 | 3
            sort=* | 80
            sort=series_key:desc | 80
            sort=OBS_VALUE:desc+FREQ | 80
            includeHistory=true | 80
            updatedAfter=2021-01-01T00:00:00Z | 80
            asOf=2090-01-01T00:00:00Z | 80
            reportingYearStartDay=--07-01 | 80
            """)
    void v2GivesWhatIsAskedFor(String query, int observations) {
        assertThat(observations(FLOW + "?" + query)).isEqualTo(observations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                V1 + "DF_CONF/all/SOUTH",
                V1 + "DF_CONF/M..",
                V1 + "DF_CONF?startPeriod=2050",
                V1 + "DF_CONF?updatedAfter=2090-01-01T00:00:00Z",
                V1 + "DF_OTHER"
            })
    void v1SaysThatThereIsNothing(String path) {
        assertThat(server.get(path).expect(404).text()).contains("code=\"100\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/M", "?c[REF_AREA]=NOWHERE", "?c[TIME_PERIOD]=gt:2050", "?updatedAfter=2090-01-01T00:00:00Z"})
    void v2SaysThatThereIsNothing(String rest) {
        assertThat(server.get(FLOW + rest).expect(204).header("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?firstNObservations=0 | 400
            ?limit=0 | 400
            ?offset=-1 | 400
            ?sort=NOTHING | 422
            ?c[NOTHING]=A | 422
            ?c[FREQ]=xx:A,ge: | 400
            ?attributes=NOTHING | 422
            ?measures=NOTHING | 422
            ?dimensionAtObservation=NOTHING | 422
            ?updatedAfter=2022-01-01T00:00:00Z&asOf=2021-01-01T00:00:00Z | 422
            ?reportingYearStartDay=07-01 | 400
            ?asOf=2001-01-01T00:00:00Z | 404
            /A.B.C.D.E | 422
            """)
    void v2RefusesWhatCannotBe(String rest, int status) {
        server.get(FLOW + rest).expect(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?startPeriod=soon | 400
            ?firstNObservations=none | 400
            ?detail=everything | 400
            ?includeHistory=perhaps | 400
            ?dimensionAtObservation=NOTHING | 403
            /A.B.C.D.E | 403
            """)
    void v1RefusesWhatCannotBe(String rest, int status) {
        server.get(V1 + "DF_CONF" + rest).expect(status);
    }

    @Test
    void sortsAndPagesInTheOrderThatIsAskedFor() {
        assertThat(rows(FLOW + "?sort=TIME_PERIOD:desc+REF_AREA&limit=1").get(1))
                .contains(",N1,", "2022");
        assertThat(rows(FLOW + "?sort=OBS_VALUE&limit=1").get(1)).contains(",101,");
        List<String> all = rows(FLOW + "?sort=*");
        assertThat(rows(FLOW + "?sort=*&offset=7&limit=3").subList(1, 4)).isEqualTo(all.subList(8, 11));
        assertThat(rows(FLOW + "?sort=*:desc&limit=1").get(1)).isEqualTo(all.getLast());
    }

    /** A column without values stays, for rows of other structures may have some. */
    @Test
    void leavesOutWhatIsNotAskedFor() {
        assertThat(rows(V1 + "DF_CONF/A.N1.STOCK?detail=dataonly").get(1)).endsWith(",2019,137,,,");
        assertThat(rows(FLOW + "/A.N1.STOCK?attributes=obs").get(1)).endsWith(",2019,137,,,A");
        assertThat(rows(FLOW + "/A.N1.STOCK?attributes=series").get(1)).endsWith(",2019,137,,Persons,");
        assertThat(rows(FLOW + "/A.N1.STOCK?attributes=UNIT").get(1)).endsWith(",2019,137,,Persons,");
        assertThat(rows(FLOW + "/A.N1.STOCK?measures=none&attributes=obs").get(1))
                .endsWith(",2019,,,,A");
        assertThat(rows(FLOW + "/A.N1.STOCK?measures=none&attributes=none").get(1))
                .endsWith(",A,N1,STOCK,,,,,");
        assertThat(rows(V1 + "DF_CONF/A.N1.STOCK?detail=nodata").get(1)).endsWith(",,,,Persons,");
    }

    /** One data set for each flow where the flow is left open. */
    @Test
    void givesADataSetForEachFlow() {
        String xml = server.get(V2 + "dataflow/CONF/DF_CONF,DF_BY_MEASURE", "Accept", DataFormat.ML_3_0.mediaType())
                .expect(200)
                .text();
        assertThat(xml.split("<message:DataSet ", -1)).hasSize(3);
    }

    private static Stream<String> messages() {
        return Stream.of(
                V1 + "DF_CONF",
                V1 + "DF_CONF/A.N1.",
                V1 + "DF_CONF/all/NORTH",
                V1 + "DF_CONF?detail=dataonly",
                V1 + "DF_CONF?detail=serieskeysonly",
                V1 + "DF_CONF?detail=nodata",
                V1 + "DF_CONF?includeHistory=true",
                V1 + "DF_BY_MEASURE",
                V2 + "datastructure/CONF/DSD_CONF",
                V2 + "provisionagreement/CONF/PA_NORTH",
                V2 + "dataflow/CONF/*",
                FLOW + "?attributes=none",
                FLOW + "?attributes=all&measures=none",
                FLOW + "?attributes=obs",
                FLOW + "?limit=5&offset=3",
                FLOW + "?c[OBS_STATUS]=P",
                FLOW + "?asOf=2090-01-01T00:00:00Z",
                FLOW + "?updatedAfter=2021-01-01T00:00:00Z");
    }

    /** Each answer is held against the official schemas, structure-specific ones with the server's own schema. */
    @ParameterizedTest
    @MethodSource("messages")
    void answersEveryFormatAsTheSchemasWant(String path) {
        for (DataFormat format : DataFormat.values()) {
            if (path.endsWith("*") && OF_ONE.contains(format)) {
                // They have room for one structure; of generic time series it is known before anything is written.
                server.get(path, "Accept", format.mediaType())
                        .expect(format == DataFormat.ML_2_1_GENERIC_TS ? 406 : 422);
                continue;
            }
            assertThat(server.get(path, "Accept", format.mediaType())
                            .expect(200)
                            .header("Content-Type"))
                    .isEqualTo(format.mediaType());
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsEveryDimensionToTheObservation(DataFormat format) {
        boolean series = format == DataFormat.ML_2_1_GENERIC_TS || format == DataFormat.ML_2_1_SS_TS;
        for (String pivot : List.of("TIME_PERIOD", "FREQ", "REF_AREA", "INDICATOR", "AllDimensions")) {
            if (!series || pivot.equals("TIME_PERIOD")) {
                server.get(FLOW + "?dimensionAtObservation=" + pivot, "Accept", format.mediaType())
                        .expect(200);
            }
        }
    }
}
