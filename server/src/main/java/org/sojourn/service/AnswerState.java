package org.sojourn.service;

import java.time.Instant;

/**
 * What an answer depends on beside its format: equal states mean equal answers. To be hashed into an ETag together with media
 * type, language, content coding and the writer's version.
 *
 * @param dataSeq the newest commit that changed a data set of the answer; 0 where there is none
 * @param structureSeq the commit that made the structures so
 * @param query hash of the normalised query, visibility class included
 * @param dataTime when {@code dataSeq} was published: the message's Prepared
 * @param lastModified the later of both commits' times
 */
public record AnswerState(long dataSeq, long structureSeq, String query, Instant dataTime, Instant lastModified) {}
