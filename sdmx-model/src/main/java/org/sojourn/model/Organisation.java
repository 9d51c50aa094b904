package org.sojourn.model;

import java.util.List;
import java.util.Optional;

/**
 * An agency, a provider, a consumer or an organisation unit: the scheme it stands in says which.
 *
 * @param parent the id of the organisation unit to which an organisation unit belongs
 */
public record Organisation(Naming naming, Optional<String> parent, List<Contact> contacts) implements Item {

    public Organisation {
        contacts = List.copyOf(contacts);
    }

    public Organisation(Naming naming, List<Contact> contacts) {
        this(naming, Optional.empty(), contacts);
    }
}
