package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** A tree of categories into which an organisation divides what is reported to it. */
public record ReportingTaxonomy(Maintenance maintenance, boolean partial, List<ReportingCategory> items)
        implements ItemScheme<ReportingCategory> {

    public ReportingTaxonomy {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.REPORTING_TAXONOMY;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.REPORTING_CATEGORY;
    }

    @Override
    public ReportingTaxonomy with(Maintenance other, boolean cut, List<ReportingCategory> those) {
        return new ReportingTaxonomy(other, cut, those);
    }
}
