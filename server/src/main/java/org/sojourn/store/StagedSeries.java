package org.sojourn.store;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Stages what a series has become as rows: only chunks that differ, tombstones for those that are gone. */
final class StagedSeries {

    private StagedSeries() {}

    static void write(StagedLoad load, byte[] key, SortedMap<Integer, byte @Nullable []> stored, List<byte[]> chunks) {
        for (int i = 0; i < chunks.size(); i++) {
            if (!Arrays.equals(chunks.get(i), stored.get(i))) {
                load.add(RowTable.SERIES, key, i, chunks.get(i));
            }
        }
        stored.forEach((chunk, pack) -> {
            if (chunk >= chunks.size() && pack != null) {
                load.add(RowTable.SERIES, key, chunk, null);
            }
        });
    }
}
