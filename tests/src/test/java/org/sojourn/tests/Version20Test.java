package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.structure.v20.Structures20Test;

/** What an agency that has not moved on sends in SDMX-ML 2.0, as everybody else gets it. */
class Version20Test {
    private static final String DATA = """
            <CompactData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"
                xmlns:d="urn:sdmx:org.sdmx.infomodel.keyfamily.KeyFamily=BIS:DEBT:compact">
              <Header><ID>D</ID><Test>false</Test><Prepared>2009-05-28T11:01:24</Prepared><Sender id="BIS"/>
                <KeyFamilyRef>DEBT</KeyFamilyRef><KeyFamilyAgency>BIS</KeyFamilyAgency></Header>
              <d:DataSet>
                <d:Series FREQ="A" STOCK="1" COLLECTED="2009-01-31">
                  <d:Obs TIME="2008" VALUE="1.5" STATUS="A"/>
                </d:Series>
              </d:DataSet>
            </CompactData>""";

    @TempDir
    private Path folder;

    @Test
    void structuresAndDataAreTakenAndComeBackInLaterVersions() {
        try (Exchange server = Exchange.open(folder)) {
            // Without the key family that has no id, and so is refused with the rest.
            String structures = Structures20Test.MESSAGE
                    .strip()
                    .replaceFirst("<s:KeyFamily agencyID=\"BIS\">.*</s:KeyFamily>", "")
                    // Concepts that the key family names and the message lacks.
                    .replaceFirst(
                            "</Concepts>",
                            "<s:Concept id=\"COLLECTED\" agencyID=\"BIS\"><s:Name>C</s:Name></s:Concept>"
                                    + "<s:Concept id=\"TITLE\" agencyID=\"BIS\"><s:Name>T</s:Name></s:Concept>"
                                    + "<s:Concept id=\"STATUS\" agencyID=\"BIS\"><s:Name>S</s:Name></s:Concept>"
                                    + "<s:Concept id=\"SOURCE\" agencyID=\"BIS\"><s:Name>S</s:Name></s:Concept></Concepts>");
            server.post("/sdmx/v2/structure", "application/xml", structures.getBytes(StandardCharsets.UTF_8))
                    .expect(201);
            server.post("/sdmx/v2/structure", "application/xml", structures.getBytes(StandardCharsets.UTF_8))
                    .expect(200);
            server.post("/sdmx/v2/data", "application/xml", DATA.getBytes(StandardCharsets.UTF_8));
            assertThat(server.get("/sdmx/v1/datastructure/BIS/DEBT/2.0")
                            .expect(200)
                            .text())
                    .contains("<str:TimeDimension", "id=\"OBS_VALUE\"");
            assertThat(server.get("/sdmx/v1/data/BIS,FLOW,1.0/A.1").expect(200).text())
                    .contains("value=\"1.5\"", "value=\"2008\"");
            assertThat(server.get("/sdmx/v2/data/dataflow/BIS/FLOW/1.0/A.1", "Accept", "application/vnd.sdmx.data+csv")
                            .expect(200)
                            .text())
                    .contains("BIS:FLOW(1.0)", "2008", "1.5", "2009-01-31");
        }
    }
}
