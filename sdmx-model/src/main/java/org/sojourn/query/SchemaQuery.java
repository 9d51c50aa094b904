package org.sojourn.query;

import java.time.Instant;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.VersionPattern;

/**
 * A query for the rules that a message must obey: a schema, or the structures cut to what is allowed.
 *
 * @param context class of the one artefact that is named: a structure, a flow or an agreement of data or metadata
 * @param dimensionAtObservation a dimension's id or {@code AllDimensions}; empty for the default of the structure
 * @param explicitMeasure v1: one element for each measure of a measure dimension
 * @param deletion v2: rules for messages that delete
 * @param asOf v2: the state at this moment
 */
public record SchemaQuery(
        ArtefactClass context,
        String agency,
        String id,
        VersionPattern version,
        Optional<String> dimensionAtObservation,
        boolean explicitMeasure,
        boolean deletion,
        Optional<Instant> asOf,
        Visibility visibility)
        implements Query {

    public SchemaQuery {
        dimensionAtObservation.ifPresent(Syntax::dimensionAtObservation);
    }

    @Override
    public SchemaQuery withVisibility(Visibility other) {
        return new SchemaQuery(
                context, agency, id, version, dimensionAtObservation, explicitMeasure, deletion, asOf, other);
    }
}
