package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** How to reach an organisation; channels stay in the order in which they were given. */
public record Contact(
        Optional<String> id,
        LocalisedText names,
        LocalisedText departments,
        LocalisedText roles,
        List<Channel> channels) {

    public Contact {
        channels = List.copyOf(channels);
    }

    /** One number or address. */
    public record Channel(Medium medium, String address) {}

    /** The kinds of address that SDMX knows. */
    public enum Medium {
        TELEPHONE,
        FAX,
        X400,
        URI,
        EMAIL
    }
}
