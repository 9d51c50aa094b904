package org.sojourn.store.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;

/** A dictionary in memory: reading takes no lock. */
public class HeapDictionary implements Dictionary {

    /** Longer texts than this are spelt out, in bytes of UTF-8. */
    public static final int SHORT = 48;

    /** Texts of no code list are spelt out once there are this many entries. */
    public static final int ENOUGH = 1 << 16;

    private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
    private volatile Value.@Nullable Text[] values = new Value.Text[256];
    private volatile int size;

    @Override
    public final int find(String text) {
        Integer id = ids.get(text);
        return id == null ? 0 : id;
    }

    @Override
    public int id(String text) {
        int known = find(text);
        return known != 0 ? known : append(text);
    }

    @Override
    public final int shortTextId(String text) {
        int known = find(text);
        return known != 0 || !admits(text, size) ? known : id(text);
    }

    /** True where a text of no code list may enter a dictionary that has {@code size} entries. */
    public static boolean admits(String text, int size) {
        return size < ENOUGH
                && text.length() <= SHORT
                && (text.length() * 3 <= SHORT || text.getBytes(StandardCharsets.UTF_8).length <= SHORT);
    }

    @Override
    public final String text(int id) {
        return value(id).text();
    }

    @Override
    public Value.Text value(int id) {
        Value.@Nullable Text[] all = values;
        Value.Text value = id > 0 && id < all.length ? all[id] : null;
        if (value == null) {
            throw new IllegalStateException("the dictionary has no text " + id + " (it has " + size + ")");
        }
        return value;
    }

    @Override
    public final int size() {
        return size;
    }

    /** Adds a text that is not there yet under the next id; one that came in the meantime keeps its id. */
    protected final synchronized int append(String text) {
        int known = find(text);
        if (known != 0) {
            return known;
        }
        int id = size + 1;
        Value.@Nullable Text[] all = id < values.length ? values : Arrays.copyOf(values, id * 2);
        all[id] = new Value.Text(text);
        values = all; // publishes the element to readers, which take no lock
        size = id;
        ids.put(text, id);
        return id;
    }
}
