package org.sojourn.store;

import org.sojourn.structure.Catalogue;

/**
 * The artefacts after a commit.
 *
 * @param seq the last commit that changed any; 0 when none did
 */
public record Structures(long seq, Catalogue catalogue) {}
