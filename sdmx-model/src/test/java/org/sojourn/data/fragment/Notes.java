package org.sojourn.data.fragment;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.Annotation;
import org.sojourn.model.text.LocalisedText;

/** Annotations for tests. */
final class Notes {
    private Notes() {}

    static final List<Annotation> ONE = List.of(new Annotation(
            Optional.of("n"),
            Optional.of("a title"),
            Optional.empty(),
            List.of(),
            LocalisedText.of("en", "a note"),
            Optional.empty()));
}
