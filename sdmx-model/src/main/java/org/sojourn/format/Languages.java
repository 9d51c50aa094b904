package org.sojourn.format;

import java.util.List;
import java.util.Locale;

/** The languages that a client wants. */
public final class Languages {

    private Languages() {}

    /**
     * Reads an Accept-Language header, or the query parameter {@code lang}: best first.
     *
     * @return empty where all languages are welcome ({@code *} first, {@code all}), nothing is said, or what is said makes no
     *     sense; ranges of weight 0 and what stands behind {@code *} are left out
     */
    public static List<Locale.LanguageRange> wanted(@org.jspecify.annotations.Nullable String header) {
        String text = header == null ? "" : header.strip().replace('_', '-');
        if (text.isEmpty() || text.equalsIgnoreCase("all")) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(text).stream()
                    .takeWhile(range -> !range.getRange().equals("*"))
                    .filter(range -> range.getWeight() > 0)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
