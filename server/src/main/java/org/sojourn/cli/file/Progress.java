package org.sojourn.cli.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Shows on a terminal how far long work has come: one line that is written over again and again. */
public final class Progress {

    private static final long EVERY_NANOS = 250_000_000L;
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final double MEGA = 1e6;
    private static final int LONGEST_NAME = 30;

    private final Optional<PrintWriter> terminal;
    private String name = "";
    private long size;
    private long bytes;
    private long observations;
    private long began;
    private long shown;
    private int width;

    private Progress(Optional<PrintWriter> terminal) {
        this.terminal = terminal;
    }

    /** Writes to a terminal. */
    public static Progress on(PrintWriter terminal) {
        return new Progress(Optional.of(terminal));
    }

    /** Says nothing. */
    public static Progress silent() {
        return new Progress(Optional.empty());
    }

    /** Begins with a file of this size in bytes. */
    public void begin(String file, long ofSize) {
        // A line that does not fit is broken, and no longer one that can be written over.
        name = file.length() > LONGEST_NAME ? "..." + file.substring(file.length() - LONGEST_NAME + 3) : file;
        size = ofSize;
        bytes = 0;
        observations = 0;
        began = System.nanoTime();
        shown = began + PATIENCE_NANOS - EVERY_NANOS;
    }

    /** Counts the bytes of the file as stored. */
    public InputStream counting(InputStream in) {
        bytes = 0; // a file may be read again
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = in.read();
                bytes += b < 0 ? 0 : 1;
                return b;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int n = in.read(b, off, len);
                bytes += Math.max(0, n);
                show();
                return n;
            }
        };
    }

    void observations(long soFar) {
        observations = soFar;
    }

    private void show() {
        if (terminal.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        if (now - shown < EVERY_NANOS) {
            return;
        }
        shown = now;
        double seconds = (now - began) / 1e9;
        String line = String.format(
                Locale.ROOT,
                "%s: %s%s%.1f MB/s",
                name,
                size > 0 ? Math.min(100, bytes * 100 / size) + " %, " : "",
                observations > 0 ? Tally.number(observations) + " observations, " : "",
                bytes / MEGA / seconds);
        print(line);
    }

    /** Takes the line away. */
    public void end() {
        if (width > 0) {
            print("");
            terminal.ifPresent(t -> {
                t.print("\r");
                t.flush();
            });
            width = 0;
        }
    }

    private void print(String line) {
        terminal.ifPresent(t -> {
            t.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            t.flush();
        });
        width = line.length();
    }
}
