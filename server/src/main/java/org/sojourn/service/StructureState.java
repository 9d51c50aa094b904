package org.sojourn.service;

import java.time.Instant;
import org.sojourn.structure.Catalogue;

/**
 * The structures of one moment.
 *
 * @param seq number of the commit that made them so; the same number means the same structures
 * @param time when that was
 */
public record StructureState(Catalogue catalogue, long seq, Instant time) {}
