package org.sojourn.validation.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataMessages;
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
import org.sojourn.data.ml.OfficialSchemas;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Attribute;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problems;

/** What is written validates by the schema that is made for it together with the official ones, and nothing else does. */
class DataSchemaTest {

    private static final int SEEDS = 12;

    @TempDir
    private Path folder;

    private static Stream<Arguments> everything() {
        return Stream.of(DataFormat.ML_2_1_SS, DataFormat.ML_2_1_SS_TS, DataFormat.ML_3_0, DataFormat.ML_3_1)
                .flatMap(format -> Fixtures.ALL.stream()
                        .map(DataSchemaTest::withNumbers)
                        .flatMap(view -> pivots(view, format).stream()
                                .map(pivot ->
                                        Arguments.of(format, view.structure().id(), pivot))));
    }

    private static List<String> pivots(DataStructureView view, DataFormat format) {
        return format == DataFormat.ML_2_1_SS_TS
                ? view.hasTime() ? List.of("TIME_PERIOD") : List.of()
                : Fixtures.pivots(view);
    }

    /** Random numbers are of every form that a double may have. */
    private static DataStructureView withNumbers(DataStructureView view) {
        return with(view, List.of());
    }

    private static DataStructureView with(DataStructureView view, List<Group> moreGroups) {
        DataStructure s = view.structure();
        List<Group> groups =
                Stream.concat(s.groups().stream(), moreGroups.stream()).toList();
        List<Measure> measures = s.measures().stream()
                .map(m -> view.coded(m.id())
                        ? m
                        : new Measure(
                                m.identification(),
                                m.concept(),
                                Optional.of(Representation.of(DataType.DOUBLE)),
                                m.roles(),
                                m.usage()))
                .toList();
        DataStructure other = new DataStructure(
                s.maintenance(),
                s.dimensions(),
                groups,
                s.attributes(),
                s.metadataAttributes(),
                measures,
                s.metadataStructure(),
                s.evolving(),
                s.descriptors());
        Map<String, Concept> concepts = new LinkedHashMap<>();
        Map<String, Codelist> lists = new LinkedHashMap<>();
        for (Component c : other.components()) {
            view.concept(c.id()).ifPresent(concept -> concepts.put(c.id(), concept));
            view.codelist(c.id()).ifPresent(list -> lists.put(c.id(), list));
        }
        return new DataStructureView(other, view.dataflow(), concepts, lists);
    }

    private static DataStructureView view(String id) {
        return Fixtures.ALL.stream()
                .map(DataSchemaTest::withNumbers)
                .filter(v -> v.structure().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static SchemaVersion version(DataFormat format) {
        return Stream.of(SchemaVersion.values())
                .filter(v -> v.number().equals(format.version()))
                .findFirst()
                .orElseThrow();
    }

    private static SchemaSubject subject(DataStructureView view, String pivot, boolean deletion) {
        return new SchemaSubject(Fixtures.dataflow(view), view, Map.of(), Map.of(), Map.of(), pivot, deletion);
    }

    private Path schema(SchemaSubject subject, SchemaVersion version) throws IOException {
        Path file = Files.createTempFile(folder, "schema", ".xsd");
        Files.write(file, text(subject, version).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static String text(SchemaSubject subject, SchemaVersion version) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataSchema.write(subject, version, version.published(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] written(DataSource source, DataFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void findsValidWhatIsWritten(DataFormat format, String id, String pivot) throws IOException {
        DataStructureView view = view(id);
        Path schema = schema(subject(view, pivot, false), version(format));
        Path deletion = schema(subject(view, pivot, true), version(format));
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] message = written(new RandomData(List.of(view), seed, pivot), format);
            assertThat(faults(format, schema, message)).isEmpty();
            if (format != DataFormat.ML_2_1_SS_TS) { // 2.1 has no deletions of time series without periods
                assertThat(faults(format, deletion, message)).isEmpty();
            }
        }
    }

    /** The base schemas have a place for XHTML and no declarations of it: that is not held against a message. */
    private static List<String> faults(DataFormat format, Path schema, byte[] message) throws IOException {
        return OfficialSchemas.faults(format.version(), Optional.of(schema), message).stream()
                .filter(fault -> !fault.matches(".*wildcard is strict.*'(p|ul)'\\.?"))
                .toList();
    }

    /** One series of two observations, after a change. */
    private static byte[] flows(DataFormat format, java.util.function.UnaryOperator<String> change) throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        DataSource source = sink -> {
            begin(sink, view, Action.REPLACE);
            sink.attributes(new AttributeBlock(
                    Optional.of("SIBLING"),
                    new String[] {null, "FR", "F"},
                    Map.of("TITLE", Value.of("A title")),
                    List.of(),
                    0));
            SeriesBlock block = new SeriesBlock(view);
            block.key()[0] = "A";
            block.key()[1] = "FR";
            block.key()[2] = "F";
            block.attributes().put("UNIT_MULT", Value.of("3"));
            for (String year : List.of("2020", "2021")) {
                int at = block.add(year, 0);
                block.set(0, at, Value.of("1.5"));
                block.set(1, at, Value.of("E"));
            }
            sink.series(block);
            end(sink);
        };
        return change.apply(new String(written(source, format), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void begin(DataSink sink, DataStructureView view, Action action) throws IOException {
        sink.start(MessageHeader.of("M", "2024-01-01T00:00:00Z", "TEST"));
        sink.dataset(DatasetHeader.of(Fixtures.dataflow(view), Optional.of(action), "TIME_PERIOD"), view);
    }

    private static void end(DataSink sink) throws IOException {
        sink.endDataset();
        sink.end(List.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1_SS", "ML_3_0", "ML_3_1"})
    void tellsSeveralGroupsApart(DataFormat format) throws IOException {
        DataStructureView view = with(
                Fixtures.TIME_SERIES,
                List.of(new Group(Identification.of("AREA"), List.of("REF_AREA"), Optional.empty())));
        Path schema = schema(subject(view, "TIME_PERIOD", false), version(format));
        assertThat(OfficialSchemas.faults(format.version(), Optional.of(schema), flows(format, text -> text)))
                .isEmpty();
        // The key of one group is not that of the other.
        assertThat(OfficialSchemas.faults(
                        format.version(),
                        Optional.of(schema),
                        flows(format, text -> text.replace(":SIBLING\"", ":AREA\""))))
                .isNotEmpty();
    }

    private static Stream<Arguments> damage() {
        return Stream.of(DataFormat.ML_2_1_SS, DataFormat.ML_3_0, DataFormat.ML_3_1)
                .flatMap(format -> Stream.of(
                                new String[] {"SEX=\"F\"", "SEX=\"Q\""},
                                new String[] {" SEX=\"F\"", ""},
                                new String[] {"OBS_VALUE=\"1.5\"", "OBS_VALUE=\"one\""},
                                new String[] {"OBS_STATUS=\"E\"", "OBS_STATUS=\"Z\""},
                                new String[] {"OBS_STATUS=\"E\"", "OBS_STATE=\"E\""},
                                new String[] {"TIME_PERIOD=\"2020\"", "TIME_PERIOD=\"20-20\""},
                                new String[] {"TIME_PERIOD=\"2020\"", ""},
                                new String[] {"UNIT_MULT=\"3\"", "OBS_STATUS=\"E\""},
                                new String[] {"<Series ", "<Serie "},
                                new String[] {":SIBLING\"", ":BROTHER\""},
                                new String[] {"ObsLevelDim:TIME_PERIOD", "ObsLevelDim:SEX"})
                        .map(change -> Arguments.of(format, change[0], change[1])));
    }

    @ParameterizedTest
    @MethodSource("damage")
    void findsFaultWithWrongData(DataFormat format, String right, String wrong) throws IOException {
        Path schema = schema(subject(Fixtures.TIME_SERIES, "TIME_PERIOD", false), version(format));
        byte[] valid = flows(format, text -> text);
        assertThat(OfficialSchemas.faults(format.version(), Optional.of(schema), valid))
                .isEmpty();
        byte[] damaged = flows(format, text -> text.replace(right, wrong));
        assertThat(damaged).isNotEqualTo(valid);
        assertThat(OfficialSchemas.faults(format.version(), Optional.of(schema), damaged))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cutsEnumerationsToWhatConstraintsAllow(SchemaVersion version) throws IOException {
        SchemaSubject cut = new SchemaSubject(
                Fixtures.dataflow(Fixtures.TIME_SERIES),
                Fixtures.TIME_SERIES,
                Map.of("SEX", Set.of("M"), "REF_AREA", Set.of()),
                Map.of(),
                Map.of(),
                "TIME_PERIOD",
                false);
        String text = text(cut, version);
        assertThat(text)
                .contains("<xs:enumeration value=\"M\"/>")
                .doesNotContain("value=\"_T\"", "value=\"FR\"")
                .contains("<xs:maxLength value=\"0\"/>"); // nothing is left
        DataFormat format = version == SchemaVersion.V2_1
                ? DataFormat.ML_2_1_SS
                : version == SchemaVersion.V3_0 ? DataFormat.ML_3_0 : DataFormat.ML_3_1;
        List<String> faults =
                OfficialSchemas.faults(version.number(), Optional.of(schema(cut, version)), flows(format, t -> t));
        assertThat(faults).anyMatch(f -> f.contains("'F'")).anyMatch(f -> f.contains("'FR'"));
    }

    @Test
    void listsTheValuesOfValueLists() throws IOException {
        DataStructure s = Fixtures.TIME_SERIES.structure();
        List<Attribute> attributes = s.attributes().stream()
                .map(a -> a.id().equals("COMMENT")
                        ? new Attribute(
                                a.identification(),
                                a.concept(),
                                Optional.of(Representation.coded(
                                        Urn.of(ArtefactClass.VALUE_LIST, "TEST", "VL_SIGNS", "1.0"))),
                                a.roles(),
                                a.usage(),
                                a.relationship(),
                                a.measures())
                        : a)
                .toList();
        DataStructureView view = new DataStructureView(
                new DataStructure(
                        s.maintenance(),
                        s.dimensions(),
                        s.groups(),
                        attributes,
                        s.metadataAttributes(),
                        s.measures(),
                        s.metadataStructure(),
                        s.evolving(),
                        s.descriptors()),
                Fixtures.TIME_SERIES.dataflow(),
                Map.of(),
                Map.of());
        String text = text(
                new SchemaSubject(
                        Fixtures.dataflow(view),
                        view,
                        Map.of(),
                        Map.of("COMMENT", List.of("€", "<&>")),
                        Map.of(),
                        "TIME_PERIOD",
                        false),
                SchemaVersion.V3_1);
        assertThat(text).contains("<xs:simpleType name=\"VL_SIGNS\">", "value=\"€\"", "value=\"&lt;&amp;>\"");
    }

    @Test
    void letsDeletionsLeaveOutWhatTheyDoNotName() throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        for (DataFormat format : List.of(DataFormat.ML_2_1_SS, DataFormat.ML_3_0, DataFormat.ML_3_1)) {
            byte[] message = written(
                    sink -> {
                        begin(sink, view, Action.DELETE);
                        SeriesBlock block = new SeriesBlock(view);
                        block.key()[1] = "FR";
                        block.attributes().put("UNIT_MULT", Value.of("-"));
                        int at = block.add(null, 0);
                        block.set(0, at, Value.of("-"));
                        sink.series(block);
                        end(sink);
                    },
                    format);
            SchemaVersion version = version(format);
            assertThat(OfficialSchemas.faults(
                            format.version(),
                            Optional.of(schema(subject(view, "TIME_PERIOD", true), version)),
                            message))
                    .as(format + new String(message, StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(OfficialSchemas.faults(
                            format.version(),
                            Optional.of(schema(subject(view, "TIME_PERIOD", false), version)),
                            message))
                    .isNotEmpty();
        }
    }

    @Test
    void namesThingsAsTheTestKitExpectsThem() throws IOException {
        String text = text(subject(Fixtures.TIME_SERIES, "TIME_PERIOD", false), SchemaVersion.V2_1);
        assertThat(text)
                .contains(
                        "base=\"dsd:TimeSeriesDataSetType\"",
                        "base=\"dsd:TimeSeriesType\"",
                        "base=\"dsd:TimeSeriesObsType\"",
                        "<xs:complexType name=\"SIBLING\">",
                        "<xs:element ref=\"common:Annotations\" minOccurs=\"0\"/>",
                        "<xs:element name=\"DataProvider\" type=\"common:DataProviderReferenceType\" form=\"unqualified\" minOccurs=\"0\"/>",
                        "<xs:element name=\"Group\" type=\"SIBLING\" form=\"unqualified\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>",
                        "<xs:attribute name=\"TIME_PERIOD\" type=\"common:ObservationalTimePeriodType\" use=\"required\"/>",
                        "<xs:attribute name=\"REPORTING_YEAR_START_DAY\" type=\"xs:gMonthDay\" use=\"prohibited\"/>",
                        "<xs:attribute name=\"type\" type=\"common:IDType\" use=\"prohibited\"/>",
                        "<xs:attribute name=\"type\" type=\"common:IDType\" use=\"optional\" fixed=\"SIBLING\"/>",
                        "<xs:attribute name=\"OBS_VALUE\" type=\"xs:double\" use=\"optional\"/>");
        assertThat(text(subject(Fixtures.TIME_SERIES, "AllDimensions", false), SchemaVersion.V2_1))
                .contains("base=\"dsd:DataSetType\"", "base=\"dsd:ObsType\"")
                .doesNotContain("SeriesType\"");
        assertThat(text(subject(Fixtures.TIME_SERIES, "SEX", false), SchemaVersion.V2_1))
                .contains(
                        "base=\"dsd:SeriesType\"",
                        "name=\"TIME_PERIOD\" type=\"common:ObservationalTimePeriodType\" use=\"prohibited\"");
    }

    @Test
    void importsTheBaseSchemasFromWhereItIsTold() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataSchema.write(
                subject(Fixtures.RICH, "TIME_PERIOD", false), SchemaVersion.V3_1, "https://example.org/x/", out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "\"https://example.org/x/SDMXCommon.xsd\"",
                        "\"https://example.org/x/SDMXDataStructureSpecific.xsd\"")
                .doesNotContain("xml.sdmx.org");
    }

    @Test
    void refusesAPivotThatIsNoDimension() {
        assertThatThrownBy(() -> subject(Fixtures.RICH, "SEX", false))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("FREQ");
    }
}
