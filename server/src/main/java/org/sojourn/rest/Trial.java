package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sojourn.data.FormatLimits;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * The beginning of an answer, written before its head is sent, to tell there what its format cannot carry. Of a short answer
 * that is the whole, and what it tells is exact.
 */
final class Trial {

    private static final int MOST = 10;
    private static final int LONGEST = 300;

    /** What no caller misses, because it is about the answer and not part of what he asked for. */
    private static final Predicate<Problem> UNASKED =
            p -> p.location().path().equals("header") || p.message().equals(FormatLimits.NO_ACTION);

    /** Writes an answer and tells its losses. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out, Problems losses) throws IOException;
    }

    /** Says that the beginning is long enough. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("enough of the answer was written");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this; // no failure
        }
    }

    private static final class Beginning extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int limit;

        Beginning(int limit) {
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int from, int length) throws IOException {
            if (bytes.size() + length > limit) {
                throw new Enough();
            }
            bytes.write(b, from, length);
        }
    }

    /** Of an answer whose losses are known without. */
    static final Trial NONE = new Trial(new Problems(), Optional.empty());

    private final Problems losses;
    private final Optional<byte[]> whole;

    private Trial(Problems losses, Optional<byte[]> whole) {
        this.losses = losses;
        this.whole = whole;
    }

    /** Writes up to so many bytes of an answer. */
    static Trial of(int limit, Writer writer) throws IOException {
        Problems losses = new Problems();
        Beginning beginning = new Beginning(limit);
        try {
            writer.write(beginning, losses);
            return new Trial(losses, Optional.of(beginning.bytes.toByteArray()));
        } catch (Enough e) {
            return new Trial(losses, Optional.empty());
        }
    }

    /** Writes an answer that is known to be short. */
    static Trial whole(Writer writer) {
        try {
            return of(Integer.MAX_VALUE, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An answer that tells what its format cannot carry: XML does so in its footer, others in the head of the answer as far as
     * the first bytes show. A short one is written once all the same.
     */
    static Response.ResponseBuilder answer(int limit, String mediaType, Writer writer) {
        if (mediaType.contains("+xml")) {
            return Response.ok(streamed(writer)).header("Content-Type", mediaType);
        }
        try {
            Trial trial = of(limit, writer);
            Response.ResponseBuilder builder = Response.ok(trial.whole
                            .<StreamingOutput>map(bytes -> out -> out.write(bytes))
                            .orElse(streamed(writer)))
                    .header("Content-Type", mediaType);
            trial.tell(builder);
            return builder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StreamingOutput streamed(Writer writer) {
        return out -> writer.write(out, new Problems());
    }

    /**
     * The losses as warnings for the head of an answer.
     *
     * @param limits what can be lost in an answer of which not all was written
     * @param unasked tells what is no loss because it was not asked for
     */
    List<String> warnings(FormatLimits limits, Predicate<Problem> unasked) {
        List<String> warnings = new ArrayList<>();
        List<Problem> seen = losses.list().stream()
                .filter(p -> p.rule().equals(Problem.LOST))
                .filter(p -> !UNASKED.test(p) && !unasked.test(p))
                .toList();
        List<Problem> known = Stream.concat(limits.certain().stream().filter(p -> !unasked.test(p)), seen.stream())
                .toList();
        warn(warnings, "not carried by this format: ", known);
        if (whole.isEmpty()) {
            warn(
                    warnings,
                    "perhaps not carried by this format: ",
                    limits.possible().stream().filter(p -> !seen.contains(p)).toList());
        }
        return warnings;
    }

    /** One warning for all losses of a kind, which names the places. */
    private static void warn(List<String> warnings, String before, List<Problem> lost) {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        lost.forEach(p -> places.computeIfAbsent(p.message(), m -> new LinkedHashSet<>())
                .add(p.location().path()));
        places.entrySet().stream()
                .limit(MOST)
                .forEach(e -> warnings.add(warning(before + String.join(", ", e.getValue()) + ": " + e.getKey())));
        if (places.size() > MOST) {
            warnings.add(warning(before + (places.size() - MOST) + " more"));
        }
    }

    /** Tells the losses in the head of an answer of which nothing is known beforehand. */
    void tell(Response.ResponseBuilder builder) {
        warnings(FormatLimits.NONE, p -> false).forEach(warning -> builder.header("Warning", warning));
        if (whole.isEmpty() && losses.list().stream().anyMatch(p -> p.rule().equals(Problem.LOST))) {
            builder.header("Warning", warning("not carried by this format: perhaps more in the rest of the answer"));
        }
    }

    /** A warning of HTTP: code, who warns, and a quoted text in ASCII. */
    static String warning(String text) {
        String plain = text.replaceAll("[^ -~]", "?").replace("\\", "\\\\").replace("\"", "\\\"");
        return "299 sojourn \"" + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain) + "\"";
    }
}
