package org.sojourn.data.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.RandomData;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.format.DataFormat;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** The form of what is written, where clients and schemas are particular about it. */
class MlDataWriterTest {

    private static final DataStructureView FLOWS = Fixtures.TIME_SERIES;

    private final Problems losses = new Problems();

    /** Pushes a data set whose content the test gives. */
    private interface Content {
        void push(DataSink sink) throws IOException;
    }

    private static DataSource data(DataStructureView structure, DatasetHeader header, Content content) {
        return sink -> {
            sink.start(MessageHeader.of("ID1", "2024-01-01T00:00:00Z", "SENDER"));
            sink.dataset(header, structure);
            content.push(sink);
            sink.endDataset();
            sink.end(List.of());
        };
    }

    private static DatasetHeader header(DataStructureView structure, String pivot) {
        return DatasetHeader.of(Fixtures.dataflow(structure), Optional.of(Action.REPLACE), pivot);
    }

    private String write(DataFormat format, DataSource source) throws IOException {
        return write(format, source, DataWriterOptions.DEFAULT);
    }

    private String write(DataFormat format, DataSource source, DataWriterOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(new MlDataWriter(format, out, options, losses));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static CanonicalData read(String message) throws IOException {
        Problems problems = new Problems();
        CanonicalData data = CanonicalData.of(new MlDataReader(
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)), Fixtures.LOOKUP, problems));
        assertThat(problems.list()).isEmpty();
        return data;
    }

    private static SeriesBlock series(DataStructureView structure, String... key) {
        SeriesBlock block = new SeriesBlock(structure);
        System.arraycopy(key, 0, block.key(), 0, key.length);
        return block;
    }

    private static int count(String part, String text) {
        return (int)
                Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }

    @Test
    void writesAHeaderOfVersion21ThatNamesTheDataflowByRefAndTheStructureById() throws IOException {
        String text = write(DataFormat.ML_2_1_SS, data(FLOWS, header(FLOWS, "TIME_PERIOD"), sink -> {}));
        assertThat(text)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<message:StructureSpecificData ")
                .contains(
                        "<message:Structure structureID=\"FLOWS\" namespace=\"urn:sdmx:org.sdmx.infomodel.datastructure"
                                + ".Dataflow=TEST:DF_FLOWS(1.0):ObsLevelDim:TIME_PERIOD\" dimensionAtObservation=\"TIME_PERIOD\">"
                                + "<common:StructureUsage><Ref id=\"DF_FLOWS\" version=\"1.0\" agencyID=\"TEST\""
                                + " package=\"datastructure\" class=\"Dataflow\"/></common:StructureUsage>")
                .contains("<message:DataSet ss:structureRef=\"FLOWS\" xsi:type=\"ns1:DataSetType\""
                        + " ss:dataScope=\"Dataflow\" ss:action=\"Replace\">");
    }

    @Test
    void writesOnlyTheStructureWhereNoDataflowIsKnown() throws IOException {
        DataStructureView alone = new Fixtures.Builder("ALONE")
                .dimension("A")
                .time()
                .measure("OBS_VALUE")
                .build(false);
        DatasetHeader head = DatasetHeader.of(alone.structure().urn(), Optional.empty(), "TIME_PERIOD");
        assertThat(write(DataFormat.ML_2_1_SS, data(alone, head, sink -> {})))
                .contains("<common:Structure><Ref id=\"ALONE\" version=\"1.0\" agencyID=\"TEST\""
                        + " package=\"datastructure\" class=\"DataStructure\"/></common:Structure>")
                .contains("ss:dataScope=\"DataStructure\"")
                .doesNotContain("action");
        assertThat(write(DataFormat.ML_3_1, data(alone, head, sink -> {})))
                .contains("<common:Structure>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=TEST:ALONE(1.0)"
                        + "</common:Structure>");
    }

    @ParameterizedTest
    @CsvSource({
        "ML_2_1_SS,ProvisionAgrement,Dataflow=TEST:",
        "ML_3_0,ProvisionAgreement,ProvisionAgreement=TEST:PA(2.0)"
    })
    void spellsTheProvisionAgreementAsTheSchemaDoes(DataFormat format, String element, String described)
            throws IOException {
        Urn agreement = Urn.of(ArtefactClass.PROVISION_AGREEMENT, "TEST", "PA", "2.0");
        String text =
                write(format, data(FLOWS, DatasetHeader.of(agreement, Optional.empty(), "TIME_PERIOD"), sink -> {}));
        assertThat(text)
                .contains("<common:" + element + ">")
                .containsPattern(Pattern.quote(described) + "[^\"]*:ObsLevelDim");
    }

    @Test
    void makesANameOfAnIdThatIsNone() throws IOException {
        DataStructureView digits = new Fixtures.Builder("22_289@X")
                .dimension("A")
                .time()
                .measure("OBS_VALUE")
                .build(false);
        DatasetHeader head = DatasetHeader.of(digits.structure().urn(), Optional.empty(), "TIME_PERIOD");
        assertThat(write(DataFormat.ML_2_1_SS, data(digits, head, sink -> {})))
                .contains("structureID=\"_22_289_X\"")
                .contains("ss:structureRef=\"_22_289_X\"");
    }

    @Test
    void putsTheKeyFirstAndInTheOrderOfTheStructure() throws IOException {
        String text = write(DataFormat.ML_2_1_SS, data(FLOWS, header(FLOWS, "TIME_PERIOD"), sink -> {
            SeriesBlock block = series(FLOWS, "A", "FR", "F");
            block.attributes().put("UNIT_MULT", Value.of("3"));
            block.set(1, block.add("2001", 0), Value.of("A"));
            block.set(0, 0, Value.of("1.50"));
            sink.series(block);
        }));
        assertThat(text)
                .contains("<Series FREQ=\"A\" REF_AREA=\"FR\" SEX=\"F\" UNIT_MULT=\"3\">"
                        + "<Obs TIME_PERIOD=\"2001\" OBS_VALUE=\"1.50\" OBS_STATUS=\"A\"/></Series>");
    }

    @Test
    void usesThePrefixGenericThatAClientLooksFor() throws IOException {
        String text = write(DataFormat.ML_2_1_GENERIC, data(FLOWS, header(FLOWS, "TIME_PERIOD"), sink -> {
            SeriesBlock block = series(FLOWS, "A", "FR", "F");
            block.add("2001", 0);
            sink.series(block);
        }));
        assertThat(text)
                .contains("<generic:Series><generic:SeriesKey><generic:Value id=\"FREQ\" value=\"A\"/>"
                        + "<generic:Value id=\"REF_AREA\" value=\"FR\"/><generic:Value id=\"SEX\" value=\"F\"/>"
                        + "</generic:SeriesKey><generic:Obs><generic:ObsDimension id=\"TIME_PERIOD\" value=\"2001\"/>"
                        + "</generic:Obs></generic:Series>")
                .doesNotContain("namespace=");
    }

    @Test
    void letsObservationsThatFollowEachOtherWithOneOuterKeyShareASeries() throws IOException {
        DataSource source = data(FLOWS, header(FLOWS, "SEX"), sink -> {
            for (String sex : List.of("F", "M")) {
                SeriesBlock block = series(FLOWS, "A", "FR", sex);
                block.set(0, block.add("2001", 0), Value.of(sex));
                sink.series(block);
            }
            SeriesBlock other = series(FLOWS, "A", "FR", "F");
            other.add("2002", 0);
            other.add("2001", 0);
            sink.series(other);
        });
        String text = write(DataFormat.ML_2_1_SS, source);
        assertThat(count("<Series ", text)).isEqualTo(3);
        assertThat(text)
                .contains("<Series FREQ=\"A\" REF_AREA=\"FR\" TIME_PERIOD=\"2001\"><Obs SEX=\"F\" OBS_VALUE=\"F\"/>"
                        + "<Obs SEX=\"M\" OBS_VALUE=\"M\"/></Series>");
    }

    @ParameterizedTest
    @EnumSource(value = DataFormat.class, mode = EnumSource.Mode.MATCH_ANY, names = "ML_.*")
    void readsTheSameOfWhatIsIndentedForPeople(DataFormat format) throws IOException {
        DataWriterOptions pretty = new DataWriterOptions(
                List.of(),
                DataWriterOptions.Labels.ID,
                DataWriterOptions.TimeFormat.ORIGINAL,
                DataWriterOptions.Keys.NONE,
                true);
        for (DataStructureView structure : List.of(FLOWS, Fixtures.RICH)) {
            DataSource source = new RandomData(List.of(structure), 5, "TIME_PERIOD");
            String indented = write(format, source, pretty);
            assertThat(indented.lines().count()).isGreaterThan(30);
            assertThat(read(indented).lines())
                    .isEqualTo(read(write(format, source)).lines());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"ML_2_1_GENERIC", "ML_2_1_SS"})
    void writesWhatComesAfterItsPlaceIntoAFurtherDataSet(DataFormat format) throws IOException {
        DataSource source = data(FLOWS, header(FLOWS, "TIME_PERIOD"), sink -> {
            SeriesBlock block = series(FLOWS, "A", "FR", "F");
            block.attributes().put("TITLE", Value.of("of its group"));
            block.attributes().put("SOURCE", Value.of("of the data set"));
            block.add("2001", 0);
            sink.series(block);
            block.attributes().put("CONTACT", Value.of("late"));
            sink.series(block);
            sink.attributes(new AttributeBlock(
                    Optional.of("SIBLING"),
                    new String[] {null, "IT", "M"},
                    Map.of("TITLE", Value.of("late group")),
                    List.of(),
                    0));
        });
        String text = write(format, source);
        assertThat(losses.list()).isEmpty();
        assertThat(count("<message:DataSet ", text)).isEqualTo(2);
        // Known before the body is written, so at their place.
        assertThat(text.indexOf("of its group")).isLessThan(text.indexOf("Series"));
        assertThat(text.indexOf("of the data set")).isLessThan(text.indexOf("Series"));
        assertThat(read(text).lines())
                .contains(
                        "TITLE [.FR.F] = of its group",
                        "SOURCE [..] = of the data set",
                        "CONTACT [..] = late",
                        "TITLE [.IT.M] = late group");
    }

    @Test
    void sendsAttributesByTheGroupThatVersion21AttachesThemTo() throws IOException {
        DataStructureView attached = new Fixtures.Builder("ATTACHED")
                .dimension("A")
                .dimension("B")
                .dimension("C")
                .time()
                .group("AB", "A", "B")
                .measure("OBS_VALUE")
                .attribute("X", new AttributeRelationship.Dimensions(List.of("A"), List.of("AB")))
                .build();
        DataSource source = data(attached, header(attached, "TIME_PERIOD"), sink -> {
            sink.attributes(new AttributeBlock(
                    Optional.empty(), new String[] {"a", null, null}, Map.of("X", Value.of("x")), List.of(), 0));
            sink.series(series(attached, "a", "b", "c"));
            sink.series(series(attached, "a", "b", "d"));
            sink.series(series(attached, "a", "e", "c"));
        });
        String text = write(DataFormat.ML_2_1_SS, source);
        assertThat(count("xsi:type=\"ns1:AB\" A=\"a\" B=\"b\" X=\"x\"", text)).isEqualTo(1);
        assertThat(count("xsi:type=\"ns1:AB\" A=\"a\" B=\"e\" X=\"x\"", text)).isEqualTo(1);
        assertThat(count(" X=", text)).isEqualTo(2);
    }

    @Test
    void refusesADataSetWhoseStructureTheHeaderDoesNotName() {
        DataSource source = sink -> {
            sink.start(MessageHeader.of("ID1", "2024-01-01T00:00:00Z", "SENDER"));
            sink.dataset(header(FLOWS, "TIME_PERIOD"), FLOWS);
            sink.endDataset();
            sink.dataset(header(Fixtures.WITHOUT_TIME, "AGE"), Fixtures.WITHOUT_TIME);
        };
        assertThatThrownBy(() -> write(DataFormat.ML_3_1, source))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("DF_CENSUS")
                .hasMessageContaining("a message of its own");
    }

    @Test
    void refusesAPivotThatIsNoDimension() {
        assertThatThrownBy(() -> write(DataFormat.ML_3_1, data(FLOWS, header(FLOWS, "AGE"), sink -> {})))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("'AGE'")
                .hasMessageContaining("FREQ, REF_AREA, SEX, TIME_PERIOD");
        assertThatThrownBy(() -> write(
                        DataFormat.ML_2_1_SS_TS,
                        data(Fixtures.WITHOUT_TIME, header(Fixtures.WITHOUT_TIME, "AGE"), sink -> {})))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("no time dimension");
    }

    @ParameterizedTest
    @CsvSource({"1,0001", "0,0000", "65534,FFFE", "55357,D83D", "27,001B"})
    void refusesCharactersThatXmlCannotHold(int c, String shown) {
        String value = "a" + (char) c + "b";
        DataSource source = data(FLOWS, header(FLOWS, "TIME_PERIOD"), sink -> {
            SeriesBlock block = series(FLOWS, "A", "FR", "F");
            block.set(FLOWS.column("COMMENT").orElseThrow(), block.add("2001", 0), Value.of(value));
            sink.series(block);
        });
        assertThatThrownBy(() -> write(DataFormat.ML_3_1, source))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("U+" + shown)
                .hasMessageContaining("cannot be written in XML");
    }

    @Test
    void keepsTheFirstOfSeveralValuesInVersion21AndSaysSoOnce() throws IOException {
        DataStructureView rich = Fixtures.RICH;
        Value two = Value.array(List.of(Value.of("E"), Value.of("P")));
        Value texts = new Value.Localised(LocalisedText.of("fr", "seul"));
        DataSource source = data(rich, header(rich, "TIME_PERIOD"), sink -> {
            SeriesBlock block = series(rich, "A", "FR");
            for (int i = 0; i < 3; i++) {
                int at = block.add("200" + i, 0);
                block.set(rich.column("COUNT").orElseThrow(), at, Value.of("1"));
                block.set(rich.column("LOWER").orElseThrow(), at, Value.of("0"));
                block.set(rich.column("OBS_STATUS").orElseThrow(), at, two);
                block.set(rich.column("LABEL").orElseThrow(), at, texts);
            }
            sink.series(block);
        });
        String text = write(DataFormat.ML_2_1_SS, source);
        assertThat(text).contains("<Obs TIME_PERIOD=\"2000\" OBS_VALUE=\"1\" OBS_STATUS=\"E\" LABEL=\"seul\"/>");
        assertThat(losses.list())
                .extracting(p -> p.rule() + " " + p.location().path())
                .containsExactlyInAnyOrder("lost LOWER", "lost OBS_STATUS", "lost LABEL");
        assertThat(losses.list()).allMatch(p -> p.severity() == Problem.Severity.WARNING);
    }

    @Test
    void doesNotLetMalformedMarkupBreakTheMessage() throws IOException {
        DataStructureView rich = Fixtures.RICH;
        String bad = "</common:StructuredText></Value><p>";
        DataSource source = data(
                rich,
                header(rich, "TIME_PERIOD"),
                sink -> sink.attributes(new AttributeBlock(
                        Optional.of("AREA"),
                        new String[] {null, "FR"},
                        Map.of("MARKUP", new Value.Markup(LocalisedText.of("en", bad))),
                        List.of(),
                        0)));
        String text = write(DataFormat.ML_3_1, source);
        assertThat(losses.list()).hasSize(1);
        assertThat(read(text).lines()).anyMatch(l -> l.contains("&lt;/common:StructuredText&gt;"));
    }

    @ParameterizedTest
    @CsvSource({"ML_2_1_SS,Append", "ML_3_0,Append", "ML_3_1,Merge"})
    void saysMergeAsAppendWhereThereIsNoMerge(DataFormat format, String word) throws IOException {
        DatasetHeader merge = DatasetHeader.of(Fixtures.dataflow(FLOWS), Optional.of(Action.MERGE), "TIME_PERIOD");
        assertThat(write(format, data(FLOWS, merge, sink -> {}))).contains("ss:action=\"" + word + "\"");
    }

    @ParameterizedTest
    @EnumSource(value = DataFormat.class, mode = EnumSource.Mode.MATCH_ANY, names = "ML_.*")
    void deletesSeriesAndObservations(DataFormat format) throws IOException {
        DatasetHeader delete = DatasetHeader.of(Fixtures.dataflow(FLOWS), Optional.of(Action.DELETE), "TIME_PERIOD");
        DataSource source = data(FLOWS, delete, sink -> {
            sink.series(series(FLOWS, "A", "FR", null));
            SeriesBlock block = series(FLOWS, "A", "IT", "F");
            block.add("2001", 0);
            sink.series(block);
        });
        assertThat(read(write(format, source)).lines())
                .containsExactly(
                        "dataset TEST:DF_FLOWS(1.0) Optional[DELETE]"
                                + " Optional.emptyOptional.emptyOptional.emptyOptional.emptyOptional.empty"
                                + "Optional.emptyOptional.emptyOptional.empty []",
                        "series A.FR.",
                        "series A.IT.F",
                        "obs A.IT.F@2001 {}");
    }
}
