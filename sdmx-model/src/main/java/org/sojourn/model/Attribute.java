package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.Urn;

/**
 * An attribute of data. {@code measures} are the measures it speaks of (3.x), empty for all. The attribute
 * {@link #REPORTING_YEAR_START_DAY} has an element of its own in 2.1 and a fixed format.
 */
public record Attribute(
        Identification identification,
        Urn concept,
        Optional<Representation> representation,
        List<Urn> roles,
        Usage usage,
        AttributeRelationship relationship,
        List<String> measures)
        implements Component {

    /** The attribute that says on which day of the year reporting years begin, as {@code --MM-DD}. */
    public static final String REPORTING_YEAR_START_DAY = "REPORTING_YEAR_START_DAY";

    public Attribute {
        roles = List.copyOf(roles);
        measures = List.copyOf(measures);
    }
}
