package org.sojourn.model;

import java.util.Optional;

/**
 * A code.
 *
 * @param parent the id of another code of the same list
 * @param place in a geographic list a set of geographic features, in a list of grid cells the cell (3.x)
 */
public record Code(Naming naming, Optional<String> parent, Optional<String> place) implements Item {
    public Code(Naming naming, Optional<String> parent) {
        this(naming, parent, Optional.empty());
    }
}
