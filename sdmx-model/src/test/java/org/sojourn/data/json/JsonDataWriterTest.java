package org.sojourn.data.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.Action;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DataWriterOptions.Keys;
import org.sojourn.data.DataWriterOptions.Labels;
import org.sojourn.data.DataWriterOptions.TimeFormat;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Small;
import org.sojourn.data.Transcript;
import org.sojourn.data.Value;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;

class JsonDataWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode write(DataFormat format, String pivot, DataWriterOptions options) throws IOException {
        return JSON.readTree(Small.write(Small.data(Action.REPLACE, pivot), format, options, new Problems()));
    }

    private static DataWriterOptions languages(String wanted) {
        return new DataWriterOptions(
                Locale.LanguageRange.parse(wanted), Labels.ID, TimeFormat.ORIGINAL, Keys.NONE, true);
    }

    @Test
    void writesWhatClientsLookFor() throws IOException {
        JsonNode root = write(DataFormat.JSON_2_1, "TIME_PERIOD", DataWriterOptions.DEFAULT);
        JsonNode structure = root.at("/data/structures/0");
        assertThat(structure.at("/dimensions/dataSet").isArray()).isTrue();
        assertThat(structure.at("/dimensions/series").size()).isEqualTo(3);
        assertThat(structure.at("/dimensions/observation/0")).isEqualTo(JSON.readTree("""
                {"id":"TIME_PERIOD","name":"TIME_PERIOD in English",
                 "names":{"en":"TIME_PERIOD in English","fr":"TIME_PERIOD en français"},
                 "keyPosition":3,"roles":["TIME_PERIOD"],"values":[
                  {"id":"2001","name":"2001","start":"2001-01-01T00:00:00Z","end":"2001-12-31T23:59:59Z"},
                  {"id":"2002-Q3","name":"2002-Q3","start":"2002-07-01T00:00:00Z","end":"2002-09-30T23:59:59Z"}]}
                """));
        assertThat(structure.at("/links/0/urn").asText()).endsWith("Dataflow=TEST:DF_FLOWS(1.0)");
        assertThat(structure.at("/links/1/urn").asText()).endsWith("DataStructure=TEST:FLOWS(1.0)");
        assertThat(structure.at("/dataSets")).isEqualTo(JSON.readTree("[0]"));
        assertThat(root.at("/meta/contentLanguages")).isEqualTo(JSON.readTree("[\"en\",\"fr\"]"));
    }

    @Test
    void listsOnlyTheValuesThatOccurWithNameAndNames() throws IOException {
        JsonNode area = write(DataFormat.JSON_2_0, "TIME_PERIOD", DataWriterOptions.DEFAULT)
                .at("/data/structures/0/dimensions/series/1/values");
        assertThat(area.findValuesAsText("id")).containsExactly("FR", "PT", "DE");
        assertThat(area.at("/2")).isEqualTo(JSON.readTree("""
                {"id":"DE","name":"code DE in English","names":{"en":"code DE in English","fr":"code DE en français"},"order":1}
                """));
    }

    @Test
    void writesTheBestNameOnlyWhereALanguageIsWanted() throws IOException {
        JsonNode root = write(DataFormat.JSON_2_1, "TIME_PERIOD", languages("fr-CA, fr;q=0.9"));
        assertThat(root.findValues("names")).isEmpty();
        assertThat(root.at("/data/structures/0/name").asText()).isEqualTo("DF_FLOWS en français");
        assertThat(root.at("/meta/contentLanguages")).isEqualTo(JSON.readTree("[\"fr\"]"));
        assertThat(write(DataFormat.JSON_2_1, "TIME_PERIOD", languages("*")).findValues("names"))
                .isNotEmpty();
    }

    @Test
    void writesSeriesCrossSectionsAndFlatData() throws IOException {
        assertThat(write(DataFormat.JSON_2_1, "TIME_PERIOD", DataWriterOptions.DEFAULT)
                        .at("/data/dataSets"))
                .isEqualTo(JSON.readTree("""
                        [{"structure":0,"action":"Replace",
                          "links":[{"urn":"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=TEST:DF_FLOWS(1.0)","rel":"dataflow"}],
                          "series":{"0:0:0":{"attributes":[0],"observations":{"0":[1.50,0],"1":[2,1]}},
                                    "0:2:1":{"observations":{"0":["NaN"]}}},
                          "dimensionGroupAttributes":{":0::":[null,0],":1::":[null,1]},
                          "attributes":["the census"]}]
                        """));
        assertThat(write(DataFormat.JSON_2_1, "REF_AREA", DataWriterOptions.DEFAULT)
                        .at("/data/dataSets/0/series"))
                .isEqualTo(JSON.readTree("""
                        {"0:0:0":{"observations":{"0":[1.50,0]}},"0:0:1":{"observations":{"0":[2,1]}},
                         "0:1:0":{"observations":{"2":["NaN"]}}}
                        """));
        assertThat(write(DataFormat.JSON_1_0, DatasetHeader.ALL_DIMENSIONS, DataWriterOptions.DEFAULT)
                        .at("/data/dataSets/0/observations"))
                .isEqualTo(JSON.readTree("""
                        {"0:0:0:0":[1.50,0,null,null,null,0,null,0],"0:0:0:1":[2,1,null,null,null,0,null,0],"0:1:1:0":["NaN"]}
                        """));
    }

    @ParameterizedTest
    @CsvSource({
        "JSON_1_0,MERGE,Append",
        "JSON_1_0,INFORMATION,Information",
        "JSON_2_0,MERGE,Append",
        "JSON_2_0,REPLACE,Replace",
        "JSON_2_1,MERGE,Merge",
        "JSON_2_1,APPEND,Merge",
        "JSON_2_1,INFORMATION,Merge",
        "JSON_2_1,DELETE,Delete"
    })
    void writesTheWordsOfItsVersionForActions(DataFormat format, Action action, String word) throws IOException {
        String text = Small.write(Small.data(action, "TIME_PERIOD"), format, DataWriterOptions.DEFAULT, new Problems());
        assertThat(JSON.readTree(text).at("/data/dataSets/0/action").asText()).isEqualTo(word);
    }

    @Test
    void keepsTheTextOfNumbers() throws IOException {
        String text = Small.write(
                Small.data(Action.MERGE, "TIME_PERIOD"),
                DataFormat.JSON_2_1,
                DataWriterOptions.DEFAULT,
                new Problems());
        assertThat(text).contains("\"0\":[1.50,0]");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"JSON_2_0", "JSON_2_1"})
    void saysDeletionsSoThatTheyReadBack(DataFormat format) throws IOException {
        Transcript said = new Transcript();
        Small.deletions().transferTo(said);
        Problems problems = new Problems();
        String text = Small.write(Small.deletions(), format, DataWriterOptions.DEFAULT, problems);
        assertThat(Small.transcript(text, problems)).isEqualTo(said.lines());
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void beginsAFurtherDataSetWhereASeriesComesBack() throws IOException {
        DataSource source = sink -> {
            sink.start(MessageHeader.of("BACK", "2024-01-01T00:00:00Z", "TEST"));
            sink.dataset(
                    DatasetHeader.of(Fixtures.dataflow(Fixtures.TIME_SERIES), Optional.of(Action.MERGE), "TIME_PERIOD"),
                    Fixtures.TIME_SERIES);
            for (String period : List.of("2001", "2002")) {
                for (String area : List.of("FR", "DE")) {
                    series(sink, area, period);
                }
            }
            sink.endDataset();
            sink.end(List.of());
        };
        JsonNode root =
                JSON.readTree(Small.write(source, DataFormat.JSON_2_1, DataWriterOptions.DEFAULT, new Problems()));
        assertThat(root.at("/data/dataSets").size()).isEqualTo(2);
        assertThat(root.at("/data/dataSets/1/series/0:0:0/observations")).isEqualTo(JSON.readTree("{\"1\":[5]}"));
        assertThat(root.at("/data/structures/0/dataSets")).isEqualTo(JSON.readTree("[0,1]"));
    }

    private static void series(DataSink sink, String area, String period) throws IOException {
        SeriesBlock block = new SeriesBlock(Fixtures.TIME_SERIES);
        block.key()[0] = "A";
        block.key()[1] = area;
        block.key()[2] = "F";
        block.set(0, block.add(period, 0), Value.of("5"));
        sink.series(block);
    }

    @Test
    void writesNoticesWithTheirNumber() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Problems losses = new Problems();
        JsonDataWriter writer = new JsonDataWriter(DataFormat.JSON_2_1, out, DataWriterOptions.DEFAULT, losses);
        writer.start(MessageHeader.of("X", "2024-01-01T00:00:00", "TEST"));
        writer.end(List.of(
                new FooterMessage("413", Optional.empty(), LocalisedText.of("en", "cut")),
                new FooterMessage("words", Optional.empty(), LocalisedText.of("en", "lost"))));
        JsonNode root = JSON.readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(root.at("/errors"))
                .isEqualTo(JSON.readTree("[{\"code\":413,\"title\":\"cut\",\"titles\":{\"en\":\"cut\"}}]"));
        assertThat(root.at("/meta/prepared").asText()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(losses.list()).hasSize(3);
    }

    @Test
    void refusesASecondStructureInVersion1() throws IOException {
        JsonDataWriter writer = new JsonDataWriter(
                DataFormat.JSON_1_0, new ByteArrayOutputStream(), DataWriterOptions.DEFAULT, new Problems());
        writer.start(MessageHeader.of("X", "2024-01-01T00:00:00Z", "TEST"));
        writer.dataset(
                DatasetHeader.of(Fixtures.dataflow(Fixtures.WITHOUT_TIME), Optional.empty(), "AGE"),
                Fixtures.WITHOUT_TIME);
        writer.endDataset();
        assertThatThrownBy(() -> writer.dataset(
                        DatasetHeader.of(Fixtures.dataflow(Fixtures.TIME_SERIES), Optional.empty(), "TIME_PERIOD"),
                        Fixtures.TIME_SERIES))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("one structure");
    }
}
