package org.sojourn.model;

import org.sojourn.model.ref.Urn;

/**
 * 2.1: a set of data or of reference metadata, which is no artefact there and so has no URN.
 *
 * @param provider the data provider whose set it is
 */
public record SetReference(Urn provider, String id) {}
