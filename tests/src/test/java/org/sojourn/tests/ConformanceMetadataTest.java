package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.MetadataSet;
import org.sojourn.rules.Problems;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.validation.schema.SchemaVersion;

/** Reference metadata as the first generation asks for them, and the rules that they obey, as both generations tell them. */
class ConformanceMetadataTest {

    @TempDir
    private static Path folder;

    private static Exchange server;

    /** When the first of the reports was there and the second not yet. */
    private static String between = "";

    @BeforeAll
    static void fill() throws Exception {
        server = Exchange.open(folder);
        server.postStructures(StructureFormat.ML_3_0, ConformanceServer.bytes("structures.xml"))
                .expect(201);
        post("NORTHLAND", "A", "N1").expect(201);
        Thread.sleep(2);
        between = Instant.now().toString();
        Thread.sleep(2);
        post("UPLAND", "Q", "N2").expect(201);
        server.checkAnswers();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A report of 2.1 about one key of the dataflow, its dimensions in another order than that of the structure. */
    static byte[] report(String id, String frequency, String area) {
        return """
                <mes:GenericMetadata xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
                    xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/metadata/generic"
                    xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
                  <mes:Header><mes:ID>M</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2026-01-01T00:00:00Z</mes:Prepared>
                    <mes:Sender id="CONF"/>
                    <mes:Structure structureID="MSD"><com:Structure>
                      <Ref agencyID="CONF" id="MSD_CONF" version="1.0.0" class="MetadataStructure" package="metadatastructure"/>
                    </com:Structure></mes:Structure>
                  </mes:Header>
                  <mes:MetadataSet structureRef="MSD" setID="%s">
                    <com:Name xml:lang="en">Quality of %s</com:Name>
                    <gen:Report id="QUALITY">
                      <gen:Target id="SERIES">
                        <gen:ReferenceValue id="FLOW"><gen:ObjectReference>
                          <URN>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=CONF:DF_CONF(1.0.0)</URN>
                        </gen:ObjectReference></gen:ReferenceValue>
                        <gen:ReferenceValue id="KEY"><gen:DataKey>
                          <com:KeyValue id="REF_AREA"><com:Value>%s</com:Value></com:KeyValue>
                          <com:KeyValue id="FREQ"><com:Value>%s</com:Value></com:KeyValue>
                        </gen:DataKey></gen:ReferenceValue>
                      </gen:Target>
                      <gen:AttributeSet><gen:ReportedAttribute id="CONTACT"><com:Text xml:lang="en">Office</com:Text>
                      </gen:ReportedAttribute></gen:AttributeSet>
                    </gen:Report>
                  </mes:MetadataSet>
                </mes:GenericMetadata>""".formatted(id, id, area, frequency).getBytes(StandardCharsets.UTF_8);
    }

    private static Exchange.Answer post(String id, String frequency, String area) {
        return server.post("/sdmx/v2/metadata", MetadataFormat.ML_2_1_GENERIC.mediaType(), report(id, frequency, area));
    }

    private static Set<String> found(String path) throws IOException {
        Exchange.Answer answer = server.get(path);
        if (answer.status() == 404) {
            return Set.of();
        }
        return MetadataMessages.read(new ByteArrayInputStream(answer.expect(200).bytes()), new Problems())
                .sets()
                .stream()
                .map(MetadataSet::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            all | NORTHLAND UPLAND
            A.N1.STOCK | NORTHLAND
            A.N1. | NORTHLAND
            .N2. | UPLAND
            A+Q.N2. | UPLAND
            A.N1+N2. | NORTHLAND
            M.. | ''
            """)
    void v1FindsReportsByTheKeyThatTheyAreAbout(String key, String expected) throws IOException {
        Set<String> exact = new TreeSet<>(Set.of(expected.split(" ")));
        exact.remove("");
        assertThat(found("/sdmx/v1/metadata/CONF,MDF_CONF,1.0.0/" + key)).isEqualTo(exact);
    }

    @Test
    void v1TellsWhatChangedSince() throws IOException {
        assertThat(found("/sdmx/v1/metadata/MDF_CONF?updatedAfter=" + between)).containsExactly("UPLAND");
        assertThat(found("/sdmx/v1/metadata/MDF_CONF?updatedAfter=2020-01-01T00:00:00Z"))
                .containsExactly("NORTHLAND", "UPLAND");
        assertThat(found("/sdmx/v1/metadata/MDF_CONF?updatedAfter=2090-01-01T00:00:00Z"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sdmx/v2/schema/metadatastructure/CONF/MSD_CONF/1.0.0",
                "/sdmx/v2/schema/metadataflow/CONF/MDF_CONF",
                "/sdmx/v2/schema/metadataprovisionagreement/CONF/MPA_CONF/+"
            })
    void rulesOfReportsAreGivenAsStructures(String path) throws IOException {
        for (StructureFormat format : List.of(
                StructureFormat.ML_3_0, StructureFormat.ML_3_1, StructureFormat.JSON_2_0, StructureFormat.JSON_2_1)) {
            byte[] message =
                    server.get(path, "Accept", format.mediaType()).expect(200).bytes();
            assertThat(OfficialSchemas.errors(format, message)).isEmpty();
        }
        String text =
                server.get(path, "Accept", StructureFormat.ML_3_0.mediaType()).text();
        assertThat(text)
                .contains("id=\"MSD_CONF\"", "id=\"CL_STATUS\"", "id=\"CONTACT\"", "id=\"METHOD\"", "id=\"CONF\"")
                .doesNotContain("id=\"UNUSED\"", "id=\"CONF2\"", "id=\"CL_AREA\"", "<str:Metadataflow ");
        assertThat(text.contains("id=\"MC_CONF\"")).isEqualTo(!path.contains("metadatastructure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadatastructure/CONF/MSD_CONF", "metadataflow/CONF/MDF_CONF/latest"})
    void v1GivesTheRulesOfReportsAlsoAsStructuresOf21(String path) throws IOException {
        byte[] message = server.get("/sdmx/v1/schema/" + path, "Accept", StructureFormat.ML_2_1.mediaType())
                .expect(200)
                .bytes();
        assertThat(OfficialSchemas.errors(StructureFormat.ML_2_1, message)).isEmpty();
        assertThat(new String(message, StandardCharsets.UTF_8)).contains("id=\"MSD_CONF\"", "id=\"CONTACT\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sdmx/v1/schema/metadataflow/CONF/MDF_CONF",
                "/sdmx/v1/schema/metadatastructure/CONF/MSD_CONF",
                "/sdmx/v2/schema/metadataflow/CONF/MDF_CONF",
                "/sdmx/v2/schema/metadataprovisionagreement/CONF/MPA_CONF/+"
            })
    void rulesOfReportsAreAnXmlSchemaIn21(String path) throws IOException {
        String type = SchemaVersion.V2_1.mediaType();
        Exchange.Answer answer = server.get(path, "Accept", path.contains("v1") ? "*/*" : type);
        assertThat(answer.expect(200).header("Content-Type")).isEqualTo(type);
        assertThat(answer.text())
                .contains("msd:ReportedAttributeType", "name=\"CONTACT\"")
                .contains("targetNamespace=\"urn:sdmx:org.sdmx.infomodel.");
        Path file = Files.write(Files.createTempFile(folder, "metadata", ".xsd"), answer.bytes());
        // Nothing else can be wrong with a schema that the schema processor takes.
        assertThat(org.sojourn.data.ml.OfficialSchemas.faults(
                        "2.1",
                        Optional.of(file),
                        server.get("/sdmx/v1/dataflow/CONF").expect(200).bytes()))
                .isEmpty();
    }

    /** Of another set than that of the test kit, which one command loads. */
    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ConformanceMetadataTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** A report of a structure that 2.1 sent, as it comes back, by the schema that this server gives for its namespace. */
    @Test
    void whatIsWrittenIsValidByTheSchemaThatIsServed() throws IOException {
        server.postStructures(StructureFormat.ML_2_1, resource("reports21.xml")).expect(201);
        server.post("/sdmx/v2/metadata", MetadataFormat.ML_2_1_GENERIC.mediaType(), resource("report21.xml"))
                .expect(201);
        byte[] written = server.get("/sdmx/v1/metadata/MDF_21", "Accept", MetadataFormat.ML_2_1_SS.mediaType())
                .expect(200)
                .bytes();
        assertThat(new String(written, StandardCharsets.UTF_8))
                .contains("Metadataflow=CONF:MDF_21(1.0)", "T_FLOW.ReportPeriodTarget");
        byte[] schema = server.get("/sdmx/v1/schema/metadataflow/CONF/MDF_21/1.0")
                .expect(200)
                .bytes();
        Path file = Files.write(Files.createTempFile(folder, "metadata", ".xsd"), schema);
        assertThat(org.sojourn.data.ml.OfficialSchemas.faults("2.1", Optional.of(file), written))
                .isEmpty();
        byte[] other = new String(written, StandardCharsets.UTF_8)
                .replace("value=\"GOOD\"", "value=\"FINE\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(org.sojourn.data.ml.OfficialSchemas.faults("2.1", Optional.of(file), other))
                .anyMatch(f -> f.contains("FINE"));
    }

    @Test
    void since30RulesOfReportsAreNoXmlSchema() {
        String path = "/sdmx/v2/schema/metadataflow/CONF/MDF_CONF";
        server.get(path, "Accept", "application/vnd.sdmx.schema+xml;version=3.0.0")
                .expect(406);
        assertThat(server.get(path).expect(200).header("Content-Type")).isEqualTo(StructureFormat.ML_3_1.mediaType());
        server.get("/sdmx/v2/schema/metadataflow/CONF/NONE").expect(404);
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1_GENERIC", "ML_2_1_SS", "JSON_1_0"})
    void reportsAboutKeysComeInEveryFormatOf21(MetadataFormat format) {
        assertThat(server.get("/sdmx/v1/metadata/MDF_CONF", "Accept", format.mediaType())
                        .expect(200)
                        .header("Content-Type"))
                .isEqualTo(format.mediaType());
    }
}
