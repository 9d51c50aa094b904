package org.sojourn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sojourn.cli.Main;

/** A program in a JVM of its own that listens on a port: {@code sojourn serve}, or what it is compared with. */
final class Served implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final URI uri;

    private Served(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Sojourn on a data directory, with so many megabytes of heap. */
    static Served sojourn(Path data, int heap) throws IOException {
        return start(
                List.of("-Xmx" + heap + "m"),
                Main.class,
                // Answers are made each time: to send a kept one again is no merit of the writers.
                List.of("serve", "--port=0", "--open", "--answer-cache=0", "--data=" + data));
    }

    /** Another program, which has to print {@code ready at} and its address. */
    static Served start(List<String> options, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop"));
        StringBuilder printed = new StringBuilder();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().start(() -> drain(out));
                return new Served(process, URI.create(ready.group(1)));
            }
        }
        throw new IOException("the server ended instead of starting: " + printed);
    }

    /** A full pipe would stop the server. */
    private static void drain(BufferedReader out) {
        try (out) {
            while (out.readLine() != null) {}
        } catch (IOException e) {
            return; // the pipe broke with the process
        }
    }

    URI uri() {
        return uri;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Signal 9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
