package org.sojourn.model;

import java.util.Optional;

/** A code; {@code parent} is the id of another code of the same list. */
public record Code(Naming naming, Optional<String> parent) implements Item {}
