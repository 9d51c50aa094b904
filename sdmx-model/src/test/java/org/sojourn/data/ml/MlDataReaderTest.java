package org.sojourn.data.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** What single messages mean, and what is told about those that are wrong. */
class MlDataReaderTest {

    private static final String FLOWS_21 = "<c:Structure><Ref agencyID='TEST' id='FLOWS' version='1.0'/></c:Structure>";
    private static final String FLOWS_31 =
            "<c:StructureUsage>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=TEST:DF_FLOWS(1.0)</c:StructureUsage>";
    private static final String RICH_31 =
            "<c:Structure>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=TEST:RICH(1.0)</c:Structure>";
    private static final String OBS = "<Obs TIME_PERIOD='2001' OBS_VALUE='1.50' OBS_STATUS='A'/>";

    private final Problems problems = new Problems();

    /** Line 1 is the root, 2 the header, 3 the data set, the content begins on line 4. */
    private static String message(String version, String structure, String dataset, String content) {
        String base = "http://www.sdmx.org/resources/sdmxml/schemas/v" + version;
        return "<m:StructureSpecificData xmlns:m='" + base + "/message' xmlns:c='" + base + "/common' xmlns:s='" + base
                + "/data/structurespecific' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\n"
                + "<m:Header><m:ID>x</m:ID><m:Test>false</m:Test><m:Prepared>2024-01-01</m:Prepared><m:Sender id='S'/>"
                + "<m:Structure structureID='A' namespace='urn:x' dimensionAtObservation='TIME_PERIOD'>" + structure
                + "</m:Structure></m:Header>\n<m:DataSet s:structureRef='A' " + dataset + ">\n" + content
                + "\n</m:DataSet></m:StructureSpecificData>";
    }

    private static String generic(String pivot, String content) {
        String base = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1";
        return "<m:GenericData xmlns:m='" + base + "/message' xmlns:c='" + base + "/common' xmlns:g='" + base
                + "/data/generic'>\n<m:Header><m:ID>x</m:ID><m:Test>false</m:Test><m:Prepared>2024-01-01</m:Prepared>"
                + "<m:Sender id='S'/><m:Structure structureID='A' dimensionAtObservation='" + pivot + "'>" + FLOWS_21
                + "</m:Structure></m:Header>\n<m:DataSet structureRef='A'>\n" + content
                + "\n</m:DataSet></m:GenericData>";
    }

    private CanonicalData read(String message) throws IOException {
        return CanonicalData.of(new MlDataReader(
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)), Fixtures.LOOKUP, problems));
    }

    private Problem only() {
        assertThat(problems.list()).hasSize(1);
        return problems.list().getFirst();
    }

    private static String series(String content) {
        return "<Series FREQ='A' REF_AREA='FR' SEX='F'>\n" + content + "\n</Series>";
    }

    @Test
    void tellsAnUnknownComponentOnceWithItsPlaceAndReadsOn() throws IOException {
        String bad = "<Obs TIME_PERIOD='2001' OBS_VALUE='1' OBS_STATE='A'/>";
        CanonicalData data = read(message("2_1", FLOWS_21, "", series(bad + "\n" + bad)));
        assertThat(data.observations()).isEqualTo(2);
        assertThat(only().rule()).isEqualTo("unknown-component");
        assertThat(only().location().line()).isEqualTo(5);
        assertThat(only().location().column()).isPositive();
        assertThat(only().seriesKey()).isEqualTo("A.FR.F");
        assertThat(only().message()).contains("OBS_STATE").contains("TEST:FLOWS(1.0)");
        assertThat(only().expected()).hasValueSatisfying(e -> assertThat(e).contains("OBS_STATUS"));
        assertThat(problems.hasErrors()).isTrue();
    }

    @Test
    void tellsAMissingDimensionWithTheKeyAndLeavesTheSeriesOut() throws IOException {
        String bad = "<Series FREQ='A' SEX='F'>\n" + OBS + "\n" + OBS + "</Series>\n";
        CanonicalData data = read(message("2_1", FLOWS_21, "", bad + series(OBS)));
        assertThat(data.observations()).isEqualTo(1);
        assertThat(only().rule()).isEqualTo("missing-dimension");
        assertThat(only().seriesKey()).isEqualTo("A..F");
        assertThat(only().message()).contains("REF_AREA");
        assertThat(only().location().line()).isEqualTo(5);
        assertThat(only().location().column()).isPositive();
    }

    @Test
    void tellsAMissingPeriod() throws IOException {
        CanonicalData data = read(message("2_1", FLOWS_21, "", series("<Obs OBS_VALUE='1'/>")));
        assertThat(data.observations()).isZero();
        assertThat(only().message()).contains("TIME_PERIOD");
        assertThat(only().seriesKey()).isEqualTo("A.FR.F");
    }

    @Test
    void letsDimensionsBeLeftOutWhereTheDataSetDeletes() throws IOException {
        CanonicalData data = read(message(
                "3_1",
                FLOWS_31,
                "s:action='Delete'",
                "<Series REF_AREA='FR'/>\n<Series FREQ='A' SEX='F'>\n<Obs OBS_VALUE='-'/></Series>"
                        + "<Atts REF_AREA='IT' COLLECTION='-'/><Obs TIME_PERIOD='2001'/>"));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines())
                .anyMatch(l -> l.equals("series .FR."))
                .anyMatch(l -> l.contains("obs A..F@null {OBS_VALUE=-}"))
                .anyMatch(l -> l.contains("obs ..@2001 {}"))
                .anyMatch(l -> l.contains("COLLECTION [.IT.] = -"));
    }

    @Test
    void tellsARepeatedComponent() throws IOException {
        read(generic(
                "TIME_PERIOD",
                "<g:Series><g:SeriesKey><g:Value id='FREQ' value='A'/><g:Value id='FREQ' value='M'/>"
                        + "<g:Value id='REF_AREA' value='FR'/><g:Value id='SEX' value='F'/></g:SeriesKey></g:Series>"));
        assertThat(only().rule()).isEqualTo("repeated-component");
        assertThat(only().message()).contains("FREQ");
    }

    @Test
    void tellsADimensionThatSeriesAndObservationSayDifferently() throws IOException {
        read(message("2_1", FLOWS_21, "", series("<Obs SEX='M' TIME_PERIOD='2001' OBS_VALUE='1'/>")));
        assertThat(only().rule()).isEqualTo("repeated-component");
        assertThat(only().message()).contains("SEX").contains("'F'").contains("'M'");
    }

    @Test
    void takesKeysInAnyOrder() throws IOException {
        CanonicalData data = read(generic(
                "TIME_PERIOD",
                "<g:Series><g:SeriesKey><g:Value id='SEX' value='F'/><g:Value value='A' id='FREQ'/>"
                        + "<g:Value id='REF_AREA' value='FR'/></g:SeriesKey><g:Obs><g:ObsValue value='1.50'/>"
                        + "<g:ObsDimension value='2001'/></g:Obs></g:Series>"));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines()).contains("obs A.FR.F@2001 {OBS_VALUE=1.50}");
    }

    @Test
    void refusesAnAttributeInAKey() throws IOException {
        read(
                generic(
                        "TIME_PERIOD",
                        "<g:Series><g:SeriesKey><g:Value id='SEX' value='F'/><g:Value value='A' id='FREQ'/>"
                                + "<g:Value id='REF_AREA' value='FR'/><g:Value id='TITLE' value='x'/></g:SeriesKey></g:Series>"));
        assertThat(only().message()).contains("TITLE").contains("no dimension");
    }

    @Test
    void takesTheOnlyStructureWhereTheReferenceIsWrong() throws IOException {
        CanonicalData data =
                read(message("2_1", FLOWS_21, "", series(OBS)).replace("structureRef='A'", "structureRef='B'"));
        assertThat(data.observations()).isEqualTo(1);
        assertThat(only().severity()).isEqualTo(Problem.Severity.WARNING);
        assertThat(only().message()).contains("'B'");
        assertThat(only().expected()).contains("one of A");
    }

    @Test
    void leavesOutADataSetWhoseReferenceFitsNoneOfSeveralStructures() throws IOException {
        String two =
                "</m:Structure><m:Structure structureID='C' namespace='urn:y' dimensionAtObservation='TIME_PERIOD'>";
        CanonicalData data = read(message("2_1", FLOWS_21 + two + FLOWS_21, "", series(OBS))
                .replace("structureRef='A'", "structureRef='B'"));
        assertThat(data.datasets()).isZero();
        assertThat(only().rule()).isEqualTo("structure-reference");
        assertThat(only().severity()).isEqualTo(Problem.Severity.ERROR);
        assertThat(only().expected()).contains("one of A, C");
    }

    @Test
    void tellsAStructureThatIsNotKnown() throws IOException {
        CanonicalData data = read(message("2_1", FLOWS_21.replace("FLOWS", "OTHER"), "", series(OBS)));
        assertThat(data.datasets()).isZero();
        assertThat(only().rule()).isEqualTo("unknown-structure");
        assertThat(only().message()).contains("OTHER").contains("TEST:FLOWS");
        assertThat(only().location().line()).isEqualTo(2);
    }

    @Test
    void findsAReferenceWithoutVersion() throws IOException {
        CanonicalData data = read(message("2_1", FLOWS_21.replace(" version='1.0'", ""), "", series(OBS)));
        assertThat(data.observations()).isEqualTo(1);
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readsAReferenceByUrnAndOneByRef() throws IOException {
        String urn =
                "<c:StructureUsage><URN>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=TEST:DF_FLOWS(1.0)</URN>"
                        + "</c:StructureUsage>";
        assertThat(read(message("2_1", urn, "", series(OBS))).lines().getFirst())
                .contains("TEST:DF_FLOWS(1.0)");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readsTheReferenceOfAProvisionAgreementInBothSpellings() throws IOException {
        for (String element : List.of("ProvisionAgrement", "ProvisionAgreement")) {
            List<DatasetHeader> heads = new ArrayList<>();
            String message = message(
                    "2_1",
                    "<c:" + element + "><Ref agencyID='TEST' id='PA' version='1.0'/></c:" + element + ">",
                    "",
                    series(OBS));
            new MlDataReader(
                            new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)),
                            r -> Fixtures.TIME_SERIES,
                            problems)
                    .transferTo(new Heads(heads));
            assertThat(heads.getFirst().reference().type()).isEqualTo(ArtefactClass.PROVISION_AGREEMENT);
            assertThat(heads.getFirst().reference().id()).isEqualTo("PA");
        }
    }

    @Test
    void readsTheFreeMixOfVersion3() throws IOException {
        CanonicalData data = read(message(
                "3_1",
                FLOWS_31,
                "",
                "<Atts SOURCE='here'/><Obs FREQ='A' REF_AREA='FR' SEX='F' TIME_PERIOD='2001' OBS_VALUE='1'/>"
                        + "<Group xsi:type='x:SIBLING' REF_AREA='FR' SEX='F' TITLE='t'/>"
                        + series("<Obs TIME_PERIOD='2002' OBS_VALUE='2'/>")
                        + "<Atts REF_AREA='FR' COLLECTION='A'/>"
                        + "<Atts FREQ='A' REF_AREA='FR' SEX='F' UNIT_MULT='3'/>"
                        + "<Series FREQ='A' TIME_PERIOD='2003'><Obs SEX='M' REF_AREA='IT' OBS_VALUE='3'/></Series>"));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines())
                .contains(
                        "SOURCE [..] = here",
                        "TITLE [.FR.F] = t",
                        "COLLECTION [.FR.] = A",
                        "UNIT_MULT [A.FR.F] = 3",
                        "obs A.FR.F@2001 {OBS_VALUE=1}",
                        "obs A.FR.F@2002 {OBS_VALUE=2}",
                        "obs A.IT.M@2003 {OBS_VALUE=3}");
    }

    @Test
    void spreadsAttributesThatCrossSeriesOverTheObservationsOfTheirKey() throws IOException {
        CanonicalData data = read(message(
                "3_1",
                FLOWS_31,
                "",
                "<Atts REF_AREA='FR' TIME_PERIOD='2001' BREAK='yes'/>" + series(OBS)
                        + "<Series FREQ='M' REF_AREA='FR' SEX='M'>" + OBS + "</Series>"
                        + "<Series FREQ='A' REF_AREA='IT' SEX='M'>" + OBS + "</Series>"));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines().stream().filter(l -> l.contains("BREAK=yes"))).hasSize(2);
    }

    @Test
    void saysWhenAnAttributeThatCrossesSeriesMeetsNoObservation() throws IOException {
        read(message("3_1", FLOWS_31, "", series(OBS) + "<Atts REF_AREA='FR' TIME_PERIOD='2001' BREAK='yes'/>"));
        assertThat(only().rule()).isEqualTo("attribute-without-observation");
    }

    @Test
    void refusesAnAttributeWhoseKeyIsTooShort() throws IOException {
        read(message("3_1", FLOWS_31, "", "<Atts FREQ='A' COLLECTION='A'/>"));
        assertThat(only().rule()).isEqualTo("attribute-key");
        assertThat(only().message()).contains("COLLECTION").contains("FREQ");
        assertThat(only().expected()).contains("a key of REF_AREA");
    }

    @Test
    void putsAttributesOfAnEmptyCrossSectionWhereTheyBelong() throws IOException {
        CanonicalData data = read(
                message("2_1", FLOWS_21, "", "<Series FREQ='A' REF_AREA='FR' TIME_PERIOD='2001' COLLECTION='A'/>"));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines()).contains("COLLECTION [.FR.] = A");
    }

    @Test
    void keepsTheFirstOfTwoValuesForOneSeriesAndSaysSo() throws IOException {
        String flat = "<Obs FREQ='A' REF_AREA='FR' SEX='F' UNIT_MULT='%s' TIME_PERIOD='%s' OBS_VALUE='1'/>";
        CanonicalData data =
                read(message("2_1", FLOWS_21, "", String.format(flat, "3", "2001") + String.format(flat, "6", "2002")));
        assertThat(only().rule()).isEqualTo("attribute-conflict");
        assertThat(only().seriesKey()).isEqualTo("A.FR.F");
        assertThat(data.lines()).contains("UNIT_MULT [A.FR.F] = 3");
        assertThat(data.blocks()).isEqualTo(1);
    }

    @Test
    void keepsSpecialValuesAsTheyAreAndTellsEmptyFromMissing() throws IOException {
        CanonicalData data = read(message(
                "3_1",
                FLOWS_31,
                "",
                "<Series FREQ='~' REF_AREA='FR' SEX='F'><Obs TIME_PERIOD='2001' OBS_VALUE='NaN' OBS_STATUS='#N/A'"
                        + " COMMENT=''/><Obs TIME_PERIOD='2002'/></Series>"));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines())
                .contains("obs ~.FR.F@2001 {COMMENT=, OBS_STATUS=#N/A, OBS_VALUE=NaN}", "obs ~.FR.F@2002 {}");
    }

    @Test
    void readsArraysTextsByLanguageAndXhtml() throws IOException {
        CanonicalData data = read(message(
                "3_0",
                RICH_31,
                "",
                "<Group xsi:type='n:AREA' REF_AREA='FR'><Comp id='MARKUP'><Value><c:StructuredText xml:lang='fr'>"
                        + "<h:p xmlns:h='http://www.w3.org/1999/xhtml' class='a&amp;b'>un <h:b>mot</h:b><h:br/></h:p>"
                        + "</c:StructuredText></Value></Comp></Group>"
                        + "<Series FREQ='A' REF_AREA='FR'><Comp id='TITLE'><Value><c:Text>one</c:Text>"
                        + "<c:Text xml:lang='fr'>un</c:Text></Value></Comp><Obs TIME_PERIOD='2001' COUNT='1.0'>"
                        + "<Comp id='OBS_STATUS'><Value>A</Value><Value>E</Value></Comp>"
                        + "<Comp id='METHODS'><Value>REG</Value></Comp></Obs></Series>"));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines())
                .contains("obs A.FR@2001 {COUNT=1.0, METHODS=REG, OBS_STATUS=Array[values=[A, E]]}")
                .contains("MARKUP [.FR] = "
                        + new Value.Markup(LocalisedText.of("fr", "<p class=\"a&amp;b\">un <b>mot</b><br/></p>")))
                .anyMatch(l -> l.startsWith("TITLE [A.FR]") && l.contains("en=one") && l.contains("fr=un"));
    }

    @Test
    void namesExplicitMeasuresByTheTypeOfTheObservation() throws IOException {
        DataStructureView demo = new Fixtures.Builder("DEMO")
                .dimension("COUNTRY")
                .measureDimension("DEMO", "BIRTHS", "DEATHS")
                .time()
                .measure("OBS_VALUE")
                .build();
        String message = message(
                        "2_1",
                        "<c:Structure><Ref agencyID='TEST' id='DEMO' version='1.0'/></c:Structure>",
                        "",
                        "<Series COUNTRY='FR' TIME_PERIOD='2001'><Obs xsi:type='n:BIRTHS' OBS_VALUE='1'/>"
                                + "<Obs type='DEATHS' OBS_VALUE='2'/></Series>")
                .replace(
                        "dimensionAtObservation='TIME_PERIOD'",
                        "dimensionAtObservation='DEMO' explicitMeasures='true'");
        CanonicalData data = CanonicalData.of(new MlDataReader(
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)),
                Fixtures.lookup(List.of(demo)),
                problems));
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines()).contains("obs FR.BIRTHS@2001 {OBS_VALUE=1}", "obs FR.DEATHS@2001 {OBS_VALUE=2}");
    }

    @Test
    void givesPlacesToBlocksAndObservations() throws IOException {
        List<String> places = new ArrayList<>();
        String message = message("2_1", FLOWS_21, "", series(OBS + "\n" + OBS.replace("2001", "2002")));
        new MlDataReader(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)), Fixtures.LOOKUP, problems)
                .transferTo(new Heads(new ArrayList<>()) {
                    @Override
                    public void series(SeriesBlock block) {
                        places.add(Location.at(block.position()).toString());
                        for (int i = 0; i < block.size(); i++) {
                            places.add(Location.at(block.position(i)).toString());
                        }
                    }
                });
        assertThat(places).containsExactly("line 4, column 1", "line 5, column 1", "line 6, column 1");
    }

    @Test
    void takesWhatTheHeaderSaysWhereADataSetSaysNothing() throws IOException {
        List<DatasetHeader> heads = new ArrayList<>();
        String message = message("2_1", FLOWS_21, "action='Replace'", "")
                .replace(
                        "</m:Header>",
                        "<m:DataSetAction>Delete</m:DataSetAction><m:DataSetID>one</m:DataSetID></m:Header>")
                .replace("</m:StructureSpecificData>", "<m:DataSet s:structureRef='A'/></m:StructureSpecificData>");
        new MlDataReader(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)), Fixtures.LOOKUP, problems)
                .transferTo(new Heads(heads));
        assertThat(heads)
                .extracting(DatasetHeader::action)
                .containsExactly(Optional.of(Action.REPLACE), Optional.of(Action.DELETE));
        assertThat(heads).extracting(DatasetHeader::setId).containsExactly(Optional.of("one"), Optional.empty());
        assertThat(heads).extracting(DatasetHeader::dimensionAtObservation).containsOnly("TIME_PERIOD");
    }

    @Test
    void readsTheOneMeasureOfVersion3ByTheNameOfVersion21Too() throws IOException {
        DataStructureView structure = new Fixtures.Builder("M")
                .dimension("A")
                .time()
                .measure("PERSONS")
                .build();
        String message = message(
                "3_0",
                "<c:Structure>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=TEST:M(1.0)</c:Structure>",
                "",
                "<Series A='x'><Obs TIME_PERIOD='2001' OBS_VALUE='5'/></Series>");
        CanonicalData data = CanonicalData.of(new MlDataReader(
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)),
                Fixtures.lookup(List.of(structure)),
                problems));
        assertThat(data.lines()).contains("obs x@2001 {PERSONS=5}");
        assertThat(only().severity()).isEqualTo(Problem.Severity.INFO);
        assertThat(only().message()).contains("PERSONS");
    }

    private static class Heads implements DataSink {
        private final List<DatasetHeader> heads;

        Heads(List<DatasetHeader> heads) {
            this.heads = heads;
        }

        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {
            heads.add(header);
        }

        @Override
        public void attributes(AttributeBlock block) {}

        @Override
        public void series(SeriesBlock block) {}

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }
}
