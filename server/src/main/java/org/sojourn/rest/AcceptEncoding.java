package org.sojourn.rest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a caller says of content codings (RFC 9110, 12.5.3). */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /**
     * True where gzip may be sent and nothing is wanted more. Of codings that are wanted alike gzip is the one: data are written
     * in it as fast as without.
     */
    static boolean gzip(String header) {
        Map<String, Double> weights = new HashMap<>();
        for (String part : header.split(",", -1)) {
            String[] pieces = part.strip().toLowerCase(Locale.ROOT).split(";", -1);
            double weight = 1;
            for (int i = 1; i < pieces.length; i++) {
                String piece = pieces[i].strip();
                if (piece.startsWith("q=")) {
                    weight = weight(piece.substring(2));
                }
            }
            String coding = pieces[0].strip();
            weights.merge(coding.equals("x-gzip") ? "gzip" : coding, weight, Math::max);
        }
        double gzip = weights.getOrDefault("gzip", weights.getOrDefault("*", 0.0));
        double most = weights.values().stream().max(Double::compare).orElse(0.0);
        return gzip > 0 && gzip >= most;
    }

    private static double weight(String text) {
        try {
            return Math.clamp(Double.parseDouble(text), 0, 1);
        } catch (NumberFormatException e) {
            return 0; // what cannot be read is not wanted
        }
    }
}
