package org.sojourn.model;

/** A list of organisations in one role. */
public sealed interface OrganisationScheme extends ItemScheme<Organisation>
        permits AgencyScheme, DataProviderScheme, DataConsumerScheme, MetadataProviderScheme, OrganisationUnitScheme {}
