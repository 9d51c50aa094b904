package org.sojourn.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.Action;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DataWriterOptions.Keys;
import org.sojourn.data.DataWriterOptions.Labels;
import org.sojourn.data.DataWriterOptions.TimeFormat;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.Small;
import org.sojourn.data.Transcript;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

class CsvDataWriterTest {

    private static final List<Locale.LanguageRange> FRENCH = Locale.LanguageRange.parse("fr, en;q=0.5");

    private static String write(DataFormat format, DataWriterOptions options) throws IOException {
        return Small.write(Small.data(Action.REPLACE, "TIME_PERIOD"), format, options, new Problems())
                .replace("\r\n", "\n");
    }

    private static DataWriterOptions options(Labels labels, TimeFormat time, Keys keys) {
        return new DataWriterOptions(FRENCH, labels, time, keys, false);
    }

    @Test
    void repeatsHigherAttributesOnObservationsAndGivesTheOthersRowsOfTheirOwn() throws IOException {
        assertThat(write(DataFormat.CSV_2_1, DataWriterOptions.DEFAULT)).isEqualTo("""
                        STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,COMMENT,BREAK,UNIT_MULT,TITLE,COLLECTION,SOURCE,CONTACT
                        dataflow,TEST:DF_FLOWS(1.0),R,A,FR,F,2001,1.50,A,,,,3,,A,the census,
                        dataflow,TEST:DF_FLOWS(1.0),R,A,FR,F,2002-Q3,2,E,,,,3,,A,the census,
                        dataflow,TEST:DF_FLOWS(1.0),R,A,DE,M,2001,NaN,,,,,,,,the census,
                        dataflow,TEST:DF_FLOWS(1.0),R,,PT,,,,,,,,,,U,,
                        """);
    }

    @Test
    void writesVersion1WithTheDataflowOnly() throws IOException {
        assertThat(write(DataFormat.CSV_1_0, DataWriterOptions.DEFAULT).lines().limit(2))
                .containsExactly(
                        "DATAFLOW,FREQ,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,COMMENT,BREAK,UNIT_MULT,TITLE,COLLECTION,SOURCE,CONTACT",
                        "TEST:DF_FLOWS(1.0),A,FR,F,2001,1.50,A,,,,3,,A,the census,");
    }

    @Test
    void writesNamesBesideIdsInTheWantedLanguage() throws IOException {
        String text = write(DataFormat.CSV_2_0, options(Labels.BOTH, TimeFormat.ORIGINAL, Keys.BOTH));
        assertThat(text.lines().limit(2))
                .containsExactly(
                        "STRUCTURE,STRUCTURE_ID,ACTION,SERIES_KEY,OBS_KEY,FREQ: FREQ en français,REF_AREA: REF_AREA en français,"
                                + "SEX: SEX en français,TIME_PERIOD: TIME_PERIOD en français,OBS_VALUE: OBS_VALUE en français,"
                                + "OBS_STATUS: OBS_STATUS en français,CONF_STATUS: CONF_STATUS en français,COMMENT: COMMENT en français,"
                                + "BREAK: BREAK en français,UNIT_MULT: UNIT_MULT en français,TITLE: TITLE en français,"
                                + "COLLECTION: COLLECTION en français,SOURCE: SOURCE en français,CONTACT: CONTACT en français",
                        "dataflow,TEST:DF_FLOWS(1.0): DF_FLOWS en français,R,A.FR.F,A.FR.F.2001,A: code A en français,"
                                + "FR: code FR en français,F: code F en français,2001,1.50,A: code A en français,,,,"
                                + "3: code 3 en français,,A: code A en français,the census,");
    }

    @Test
    void writesNamesInColumnsOfTheirOwn() throws IOException {
        String text = write(DataFormat.CSV_2_1, options(Labels.NAME, TimeFormat.ORIGINAL, Keys.SERIES));
        assertThat(text.lines().limit(2).map(CsvDataWriterTest::first17))
                .containsExactly(
                        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,SERIES_KEY,FREQ,FREQ en français,REF_AREA,REF_AREA en français,"
                                + "SEX,SEX en français,TIME_PERIOD,TIME_PERIOD en français,OBS_VALUE,OBS_VALUE en français,"
                                + "OBS_STATUS,OBS_STATUS en français",
                        "dataflow,TEST:DF_FLOWS(1.0),DF_FLOWS en français,R,A.FR.F,A,code A en français,FR,code FR en français,"
                                + "F,code F en français,2001,,1.50,,A,code A en français");
    }

    private static String first17(String row) {
        return String.join(",", List.of(row.split(",", -1)).subList(0, 17));
    }

    @Test
    void leavesOutOfVersion1WhatItCannotSayIsToBeDeleted() throws IOException {
        Problems losses = new Problems();
        String text = Small.write(Small.deletions(), DataFormat.CSV_1_0, DataWriterOptions.DEFAULT, losses);
        assertThat(text.lines()).hasSize(1);
        assertThat(losses.list()).anyMatch(p -> p.message().contains("deleted"));
    }

    @Test
    void normalisesPeriodsToTheirFirstDay() throws IOException {
        String text = write(DataFormat.CSV_2_1, options(Labels.ID, TimeFormat.NORMALIZED, Keys.OBS));
        assertThat(text).contains(",A.FR.F.2001,A,FR,F,2001-01-01,1.50").contains(",A,FR,F,2002-07-01,2");
    }

    @ParameterizedTest
    @EnumSource(Labels.class)
    void readsBackWhateverLabelsItWrote(Labels labels) throws IOException {
        for (DataFormat format : List.of(DataFormat.CSV_1_0, DataFormat.CSV_2_0, DataFormat.CSV_2_1)) {
            Problems problems = new Problems();
            List<String> plain = Small.transcript(write(format, DataWriterOptions.DEFAULT), problems);
            String text = write(format, options(labels, TimeFormat.ORIGINAL, Keys.BOTH));
            assertThat(Small.transcript(text, problems)).isEqualTo(plain).hasSizeGreaterThan(8);
            assertThat(problems.list()).isEmpty();
        }
    }

    @Test
    void saysDeletionsSoThatTheyReadBack() throws IOException {
        Transcript said = new Transcript();
        Small.deletions().transferTo(said);
        Problems losses = new Problems();
        String text = Small.write(Small.deletions(), DataFormat.CSV_2_1, DataWriterOptions.DEFAULT, losses);
        assertThat(Small.transcript(text, losses)).isEqualTo(said.lines());
        assertThat(losses.list()).allMatch(p -> p.location().path().equals("header"));
    }

    @Test
    void writesARowWithoutAnyKeyForADeleteOfEverything() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvDataWriter writer = new CsvDataWriter(DataFormat.CSV_2_1, out, DataWriterOptions.DEFAULT, new Problems());
        writer.start(MessageHeader.of("X", "2024-01-01T00:00:00Z", "TEST"));
        writer.dataset(
                DatasetHeader.of(Fixtures.dataflow(Fixtures.WITHOUT_TIME), Optional.of(Action.DELETE), "AGE"),
                Fixtures.WITHOUT_TIME);
        writer.endDataset();
        writer.end(List.of());
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8).lines().skip(1))
                .containsExactly("dataflow,TEST:DF_CENSUS(1.0),D,,,,,,,,");
    }

    @Test
    void refusesASecondStructureThatNobodyAnnounced() throws IOException {
        CsvDataWriter writer = new CsvDataWriter(
                DataFormat.CSV_2_1, new ByteArrayOutputStream(), DataWriterOptions.DEFAULT, new Problems());
        writer.start(MessageHeader.of("X", "2024-01-01T00:00:00Z", "TEST"));
        writer.dataset(
                DatasetHeader.of(Fixtures.dataflow(Fixtures.WITHOUT_TIME), Optional.empty(), "AGE"),
                Fixtures.WITHOUT_TIME);
        writer.endDataset();
        assertThatThrownBy(() -> writer.dataset(
                        DatasetHeader.of(Fixtures.dataflow(Fixtures.RICH), Optional.empty(), "TIME_PERIOD"),
                        Fixtures.RICH))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("TEST:RICH(1.0)")
                .hasMessageContaining("before the first row");
    }
}
