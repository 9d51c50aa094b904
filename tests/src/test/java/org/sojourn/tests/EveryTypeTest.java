package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** Every type of artefact is stored, and given back by each resource of both versions in each format. */
class EveryTypeTest {
    private static final byte[] ALL = Permits.resource("every-type.xml");
    private static final List<MaintainableArtefact> ARTEFACTS = read(ALL);

    @TempDir
    private static Path folder;

    private static Exchange server;

    @BeforeAll
    static void fill() {
        server = Exchange.open(folder);
        server.postStructures(StructureFormat.ML_3_0, ALL).expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Stream<StructureFormat> formats() {
        return Stream.of(StructureFormat.values());
    }

    private static Stream<Arguments> artefactsInFormats() {
        return ARTEFACTS.stream().flatMap(a -> formats().map(f -> Arguments.of(a.urn(), a, f)));
    }

    private static List<MaintainableArtefact> read(byte[] message) {
        try {
            return StructureMessages.read(new ByteArrayInputStream(message), new Problems())
                    .artefacts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a format makes of an artefact; nothing where it has no such type. */
    private static List<MaintainableArtefact> through(StructureFormat format, MaintainableArtefact artefact)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessage message = new StructureMessage(
                MessageHeader.of("M", "2026-01-31T12:00:00Z", "ANY"), List.of(artefact), List.of());
        StructureMessages.write(message, format, StructureWriterOptions.COMPACT, out, new Problems());
        return read(out.toByteArray());
    }

    @ParameterizedTest(name = "{0} in {2}")
    @MethodSource("artefactsInFormats")
    void givesBackInV2WhatWasPosted(Object name, MaintainableArtefact artefact, StructureFormat format)
            throws IOException {
        String path = "/sdmx/v2/structure/" + artefact.type().resource() + "/ANY/" + artefact.id();
        Exchange.Answer answer = server.get(path, "Accept", format.mediaType()).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo(format.mediaType());
        assertThat(read(answer.bytes())).isEqualTo(through(format, artefact));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void takesItsOwnAnswerForWhatItIs(StructureFormat format) {
        String everything = "/sdmx/v2/structure/*/ANY/*";
        Exchange.Answer answer =
                server.get(everything, "Accept", format.mediaType()).expect(200);
        if (format != StructureFormat.ML_2_1
                && format != StructureFormat.JSON_1_0) { // which have no value lists and say less of lists of places
            Exchange.Answer report = server.post(
                            "/sdmx/v2/structure",
                            answer.header("Content-Type"),
                            answer.bytes(),
                            "Accept",
                            "application/json")
                    .expect(200);
            assertThat(report.json().path("outcome").asText()).as(report.text()).isEqualTo("unchanged");
        }
        assertThat(server.get(everything, "Accept", format.mediaType()).text()).isEqualTo(answer.text());
    }

    @Test
    void answersInV1AlsoInTheJsonOfItsTime() {
        String path = "/sdmx/v1/hierarchicalcodelist/ANY/HCL_PLACE";
        for (String type : List.of("1.0.0", "1.0")) {
            Exchange.Answer answer = server.get(path, "Accept", "application/vnd.sdmx.structure+json;version=" + type)
                    .expect(200);
            assertThat(answer.header("Content-Type")).isEqualTo(StructureFormat.JSON_1_0.mediaType());
            assertThat(answer.json()
                            .at("/data/hierarchicalCodelists/0/hierarchies/0/id")
                            .asText())
                    .isEqualTo("WORLD");
        }
        assertThat(server.get(path).expect(200).header("Content-Type")).isEqualTo(StructureFormat.ML_2_1.mediaType());
        byte[] posted = server.get("/sdmx/v1/codelist/ANY/CL_PLACE", "Accept", StructureFormat.JSON_1_0.mediaType())
                .expect(200)
                .bytes();
        Exchange.Answer report =
                server.postStructures(StructureFormat.JSON_1_0, posted).expect(200);
        assertThat(report.json().path("outcome").asText()).isEqualTo("unchanged");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            organisationunitscheme/ANY/OU_ANY,         ANY:OU_ANY(1.0)
            organisationscheme/ANY/OU_ANY,             ANY:OU_ANY(1.0)
            reportingtaxonomy/ANY/RT_ANY,              ANY:RT_ANY(1.0)
            hierarchicalcodelist/ANY/HCL_PLACE,        ANY:HCL_PLACE$WORLD(1.0)
            hierarchicalcodelist/ANY/HCL_PLACE/1.0/WORLD, ANY:HCL_PLACE$WORLD(1.0)
            codelist/ANY/CL_REGION,                    ANY:CL_REGION(1.0)
            process/ANY/P_ANY,                         ANY:P_ANY(1.0)
            customtypescheme/ANY/CTS_ANY,              ANY:CTS_ANY(1.0)
            namepersonalisationscheme/ANY/NPS_ANY,     ANY:NPS_ANY(1.0)
            vtlmappingscheme/ANY/VMS_ANY,              ANY:VMS_ANY(1.0)
            rulesetscheme/ANY/RS_ANY,                  ANY:RS_ANY(1.0)
            userdefinedoperatorscheme/ANY/UDO_ANY,     ANY:UDO_ANY(1.0)
            transformationscheme/ANY/TS_ANY,           ANY:TS_ANY(1.0)
            """)
    void answersInV1(String path, String expected) {
        Exchange.Answer answer = server.get("/sdmx/v1/" + path).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo(StructureFormat.ML_2_1.mediaType());
        assertThat(names(answer)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hierarchy/ANY/HCL_PLACE$WORLD?references=children       | HCL_PLACE$WORLD CL_PLACE CL_REGION
            hierarchy/ANY/HCL_PLACE$WORLD?references=parents        | HCL_PLACE$WORLD HA_ANY
            hierarchyassociation/ANY/HA_ANY?references=children     | HA_ANY HCL_PLACE$WORLD DSD_ANY DF_ANY
            valuelist/ANY/VL_SIGN?references=parents                | VL_SIGN CS_ANY
            reportingtaxonomy/ANY/RT_ANY?references=descendants     | RT_ANY DF_ANY DSD_ANY CS_ANY CL_REGION VL_SIGN
            process/ANY/P_ANY?references=children                   | P_ANY DF_ANY
            transformationscheme/ANY/TS_ANY?references=children     | TS_ANY VMS_ANY NPS_ANY CTS_ANY RS_ANY UDO_ANY
            vtlmappingscheme/ANY/VMS_ANY?references=rulesetscheme   | VMS_ANY RS_ANY
            codelist/ANY/CL_REGION?references=parents               | CL_REGION DSD_ANY HCL_PLACE$WORLD
            """)
    void findsTheNeighbours(String path, String expected) {
        List<MaintainableArtefact> found =
                read(server.get("/sdmx/v2/structure/" + path).expect(200).bytes());
        assertThat(found).extracting(MaintainableArtefact::id).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void cutsSchemesToTheAskedItems() {
        String unit = server.get("/sdmx/v2/structure/organisationunitscheme/ANY/OU_ANY/1.0/STAT")
                .expect(200)
                .text();
        assertThat(unit).contains("\"STAT\"", "\"isPartial\":true").doesNotContain("\"id\":\"HEAD\"");
        String category = server.get("/sdmx/v2/structure/reportingtaxonomy/ANY/RT_ANY/1.0/ALL.YEARLY")
                .expect(200)
                .text();
        assertThat(category).contains("\"YEARLY\"", "\"ALL\"").doesNotContain("\"NEVER\"");
        String value = server.get("/sdmx/v2/structure/valuelist/ANY/VL_SIGN/1.0/$")
                .expect(200)
                .text();
        assertThat(value).contains("Dollar").doesNotContain("Euro");
        String place = server.get("/sdmx/v2/structure/codelist/ANY/CL_CELL/1.0/A1")
                .expect(200)
                .text();
        assertThat(place).contains("\"geoGridCodelists\"", "\"gridDefinition\"", "\"1;1\"");
    }

    @Test
    void aStubOfAnyTypeSaysWhereTheRestIs() {
        for (MaintainableArtefact artefact : ARTEFACTS) {
            String path = "/sdmx/v2/structure/" + artefact.type().resource() + "/ANY/" + artefact.id();
            List<MaintainableArtefact> stubs =
                    read(server.get(path + "?detail=allstubs").expect(200).bytes());
            assertThat(stubs).hasSize(1);
            assertThat(stubs.getFirst().urn()).isEqualTo(artefact.urn());
            String address = stubs.getFirst().maintenance().structureUrl().orElseThrow();
            assertThat(read(server.get(address.substring(address.indexOf("/sdmx/")))
                            .expect(200)
                            .bytes()))
                    .isEqualTo(read(server.get(path).bytes()));
        }
        List<MaintainableArtefact> inV1 = read(server.get("/sdmx/v1/hierarchicalcodelist/ANY/all/all?detail=allstubs")
                .expect(200)
                .bytes());
        assertThat(inV1.getFirst().maintenance().structureUrl().orElseThrow())
                .endsWith("/sdmx/v1/hierarchicalcodelist/ANY/HCL_PLACE/1.0");
    }

    private static List<String> names(Exchange.Answer answer) {
        return read(answer.bytes()).stream().map(a -> a.urn().shortForm()).toList();
    }
}
