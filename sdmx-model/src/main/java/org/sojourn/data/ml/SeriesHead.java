package org.sojourn.data.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;

/** What is written at a Series element: its part of the key, by index of dimension, and its attributes. */
final class SeriesHead {

    final @Nullable String[] key;
    final Map<String, Value> attributes = new LinkedHashMap<>();
    final List<Annotation> annotations = new ArrayList<>();

    SeriesHead(int dimensions) {
        this.key = new String[dimensions];
    }

    void clear() {
        Arrays.fill(key, null);
        attributes.clear();
        annotations.clear();
    }

    void copy(SeriesHead other) {
        System.arraycopy(other.key, 0, key, 0, key.length);
        attributes.clear();
        attributes.putAll(other.attributes);
        annotations.clear();
        annotations.addAll(other.annotations);
    }

    boolean sameKey(SeriesHead other) {
        return Arrays.equals(key, other.key);
    }

    /** True where all that {@code next} says is said here already. */
    boolean covers(SeriesHead next) {
        return sameKey(next)
                && attributes.entrySet().containsAll(next.attributes.entrySet())
                && annotations.containsAll(next.annotations);
    }
}
