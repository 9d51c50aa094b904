package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.office.WorkbookText;
import org.sojourn.format.DataFormat;
import org.sojourn.format.OfficeFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.structure.OfficialSchemas;

/** What all queries have in common as HTTP: types, codings, validators, origins, addresses, errors. */
class HttpContractTest {

    private static final Map<String, String> PATHS = Map.of(
            "v1 data",
            "/sdmx/v1/data/DF_STK_BIL/" + SampleServer.SERIES,
            "v2 data",
            "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/" + SampleServer.SERIES,
            "v1 structure",
            "/sdmx/v1/codelist/NSO/CL_AREA",
            "v2 structure",
            "/sdmx/v2/structure/codelist/NSO/CL_AREA");

    private static Exchange server;

    @BeforeAll
    static void start() {
        server = SampleServer.get();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            v1 data |                                                     | genericdata+xml;version=2.1
            v1 data | */*                                                 | genericdata+xml;version=2.1
            v1 data | application/xml                                     | genericdata+xml;version=2.1
            v1 data | text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | genericdata+xml;version=2.1
            v1 data | application/vnd.sdmx.structurespecificdata+xml;version=2.1 | structurespecificdata+xml;version=2.1
            v1 data | application/vnd.sdmx.structurespecificdata+xml; version="2.1" | structurespecificdata+xml;version=2.1
            v1 data | application/vnd.sdmx.generictimeseriesdata+xml;version=2.1 | generictimeseriesdata+xml;version=2.1
            v1 data | application/vnd.sdmx.structurespecifictimeseriesdata+xml;version=2.1 | structurespecifictimeseriesdata+xml;version=2.1
            v1 data | application/vnd.sdmx.data+json;version=1.0.0        | data+json;version=1.0.0
            v1 data | application/json                                    | data+json;version=1.0.0
            v1 data | text/csv                                            | data+csv;version=1.0.0
            v1 data | application/vnd.sdmx.data+csv;version=1.0.0;labels=both | data+csv;version=1.0.0;labels=both
            v1 data | application/xml;q=0.5,text/csv;q=0.9                | data+csv;version=1.0.0
            v1 data | application/pdf, */*;q=0.1                          | genericdata+xml;version=2.1
            v1 data | application/pdf                                     | 406
            v1 data | no media type at all                                | 406
            v1 data | application/xml;;q=0.5                              | genericdata+xml;version=2.1
            v1 data | application/vnd.sdmx.genericdata+xml;version=9.9    | 406
            v1 data | application/vnd.sdmx.genericdata+xml;version=2.1;q=0 | 406
            v2 data |                                                     | data+json;version=2.1.0
            v2 data | */*                                                 | data+json;version=2.1.0
            v2 data | application/json                                    | data+json;version=2.1.0
            v2 data | application/xml                                     | data+xml;version=3.1.0
            v2 data | text/csv                                            | data+csv;version=2.1.0
            v2 data | application/vnd.sdmx.data+xml;version=3.0.0         | data+xml;version=3.0.0
            v2 data | application/vnd.sdmx.data+json;version=2.0.0        | data+json;version=2.0.0
            v2 data | application/vnd.sdmx.data+csv;version=2.0.0;labels=both;keys=obs | data+csv;version=2.0.0;labels=both;keys=obs
            v2 data | application/vnd.sdmx.data+json;version=2.0+.0       | data+json;version=2.1.0
            v2 data | application/vnd.sdmx.data+csv;version=2.1.0;labels=everything | 406
            v2 data | image/*                                             | 406
            v1 structure |                                                | structure+xml;version=2.1
            v1 structure | */*                                            | structure+xml;version=2.1
            v1 structure | application/vnd.sdmx.structure+xml;version=3.0.0 | structure+xml;version=3.0.0
            v2 structure |                                                | structure+json;version=2.1.0
            v2 structure | application/xml                                | structure+xml;version=3.1.0
            v2 structure | application/vnd.sdmx.structure+json;version=2.0.0 | structure+json;version=2.0.0
            v2 structure | application/vnd.sdmx.structure+xml;version=2.1 | structure+xml;version=2.1
            v2 structure | text/csv                                       | 406
            """)
    void agreesOnATypeAndRepeatsItExactly(String kind, String accept, String expected) {
        Exchange.Answer answer =
                accept == null ? server.get(PATHS.get(kind)) : server.get(PATHS.get(kind), "Accept", accept);
        if (expected.equals("406")) {
            assertThat(answer.expect(406).text()).contains("offered are application/vnd.sdmx.");
        } else {
            assertThat(answer.expect(200).header("Content-Type")).isEqualTo("application/vnd.sdmx." + expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1 data | format=csv                                  | data+csv;version=1.0.0
            v1 data | format=csv&labels=both                      | data+csv;version=1.0.0;labels=both
            v1 data | format=jsondata                             | data+json;version=1.0.0
            v1 data | format=sdmx-json                            | data+json;version=1.0.0
            v1 data | format=genericdata                          | genericdata+xml;version=2.1
            v1 data | format=structurespecificdata                | structurespecificdata+xml;version=2.1
            v2 data | format=csv&labels=name                      | data+csv;version=2.1.0;labels=name
            v2 data | format=csvdata&formatVersion=2.0.0          | data+csv;version=2.0.0
            v2 data | format=jsondata&formatVersion=1.0.0         | data+json;version=1.0.0
            v2 data | format=sdmx-ml-3.0                          | data+xml;version=3.0.0
            v2 structure | format=structure                       | structure+xml;version=3.1.0
            v2 structure | format=jsonstructure&formatVersion=2.0.0 | structure+json;version=2.0.0
            """)
    void letsTheQueryStringNameTheFormat(String kind, String query, String expected) {
        Exchange.Answer answer = server.get(PATHS.get(kind) + "?" + query, "Accept", "image/png");
        assertThat(answer.expect(200).header("Content-Type")).isEqualTo("application/vnd.sdmx." + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1 data", "v2 data", "v1 structure", "v2 structure"})
    void packsTheSameBytes(String kind) throws Exception {
        Exchange.Answer plain = server.get(PATHS.get(kind)).expect(200);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        Exchange.Answer packed =
                server.get(PATHS.get(kind), "Accept-Encoding", "gzip").expect(200);
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
                .isEqualTo(plain.bytes());
        assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(plain.header("Vary")).contains("Accept", "Accept-Encoding", "Accept-Language");
        server.get(PATHS.get(kind), "Accept-Encoding", "gzip", "If-None-Match", packed.header("ETag"))
                .expect(304);
        server.get(PATHS.get(kind), "Accept-Encoding", "gzip;q=0").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1 data", "v2 data", "v1 structure", "v2 structure"})
    void answers304ToWhoHasItAlready(String kind) {
        String path = PATHS.get(kind);
        Exchange.Answer first = server.get(path).expect(200);
        String tag = first.header("ETag");
        String modified = first.header("Last-Modified");
        assertThat(tag).matches("\"[0-9a-zA-Z-]+\"");
        for (String match : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            Exchange.Answer none = server.get(path, "If-None-Match", match).expect(304);
            assertThat(none.bytes()).isEmpty();
            assertThat(none.header("ETag")).isEqualTo(tag);
        }
        server.get(path, "If-None-Match", "\"other\"").expect(200);
        ZonedDateTime time = ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME);
        server.get(path, "If-Modified-Since", modified).expect(304);
        server.get(path, "If-Modified-Since", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.plusDays(1)))
                .expect(304);
        String before = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.minus(Duration.ofSeconds(1)));
        server.get(path, "If-Modified-Since", before).expect(200);
        // RFC 9110, 13.1.3: the date does not count beside a tag
        server.get(path, "If-None-Match", "\"other\"", "If-Modified-Since", modified)
                .expect(200);
        server.get(path, "If-None-Match", tag, "If-Modified-Since", before).expect(304);
        server.get(path, "If-Modified-Since", "yesterday").expect(200);
        server.get(path, "If-Modified-Since", time.toInstant().toString()).expect(304);
        server.get(path, "If-Modified-Since", time.minusSeconds(1).toInstant().toString())
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1 data", "v2 data", "v1 structure", "v2 structure"})
    void writesTheSameBytesForTheSameQuestion(String kind) {
        Exchange.Answer first = server.get(PATHS.get(kind)).expect(200);
        Exchange.Answer second = server.get(PATHS.get(kind)).expect(200);
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        Exchange.Answer xml = server.get(
                PATHS.get(kind),
                "Accept",
                kind.endsWith("data") ? "text/csv" : "application/vnd.sdmx.structure+xml;version=3.0.0");
        assertThat(xml.expect(200).header("ETag")).isNotEqualTo(first.header("ETag"));
        Exchange.Answer french =
                server.get(PATHS.get(kind), "Accept-Language", "fr").expect(200);
        assertThat(french.header("ETag")).isNotEqualTo(first.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1 data", "v2 data", "v1 structure", "v2 structure"})
    void answersHeadLikeGetWithoutABody(String kind) {
        Exchange.Answer get = server.get(PATHS.get(kind)).expect(200);
        Exchange.Answer head = server.head(PATHS.get(kind)).expect(200);
        assertThat(head.bytes()).isEmpty();
        for (String name : List.of("Content-Type", "ETag", "Last-Modified", "Vary")) {
            assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
        }
        server.head(PATHS.get(kind), "If-None-Match", get.header("ETag")).expect(304);
        server.head("/sdmx/v1/data/NOTHING").expect(404);
    }

    @Test
    void letsPagesFromElsewhereReadAnswersAndErrors() {
        String origin = "http://elsewhere.example";
        for (String path : List.of(
                PATHS.get("v1 data"),
                PATHS.get("v2 structure"),
                "/sdmx/v1/data/NOTHING",
                "/sdmx/v2/nothing",
                "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.ZZ",
                "/no/such/thing")) {
            Exchange.Answer answer = server.get(path, "Origin", origin);
            assertThat(answer.header("Access-Control-Allow-Origin"))
                    .as(path + ", which a shared cache may give to a page of another origin")
                    .isEqualTo("*");
            assertThat(answer.header("Access-Control-Expose-Headers")).as(path).contains("ETag");
        }
        Exchange.Answer refused = server.get(PATHS.get("v1 data"), "Origin", origin, "Accept", "image/png");
        assertThat(refused.expect(406).header("Access-Control-Allow-Origin")).isNotEmpty();
        Exchange.Answer preflight = server.send(server.to(
                        PATHS.get("v2 data"),
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "GET",
                        "Access-Control-Request-Headers",
                        "if-none-match,accept-language")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
        assertThat(preflight.status()).isBetween(200, 204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isIn("*", origin);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET");
        assertThat(preflight.header("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                .containsAnyOf("*", "if-none-match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /sdmx/v1/data/DF_STK_BIL/A.FR.STK_MIG.DE..... | /sdmx/v1/data/DF_STK_BIL/A.FR.STK_MIG.DE...../
            /sdmx/v1/data/MIG,DF_STK_BIL,1.0.0/A.FR.STK_MIG.DE+IT..... | /sdmx/v1/data/MIG%2CDF_STK_BIL%2C1.0.0/A.FR.STK_MIG.DE%2BIT.....
            /sdmx/v1/data/DF_STK_BIL/all?startPeriod=2020 | /sdmx/v1/data/DF_STK_BIL?startPeriod=2020
            /sdmx/v1/codelist/NSO/CL_AREA | /sdmx/v1/codelist/NSO/CL_AREA/latest/
            /sdmx/v1/dataflow | /sdmx/v1/dataflow/all/all/latest
            /sdmx/v2/structure/dataflow | /sdmx/v2/structure/dataflow/*/*/~/
            /sdmx/v2/structure/codelist/NSO/CL_AREA | /sdmx/v2/structure/codelist/NSO/CL_AREA/%2B
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0/*.FR | /sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0/%2A.FR/
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[TIME_PERIOD]=ge:2020+le:2024 | /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c%5BTIME_PERIOD%5D=ge%3A2020%2Ble%3A2024
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[TIME_PERIOD]=ge:2020+le:2024 | /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[TIME_PERIOD]=ge:2020%20le:2024
            /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[SEX]=F,M | /sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[SEX]=F%2CM
            """)
    void takesOneAddressInSeveralSpellings(String one, String other) {
        assertThat(withoutId(server.get(other).expect(200).text()))
                .isEqualTo(withoutId(server.get(one).expect(200).text()));
    }

    /** The id of a message is a hash of the query as it was normalised. */
    private static String withoutId(String message) {
        return message.replaceFirst("<(\\w+:ID)>[^<]*", "<$1>").replaceFirst("\"id\":\"S[^\"]*\"", "");
    }

    @Test
    void ignoresParametersThatItDoesNotKnowAndSaysSo() {
        for (String kind : PATHS.keySet()) {
            Exchange.Answer plain = server.get(PATHS.get(kind)).expect(200);
            Exchange.Answer answer =
                    server.get(PATHS.get(kind) + "?compact=yes&_=123").expect(200);
            assertThat(answer.header("Warning")).startsWith("299 ").contains("compact", "_");
            assertThat(answer.bytes()).isEqualTo(plain.bytes());
            assertThat(plain.header("Warning")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sdmx/v1/metadata/DF_STK_BIL?startPeriod=2000",
                "/sdmx/v1/metadata/DF_STK_BIL?detail=nodata",
                "/sdmx/v1/metadata/DF_STK_BIL?includeHistory=true"
            })
    void answers501ToWhatTheStandardKnowsAndItDoesNot(String path) {
        assertThat(server.get(path).expect(501).text()).contains("not offered by this server yet");
    }

    @Test
    void saysEmptyAsEachGenerationWants() {
        for (String path : List.of("/sdmx/v1/data/DF_STK_BIL/A.ZZ.......", "/sdmx/v1/codelist/NSO/CL_NONE")) {
            Exchange.Answer answer = server.get(path).expect(404);
            assertThat(answer.text()).contains("code=\"100\"");
        }
        for (String path : List.of(
                "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/A.ZZ",
                "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[REF_AREA]=NOWHERE",
                "/sdmx/v2/structure/codelist/NSO/CL_NONE")) {
            Exchange.Answer answer = server.get(path).expect(204);
            assertThat(answer.bytes()).isEmpty();
            assertThat(answer.header("Content-Type")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesErrorsThatAreValidInTheFormatOfTheCaller(StructureFormat format) {
        boolean old = format == StructureFormat.ML_2_1 || format == StructureFormat.JSON_1_0;
        String api = old ? "/sdmx/v1" : "/sdmx/v2";
        Map<String, Integer> bad = Map.of(
                api + "/nothing/at/all",
                404,
                api + (old ? "/metadata/DF_STK_BIL?startPeriod=2000" : "/schema/metadatastructure/MIG/DF_STK_BIL"),
                old ? 501 : 404,
                PATHS.get(old ? "v1 data" : "v2 data"),
                406, // structures of data
                api + (old ? "/codelist/NSO?references=%3Cb%3E" : "/structure/codelist/NSO?references=%3Cb%3E"),
                400);
        bad.forEach((path, status) ->
                valid(format, server.get(path, "Accept", format.mediaType()).expect(status)));
        if (old && format.xml()) {
            valid(format, server.get("/sdmx/v1/codelist/NSO/CL_NONE").expect(404));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1, ML_2_1_SS, ML_2_1",
        "v1, ML_2_1_GENERIC_TS, ML_2_1",
        "v1, JSON_1_0, JSON_1_0",
        "v1, CSV_1_0, ML_2_1",
        "v2, JSON_2_1, JSON_2_1",
        "v2, JSON_2_0, JSON_2_0",
        "v2, ML_3_1, ML_3_1",
        "v2, ML_3_0, ML_3_0",
        "v2, CSV_2_1, JSON_2_1"
    })
    void writesErrorsOfDataInTheFamilyThatWasAskedFor(String api, DataFormat asked, StructureFormat given) {
        String nothing = api.equals("v1") ? "/sdmx/v1/data/NOTHING" : "/sdmx/v2/data/dataflow/MIG/NOTHING";
        String wrong = api.equals("v1")
                ? "/sdmx/v1/data/DF_STK_BIL?startPeriod=then"
                : "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL?c[TIME_PERIOD]=ge:then";
        valid(given, server.get(nothing, "Accept", asked.mediaType()).expect(404));
        valid(given, server.get(wrong, "Accept", asked.mediaType()).expect(400));
    }

    private static void valid(StructureFormat format, Exchange.Answer error) {
        assertThat(error.header("Content-Type")).isEqualTo(format.mediaType());
        assertThat(error.header("Cache-Control")).isEqualTo("no-store");
        try {
            assertThat(OfficialSchemas.errors(format, error.bytes()))
                    .as(error.text())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesOtherMethodsAndSaysWhichItHas() {
        Exchange.Answer answer =
                server.send(server.to(PATHS.get("v1 data")).DELETE().build()).expect(405);
        assertThat(answer.header("Allow")).contains("GET");
        server.post("/sdmx/v1/data/DF_STK_BIL", "application/xml", new byte[0]).expect(405);
    }

    @Test
    void saysInTheFooterWhatTheFormatCannotCarry() {
        String structure = "/sdmx/v2/structure/datastructure/MIG/DSD_MIG_STK/~";
        String old = server.get(structure, "Accept", StructureFormat.ML_2_1.mediaType())
                .expect(200)
                .text();
        assertThat(old).contains("Footer", "severity=\"Warning\"", "not carried by this format", "OBS_STATUS");
        String own = server.get(structure, "Accept", StructureFormat.ML_3_1.mediaType())
                .expect(200)
                .text();
        assertThat(own).doesNotContain("Footer");
        String data = "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/" + SampleServer.SERIES;
        assertThat(server.get(data, "Accept", DataFormat.ML_3_1.mediaType())
                        .expect(200)
                        .text())
                .doesNotContain("Footer");
    }

    @Test
    void answersInTheFormatsOfOffices() throws IOException {
        String data = "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/*/" + SampleServer.SERIES;
        Exchange.Answer workbook = server.get(data + "?format=xlsx").expect(200);
        assertThat(workbook.header("Content-Disposition")).contains("data.xlsx");
        String csv = server.get(data, "Accept", "application/vnd.sdmx.data+csv;version=2.1.0;labels=both")
                .expect(200)
                .text();
        try (InputStream cells = WorkbookText.of(new ByteArrayInputStream(workbook.bytes()))) {
            assertThat(new String(cells.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyElementsOf(csv.lines().toList());
        }
        server.get("/sdmx/v1/data/DF_STK_BIL/" + SampleServer.SERIES, "Accept", OfficeFormat.WORKBOOK.mediaType())
                .expect(200);
        assertThat(server.get(data + "?format=json-stat-2.0").expect(200).text())
                .contains("\"class\":\"dataset\"", "\"TIME_PERIOD\"");
    }
}
