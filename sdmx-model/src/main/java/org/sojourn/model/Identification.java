package org.sojourn.model;

import java.util.List;
import java.util.Optional;

/** What every identifiable thing carries: its id, an optional URI, annotations and links. */
public record Identification(String id, Optional<String> uri, List<Annotation> annotations, List<Link> links) {

    public Identification {
        annotations = List.copyOf(annotations);
        links = List.copyOf(links);
    }

    public static Identification of(String id) {
        return new Identification(id, Optional.empty(), List.of(), List.of());
    }
}
