package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes literals and matches as deflate blocks (RFC 1951) with codes made to measure.
 *
 * <p>The first tokens of a block are kept, counted and given a code; what follows is written with that code at once, until
 * {@link #SPAN} bytes of text are over and the next block begins. Data look the same for that long.
 */
final class DeflateBlocks {

    /** As far back as a match may reach. */
    static final int WINDOW = 1 << 15;

    static final int SHORTEST = 3;
    private static final int LONGEST = 258;

    /** So many literals always fit into one word, with less than a byte before them. */
    static final int FEW = 3;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int TOKENS = 1 << 15;
    private static final long SPAN = 16 << 20;

    /** The buffer at first, and as soon as an answer is a large one. */
    private static final int SMALL = 1 << 13;

    private static final int LARGE = 1 << 16;

    /** Room for what one call writes at most: a piece of this many bytes in literals of 15 bits. */
    private static final int ROOM = 2 * Checksum.LONGEST + 64;

    private static final int END_OF_BLOCK = 256;
    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;

    /** Where in the code of a piece of digits its length begins. */
    private static final int CODE = 56;

    private static final long CODE_MASK = (1L << CODE) - 1;

    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final short[] LENGTH_SYMBOL = new short[LONGEST + 1];
    private static final byte[] DISTANCE_SYMBOL = new byte[WINDOW + 1];
    private static final int[] DISTANCE_BASE = new int[DISTANCES];
    private static final int[] DISTANCE_EXTRA = new int[DISTANCES];

    static {
        for (int s = 0; s < LENGTH_BASE.length; s++) {
            for (int l = LENGTH_BASE[s]; l < LENGTH_BASE[s] + (1 << LENGTH_EXTRA[s]) && l <= LONGEST; l++) {
                LENGTH_SYMBOL[l] = (short) (257 + s);
            }
        }
        int base = 1;
        for (int s = 0; s < DISTANCES; s++) {
            DISTANCE_BASE[s] = base;
            DISTANCE_EXTRA[s] = s < 4 ? 0 : (s >> 1) - 1;
            int next = base + (1 << DISTANCE_EXTRA[s]);
            Arrays.fill(DISTANCE_SYMBOL, base, next, (byte) s);
            base = next;
        }
    }

    private final OutputStream out;
    private byte[] buffer = new byte[SMALL];
    private int at;
    private long bits;
    private int bitCount;

    private int[] tokens = new int[1 << 9];
    private int tokenCount;

    /** True while tokens are kept. */
    private boolean collecting = true;

    /** True where a block has begun and not ended. */
    private boolean open;

    private long written;

    private final HuffmanCode literalCode = new HuffmanCode(LITERALS, 15);
    private final HuffmanCode distanceCode = new HuffmanCode(DISTANCES, 15);

    /** By byte: code, and its length in the upper half. */
    private final int[] literal = new int[256];

    /** By length of a match: code with extra bits, and how many bits that are. */
    private final int[] lengthCode = new int[LONGEST + 1];

    private final byte[] lengthBits = new byte[LONGEST + 1];

    /** By symbol of a distance: its code less the first distance of the symbol, and how many bits both have. */
    private final int[] distanceStart = new int[DISTANCES];

    private final byte[] distanceBits = new byte[DISTANCES];

    /** By piece of digits: code, and above it how many bits that is. */
    private final long[] digits = new long[DigitPieces.COUNT];

    /** True while codes of pieces are known and two of them fit into one word. */
    private boolean direct;

    DeflateBlocks(OutputStream out) {
        this.out = out;
    }

    /** Writes at most {@link Checksum#LONGEST} bytes that stand nowhere before. */
    void literals(byte[] bytes, int from, int to) throws IOException {
        written += to - from;
        if (collecting) {
            reserve(to - from);
            int count = tokenCount;
            for (int i = from; i < to; i++) {
                tokens[count++] = bytes[i] & 0xff;
            }
            tokenCount = count;
            settle();
            return;
        }
        long pending = bits;
        int count = bitCount;
        int end = at;
        for (int i = from; i < to; i++) {
            int code = literal[bytes[i] & 0xff];
            pending |= (long) (code & 0xffff) << count;
            count += code >>> 16;
            if (count >= 48) {
                LONG.set(buffer, end, pending);
                end += count >>> 3;
                pending >>>= count & ~7;
                count &= 7;
            }
        }
        at = end;
        keep(pending, count);
        settle();
    }

    /** True while {@link #digits} and {@link #element} may be called. */
    boolean direct() {
        return direct && written < SPAN && at <= buffer.length - ROOM;
    }

    /** Writes the number that was taken to pieces. */
    void digits(DigitPieces number) throws IOException {
        written += number.length;
        digits(bits, bitCount, number);
        settle();
    }

    /**
     * Writes a match, and then the number that was taken to pieces.
     *
     * @param length 0 for no match
     */
    void element(int length, int distance, DigitPieces number) throws IOException {
        if (length == 0) {
            digits(number);
            return;
        }
        written += length + number.length;
        if (length > LONGEST) { // the block may end behind the number, and not before it
            matches(length, distance);
            digits(bits, bitCount, number);
            settle();
            return;
        }
        int symbol = DISTANCE_SYMBOL[distance];
        int count = bitCount;
        long pending = bits | (long) lengthCode[length] << count;
        count += lengthBits[length];
        pending |= (((long) distance << distanceCode.lengths[symbol]) + distanceStart[symbol]) << count;
        count += distanceBits[symbol];
        digits(pending, count, number);
    }

    /**
     * Writes a match, the end of a text that is new, of at most {@link #FEW} bytes, and then the number that was taken to
     * pieces.
     */
    void row(int length, int distance, byte[] text, int from, DigitPieces number) throws IOException {
        written += length + text.length - from + number.length;
        matches(length, distance);
        long pending = bits;
        int count = bitCount;
        for (int i = from; i < text.length; i++) {
            int code = literal[text[i] & 0xff];
            pending |= (long) (code & 0xffff) << count;
            count += code >>> 16;
        }
        digits(pending, count, number);
        if (length > LONGEST) {
            settle();
        }
    }

    /** Writes pending bits and a number, at once where they fit into one word. */
    private void digits(long pending, int count, DigitPieces number) {
        long upper = digits[number.upper];
        long middle = digits[number.middle];
        long lower = digits[number.lower];
        long fraction = digits[number.fraction];
        int beforeMiddle = count + (int) (upper >>> CODE);
        int beforeLower = beforeMiddle + (int) (middle >>> CODE);
        int beforeFraction = beforeLower + (int) (lower >>> CODE);
        int all = beforeFraction + (int) (fraction >>> CODE);
        if (all < Long.SIZE) {
            keep(
                    pending
                            | (upper & CODE_MASK) << count
                            | (middle & CODE_MASK) << beforeMiddle
                            | (lower & CODE_MASK) << beforeLower
                            | (fraction & CODE_MASK) << beforeFraction,
                    all);
        } else {
            keep(pending, count);
            two(upper, middle);
            two(lower, fraction);
        }
    }

    /** Puts whole bytes into the buffer and keeps the rest; takes the place of what was kept before. */
    private void keep(long pending, int count) {
        LONG.set(buffer, at, pending);
        at += count >>> 3;
        bits = pending >>> (count & ~7);
        bitCount = count & 7;
    }

    private void two(long first, long second) {
        int firstBits = (int) (first >>> CODE);
        int secondBits = (int) (second >>> CODE);
        keep(
                bits | (first & CODE_MASK) << bitCount | (second & CODE_MASK) << (bitCount + firstBits),
                bitCount + firstBits + secondBits);
    }

    private void learnDigits() {
        int longest = 0;
        for (int piece = 0; piece < DigitPieces.COUNT; piece++) {
            long code = 0;
            int length = 0;
            for (byte b : DigitPieces.TEXTS[piece]) {
                code |= (long) (literal[b] & 0xffff) << length;
                length += literal[b] >>> 16;
            }
            longest = Math.max(longest, length);
            digits[piece] = code | (long) length << CODE;
        }
        direct = 2 * longest + 7 < Long.SIZE;
    }

    /**
     * Writes a text that stands a distance before this place as well.
     *
     * @param length at least {@link #SHORTEST}
     * @param distance from 1 to {@link #WINDOW}
     */
    void match(int length, int distance) throws IOException {
        written += length;
        matches(length, distance);
        settle();
    }

    /** Writes a match as one or more of those that a block has, and does not end the block. */
    private void matches(int length, int distance) throws IOException {
        int left = length;
        while (left > LONGEST) {
            int part = left - LONGEST < SHORTEST ? LONGEST - SHORTEST : LONGEST;
            one(part, distance);
            left -= part;
        }
        one(left, distance);
    }

    private void one(int length, int distance) throws IOException {
        if (collecting) {
            reserve(1);
            tokens[tokenCount++] = (1 << 31) | (length << 16) | (distance - 1);
            if (tokenCount > TOKENS) {
                settle();
            }
            return;
        }
        put(lengthCode[length], lengthBits[length]);
        int symbol = DISTANCE_SYMBOL[distance];
        put((distance << distanceCode.lengths[symbol]) + distanceStart[symbol], distanceBits[symbol]);
    }

    private void reserve(int more) {
        if (tokenCount + more > tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(tokenCount + more, tokens.length * 4));
        }
    }

    private void put(int code, int count) {
        keep(bits | (long) code << bitCount, bitCount + count);
    }

    /** After a token: begins to write where enough are kept, begins a new block where the old is long, empties the buffer. */
    private void settle() throws IOException {
        if (collecting) {
            if (tokenCount >= TOKENS) {
                begin(true);
            }
        } else if (written >= SPAN) {
            endBlock();
        } else if (at > buffer.length - ROOM) {
            drain();
        }
    }

    /**
     * Gives the tokens that are kept a code and writes them.
     *
     * @param more whether other tokens follow: then each symbol gets a code
     */
    private void begin(boolean more) throws IOException {
        int[] literals = new int[LITERALS];
        int[] distances = new int[DISTANCES];
        Arrays.fill(literals, more ? 1 : 0);
        Arrays.fill(distances, more ? 1 : 0);
        literals[END_OF_BLOCK] = 1;
        for (int i = 0; i < tokenCount; i++) {
            int token = tokens[i];
            if (token >= 0) {
                literals[token]++;
            } else {
                literals[LENGTH_SYMBOL[token >>> 16 & 0x1ff]]++;
                distances[DISTANCE_SYMBOL[(token & 0xffff) + 1]]++;
            }
        }
        literalCode.build(literals);
        distanceCode.build(distances);
        writeHeader();
        for (int i = 0; i < 256; i++) {
            literal[i] = literalCode.codes[i] | literalCode.lengths[i] << 16;
        }
        for (int l = SHORTEST; l <= LONGEST; l++) {
            int symbol = LENGTH_SYMBOL[l];
            int length = literalCode.lengths[symbol];
            lengthCode[l] = literalCode.codes[symbol] | (l - LENGTH_BASE[symbol - 257]) << length;
            lengthBits[l] = (byte) (length + LENGTH_EXTRA[symbol - 257]);
        }
        for (int d = 0; d < DISTANCES; d++) {
            int length = distanceCode.lengths[d];
            distanceStart[d] = distanceCode.codes[d] - (DISTANCE_BASE[d] << length);
            distanceBits[d] = (byte) (length + DISTANCE_EXTRA[d]);
        }
        if (more && buffer.length < LARGE) {
            buffer = Arrays.copyOf(buffer, LARGE);
        }
        int count = tokenCount;
        tokenCount = 0;
        collecting = false;
        open = true;
        if (more) {
            learnDigits();
        }
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            if (token >= 0) {
                put(literal[token] & 0xffff, literal[token] >>> 16);
            } else {
                one(token >>> 16 & 0x1ff, (token & 0xffff) + 1);
            }
            if (at > buffer.length - ROOM) {
                drain();
            }
        }
        written = 0;
    }

    /** The head of a block with codes of its own (RFC 1951, 3.2.7). */
    private void writeHeader() {
        byte[] lengths = new byte[LITERALS + DISTANCES];
        System.arraycopy(literalCode.lengths, 0, lengths, 0, LITERALS);
        System.arraycopy(distanceCode.lengths, 0, lengths, LITERALS, DISTANCES);
        int[] symbols = new int[lengths.length];
        int count = 0;
        int[] counts = new int[19];
        for (int i = 0; i < lengths.length; ) {
            int run = 1;
            while (i + run < lengths.length && lengths[i + run] == lengths[i]) {
                run++;
            }
            int symbol = lengths[i];
            int taken = 1;
            if (symbol == 0 && run >= 3) {
                taken = Math.min(run, 138);
                symbol = taken > 10 ? 18 | (taken - 11) << 8 : 17 | (taken - 3) << 8;
            } else if (i > 0 && lengths[i - 1] == symbol && run >= 3) {
                taken = Math.min(run, 6);
                symbol = 16 | (taken - 3) << 8;
            }
            symbols[count++] = symbol;
            counts[symbol & 0xff]++;
            i += taken;
        }
        HuffmanCode code = new HuffmanCode(19, 7);
        code.build(counts);
        int orders = 19;
        while (orders > 4 && code.lengths[ORDER[orders - 1]] == 0) {
            orders--;
        }
        put(0, 1);
        put(2, 2);
        put(LITERALS - 257, 5);
        put(DISTANCES - 1, 5);
        put(orders - 4, 4);
        for (int i = 0; i < orders; i++) {
            put(code.lengths[ORDER[i]], 3);
        }
        for (int i = 0; i < count; i++) {
            int symbol = symbols[i] & 0xff;
            put(code.codes[symbol], code.lengths[symbol]);
            switch (symbol) {
                case 16 -> put(symbols[i] >>> 8, 2);
                case 17 -> put(symbols[i] >>> 8, 3);
                case 18 -> put(symbols[i] >>> 8, 7);
                default -> {
                    // a length that stands for itself
                }
            }
        }
    }

    /** Writes everything that is kept and ends the block. */
    private void endBlock() throws IOException {
        if (collecting && tokenCount > 0) {
            begin(false);
        }
        if (open) {
            put(literalCode.codes[END_OF_BLOCK], literalCode.lengths[END_OF_BLOCK]);
            open = false;
        }
        collecting = true;
        direct = false;
        written = 0;
        if (at > buffer.length - ROOM) {
            drain();
        }
    }

    /** Ends the block and goes on at a whole byte, with everything in the stream: others may add blocks of their own. */
    void align() throws IOException {
        endBlock();
        if (bitCount > 0) {
            put(0, 3); // an empty stored block fills the byte
            put(0, (8 - bitCount) & 7);
            put(0, 16);
            put(0xffff, 16);
        }
        drain();
    }

    /** Ends the last block and the stream of blocks. */
    void finish() throws IOException {
        endBlock();
        put(3, 10); // the last block: fixed codes, and nothing but its end
        put(0, (8 - bitCount) & 7);
        drain();
    }

    private void drain() throws IOException {
        out.write(buffer, 0, at);
        at = 0;
    }
}
