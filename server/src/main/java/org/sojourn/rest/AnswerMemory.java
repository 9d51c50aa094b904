package org.sojourn.rest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Small answers, ready to be sent again to who asks for the same in the same words. They are of one generation of the data and
 * are all forgotten when a newer one is asked for, so none is ever out of date; no caller's rights play a part, since only what
 * everybody may read is put here.
 *
 * <p>Of two halves the older is dropped when the newer is full; what is asked for moves to the newer.
 */
public final class AnswerMemory {

    /** What an entry takes beside its texts and its body, in bytes: objects, header fields, places in the map. */
    private static final long OVERHEAD = 700;

    private final long half;
    private final LongAdder hits = new LongAdder();
    private final LongAdder stores = new LongAdder();
    private volatile Halves halves = new Halves(new Generation(-1, -1), Map.of(), 0);

    /**
     * The state of everything that answers are made of: they are the same as long as it is.
     *
     * @param structures number of the last commit that changed a structure
     * @param data number of the last commit that the read copy shows
     */
    public record Generation(long structures, long data) {}

    /**
     * All that tells one answer from another of the same generation, as it was sent.
     *
     * @param target path and query
     * @param accept the header, empty for none, like those that follow
     */
    record Asked(String target, String accept, String encoding, String language) {

        private long bytes() {
            return OVERHEAD + target.length() + accept.length() + encoding.length() + language.length();
        }
    }

    /**
     * An answer with status 200.
     *
     * @param fields those of its head that do not depend on the connection
     */
    record Kept(HttpFields fields, String tag, byte[] body) {}

    private static final class Halves {
        private final Generation generation;
        private final ConcurrentHashMap<Asked, Kept> young = new ConcurrentHashMap<>();
        private final Map<Asked, Kept> old;
        private final long oldBytes;

        /** Of the young. */
        private final AtomicLong bytes = new AtomicLong();

        Halves(Generation generation, Map<Asked, Kept> old, long oldBytes) {
            this.generation = generation;
            this.old = old;
            this.oldBytes = oldBytes;
        }
    }

    /** @param most the bytes it may take; 0 to keep nothing */
    public AnswerMemory(long most) {
        this.half = most / 2;
    }

    /** How many answers came from here. */
    public long hits() {
        return hits.sum();
    }

    /** How many answers were put here. */
    public long stores() {
        return stores.sum();
    }

    /** About how many bytes all that is here takes. */
    public long bytes() {
        Halves present = halves;
        return present.bytes.get() + present.oldBytes;
    }

    /** False where nothing is ever kept. */
    boolean open() {
        return half > 0;
    }

    /** The largest body that is kept, in bytes. */
    int largest() {
        return (int) Math.min(DirectAnswers.SHORT, half / 8);
    }

    /** The answer of this generation; null where it has to be made. */
    @Nullable
    Kept find(Asked asked, Generation now) {
        Halves present = halves;
        if (!present.generation.equals(now)) {
            return null;
        }
        Kept kept = present.young.get(asked);
        if (kept == null) {
            kept = present.old.get(asked);
            if (kept == null) {
                return null;
            }
            if (present == halves) { // a turn that came between has brought it along, or will drop it soon
                put(present, asked, kept);
            }
        }
        hits.increment();
        return kept;
    }

    /** @param of the generation that the answer is known to be of */
    void keep(Asked asked, Kept kept, Generation of) {
        if (kept.body.length > largest()) {
            return;
        }
        Halves present = halves;
        if (!present.generation.equals(of)) {
            present = begin(of);
            if (!present.generation.equals(of)) {
                return; // meanwhile there is a newer one
            }
        }
        stores.increment();
        put(present, asked, kept);
    }

    private synchronized Halves begin(Generation generation) {
        Generation present = halves.generation;
        if (generation.structures >= present.structures
                && generation.data >= present.data
                && !generation.equals(present)) {
            halves = new Halves(generation, Map.of(), 0);
        }
        return halves;
    }

    private void put(Halves present, Asked asked, Kept kept) {
        long size = asked.bytes() + kept.body.length;
        Halves into = present.bytes.get() + size > half ? turn(present) : present;
        if (into.young.put(asked, kept) == null) {
            into.bytes.addAndGet(size);
        }
    }

    private synchronized Halves turn(Halves full) {
        if (halves == full) {
            halves = new Halves(full.generation, full.young, full.bytes.get());
        }
        return halves;
    }
}
