package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** A note on anything annotable; 3.x adds several URLs with a language and a value. */
public record Annotation(
        Optional<String> id,
        Optional<String> title,
        Optional<String> type,
        List<Url> urls,
        LocalisedText text,
        Optional<String> value) {

    public Annotation {
        urls = List.copyOf(urls);
    }

    /** A link of an annotation; the language is that of the page it leads to. */
    public record Url(String address, Optional<String> language) {}
}
