package org.sojourn.model;

/**
 * Another name for something that the language gives a standard name.
 *
 * @param vtlArtefact what it names, {@code valuedomain} or {@code variable} in VTL 2.0
 */
public record NamePersonalisation(Naming naming, String vtlArtefact, String standardName, String personalisedName)
        implements Item {}
