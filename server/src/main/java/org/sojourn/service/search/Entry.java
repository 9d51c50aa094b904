package org.sojourn.service.search;

import java.util.List;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;

/**
 * Something that can be found: an artefact or an item of one.
 *
 * @param ids what it may be called by besides its names: its id, for items the path
 * @param topics categories it is filed under, {@code SCHEME.PATH}, those above included
 */
public record Entry(
        Urn urn,
        List<String> ids,
        LocalisedText names,
        LocalisedText descriptions,
        List<String> topics,
        DataFacts data) {

    public Entry {
        ids = List.copyOf(ids);
        topics = List.copyOf(topics);
    }
}
