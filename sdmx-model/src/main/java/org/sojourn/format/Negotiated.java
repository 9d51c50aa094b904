package org.sojourn.format;

import java.util.List;
import java.util.Locale;

/**
 * What was agreed about the form of an answer.
 *
 * @param contentType the exact media type for the Content-Type header: with version, without blanks and charset
 * @param languages wanted languages of names, best first; empty for all
 * @param csv what SDMX-CSV's parameters say; the defaults for any other format
 */
public record Negotiated<F>(F format, String contentType, List<Locale.LanguageRange> languages, CsvParameters csv) {

    public Negotiated {
        languages = List.copyOf(languages);
    }
}
