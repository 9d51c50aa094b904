package org.sojourn.query;

/** A query of either generation of the REST API. */
public sealed interface Query
        permits DataQuery, AvailabilityQuery, StructureQuery, SchemaQuery, MetadataQuery, RegistrationQuery {

    /** Whose eyes the answer is for; parsers say {@link Visibility#PUBLIC}, who has checked the caller's rights may say more. */
    Visibility visibility();

    /** The same query answered for other eyes. */
    Query withVisibility(Visibility other);
}
