package org.sojourn.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sojourn.cli.Main;
import org.sojourn.tests.ChildProcess;

/** A program in a JVM of its own that listens on a port: {@code sojourn serve}, or what it is compared with. */
final class Served implements AutoCloseable {

    private static final long STOP_SECONDS = 60;

    private final ChildProcess process;

    private Served(ChildProcess process) {
        this.process = process;
    }

    /**
     * Sojourn on a data directory, with so many megabytes of heap. Answers are made each time: to send a kept one again is no
     * merit of what makes them.
     */
    static Served sojourn(Path data, int heap) throws IOException {
        return sojourn(data, heap, "--answer-cache=0", "--answer-memory=0");
    }

    /** As an operator would start it: answers are kept for who asks again. */
    static Served sojournThatKeeps(Path data, int heap) throws IOException {
        return sojourn(data, heap, new String[0]);
    }

    private static Served sojourn(Path data, int heap, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port=0", "--open", "--data=" + data));
        arguments.addAll(List.of(options));
        return start(List.of("-Xmx" + heap + "m"), Main.class, arguments);
    }

    /** Another program, which has to print {@code ready at} and its address. */
    static Served start(List<String> options, Class<?> main, List<String> arguments) throws IOException {
        return new Served(ChildProcess.start(options, main, arguments, Map.of()));
    }

    URI uri() {
        return process.uri();
    }

    ProcessHandle process() {
        return process.handle();
    }

    /** Signal 9. */
    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        try {
            process.stop(STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.close();
        }
    }
}
