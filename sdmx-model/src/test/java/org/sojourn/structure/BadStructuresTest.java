package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Version;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Broken, doubtful and hostile messages: refused or read by a guess, and always told. */
class BadStructuresTest {
    private static final String NS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";
    private static final String HEADER =
            "<m:Header><m:ID>T</m:ID><m:Test>true</m:Test><m:Prepared>2026-01-01</m:Prepared><m:Sender id='X'/></m:Header>";

    private final Problems problems = new Problems();

    private static String xml(String structures) {
        return "<m:Structure xmlns:m='" + NS + "message' xmlns:s='" + NS + "structure' xmlns:c='" + NS + "common'>\n"
                + HEADER + "\n<m:Structures>" + structures + "</m:Structures></m:Structure>";
    }

    private static String codelist(String inside) {
        return xml("<s:Codelists>\n<s:Codelist id='CL' agencyID='MIG' version='1.0'>" + inside
                + "</s:Codelist></s:Codelists>");
    }

    private StructureMessage read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private StructureMessage read(byte[] bytes) throws IOException {
        return StructureMessages.read(new ByteArrayInputStream(bytes), problems);
    }

    private void refuses(String text, String... words) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SdmxException.class).satisfies(e -> {
            assertThat(((SdmxException) e).kind()).isEqualTo(SdmxException.Kind.SYNTAX);
            assertThat(e.getMessage()).contains(words);
        });
    }

    private List<String> rules() {
        return problems.list().stream().map(Problem::rule).toList();
    }

    @Test
    void refusesADocumentTypeAndSaysWhatToDo() {
        refuses(
                "<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<x>&e;</x>",
                "line 2, column 1",
                "remove the <!DOCTYPE");
    }

    @Test
    void refusesAnEntityThatNobodyDeclared() {
        refuses(codelist("<c:Name>&secret;</c:Name>"), "line 4", "secret");
    }

    @Test
    void namesLineAndColumnOfBrokenXml() {
        refuses(codelist("<c:Name>A</c:Nam>"), "line 4, column", "not well-formed");
    }

    @Test
    void namesLineAndColumnOfTruncatedXml() {
        String whole = codelist("<c:Name>A</c:Name><s:Code id='A'><c:Name>A</c:Name></s:Code>");
        for (int length = 1; length < whole.length() - 1; length += 7) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> read(cut))
                    .as(cut)
                    .isInstanceOf(SdmxException.class)
                    .hasMessageContaining("line ");
        }
    }

    @Test
    void namesLineAndColumnOfTruncatedJson() {
        String whole =
                "{\"meta\":{\"id\":\"T\",\"prepared\":\"2026-01-01T00:00:00Z\",\"sender\":{\"id\":\"X\"}},\n\"data\":"
                        + "{\"codelists\":[{\"id\":\"CL\",\"agencyID\":\"MIG\",\"name\":\"A\",\"codes\":[{\"id\":\"A\",\"name\":\"A\"}]}]}}";
        for (int length = 1; length < whole.length(); length += 5) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> read(cut))
                    .as(cut)
                    .isInstanceOf(SdmxException.class)
                    .hasMessageContaining("line ");
        }
    }

    @Test
    void refusesBytesThatAreNotInTheDeclaredEncoding() {
        byte[] latin = codelist("<c:Name>Liste de pays \u00e9trangers</c:Name>").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(latin))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("encoding")
                .hasMessageContaining("at character 428");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsTextWithAByteOrderMark(String charset) throws IOException {
        byte[] text = ("\uFEFF<?xml version='1.0' encoding='" + charset.substring(0, Math.min(6, charset.length()))
                        + "'?>" + codelist("<c:Name>\u00e9</c:Name>"))
                .getBytes(Charset.forName(charset));
        assertThat(read(text).artefacts()).hasSize(1);
    }

    @Test
    void namesAWrongNamespaceOfTheRoot() {
        refuses(
                "<m:Structure xmlns:m='http://www.SDMX.org/resources/SDMXML/schemas/v1_0/message'/>",
                "schemas/v1_0/message",
                "not that of messages in SDMX-ML 2.1, 3.0 or 3.1");
    }

    @Test
    void namesAWrongNamespaceInside() {
        refuses(xml("<Codelists xmlns='urn:nobody'/>"), "'Codelists'", "urn:nobody", NS + "structure");
    }

    @Test
    void namesAnotherKindOfMessage() {
        refuses("<GenericData xmlns='" + NS + "message'/>", "'GenericData', not a 'Structure'");
        refuses("{\"meta\":{},\"data\":{\"structures\":[],\"dataSets\":[]}}", "'dataSets'", "not a structure message");
        refuses("{\"hello\":1}", "neither 'meta' nor 'data'");
    }

    @ParameterizedTest
    @CsvSource({"'','empty'", "'   ','empty'", "'PK34','PK34'", "'DATAFLOW,FREQ','DATAFLOW,FRE'"})
    void saysWhatItBeginsWithWhenItIsNeitherXmlNorJson(String text, String words) {
        refuses(text, words);
    }

    @Test
    void boundsTheDepthOfXmlAndJson() {
        refuses(codelist("<x>".repeat(500) + "</x>".repeat(500)), "line ");
        refuses("{\"data\":" + "[".repeat(500) + "]".repeat(500) + "}", "line ");
    }

    @Test
    void boundsTheLengthOfATextWithoutHoldingIt() {
        InputStream endless = new InputStream() {
            private final byte[] start =
                    codelist("<c:Name>").split("</s:Codelist>", 2)[0].getBytes(StandardCharsets.UTF_8);
            private long position;

            @Override
            public int read() {
                return position < start.length ? start[(int) position++] : 'a';
            }

            @Override
            public int read(byte[] b, int off, int len) {
                for (int i = 0; i < len; i++) {
                    b[off + i] = (byte) read();
                }
                return len;
            }
        };
        assertThatThrownBy(() -> StructureMessages.read(endless, problems)).isInstanceOf(SdmxException.class);
    }

    @Test
    void passesAFailureOfTheStreamOn() {
        InputStream broken = new InputStream() {
            private final InputStream start =
                    new ByteArrayInputStream("<m:Structure xmlns:m='".getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int b = start.read();
                if (b < 0) {
                    throw new IOException("the line went dead");
                }
                return b;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                b[off] = (byte) read();
                return 1;
            }
        };
        assertThatThrownBy(() -> StructureMessages.read(broken, problems))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the line went dead");
    }

    @Test
    void tellsOfElementsAndAttributesThatItDoesNotKnow() throws IOException {
        StructureMessage m = read(
                codelist(
                        "<c:Name xml:lang='en'>A</c:Name>\n<s:Code id='A' colour='red'><c:Name xml:lang='en'>A</c:Name><s:Colour><s:Code/></s:Colour></s:Code>"));
        assertThat(((Codelist) m.artefacts().getFirst()).items()).hasSize(1);
        assertThat(problems.list())
                .extracting(Problem::toString)
                .anyMatch(p -> p.contains("line 5")
                        && p.contains("attribute 'colour'")
                        && p.contains("Codelist=MIG:CL(1.0)/Codelist/Code"))
                .anyMatch(p -> p.contains("element 'Colour'") && p.contains("[unknown-element]"))
                .hasSize(2);
    }

    @Test
    void tellsOfMembersThatItDoesNotKnow() throws IOException {
        read("{\"meta\":{\"schema\":\"https://json.sdmx.org/2.1/sdmx-json-structure-schema.json\",\"id\":\"T\","
                + "\"prepared\":\"2026-01-01T00:00:00Z\",\"sender\":{\"id\":\"X\"}},\n\"data\":{\"codelists\":[{\"id\":\"CL\","
                + "\"agencyID\":\"MIG\",\"names\":{\"en\":\"A\"},\"colour\":{\"a\":[1]}}]}}");
        assertThat(problems.list())
                .singleElement()
                .satisfies(p ->
                        assertThat(p.toString()).contains("/data/codelists/0/colour", "line 2", "[unknown-element]"));
    }

    @Test
    void skipsArtefactsThatItDoesNotReadAndNamesThem() throws IOException {
        StructureMessage m = read(xml(
                "<s:Codelists><s:Codelist id='CL' agencyID='MIG'><c:Name xml:lang='en'>A</c:Name></s:Codelist></s:Codelists>"
                        + "\n<s:Inventions><s:Invention id='INV' agencyID='MIG' version='2.0'/></s:Inventions>"));
        assertThat(m.artefacts()).hasSize(1);
        assertThat(problems.list())
                .singleElement()
                .satisfies(p -> assertThat(p.toString())
                        .contains("Invention=MIG:INV(2.0)", "line 4", "[unsupported-artefact]"));
    }

    @Test
    void leavesOutAnArtefactThatCannotBeMadeOutAndReadsTheRest() throws IOException {
        StructureMessage m = read(xml("<s:Codelists><s:Codelist id='A' agencyID='MIG' version='1.x'/>"
                + "<s:Codelist agencyID='MIG'/><s:Codelist id='C' agencyID='MIG'/></s:Codelists>"));
        assertThat(m.artefacts()).extracting(a -> a.id()).containsExactly("C");
        assertThat(problems.errors()).isEqualTo(2);
        assertThat(problems.list())
                .extracting(Problem::message)
                .anyMatch(p -> p.contains("'1.x'"))
                .anyMatch(p -> p.contains("no id"));
    }

    @Test
    void infersWhatAReferenceLeavesOut() throws IOException {
        StructureMessage m = read(xml("<s:Dataflows><s:Dataflow id='DF' agencyID='MIG'><c:Name xml:lang='en'>A</c:Name>"
                + "<s:Structure><Ref id='DSD' agencyID='MIG'/></s:Structure></s:Dataflow>"
                + "<s:Dataflow id='DG' agencyID='MIG'><c:Name xml:lang='en'>A</c:Name>"
                + "<s:Structure><URN>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=MIG:DSD(1.0)</URN></s:Structure></s:Dataflow>"
                + "<s:Dataflow id='DH' agencyID='MIG'><c:Name xml:lang='en'>A</c:Name>"
                + "<s:Structure><Ref id='DSD' agencyID='MIG' version='1.0' package='publicationtable' class='DataStructure'/></s:Structure></s:Dataflow>"
                + "</s:Dataflows>"));
        assertThat(m.artefacts())
                .extracting(a -> ((Dataflow) a).structure().orElseThrow().toString())
                .containsOnly("urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=MIG:DSD(1.0)");
        assertThat(rules()).containsExactly("class-assumed", "package-ignored");
    }

    @Test
    void tellsOfAReferenceThatCannotBeRead() throws IOException {
        read(xml("<s:Dataflows><s:Dataflow id='DF' agencyID='MIG'><c:Name xml:lang='en'>A</c:Name>"
                + "<s:Structure><URN>urn:nonsense</URN></s:Structure></s:Dataflow></s:Dataflows>"));
        assertThat(problems.list())
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).contains("error", "urn:nonsense", "[bad-reference]"));
    }

    @Test
    void readsTwoVersionsOfOneListAndContainersInAnyOrder() throws IOException {
        StructureMessage m = read(xml(
                "<s:Codelists><s:Codelist id='CL' agencyID='MIG' version='1.0'/><s:Codelist id='CL' agencyID='MIG' version='2.0'/></s:Codelists>"
                        + "<s:Dataflows><s:Dataflow id='DF' agencyID='MIG'/></s:Dataflows>"));
        assertThat(m.artefacts())
                .extracting(a -> a.version())
                .containsExactly(Version.parse("1.0"), Version.parse("2.0"), Version.parse("1.0"));
    }

    @Test
    void readsAnEmptyDimensionListAndATimeDimensionWithoutFormat() throws IOException {
        String concept =
                "<s:ConceptIdentity><Ref id='C' maintainableParentID='CS' agencyID='MIG' class='Concept' package='conceptscheme'/></s:ConceptIdentity>";
        StructureMessage m = read(
                xml(
                        "<s:DataStructures><s:DataStructure id='A' agencyID='MIG'><s:DataStructureComponents><s:DimensionList/></s:DataStructureComponents></s:DataStructure>"
                                + "<s:DataStructure id='B' agencyID='MIG'><s:DataStructureComponents><s:DimensionList><s:Dimension>"
                                + concept
                                + "</s:Dimension><s:TimeDimension>" + concept
                                + "</s:TimeDimension></s:DimensionList></s:DataStructureComponents></s:DataStructure></s:DataStructures>"));
        assertThat(((DataStructure) m.artefacts().getFirst()).dimensions()).isEmpty();
        assertThat(((DataStructure) m.artefacts().getLast()).dimensions())
                .extracting(d -> d.id())
                .containsExactly("C", "TIME_PERIOD");
        assertThat(rules()).containsExactly("no-dimensions", "no-time-format");
    }

    @Test
    void readsNamesOfAnOlderJsonAndTells() throws IOException {
        StructureMessage m = read(
                "{\"data\":{\"dataStructures\":[{\"id\":\"D\",\"agencyID\":\"MIG\",\"name\":\"D\",\"dataStructureComponents\":{\"dimensionList\":"
                        + "{\"dimensions\":[{\"id\":\"A\",\"conceptIdentity\":\"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=MIG:CS(1.0).A\","
                        + "\"localRepresentation\":{\"textFormat\":{\"textType\":\"Integer\"}}}],\"timeDimensions\":[{\"conceptIdentity\":"
                        + "\"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=MIG:CS(1.0).T\"}]}}}]}}");
        assertThat(((DataStructure) m.artefacts().getFirst()).dimensions())
                .extracting(d -> d.id())
                .containsExactly("A", "TIME_PERIOD");
        assertThat(rules()).contains("no-header", "format-assumed", "off-schema", "language-assumed");
    }

    @Test
    void knowsAnOlderJsonByWhatOnlyItHas() throws IOException {
        Problems problems = new Problems();
        Envelope envelope = StructureMessages.readEach(
                new ByteArrayInputStream(
                        "{\"data\":{\"hierarchicalCodelists\":[{\"id\":\"H\",\"agencyID\":\"MIG\",\"names\":{\"en\":\"H\"}}]}}"
                                .getBytes(StandardCharsets.UTF_8)),
                null,
                a -> assertThat(a.id()).isEqualTo("H"),
                problems);
        assertThat(envelope.format()).isEqualTo(StructureFormat.JSON_1_0);
        assertThat(problems.list()).extracting(Problem::rule).contains("format-assumed");
    }

    @Test
    void saysWhereAMemberHasTheWrongForm() {
        refuses("{\"data\":{\"codelists\":[{\"id\":\"CL\",\n\"codes\":\"none\"}]}}", "line 2", "codes");
        refuses("{\"data\":{\"codelists\":[1]}}", "codelists");
        refuses("{\"data\":[]}", "'data' is not an object");
        refuses("{} {}", "line 1");
    }

    @Test
    void tellsWhenTheMessageIsNotInTheFormatThatWasNamed() throws IOException {
        StructureMessages.read(
                new ByteArrayInputStream(
                        codelist("<c:Name xml:lang='en'>A</c:Name>").getBytes(StandardCharsets.UTF_8)),
                StructureFormat.ML_3_0,
                problems);
        assertThat(rules()).containsExactly("other-format");
    }

    @Test
    void readsAMessageWithoutHeaderAndAStub() throws IOException {
        StructureMessage m = read(
                "<m:Structure xmlns:m='" + NS + "message' xmlns:s='" + NS
                        + "structure'><m:Structures><s:DataStructures>"
                        + "<s:DataStructure id='D' agencyID='MIG' isExternalReference='true' structureURL='http://x'/></s:DataStructures></m:Structures></m:Structure>");
        assertThat(m.artefacts())
                .singleElement()
                .satisfies(a -> assertThat(a.maintenance().externalReference()).isTrue());
        assertThat(rules()).containsExactly("no-header");
    }
}
