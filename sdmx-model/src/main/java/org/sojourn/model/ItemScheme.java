package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** An artefact that is a list or tree of items, such as a code list. */
public sealed interface ItemScheme<I extends Item> extends MaintainableArtefact
        permits Codelist,
                ConceptScheme,
                CategoryScheme,
                ReportingTaxonomy,
                OrganisationScheme,
                VtlScheme,
                VtlMappingScheme {

    /** True when this is a cut of the scheme and not the whole. */
    boolean partial();

    /** The items in document order; for nested schemes only the roots. */
    List<I> items();

    /** The class of the items in URNs. */
    ArtefactClass itemType();

    /** This scheme under another name or cut to other items; what else it says stays. */
    ItemScheme<I> with(Maintenance maintenance, boolean partial, List<I> items);
}
