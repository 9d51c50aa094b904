package org.sojourn.store.pack;

/**
 * Packed series side by side in one row of the database, in the order of their keys: what a database does for a row costs
 * many times what it does for the bytes of a series.
 *
 * <p>Layout: a version byte, then for each series the length of its key, the key, the length of its pack, and the pack.
 */
public final class SeriesBundle {

    /** A row of this size is kept whole in a page of InnoDB, two to a page. */
    public static final int CAPACITY = 7500;

    private static final int LAYOUT = 1;

    private final ByteWriter out = new ByteWriter();
    private int size;

    public SeriesBundle() {
        clear();
    }

    /** Forgets all series. */
    public void clear() {
        out.clear();
        out.u8(LAYOUT);
        size = 0;
    }

    /** The number of series. */
    public int size() {
        return size;
    }

    /** True where another series does not fit; the first always does. */
    public boolean isFullFor(byte[] key, byte[] pack) {
        return size > 0 && out.size() + key.length + pack.length + 8 > CAPACITY;
    }

    /** Adds a series, whose key must be greater than those before. */
    public void add(byte[] key, byte[] pack) {
        out.varint(key.length);
        out.raw(key, 0, key.length);
        out.varint(pack.length);
        out.raw(pack, 0, pack.length);
        size++;
    }

    public byte[] toBytes() {
        return out.toBytes();
    }

    /** The series of a bundle, one after the other. */
    public static final class Entries {

        private final ByteReader in = new ByteReader();
        private byte[] key = {};
        private byte[] pack = {};

        /**
         * Before the first series of a bundle.
         *
         * @throws IllegalStateException when a newer version wrote it
         */
        public Entries(byte[] bundle) {
            in.reset(bundle, 0, bundle.length);
            int layout = in.u8();
            if (layout != LAYOUT) {
                throw new IllegalStateException("series are bundled in layout " + layout + ", which is not known");
            }
        }

        /** Moves on; false when there are no more. */
        public boolean next() {
            if (in.atEnd()) {
                return false;
            }
            key = bytes();
            pack = bytes();
            return true;
        }

        public byte[] key() {
            return key;
        }

        public byte[] pack() {
            return pack;
        }

        private byte[] bytes() {
            byte[] bytes = new byte[in.varint()];
            in.copy(bytes, 0, bytes.length);
            return bytes;
        }
    }
}
