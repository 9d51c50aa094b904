package org.sojourn.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sojourn.cli.Main;

/** {@code sojourn serve} in a process of its own, which can die without taking the tests with it. */
final class ChildServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("is ready at (http://\\S+)");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final URI uri;

    private ChildServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts a server on a free port that anybody on this machine may write to, and waits until it is ready.
     *
     * @param environment settings as an operator gives them, for example {@code SOJOURN_DATABASE_URL}
     * @throws AssertionError with all that it printed when it ends instead
     */
    static ChildServer start(Path data, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--port=0",
                "--open",
                "--data=" + data));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "child-stop"));
        StringBuilder printed = new StringBuilder();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().start(() -> drain(out));
                return new ChildServer(process, URI.create(ready.group(1)));
            }
        }
        throw new AssertionError("the server ended instead of starting: " + printed);
    }

    /** The address that it has printed. */
    URI uri() {
        return uri;
    }

    /** Waits until the process is gone and gives its exit status. */
    int ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server still runs");
        }
        return process.exitValue();
    }

    /** Sends signal 9 and waits until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A full pipe would stop the server. */
    private static void drain(BufferedReader out) {
        try (out) {
            while (out.readLine() != null) {}
        } catch (IOException e) {
            return; // the pipe broke with the process
        }
    }
}
