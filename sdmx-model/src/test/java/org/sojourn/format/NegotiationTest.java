package org.sojourn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.model.SdmxException;

class NegotiationTest {

    private static Negotiation<?> negotiation(String api, String kind) {
        Api generation = Api.valueOf(api.toUpperCase(Locale.ROOT));
        return switch (kind) {
            case "data" -> Negotiation.data(generation);
            case "schema" -> Negotiation.schema(generation);
            case "metadata" -> Negotiation.metadata(generation);
            case "registration" -> Negotiation.registration();
            default -> Negotiation.structure(generation);
        };
    }

    private static Map<String, String> presentation(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        if (text != null) {
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                found.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvFileSource(resources = "negotiation.csv", delimiter = '|', quoteCharacter = '\0')
    void choosesAndRepeatsTheExactType(String api, String kind, String accept, String standIns, String expected) {
        Negotiation<?> negotiation = negotiation(api, kind);
        String header = accept == null ? "" : accept;
        if (expected.startsWith("!")) {
            SdmxException refusal = catchThrowableOfType(
                    SdmxException.class, () -> negotiation.choose(header, "", presentation(standIns)));
            assertThat(refusal).isNotNull();
            assertThat(refusal.kind()).isEqualTo(SdmxException.Kind.NOT_ACCEPTABLE);
            assertThat(refusal.detail()).contains(expected.substring(1)).contains("offered are");
        } else {
            assertThat(negotiation.choose(header, "", presentation(standIns)).contentType())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void everyDataFormatIsGivenWhenNamedExactly(DataFormat format) {
        for (Api api : Api.values()) {
            Negotiated<DataFormat> byHeader = Negotiation.data(api).choose(format.mediaType(), "", Map.of());
            assertThat(byHeader.format()).isEqualTo(format);
            assertThat(byHeader.contentType()).isEqualTo(format.mediaType());
            Negotiated<DataFormat> byName = Negotiation.data(api).choose("", "", Map.of("format", format.formatName()));
            assertThat(byName.format()).isEqualTo(format);
        }
    }

    @ParameterizedTest
    @EnumSource(StructureFormat.class)
    void everyStructureFormatIsGivenWhenNamedExactly(StructureFormat format) {
        for (Api api : Api.values()) {
            assertThat(Negotiation.structure(api)
                            .choose(format.mediaType(), "", Map.of())
                            .format())
                    .isEqualTo(format);
            assertThat(Negotiation.structure(api)
                            .choose("", "", Map.of("format", format.formatName()))
                            .format())
                    .isEqualTo(format);
        }
    }

    @Test
    void parametersOfCsvBecomeOptionsOfTheWriter() {
        DataWriterOptions options = DataWriterOptions.of(Negotiation.data(Api.V2)
                .choose(
                        "application/vnd.sdmx.data+csv;version=2.0.0;labels=name;timeFormat=normalized;keys=series",
                        "fr",
                        Map.of()));
        assertThat(options.labels()).isEqualTo(DataWriterOptions.Labels.NAME);
        assertThat(options.timeFormat()).isEqualTo(DataWriterOptions.TimeFormat.NORMALIZED);
        assertThat(options.keys()).isEqualTo(DataWriterOptions.Keys.SERIES);
        assertThat(options.languages())
                .extracting(Locale.LanguageRange::getRange)
                .containsExactly("fr");
    }

    @Test
    void theLanguageOfTheQueryStringWins() {
        Negotiated<DataFormat> answer = Negotiation.data(Api.V2).choose("*/*", "en", Map.of("lang", "fr-CH"));
        assertThat(answer.languages())
                .extracting(Locale.LanguageRange::getRange)
                .containsExactly("fr-ch");
        assertThat(Negotiation.data(Api.V2)
                        .choose("*/*", "en", Map.of("lang", "all"))
                        .languages())
                .isEmpty();
    }

    @Test
    void offersOnlyWhatCanBeWritten() {
        Negotiation<DataFormat> few = Negotiation.data(Api.V2).only(List.of(DataFormat.CSV_1_0, DataFormat.ML_3_1));
        assertThat(few.preferred()).isEqualTo(DataFormat.ML_3_1);
        assertThat(few.offered()).containsExactly(DataFormat.ML_3_1.mediaType(), DataFormat.CSV_1_0.mediaType());
        assertThatThrownBy(() -> few.choose("application/json", "", Map.of()))
                .hasMessageContaining(DataFormat.CSV_1_0.mediaType())
                .hasMessageNotContaining("json;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | ",
                "'' | ",
                "* | ",
                "all | ",
                "fr | fr",
                "fr_CH | fr-ch",
                "de;q=0.5, fr | fr de",
                "en;q=0, fr | fr",
                "fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5 | fr-ch fr en",
                "!!! | ",
                "es, *;q=0.9, de;q=0.1 | es"
            })
    void readsLanguagesBestFirst(String header, String expected) {
        assertThat(Languages.wanted(header))
                .extracting(Locale.LanguageRange::getRange)
                .containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | | identity",
                "gzip | | gzip",
                "gzip, deflate, br | | gzip",
                "GZIP | | gzip",
                "x-gzip | | gzip",
                "gzip;q=0 | | identity",
                "identity, gzip;q=0.5 | | identity",
                "br | | identity",
                "* | | gzip",
                "zstd, gzip | | gzip",
                "zstd, gzip;q=0.9 | | zstd",
                "identity;q=0, zstd;q=0.1 | | zstd",
                "gzip | identity | identity",
                "'' | gzip | gzip",
                "'' | zstd | zstd"
            })
    void choosesAContentCoding(String header, String compression, String expected) {
        List<ContentCoding> available = List.of(ContentCoding.GZIP, ContentCoding.ZSTD);
        assertThat(ContentCoding.choose(header == null ? "" : header, compression == null ? "" : compression, available)
                        .word())
                .isEqualTo(expected);
    }

    @Test
    void refusesAContentCodingThatItLacks() {
        assertThatThrownBy(() -> ContentCoding.choose("gzip", "br", List.of(ContentCoding.GZIP)))
                .hasMessageContaining("'br'")
                .hasMessageContaining("identity, gzip");
        assertThatThrownBy(() -> ContentCoding.choose("identity;q=0", "", List.of(ContentCoding.GZIP)))
                .hasMessageContaining("identity;q=0");
    }

    @Test
    void uploadsByTheirExactTypeAreOneFormat() {
        for (DataFormat format : DataFormat.values()) {
            UploadFormats found = UploadFormats.of(format.mediaType() + "; charset=UTF-8");
            assertThat(found.data()).containsExactly(format);
            assertThat(found.structures()).isEmpty();
            assertThat(found.ambiguous()).isFalse();
        }
        for (StructureFormat format : StructureFormat.values()) {
            assertThat(UploadFormats.of(format.mediaType()).structures()).containsExactly(format);
        }
    }

    @Test
    void uploadsByGeneralTypesAreToBeFoundOut() {
        assertThat(UploadFormats.of("application/xml").data())
                .allMatch(f -> f.family() == DataFormat.Family.ML)
                .hasSize(6);
        assertThat(UploadFormats.of("text/xml").structures())
                .allMatch(StructureFormat::xml)
                .hasSize(3);
        assertThat(UploadFormats.of("application/json; charset=utf-8").data()).hasSize(4);
        assertThat(UploadFormats.of("text/csv").data()).hasSize(3);
        assertThat(UploadFormats.of("text/csv").structures()).isEmpty();
        assertThat(UploadFormats.of("application/vnd.sdmx.data+json").data())
                .containsExactly(DataFormat.JSON_2_1, DataFormat.JSON_2_0, DataFormat.JSON_1_0, DataFormat.JSON_1_0_WD);
        assertThat(UploadFormats.of("application/vnd.sdmx.data+xml;version=3.0+.0")
                        .data())
                .containsExactly(DataFormat.ML_3_1, DataFormat.ML_3_0);
        for (String any : List.of("", "application/octet-stream", "application/x-www-form-urlencoded")) {
            assertThat(UploadFormats.of(any)).isEqualTo(UploadFormats.ANY);
            assertThat(UploadFormats.of(any).ambiguous()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "nonsense", "application/vnd.sdmx.data+json;version=7.0.0", "application/pdf"})
    void refusesUploadsOfOtherTypes(String contentType) {
        assertThatThrownBy(() -> UploadFormats.of(contentType))
                .isInstanceOfSatisfying(
                        SdmxException.class,
                        e -> assertThat(e.kind()).isEqualTo(SdmxException.Kind.UNSUPPORTED_MEDIA_TYPE))
                .hasMessageContaining("'" + contentType + "'")
                .hasMessageContaining(DataFormat.JSON_2_1.mediaType());
    }

    @Test
    void noContentTypeHasABlankOrACharset() {
        assertThat(Arrays.stream(Api.values())
                        .flatMap(api -> java.util.stream.Stream.of(
                                Negotiation.data(api), Negotiation.structure(api), Negotiation.schema(api)))
                        .flatMap(n -> n.offered().stream()))
                .allMatch(
                        type -> type.matches("application/vnd\\.sdmx\\.[a-z]+\\+(xml|json|csv);version=[\\d.]+(-wd)?"));
    }
}
