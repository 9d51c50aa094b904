package org.sojourn.structure.v20;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Transcript;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;

/** Data of SDMX-ML 2.0, by a key family of 2.0. */
class Data20Test {
    private static final String HEADER = """
            <Header><ID>D</ID><Test>false</Test><Truncated>false</Truncated><Prepared>2009-05-28T11:01:24</Prepared>
              <Sender id="BIS"><Name>Bank</Name></Sender>%s
              <DataSetAction>Append</DataSetAction></Header>
            """;
    private static final String NAMED = "<KeyFamilyRef>DEBT</KeyFamilyRef><KeyFamilyAgency>BIS</KeyFamilyAgency>";

    private static final String COMPACT = """
            <CompactData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"
                xmlns:d="urn:sdmx:org.sdmx.infomodel.keyfamily.KeyFamily=BIS:DEBT:compact">
              %s
              <d:DataSet SOURCE="survey" action="Append">
                <d:SIBLING STOCK="1" TITLE="Loans"/>
                <d:Series FREQ="A" STOCK="1" COLLECTED="2009-01-31">
                  <d:Obs TIME="2008" VALUE="1.5" STATUS="A"/>
                  <d:Obs TIME_PERIOD="2009" OBS_VALUE="-2" STATUS="E"/>
                </d:Series>
              </d:DataSet>
            </CompactData>""";

    private static final String GENERIC = """
            <m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_0/message"
                xmlns:g="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/generic">
              %s
              <m:DataSet><g:KeyFamilyRef>DEBT</g:KeyFamilyRef>
                <g:Attributes><g:Value concept="SOURCE" value="survey"/></g:Attributes>
                <g:Group type="SIBLING"><g:GroupKey><g:Value concept="STOCK" value="1"/></g:GroupKey>
                  <g:Attributes><g:Value concept="TITLE" value="Loans"/></g:Attributes>
                  <g:Series><g:SeriesKey><g:Value concept="FREQ" value="A"/><g:Value concept="STOCK" value="1"/></g:SeriesKey>
                    <g:Attributes><g:Value concept="COLLECTED" value="2009-01-31"/></g:Attributes>
                    <g:Obs><g:Time>2008</g:Time><g:ObsValue value="1.5"/>
                      <g:Attributes><g:Value concept="STATUS" value="A"/></g:Attributes></g:Obs>
                    <g:Obs><g:Time>2009</g:Time><g:ObsValue value="-2"/>
                      <g:Attributes><g:Value concept="STATUS" value="E"/></g:Attributes></g:Obs>
                  </g:Series></g:Group>
              </m:DataSet>
            </m:GenericData>""";

    private final Problems problems = new Problems();

    private static Catalogue structures() throws IOException {
        return Catalogue.of(StructureMessages.read(
                        new ByteArrayInputStream(
                                Structures20Test.MESSAGE.strip().getBytes(StandardCharsets.UTF_8)),
                        new Problems())
                .artefacts());
    }

    private List<String> read(byte[] message) throws IOException {
        Transcript transcript = new Transcript();
        DataMessages.reader(new ByteArrayInputStream(message), Optional.empty(), structures(), problems)
                .transferTo(transcript);
        return transcript.lines().stream()
                .map(l -> l.replaceAll(" at line.*| @.*", ""))
                .toList();
    }

    private List<String> read(String message, String named) throws IOException {
        return read(message.formatted(HEADER.formatted(named)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsCompactDataOfTheKeyFamilyThatTheirNamespaceNames() throws IOException {
        List<String> lines = read(COMPACT, "");
        assertThat(problems.list()).extracting(Problem::rule).containsExactly("version-2.0");
        assertThat(lines.getFirst()).contains("dataset DataStructure BIS:DEBT", "APPEND");
        assertThat(lines)
                .containsSequence(
                        "  attributes of [.] SOURCE='survey'",
                        "  attributes of [.1] TITLE='Loans'",
                        "  series A.1 COLLECTED='2009-01-31'",
                        "    2008 OBS_VALUE='1.5' STATUS='A'",
                        "    2009 OBS_VALUE='-2' STATUS='E'");
    }

    @Test
    void readsGenericDataThatSayTheSame() throws IOException {
        assertThat(read(GENERIC, NAMED)).isEqualTo(read(COMPACT, NAMED));
        assertThat(problems.list()).extracting(Problem::rule).containsOnly("version-2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML_2_1_GENERIC", "ML_2_1_SS", "ML_3_1", "JSON_2_1", "CSV_2_1"})
    void whatWasReadIsTheSameInLaterFormats(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] message = COMPACT.formatted(HEADER.formatted(NAMED)).getBytes(StandardCharsets.UTF_8);
        DataMessages.reader(new ByteArrayInputStream(message), Optional.empty(), structures(), problems)
                .transferTo(DataMessages.writer(
                        DataFormat.valueOf(format), out, DataWriterOptions.DEFAULT, new Problems()));
        assertThat(read(out.toByteArray()).stream().filter(l -> l.contains("OBS_VALUE")))
                .isEqualTo(read(COMPACT, NAMED).stream()
                        .filter(l -> l.contains("OBS_VALUE"))
                        .toList());
    }

    @Test
    void tellsAKeyFamilyThatIsNotKnownAndOneThatIsNotSaid() throws IOException {
        assertThat(read(COMPACT.replace("DEBT", "OTHER"), "")).isEmpty();
        assertThat(read(COMPACT.replace("KeyFamily=BIS:DEBT:compact", "none"), ""))
                .isEmpty();
        assertThat(problems.list())
                .filteredOn(p -> p.severity() == Problem.Severity.ERROR)
                .extracting(Problem::rule)
                .containsExactly("unknown-structure", "structure-reference");
    }
}
