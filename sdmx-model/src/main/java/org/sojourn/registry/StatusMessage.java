package org.sojourn.registry;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** How a request ended, and what is to be said about it. */
public record StatusMessage(Status status, List<StatusText> texts) {
    public StatusMessage {
        texts = List.copyOf(texts);
    }

    /** How it ended; the word of the schema is the name with a capital. */
    public enum Status {
        SUCCESS,
        WARNING,
        FAILURE
    }

    /** One thing that is said, with a code that may be that of an error or of HTTP. */
    public record StatusText(Optional<String> code, LocalisedText text) {}

    /** A status with one text in English. */
    public static StatusMessage of(Status status, int code, String english) {
        return new StatusMessage(
                status, List.of(new StatusText(Optional.of(String.valueOf(code)), LocalisedText.of("en", english))));
    }
}
