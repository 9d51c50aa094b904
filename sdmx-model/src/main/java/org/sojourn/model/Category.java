package org.sojourn.model;

import java.util.List;

/** A category with the categories under it. */
public record Category(Naming naming, List<Category> children) implements Item {

    public Category {
        children = List.copyOf(children);
    }
}
