package org.sojourn.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** A caller that costs as little as can be, so that what is measured is the server: it takes bytes off a socket. */
final class Wire {

    private static final int BUFFER = 1 << 18;

    private Wire() {}

    /** When the first byte and the last came, in seconds after the request, and how many bytes there were. */
    record Transfer(double firstByte, double whole, long bytes) {}

    /** Asks for one answer on a connection of its own and throws it away. */
    static Transfer fetch(URI uri, String accept, boolean gzip) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.getOutputStream().write(request(uri, accept, gzip, true));
            InputStream in = socket.getInputStream();
            int count = in.read(buffer);
            double first = (System.nanoTime() - began) / 1e9;
            String status = new String(buffer, 0, Math.clamp(count, 0, 15), StandardCharsets.ISO_8859_1);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(uri + " answers " + status);
            }
            long bytes = 0;
            while (count >= 0) {
                bytes += count;
                count = in.read(buffer);
            }
            return new Transfer(first, (System.nanoTime() - began) / 1e9, bytes);
        }
    }

    /** A request as it goes over the wire. */
    static byte[] request(URI uri, String accept, boolean gzip, boolean last) {
        String text = "GET " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAccept: " + accept + "\r\n"
                + (gzip ? "Accept-Encoding: gzip\r\n" : "") + (last ? "Connection: close\r\n" : "") + "\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The decoded body, for looking at what was sent. */
    static InputStream body(URI uri, String accept, boolean gzip) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Accept", accept);
        if (gzip) {
            connection.setRequestProperty("Accept-Encoding", "gzip");
        }
        InputStream in = new BufferedInputStream(connection.getInputStream(), BUFFER);
        if (gzip != "gzip".equals(connection.getContentEncoding())) {
            throw new IOException(uri + " answers with the encoding " + connection.getContentEncoding());
        }
        return gzip ? new GZIPInputStream(in, BUFFER) : in;
    }
}
