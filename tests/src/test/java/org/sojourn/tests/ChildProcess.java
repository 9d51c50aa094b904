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

/** A program that listens on a port, in a process of its own, which can die without taking this one with it. */
public final class ChildProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final URI uri;

    private ChildProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts it and waits until it prints {@code ready at} and its address.
     *
     * @param options of the virtual machine
     * @param environment settings as an operator gives them, for example {@code SOJOURN_DATABASE_URL}
     * @throws IllegalStateException with all that it printed when it ends instead
     */
    public static ChildProcess start(
            List<String> options, Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
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
                return new ChildProcess(process, URI.create(ready.group(1)));
            }
        }
        throw new IllegalStateException("the program ended instead of starting: " + printed);
    }

    /** The address that it has printed. */
    public URI uri() {
        return uri;
    }

    /** What the system knows of it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Lets it stop by itself, and kills it where it takes longer than this. */
    public void stop(long seconds) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Waits until the process is gone and gives its exit status. */
    public int ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the program still runs");
        }
        return process.exitValue();
    }

    /** Sends signal 9 and waits until the process is gone. */
    public void kill() throws InterruptedException {
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
