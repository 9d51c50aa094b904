package org.sojourn.index;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;

/** Says whether a selection leaves room for series with a partial key. */
final class PartialKeyTest {

    private record Filter(int position, ValueTest test) {}

    private final List<KeyFilter> keys;
    private final List<Filter> filters;

    PartialKeyTest(DataSelection selection, DataStructureView structure) {
        keys = selection.keys();
        filters = selection.filters().stream()
                .filter(f -> structure.seriesPosition(f.component()).isPresent())
                .map(f -> filter(f, structure))
                .toList();
    }

    private static Filter filter(ComponentFilter filter, DataStructureView structure) {
        OptionalInt position = structure.seriesPosition(filter.component());
        return new Filter(position.orElseThrow(), ValueTest.of(filter, structure));
    }

    /** @param key values by position; null where the dimension is not part of the key */
    boolean fits(@Nullable String[] key) {
        for (Filter filter : filters) {
            String code = key[filter.position];
            if (code != null && !filter.test.fits(code)) {
                return false;
            }
        }
        return keys.isEmpty() || keys.stream().anyMatch(k -> fits(k, key));
    }

    private static boolean fits(KeyFilter filter, @Nullable String[] key) {
        for (int i = 0; i < key.length; i++) {
            String code = key[i];
            if (code != null && !filter.codes(i).isEmpty() && !filter.codes(i).contains(code)) {
                return false;
            }
        }
        return true;
    }
}
