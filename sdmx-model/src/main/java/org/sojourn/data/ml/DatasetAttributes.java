package org.sojourn.data.ml;

import java.util.Optional;
import java.util.Set;

/** The attributes of a data set element that are not values of components. */
final class DatasetAttributes {
    private DatasetAttributes() {}

    private static final Set<String> NAMES = Set.of(
            "structureRef",
            "setID",
            "action",
            "reportingBeginDate",
            "reportingEndDate",
            "validFromDate",
            "validToDate",
            "publicationYear",
            "publicationPeriod",
            "dataScope");

    /** True for a name that the standard gives a meaning; real messages also write these without their namespace. */
    static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /** The attribute of this name at the current start tag, in whatever namespace. */
    static Optional<String> of(XmlCursor xml, String name) {
        return xml.attribute(name).map(String::strip);
    }
}
