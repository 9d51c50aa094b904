package org.sojourn.index;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.sojourn.store.Commit;

/**
 * How much a data set holds.
 *
 * @param series number of series, those with attributes only included
 * @param observations number of observations
 * @param updated the newest commit that changed it
 * @param begin where the first period begins; empty without time dimension
 * @param end when the last period has ended, exclusive
 */
public record DatasetStatistics(
        long series, long observations, Commit updated, Optional<LocalDateTime> begin, Optional<LocalDateTime> end) {

    static DatasetStatistics of(SeriesSnapshot snapshot) throws IOException {
        long series = 0;
        long observations = 0;
        long begin = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (LeafReaderContext leaf : snapshot.leaves()) {
            LeafReader reader = leaf.reader();
            Bits live = reader.getLiveDocs();
            NumericDocValues chunk = reader.getNumericDocValues(Layout.CHUNK);
            NumericDocValues count = reader.getNumericDocValues(Layout.OBSERVATIONS);
            NumericDocValues from = reader.getNumericDocValues(Layout.BEGIN);
            NumericDocValues to = reader.getNumericDocValues(Layout.END);
            if (chunk == null || count == null || from == null || to == null) {
                continue; // attributes only
            }
            for (int doc = chunk.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = chunk.nextDoc()) {
                if (live != null && !live.get(doc)) {
                    continue;
                }
                series += chunk.longValue() == 0 ? 1 : 0;
                count.advanceExact(doc);
                from.advanceExact(doc);
                to.advanceExact(doc);
                observations += count.longValue();
                if (from.longValue() != Long.MIN_VALUE) {
                    begin = Math.min(begin, from.longValue());
                    end = Math.max(end, to.longValue());
                }
            }
        }
        return new DatasetStatistics(series, observations, snapshot.changed(), moment(begin), moment(end));
    }

    private static Optional<LocalDateTime> moment(long millis) {
        return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }
}
