package org.sojourn.data.fragment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fragments of one place by id: an array for ids that are small, as most are, and a bounded map for the others. */
final class FragmentTable {

    private static final int SMALL = 1 << 14;
    private static final int KEPT = 10_000;

    private final Place place;
    private @Nullable Fragment[] small = new Fragment[16];
    private final Map<Integer, Fragment> others = new HashMap<>();

    FragmentTable(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    @Nullable
    Fragment get(int id) {
        return id < small.length ? small[id] : id < SMALL ? null : others.get(id);
    }

    Fragment put(int id, byte[] bytes) {
        return put(id, new Fragment(place, bytes));
    }

    Fragment put(int id, Fragment fragment) {
        if (id >= SMALL) {
            if (others.size() >= KEPT) {
                others.clear();
            }
            others.put(id, fragment);
            return fragment;
        }
        if (id >= small.length) {
            small = Arrays.copyOf(small, Math.max(id + 1, small.length * 2));
        }
        small[id] = fragment;
        return fragment;
    }
}
