package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.InvalidSettingException;
import org.sojourn.config.ServerConfig;
import org.sojourn.tests.Client.Answer;

/**
 * A disk that is full costs the loads for which there is no room, and nothing else. The disk is a file system in memory, which
 * only the superuser may mount: everywhere else this is skipped.
 */
class FullDiskTest {
    private static final int MEGABYTES = 24;
    private static final int MANY = 60_000;

    @TempDir
    private Path folder;

    private final Loads loads = new Loads();
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mount(disk, MEGABYTES);
    }

    static void mount(Path place, int megabytes) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/bin/mount")) && !Files.isExecutable(Path.of("/usr/bin/mount"))) {
            abort("there is no mount here");
        }
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString()) != 0) {
            abort("a file system of " + megabytes + " MB cannot be mounted by this user");
        }
    }

    @AfterEach
    void unmount() throws Exception {
        unmount(disk);
    }

    static void unmount(Path place) throws IOException, InterruptedException {
        run("umount", place.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Sojourn start() {
        return Sojourn.start(ServerConfig.read(
                Map.of("port", "0", "data", disk.resolve("data").toString(), "open", "true"), Map.of()));
    }

    /** Leaves so many bytes free, and gives the file that takes the others. */
    private Path fill(long left) throws IOException {
        return fill(disk, left);
    }

    static Path fill(Path disk, long left) throws IOException {
        Path filler = disk.resolve("filler");
        FileStore store = Files.getFileStore(disk);
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (store.getUsableSpace() > left) {
                out.write(block);
            }
        }
        return filler;
    }

    static String large() {
        StringBuilder rows =
                new StringBuilder("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,AREA,TIME_PERIOD,OBS_VALUE,STATUS,NOTE\n");
        for (int i = 0; i < MANY; i++) {
            rows.append("dataflow,CRASH:DF_A(1.0.0),M,A,Y" + i * 7919L % 1_000_003 + "," + (2000 + i % 20) + ","
                    + i * 0.37 + ",,\n");
        }
        return rows.toString();
    }

    @Test
    void refusesLoadsInWordsAndGoesOnWhenThereIsRoomAgain() throws Exception {
        Set<Answer> answers;
        try (Sojourn server = start();
                Client client = new Client(server.uri())) {
            Loads.sendStructures(client);
            for (int i = 1; i <= 2; i++) {
                assertThat(loads.send(client, i).status()).isEqualTo(200);
            }
            for (long left : new long[] {0, 64 * 1024, 1024 * 1024}) {
                Path filler = fill(left);
                for (int again = 0; again < 2; again++) {
                    Answer answer = client.post("/sdmx/v2/data", Loads.UPLOAD_TYPE, large());
                    assertThat(answer.status())
                            .as(left + " bytes left: " + answer.body())
                            .isIn(500, 503);
                    assertThat(answer.body()).containsIgnoringCase("space").doesNotContain("Exception");
                    assertThat(Loads.held(client)).isEqualTo(loads.after(2));
                }
                Files.delete(filler);
                assertThat(Loads.held(client)).isEqualTo(loads.after(2));
            }
            for (int i = 3; i <= loads.count(); i++) {
                Answer answer = loads.send(client, i);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(Loads.held(client)).isEqualTo(loads.after(i));
            }
            answers = Loads.answers(client);
        }
        try (Sojourn server = start();
                Client client = new Client(server.uri())) {
            assertThat(Loads.answers(client)).isEqualTo(answers);
        }
    }

    @Test
    void saysThatItsDirectoryCannotBeWritten() throws Exception {
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
        assertThatThrownBy(this::start)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("cannot be written: Read-only file system");
    }

    @Test
    void saysThatThereIsNoRoomToStart() throws Exception {
        fill(0);
        assertThatThrownBy(this::start).hasMessageContaining("space");
    }
}
