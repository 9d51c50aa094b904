package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of reference metadata: converted and checked like structures and data. */
class MetadataFilesTest {
    private static final String STRUCTURES = """
            <mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v3_1/message"
                xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v3_1/structure"
                xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v3_1/common">
              <mes:Header><mes:ID>S</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2026-11-25T00:00:00Z</mes:Prepared><mes:Sender id="NSO"/></mes:Header>
              <mes:Structures>
                <str:ConceptSchemes><str:ConceptScheme id="CS" agencyID="NSO" version="1.0"><com:Name xml:lang="en">Concepts</com:Name>
                  <str:Concept id="CONTACT"><com:Name xml:lang="en">Contact</com:Name></str:Concept>
                </str:ConceptScheme></str:ConceptSchemes>
                <str:MetadataStructures><str:MetadataStructure id="MSD" agencyID="NSO" version="1.0"><com:Name xml:lang="en">Report</com:Name>
                  <str:MetadataStructureComponents><str:MetadataAttributeList id="MetadataAttributeDescriptor">
                    <str:MetadataAttribute id="CONTACT"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=NSO:CS(1.0).CONTACT</str:ConceptIdentity></str:MetadataAttribute>
                  </str:MetadataAttributeList></str:MetadataStructureComponents>
                </str:MetadataStructure></str:MetadataStructures>
                <str:Metadataflows><str:Metadataflow id="MDF" agencyID="NSO" version="1.0"><com:Name xml:lang="en">Reports</com:Name>
                  <str:Structure>urn:sdmx:org.sdmx.infomodel.metadatastructure.MetadataStructure=NSO:MSD(1.0)</str:Structure>
                  <str:Target>urn:sdmx:org.sdmx.infomodel.base.Any=*:*(*)</str:Target>
                </str:Metadataflow></str:Metadataflows>
              </mes:Structures>
            </mes:Structure>
            """;

    private static final String METADATA = """
            {"meta":{"schema":"https://json.sdmx.org/2.1/sdmx-json-metadata-schema.json","id":"M","prepared":"2026-11-25T00:00:00Z","sender":{"id":"NSO"}},
             "data":{"metadataSets":[{"id":"SET","agencyID":"NSO","version":"1.0","name":"Set","names":{"en":"Set"},
              "metadataflow":"urn:sdmx:org.sdmx.infomodel.metadatastructure.Metadataflow=NSO:MDF(1.0)",
              "targets":["urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=NSO:DF(1.0)"],
              "attributes":[{"id":"CONTACT","value":{"en":"The office","fr":"Le bureau"}}]}]}}
            """;

    @TempDir
    private Path folder;

    @Test
    void areConvertedIntoEveryFormatOfMetadata() throws IOException {
        Path json = SmallFiles.write(folder.resolve("set.json"), METADATA);
        Path xml = folder.resolve("set.xml");
        assertThat(CommandLineRun.of("convert", json, xml, "--to", "sdmx-ml-3.1")
                        .code())
                .isZero();
        assertThat(Files.readString(xml)).contains("GenericMetadata", "Le bureau");
        Path csv = folder.resolve("set.csv");
        assertThat(CommandLineRun.of("convert", xml, csv, "--to", "sdmx-csv-2.1")
                        .code())
                .isZero();
        assertThat(Files.readString(csv)).contains("CONTACT[en;fr]", "en:The office;fr:Le bureau");
        Path old = folder.resolve("old.xml");
        CommandLineRun down = CommandLineRun.of("convert", csv, old, "--to", "sdmx-ml-2.1");
        assertThat(down.code()).isZero();
        assertThat(Files.readString(old)).contains("ReportedAttribute", "REPORT");
        assertThat(down.everything()).contains("written as REPORT on TARGET");
        assertThat(CommandLineRun.of("convert", json, folder.resolve("x.csv"), "--to", "sdmx-csv-1.0")
                        .everything())
                .contains("writes no reference metadata in sdmx-csv-1.0");
    }

    @Test
    void areCheckedAgainstTheirStructure() throws IOException {
        Path structures = SmallFiles.write(folder.resolve("s/structures.xml"), STRUCTURES);
        Path good = SmallFiles.write(folder.resolve("set.json"), METADATA);
        assertThat(CommandLineRun.of("validate", good, "--structures", structures)
                        .everything()
                        .lines()
                        .toList()
                        .getFirst())
                .endsWith("sdmx-json-2.1 metadata: 1 MetadataSet: valid");
        Path bad = SmallFiles.write(folder.resolve("bad.json"), METADATA.replace("\"CONTACT\"", "\"CONTAKT\""));
        CommandLineRun run = CommandLineRun.of("validate", bad, "--structures", structures);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.everything()).contains("[unknown-attribute]", "[missing-attribute]", "expected CONTACT");
    }

    @Test
    void areReadWithoutTheirStructureAndSaidNotToBeChecked() throws IOException {
        Path alone = SmallFiles.write(folder.resolve("set.json"), METADATA);
        CommandLineRun run = CommandLineRun.of("validate", alone);
        assertThat(run.code()).isZero();
        assertThat(run.everything()).contains("its metadata structure is not known");
    }
}
