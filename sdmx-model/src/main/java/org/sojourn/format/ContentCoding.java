package org.sojourn.format;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.SdmxException;

/** How the bytes of an answer are packed. */
public enum ContentCoding {
    IDENTITY("identity"),
    GZIP("gzip"),
    ZSTD("zstd"),
    BROTLI("br"),
    DEFLATE("deflate");

    private final String word;

    ContentCoding(String word) {
        this.word = word;
    }

    /** The word in headers. */
    public String word() {
        return word;
    }

    /**
     * Chooses a coding.
     *
     * @param acceptEncoding the Accept-Encoding header; empty for none, which means identity
     * @param compression the query parameter of this name, which wins over the header; empty for none
     * @param available what can be written besides identity, best first
     * @throws SdmxException of kind NOT_ACCEPTABLE when {@code compression} cannot be had, or the header refuses everything
     */
    public static ContentCoding choose(String acceptEncoding, String compression, List<ContentCoding> available) {
        if (!compression.isEmpty()) {
            return named(compression)
                    .filter(c -> c == IDENTITY || available.contains(c))
                    .orElseThrow(() -> refused("compression '" + compression + "'", available));
        }
        Map<String, Double> weights = new HashMap<>();
        for (String piece : acceptEncoding.split(",", -1)) {
            // The same form as a media type with a weight, but for the slash.
            MediaType.parse("coding/" + piece.strip())
                    .ifPresent(
                            t -> weights.putIfAbsent(t.subtype().equals("x-gzip") ? "gzip" : t.subtype(), t.quality()));
        }
        double others = weights.getOrDefault("*", 0.0);
        Optional<ContentCoding> best = available.stream()
                .filter(c -> c != IDENTITY && weights.getOrDefault(c.word, others) > 0)
                .max(Comparator.comparing((ContentCoding c) -> weights.getOrDefault(c.word, others))
                        .thenComparing(c -> -available.indexOf(c)));
        // RFC 9110, 12.5.3: identity is always acceptable unless it is refused by name or by '*;q=0'
        boolean starRefuses = weights.containsKey("*") && others == 0;
        double plain = weights.getOrDefault("identity", starRefuses ? 0.0 : Double.MIN_VALUE);
        if (best.isPresent() && weights.getOrDefault(best.get().word, others) >= plain) {
            return best.get();
        }
        if (plain > 0) {
            return IDENTITY;
        }
        return best.orElseThrow(() -> refused("'" + acceptEncoding + "'", available));
    }

    private static Optional<ContentCoding> named(String word) {
        return Arrays.stream(values())
                .filter(c -> c.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static SdmxException refused(String what, Collection<ContentCoding> available) {
        return new SdmxException(
                SdmxException.Kind.NOT_ACCEPTABLE,
                "no content coding of " + what + " is offered; offered are identity"
                        + available.stream()
                                .filter(c -> c != IDENTITY)
                                .map(c -> ", " + c.word)
                                .reduce("", String::concat));
    }
}
