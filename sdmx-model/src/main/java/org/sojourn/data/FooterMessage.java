package org.sojourn.data;

import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** A message at the end of a data or structure message, for example that an answer was cut; severity as in SDMX-ML. */
public record FooterMessage(String code, Optional<Severity> severity, LocalisedText text) {

    /** How bad it is, in SDMX-ML's words. */
    public enum Severity {
        ERROR,
        WARNING,
        INFORMATION
    }
}
