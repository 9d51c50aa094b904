package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;

class LoadTest {

    @TempDir
    private Path folder;

    private Path files;
    private Path data;

    @BeforeEach
    void files() throws IOException {
        files = folder.resolve("files");
        data = folder.resolve("data");
        SmallFiles.write(files.resolve("b-structures.xml"), SmallFiles.STRUCTURES);
        SmallFiles.write(files.resolve("a-data.csv"), SmallFiles.CSV);
    }

    private Sojourn server(boolean open) {
        return Sojourn.start(ServerConfig.read(
                Map.of("port", "0", "data", data.toString(), "open", String.valueOf(open)), Map.of()));
    }

    private static String get(Sojourn server, String path) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                            HttpRequest.newBuilder(server.uri().resolve(path))
                                    .header("Accept", "application/vnd.sdmx.data+csv;version=1.0.0")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void structuresGoFirstAndDataAreThereAfterwards() throws Exception {
        try (Sojourn server = server(true)) {
            CommandLineRun run = CommandLineRun.of("load", files, "--server", server.uri());
            assertThat(run.everything().lines())
                    .containsExactly(
                            "b-structures.xml: stored",
                            "  artefacts: 4 inserted",
                            "a-data.csv: stored",
                            "  NSO:ASYLUM(1): 3 new observations; 2 new series",
                            "Loaded 2 files.");
            assertThat(run.code()).isZero();
            assertThat(get(server, "/sdmx/v2/data/dataflow/NSO/ASYLUM/1.0")).contains("FR,F,2023,1.50,");
            CommandLineRun again = CommandLineRun.of("load", files, "--server", server.uri());
            assertThat(again.lines("a-data.csv"))
                    .containsExactly("a-data.csv: unchanged, everything was there already");
            assertThat(again.code()).isZero();
        }
    }

    @Test
    void theServerOfADataDirectoryIsFoundByItself() {
        try (Sojourn server = server(true)) {
            CommandLineRun run = CommandLineRun.of("load", files, "--data", data);
            assertThat(run.everything()).contains("Loaded 2 files.");
        }
    }

    @Test
    void aDirectoryThatNoServerUsesIsLoadedWithoutOne() throws Exception {
        CommandLineRun run = CommandLineRun.of("load", files, "--data", data);
        assertThat(run.everything()).contains("a-data.csv: stored", "Loaded 2 files.");
        // Nobody holds the directory any more, and a server finds what was loaded.
        try (Sojourn server = server(true)) {
            assertThat(get(server, "/sdmx/v2/data/dataflow/NSO/ASYLUM/1.0")).contains("FR,F,2023,1.50,");
        }
    }

    @Test
    void withoutATokenNothingIsLoadedAndWithOneItIs() {
        try (Sojourn server = server(false)) {
            String token = server.firstToken().orElseThrow();
            CommandLineRun refused = CommandLineRun.of("load", files, "--server", server.uri());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err().lines()).singleElement().asString().contains("answered 401", "credentials");
            CommandLineRun wrong = CommandLineRun.of("load", files, "--server", server.uri(), "--token", "nonsense");
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.err()).contains("not known here");
            CommandLineRun run = CommandLineRun.of("load", files, "--server", server.uri(), "--token", token);
            assertThat(run.everything()).contains("Loaded 2 files.");
        }
    }

    @Test
    void aFileWithErrorsIsRefusedAsAWholeWithTheirPlaces() throws Exception {
        SmallFiles.write(files.resolve("wrong.csv"), SmallFiles.CSV + "NSO:ASYLUM(1.0),FRA,F,2024,2,\n");
        SmallFiles.write(files.resolve("readme.txt"), "Hello");
        try (Sojourn server = server(true)) {
            CommandLineRun run = CommandLineRun.of("load", files, "--server", server.uri());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains(
                            "readme.txt: refused: not an SDMX message: it begins with 'Hello'",
                            "wrong.csv: refused, the message has errors; nothing was stored",
                            "wrong.csv:5: error [unknown-code] series FRA.F: AREA 'FRA' is not in the code list NSO:CL_AREA(1.0); expected FR",
                            "Loaded 2 files, refused 2.");
        }
    }

    @Test
    void aDryRunStoresNothing() throws Exception {
        CommandLineRun.of("load", files.resolve("b-structures.xml"), "--data", data);
        CommandLineRun run = CommandLineRun.of("load", files.resolve("a-data.csv"), "--data", data, "--dry-run");
        assertThat(run.out())
                .contains("a-data.csv: would be stored", "3 new observations", "Would have loaded 1 file.");
        assertThat(CommandLineRun.of("load", files.resolve("a-data.csv"), "--data", data)
                        .out())
                .contains("3 new observations");
    }

    @Test
    void gzipTravelsAsItIs() throws Exception {
        Files.write(files.resolve("a-data.csv.gz"), SmallFiles.gzip(SmallFiles.CSV));
        Files.delete(files.resolve("a-data.csv"));
        try (Sojourn server = server(true)) {
            assertThat(CommandLineRun.of("load", files, "--server", server.uri())
                            .everything())
                    .contains("a-data.csv.gz: stored", "3 new observations");
        }
    }

    @Test
    void refusedStructuresKeepTheirDataBack() throws IOException {
        SmallFiles.write(
                files.resolve("b-structures.xml"),
                SmallFiles.STRUCTURES.replace("Ref id=\"CL_AREA\"", "Ref id=\"CL_GEO\""));
        CommandLineRun run = CommandLineRun.of("load", files, "--data", data);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "b-structures.xml: refused, in conflict",
                        "[unresolved-reference]",
                        "a-data.csv: refused: not sent, since the structures were refused",
                        "Loaded 0 files, refused 2.");
    }

    @Test
    void structuresOfSeveralFilesAreOneSubmissionWithoutContradictions() throws IOException {
        String whole = SmallFiles.STRUCTURES;
        String lists = whole.substring(whole.indexOf("<str:Codelists>"), whole.indexOf("<str:Concepts>"));
        SmallFiles.write(files.resolve("b-structures.xml"), whole.replace(lists, ""));
        String flows = whole.substring(whole.indexOf("<str:Dataflows>"), whole.indexOf("<str:Codelists>"));
        String rest = whole.substring(whole.indexOf("<str:Concepts>"), whole.indexOf("</mes:Structures>"));
        SmallFiles.write(files.resolve("c-lists.xml"), whole.replace(flows, "").replace(rest, ""));
        CommandLineRun run = CommandLineRun.of("load", files, "--data", data);
        assertThat(run.everything()).contains("structures of 2 files: stored", "4 inserted", "Loaded 3 files.");
        SmallFiles.write(files.resolve("d-lists.xml"), whole.replace("France", "Frankreich"));
        CommandLineRun torn = CommandLineRun.of("load", files, "--data", data);
        assertThat(torn.code()).isEqualTo(1);
        assertThat(torn.out()).contains("Codelist NSO:CL_AREA(1.0) is in c-lists.xml and, with another content, in");
    }

    @Test
    void whereNobodyAnswersIsOneSentence() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CommandLineRun run = CommandLineRun.of("load", files, "--server", URI.create("http://127.0.0.1:" + free));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("sojourn: no server answers at http://127.0.0.1:" + free);
        assertThat(CommandLineRun.of("load", files, "--server", "nonsense").code())
                .isEqualTo(2);
        try (DataDirectory held = DataDirectory.open(data)) {
            CommandLineRun silent = CommandLineRun.of("load", files, "--data", held.path());
            assertThat(silent.err()).contains("did not say where it answers; name it with --server");
        }
    }
}
