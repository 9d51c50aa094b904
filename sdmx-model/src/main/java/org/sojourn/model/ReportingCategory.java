package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.Urn;

/**
 * A category of what is reported, with those under it.
 *
 * @param structures the data or metadata structures filed here
 * @param flows the dataflows or metadataflows filed here; every format allows either these or {@code structures}
 */
public record ReportingCategory(Naming naming, List<ReportingCategory> children, List<Urn> structures, List<Urn> flows)
        implements Item {
    public ReportingCategory {
        children = List.copyOf(children);
        structures = List.copyOf(structures);
        flows = List.copyOf(flows);
    }
}
