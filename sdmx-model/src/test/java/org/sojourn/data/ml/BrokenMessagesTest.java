package org.sojourn.data.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Documents that are no good data messages: each ends with a fault that says where, and never with a parser's exception. */
class BrokenMessagesTest {

    private static final String ROOT =
            "<m:StructureSpecificData xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'"
                    + " xmlns:c='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common'"
                    + " xmlns:s='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific'>\n";
    private static final String HEADER =
            "<m:Header><m:ID>x</m:ID><m:Test>false</m:Test><m:Prepared>2024-01-01</m:Prepared>"
                    + "<m:Sender id='S'/><m:Structure structureID='A' namespace='urn:x' dimensionAtObservation='TIME_PERIOD'>"
                    + "<c:Structure><Ref agencyID='TEST' id='FLOWS' version='1.0'/></c:Structure></m:Structure></m:Header>\n";
    private static final String DATASET =
            "<m:DataSet s:structureRef='A' s:action='Replace' s:dataScope='DataStructure'>\n";
    private static final String END = "</m:DataSet></m:StructureSpecificData>";

    @Test
    void refusesADocumentTypeDefinition() {
        assertSyntax("<!DOCTYPE x [<!ENTITY a 'b'>]>\n" + ROOT + HEADER + END, "line 1", "document type definition");
    }

    @Test
    void refusesTheBillionLaughsBeforeTheyAreHeard() {
        StringBuilder dtd = new StringBuilder("<?xml version='1.0'?>\n<!DOCTYPE lolz [<!ENTITY lol 'lol'>");
        for (int i = 1; i < 10; i++) {
            dtd.append("<!ENTITY lol")
                    .append(i)
                    .append(" '")
                    .append("&lol;".repeat(10))
                    .append("'>");
        }
        assertSyntax(dtd + "]>\n" + ROOT + "&lol9;" + HEADER + END, "line 1", "document type definition");
    }

    @Test
    void refusesAnExternalEntityWithoutFetchingIt() {
        assertSyntax(
                "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'>\n" + ROOT + HEADER + END, "document type definition");
        assertSyntax(
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n" + ROOT + "&e;" + END,
                "document type definition");
    }

    @Test
    void refusesAnEntityThatIsNotDeclared() {
        assertSyntax(ROOT + HEADER + DATASET + "<Series FREQ='&what;'/>" + END, "line 4");
        assertSyntax(ROOT + "<m:Header><m:ID>&what;</m:ID></m:Header>" + END, "line 2");
    }

    @ParameterizedTest
    @EnumSource(value = DataFormat.class, mode = EnumSource.Mode.MATCH_ANY, names = "ML_.*")
    void saysWhereATruncatedMessageEnds(DataFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RandomData(List.of(Fixtures.TIME_SERIES), 4, "TIME_PERIOD")
                .transferTo(new MlDataWriter(
                        format,
                        out,
                        new DataWriterOptions(
                                List.of(),
                                DataWriterOptions.Labels.ID,
                                DataWriterOptions.TimeFormat.ORIGINAL,
                                DataWriterOptions.Keys.NONE,
                                true),
                        new Problems()));
        byte[] whole = out.toByteArray();
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 150)) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut, new Problems()))
                    .as("cut at " + length)
                    .isInstanceOfSatisfying(SdmxException.class, e -> {
                        assertThat(e.kind()).isEqualTo(SdmxException.Kind.SYNTAX);
                        assertThat(e.detail()).contains("line ");
                    });
        }
        assertThat(read(whole, new Problems()).observations()).isPositive();
    }

    @Test
    void survivesBytesThatWereFlippedAnywhere() throws IOException {
        byte[] whole = (ROOT + HEADER + DATASET + series("OBS_VALUE='1'") + END).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = whole.clone();
            for (int n = 0; n <= random.nextInt(3); n++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                read(bytes, new Problems());
            } catch (SdmxException e) {
                assertThat(e.kind()).isEqualTo(SdmxException.Kind.SYNTAX);
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 2999);
    }

    @Test
    void namesAWrongNamespaceAndWhatWasExpected() {
        assertSyntax("<a xmlns='urn:none'/>", "line 1", "'a'", "urn:none", "v3_1/message");
        assertSyntax("<a/>", "'a'", "namespace ''");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message",
                "http://www.sdmx.org/resources/sdmxml/schemas/v2_0/message"
            })
    void namesAMessageOfVersion20ThatIsNotRead(String namespace) {
        assertSyntax("<UtilityData xmlns='" + namespace + "'/>", "SDMX-ML 2.0", "CompactData or GenericData");
    }

    @Test
    void namesAMessageOfAnotherKind() {
        assertSyntax(
                "<m:Structure xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'/>",
                "'Structure' is no data message of SDMX-ML 2.1",
                "GenericData");
        assertSyntax(
                "<m:GenericData xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message'/>",
                "'GenericData' is no data message of SDMX-ML 3.0",
                "StructureSpecificData");
    }

    @Test
    void wantsAHeader() {
        assertSyntax(ROOT + DATASET + END, "without a header", "line 2");
        assertSyntax("<m:GenericData xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'/>", "header");
    }

    @Test
    void refusesWhatIsNoXmlAtAll() {
        assertSyntax("", "line 1");
        assertSyntax("   \n  ", "line ");
        assertSyntax("{\"meta\":{}}", "line 1");
        assertSyntax("FREQ,REF_AREA\nA,FR\n", "line 1");
        assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0}, new Problems()))
                .isInstanceOf(SdmxException.class);
    }

    @Test
    void refusesTwoRootsAndRepeatedAttributes() {
        assertSyntax(ROOT + HEADER + DATASET + END + "<more/>", "line 4");
        assertSyntax(ROOT + HEADER + DATASET + "<Series FREQ='A' FREQ='M'/>" + END, "line 4");
        assertSyntax(ROOT + HEADER + DATASET + "<Series FREQ='A'></Obs>" + END, "line 4");
    }

    @Test
    void refusesElementsNestedTooDeep() {
        assertSyntax(ROOT + HEADER + DATASET + "<Deep>".repeat(5000), "nested deeper than " + XmlCursor.MAX_DEPTH);
    }

    @Test
    void refusesATagThatNeverEndsBeforeItFillsTheMemory() {
        byte[] begin = (ROOT + HEADER + DATASET + "<Series FREQ='").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new MlDataReader(
                                new SequenceInputStream(new ByteArrayInputStream(begin), endless('A')),
                                Fixtures.LOOKUP,
                                new Problems())
                        .transferTo(new CanonicalData()))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("longer than");
        assertThatThrownBy(() ->
                        new MlDataReader(endless(' '), Fixtures.LOOKUP, new Problems()).transferTo(new CanonicalData()))
                .isInstanceOf(SdmxException.class);
        byte[] text = (ROOT + "<m:Header><m:ID>").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new MlDataReader(
                                new SequenceInputStream(new ByteArrayInputStream(text), endless('A')),
                                Fixtures.LOOKUP,
                                new Problems())
                        .transferTo(new CanonicalData()))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("longer than");
    }

    private static InputStream endless(char c) {
        return new InputStream() {
            @Override
            public int read() {
                return c;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252", "ISO-8859-15", "US-ASCII"})
    void readsEveryEncodingThatTheDeclarationNames(String encoding) throws IOException {
        String comment = encoding.equals("US-ASCII") ? "Zurich" : "Zürich é";
        String text = "<?xml version='1.0' encoding='" + encoding + "'?>" + ROOT + HEADER + DATASET
                + series("OBS_VALUE='1' COMMENT='" + comment + "'") + END;
        Problems problems = new Problems();
        CanonicalData data = read(text.getBytes(Charset.forName(encoding)), problems);
        assertThat(problems.list()).isEmpty();
        assertThat(data.lines()).anyMatch(l -> l.contains(comment));
    }

    @Test
    void readsAMessageWithAByteOrderMark() throws IOException {
        String text = "\uFEFF<?xml version='1.0' encoding='UTF-8'?>" + ROOT + HEADER + DATASET + series("OBS_VALUE='1'")
                + END;
        assertThat(read(text.getBytes(StandardCharsets.UTF_8), new Problems()).observations())
                .isEqualTo(1);
    }

    @Test
    void refusesBytesThatAreNotInTheEncoding() {
        byte[] bytes =
                (ROOT + HEADER + DATASET + series("COMMENT='\u00e9'") + END).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(bytes, new Problems()))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.kind()).isEqualTo(SdmxException.Kind.SYNTAX));
    }

    @Test
    void ignoresTextBetweenElementsWithAWarning() throws IOException {
        Problems problems = new Problems();
        CanonicalData data = read(
                (ROOT + HEADER + DATASET + "oops" + series("OBS_VALUE='1'") + END).getBytes(StandardCharsets.UTF_8),
                problems);
        assertThat(data.observations()).isEqualTo(1);
        assertThat(problems.list()).extracting(Problem::rule).containsExactly("stray-text");
    }

    private static String series(String values) {
        return "<Series FREQ='A' REF_AREA='FR' SEX='F'>\n<Obs TIME_PERIOD='2001' " + values + "/>\n</Series>\n";
    }

    private static void assertSyntax(String document, String... parts) {
        ThrowingCallable reading = () -> read(document.getBytes(StandardCharsets.UTF_8), new Problems());
        assertThatThrownBy(reading).isInstanceOfSatisfying(SdmxException.class, e -> {
            assertThat(e.kind()).isEqualTo(SdmxException.Kind.SYNTAX);
            assertThat(e.detail()).contains(parts).doesNotContain("xception");
        });
    }

    private static CanonicalData read(byte[] message, Problems problems) throws IOException {
        return CanonicalData.of(new MlDataReader(new ByteArrayInputStream(message), Fixtures.LOOKUP, problems));
    }
}
