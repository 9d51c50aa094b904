package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.testing.Programs;

/** The launcher's answers that need no build: a copy of it without the project around it. */
class LauncherTest {
    @TempDir
    private Path folder;

    private Path launcher;

    private record Ended(int code, String output) {}

    @BeforeEach
    void copy() throws IOException {
        Path original = Path.of(System.getProperty("sojourn.root", "..")).resolve("sojourn");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
        launcher = Files.copy(original, folder.resolve("sojourn"));
    }

    private Ended run(Path script, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString(), "--version");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A directory that looks like a JDK of a version; its java says what it was started with. */
    private Path jdk(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version));
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String program : new String[] {"java", "javac"}) {
            executable(bin.resolve(program), "#!/bin/sh\necho started \"$@\"\n");
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void refusesANamedJavaThatIsTooOld() throws Exception {
        Ended ended = run(launcher, Map.of("SOJOURN_JAVA_HOME", jdk("17.0.1").toString()));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("SOJOURN_JAVA_HOME", "no Java 21 or newer");
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : new String[] {"dirname", "sed", "head", "readlink"}) {
            String real = Programs.find(name).orElseThrow().toString();
            executable(tools.resolve(name), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
        Ended ended = run(launcher, Map.of("SOJOURN_JAVA_HOME", jdk("25.0.1").toString(), "PATH", tools.toString()));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("there is no mvn on the PATH", "apt install maven");
    }

    @Test
    void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
        executable(folder.resolve("mvn"), "#!/bin/sh\necho '[ERROR] the reason'\nexit 1\n");
        Ended ended = run(
                launcher,
                Map.of("SOJOURN_JAVA_HOME", jdk("25.0.1").toString(), "PATH", folder + ":" + System.getenv("PATH")));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("First start", "The build failed", "[ERROR] the reason", "The whole log:");
        assertThat(ended.output()).doesNotContain("started");
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
        Path source = Files.createDirectories(folder.resolve("server/src/main")).resolve("Source.java");
        Files.writeString(source, "class Source {}");
        executable(folder.resolve("mvn"), """
                #!/bin/sh
                echo '[INFO] Building Sojourn: the server 0.1.0-SNAPSHOT [4/4]'
                echo '[INFO] --- maven-compiler-plugin:1:compile (default-compile) @ server ---'
                mkdir -p server/target && : >server/target/server-0.1.0-SNAPSHOT.jar
                """);
        Map<String, String> environment =
                Map.of("SOJOURN_JAVA_HOME", jdk("21").toString(), "PATH", folder + ":" + System.getenv("PATH"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);

        assertThat(run(link, environment).output())
                .contains("First start", "the server: compiling", "Built in", "started", "--version");
        assertThat(run(link, environment).output()).startsWith("started");
        Files.setLastModifiedTime(
                source, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        assertThat(run(link, environment).output()).contains("Sources have changed", "started");
    }
}
