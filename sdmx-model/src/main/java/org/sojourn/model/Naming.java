package org.sojourn.model;

import java.util.List;
import org.sojourn.model.text.LocalisedText;

/** What every nameable thing carries: identification, names and descriptions. */
public record Naming(Identification identification, LocalisedText names, LocalisedText descriptions) {

    public static Naming of(String id, LocalisedText names) {
        return new Naming(Identification.of(id), names, LocalisedText.EMPTY);
    }

    public String id() {
        return identification.id();
    }

    public List<Annotation> annotations() {
        return identification.annotations();
    }
}
