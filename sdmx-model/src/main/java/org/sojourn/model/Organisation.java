package org.sojourn.model;

import java.util.List;

/** An agency, a data provider or a data consumer: the scheme it stands in says which. */
public record Organisation(Naming naming, List<Contact> contacts) implements Item {

    public Organisation {
        contacts = List.copyOf(contacts);
    }
}
