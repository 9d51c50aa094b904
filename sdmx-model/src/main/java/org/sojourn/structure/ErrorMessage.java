package org.sojourn.structure;

import org.sojourn.model.SdmxException;

/**
 * One error of an error message.
 *
 * @param code an SDMX error code, for example 140 for a syntax error
 * @param title a few words; may be empty
 * @param detail what is wrong and what to do, in English
 */
public record ErrorMessage(int code, String title, String detail) {
    /** What is said of an exception. */
    public static ErrorMessage of(SdmxException e) {
        return new ErrorMessage(e.kind().code(), e.title(), e.detail());
    }

    /** Title and detail as one text, for formats that have only one. */
    String text() {
        return title.isEmpty() || detail.startsWith(title) ? detail : title + ": " + detail;
    }
}
