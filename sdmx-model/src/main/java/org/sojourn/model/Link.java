package org.sojourn.model;

import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** A link from an artefact to something elsewhere (3.x and SDMX-JSON). At least one of the three addresses is given. */
public record Link(
        String rel,
        Optional<String> url,
        Optional<String> urn,
        Optional<String> uri,
        Optional<String> type,
        Optional<String> hreflang,
        LocalisedText titles) {}
