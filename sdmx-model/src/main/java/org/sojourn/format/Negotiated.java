package org.sojourn.format;

import org.sojourn.data.DataWriterOptions;

/**
 * What was agreed about the form of an answer.
 *
 * @param contentType the exact media type for the Content-Type header: with version, without blanks and charset
 * @param options languages, and what SDMX-CSV's parameters say
 */
public record Negotiated<F>(F format, String contentType, DataWriterOptions options) {}
