package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryFilesTest {
    private static final String QUERY = """
            <m:CodelistQuery xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
                xmlns:q="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/query">
              <m:Header><m:ID>Q</m:ID><m:Test>false</m:Test><m:Prepared>2020-01-01T00:00:00</m:Prepared>
                <m:Sender id="A"/><m:Receiver id="B"/></m:Header>
              <m:Query>
                <q:ReturnDetails detail="Stub"><q:References><q:None/></q:References></q:ReturnDetails>
                <q:CodelistWhere><q:ID>CL_AREA</q:ID><q:Version>1.0</q:Version><q:AgencyID>NSO</q:AgencyID></q:CodelistWhere>
              </m:Query>
            </m:CodelistQuery>
            """;

    @TempDir
    private Path folder;

    @Test
    void validateSaysWhatAQueryAsksForAsUrls() throws IOException {
        Path file = SmallFiles.write(folder.resolve("query.xml"), QUERY);
        CommandLineRun run = CommandLineRun.of("validate", file);
        assertThat(run.code()).isZero();
        assertThat(run.everything())
                .contains(
                        "query.xml: sdmx-ml-2.1 CodelistQuery query",
                        "v2/structure/codelist/NSO/CL_AREA/1.0?detail=allstubs",
                        "v1/codelist/NSO/CL_AREA/1.0?detail=allstubs");
    }

    @Test
    void validateNamesWhatNoUrlCanSay() throws IOException {
        Path file = SmallFiles.write(
                folder.resolve("query.xml"), QUERY.replace("detail=\"Stub\"", "returnMatchedArtefact=\"false\""));
        CommandLineRun run = CommandLineRun.of("validate", file);
        assertThat(run.code()).isNotZero();
        assertThat(run.everything()).contains("what the REST interfaces cannot say", "returnMatchedArtefact=false");
    }

    @Test
    void convertRefusesAQueryAndSaysHowToAskByUrl() throws IOException {
        Path file = SmallFiles.write(folder.resolve("query.xml"), QUERY);
        CommandLineRun run = CommandLineRun.of("convert", file, folder.resolve("out.xml"), "--to", "sdmx-ml-3.1");
        assertThat(run.code()).isNotZero();
        assertThat(run.everything())
                .contains("is not converted; it asks for v2/structure/codelist/NSO/CL_AREA/1.0?detail=allstubs");
    }
}
