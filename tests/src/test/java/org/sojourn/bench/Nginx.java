package org.sojourn.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sojourn.testing.Programs;

/** The machine's nginx, which sends the files of a folder by {@code tests/bench/nginx.conf}. */
final class Nginx implements AutoCloseable {

    private static final int TRIES = 200;

    private final Process process;
    private final URI uri;

    private Nginx(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static Optional<Path> program() {
        return Programs.find("nginx");
    }

    /** What {@code nginx -v} says. */
    static String version(Path program) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "-v")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .replaceFirst("nginx version: ", "");
    }

    static Nginx start(Path program, Path folder, Path root) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        boolean superuser = "root".equals(System.getProperty("user.name"));
        Path conf = Files.writeString(
                folder.resolve("nginx.conf"),
                Scripts.text(
                        "nginx.conf",
                        Map.of(
                                "folder",
                                folder.toAbsolutePath().toString(),
                                "root",
                                root.toAbsolutePath().toString(),
                                "port",
                                Integer.toString(port),
                                "user",
                                superuser ? "user root;" : "")));
        Process process = new ProcessBuilder(
                        program.toString(), "-c", conf.toString(), "-p", folder.toString(), "-e", folder + "/nginx.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "nginx-stop"));
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return new Nginx(process, URI.create("http://127.0.0.1:" + port + "/"));
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        process.destroy();
        throw new IOException("nginx does not start: " + Files.readString(folder.resolve("nginx.out")));
    }

    URI file(String name) {
        return uri.resolve(name);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
