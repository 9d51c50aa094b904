package org.sojourn.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Jetty with nothing inside: one handler that has all answers ready in a map, on the same kind of threads as Sojourn. */
public final class BareJetty {

    private BareJetty() {}

    /** @param arguments a file with the number of answers, then for each its path, its media type and its bytes */
    public static void main(String[] arguments) throws Exception {
        Map<String, Ready> answers = read(Path.of(arguments[0]));
        Server server = new Server(new VirtualThreadPool(1000));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Ready ready = answers.get(request.getHttpURI().getPath());
                if (ready == null) {
                    return false;
                }
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, ready.type);
                response.write(true, ByteBuffer.wrap(ready.body), callback);
                return true;
            }
        });
        server.start();
        System.out.println("ready at http://127.0.0.1:" + connector.getLocalPort() + "/");
        server.join();
    }

    private record Ready(String type, byte[] body) {}

    private static Map<String, Ready> read(Path file) throws IOException {
        Map<String, Ready> answers = new HashMap<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String path = in.readUTF();
                String type = in.readUTF();
                answers.put(path, new Ready(type, in.readNBytes(in.readInt())));
            }
        }
        return answers;
    }
}
