package org.sojourn.data.ml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.data.ByteTable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Decimals;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.rules.Location;

/**
 * Reads runs of plain series straight from the bytes: series with their whole key, in ASCII without references, observations
 * with their period and nothing but attributes. The first thing that is otherwise ends the run, and the parser goes on before
 * it; so whatever is wrong is found, and told, by the parser alone.
 *
 * <p>A series is passed on when the key of the next is known to be another: observations of one key belong together.
 */
abstract class SeriesScanner {

    /** Texts, or sets of attributes, before all ids are given anew: memory must not grow with the data. */
    private static final int MOST = 30_000;

    /** A run of fewer series costs more than it saves. */
    private static final int WORTH = 8;

    /** Something that is not plain. */
    static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Unusual HERE = new Unusual();

        private Unusual() {
            super(null, null, false, false);
        }
    }

    /** The window ends too early. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Cut HERE = new Cut();

        private Cut() {
            super(null, null, false, false);
        }
    }

    final ComponentIndex index;
    private final DataStructureView structure;
    private final SeriesAssembler assembler;
    private final DataSink sink;
    private final XmlWindow window = new XmlWindow();
    private final int[] seriesPosition;
    final int dimensions;
    private final int columns;
    private Tables tables;

    // Where the scanner stands.
    byte[] bytes = {};
    int at;
    int limit;
    private int line;
    private int lineStart;

    // The head of the series at hand.
    private final int[] key;
    private final int[] upper;
    private long place;
    long seen;

    // Its observations.
    int count;
    int period;
    private final boolean[] met;
    private final boolean[] varied;

    /** The block holds a series that is not passed on yet. */
    private boolean pending;

    /** Runs that end at once make it leave longer and longer stretches to the parser. */
    private int patience = 1;

    private int waiting;

    /** What ids mean, and the block that carries them. */
    private static final class Tables {
        final ByteTable[] keys;
        final ByteTable periods = new ByteTable();
        final ByteTable values = new ByteTable();
        final Map<List<Integer>, Integer> attributeIds = new HashMap<>();
        final CodedBlock block;
        final int[] lastUpper;

        Tables(DataStructureView structure, int uppers) {
            keys = new ByteTable[structure.seriesDimensions().size()];
            Arrays.setAll(keys, i -> new ByteTable());
            block = new CodedBlock(structure, keys, periods, values);
            lastUpper = new int[uppers];
            Arrays.fill(lastUpper, CodedBlock.VARIED);
        }

        boolean full() {
            return values.size() + periods.size() + attributeIds.size() > MOST
                    || Arrays.stream(keys).anyMatch(k -> k.size() > MOST);
        }
    }

    SeriesScanner(ComponentIndex index, SeriesAssembler assembler, DataSink sink) {
        this.index = index;
        this.structure = index.structure();
        this.assembler = assembler;
        this.sink = sink;
        this.dimensions = index.dimensions();
        this.columns = index.columns();
        this.seriesPosition = new int[dimensions];
        for (int d = 0; d < dimensions; d++) {
            seriesPosition[d] = structure.seriesPosition(index.dimension(d)).orElse(-1);
        }
        this.key = new int[structure.seriesDimensions().size()];
        this.upper = new int[index.uppers()];
        this.varied = new boolean[columns];
        this.met = new boolean[columns];
        this.tables = new Tables(structure, upper.length);
    }

    /** True where data of this structure may come in numbers, and every slot has its bit. */
    static boolean suits(ComponentIndex index) {
        return CodedBlock.suits(index.structure()) && index.dimensions() + index.columns() + index.uppers() < 64;
    }

    /** Reads a series from its start tag up to its first observation; dimensions and attributes go to {@link #ofSeries}. */
    abstract void head();

    /** Reads an observation by {@link #ofObservation}; false at the end of the series, which is read over. */
    abstract boolean observation();

    /** Ids stand for other texts from now on. */
    void forget() {}

    /** After an element of the data set: reads what is plain, and leaves the cursor before what is not. */
    final void run(XmlCursor xml) throws IOException {
        if (--waiting > 0 || !assembler.plain() || !xml.release(window)) {
            return;
        }
        int series = 0;
        try {
            while (next()) {
                series++;
            }
        } finally {
            if (pending) {
                pending = false;
                assembler.resume(tables.block.texts());
            }
        }
        xml.resume(window);
        patience = series >= WORTH ? 1 : Math.min(patience * 2, 1000);
        waiting = patience;
    }

    /** Reads one series, and passes on the one before it; false where it is not plain, and then it was not read. */
    private boolean next() throws IOException {
        while (true) {
            bytes = window.bytes;
            at = window.mark();
            limit = window.limit;
            line = window.line();
            lineStart = window.lineStart();
            try {
                blanks();
                seen = 0;
                Arrays.fill(upper, CodedBlock.NONE);
                place = here();
                head();
                for (int d = 0; d < dimensions; d++) {
                    if (seriesPosition[d] >= 0 && (seen & 1L << d) == 0) {
                        throw Unusual.HERE;
                    }
                }
                if (pending ? Arrays.equals(key, tables.block.key()) : assembler.isOpen(keyTexts())) {
                    return false;
                }
                assembler.leave();
                if (pending) {
                    pending = false;
                    sink.coded(tables.block);
                }
                if (tables.full()) {
                    tables = new Tables(structure, upper.length);
                    forget();
                    continue; // by the new ids
                }
                observations();
                pending = true;
                window.mark(at, line, lineStart);
                return true;
            } catch (Unusual e) {
                return false;
            } catch (Cut e) {
                if (!window.more()) {
                    return false;
                }
            }
        }
    }

    private String[] keyTexts() {
        String[] texts = new String[key.length];
        for (int i = 0; i < key.length; i++) {
            texts[i] = tables.keys[i].text(key[i]);
        }
        return texts;
    }

    private void observations() {
        CodedBlock block = tables.block;
        block.begin(0, false);
        System.arraycopy(key, 0, block.key(), 0, key.length);
        block.at(place);
        attributes(block);
        Arrays.fill(met, false);
        Arrays.fill(varied, false);
        count = 0;
        blanks();
        while (startObservation()) {
            blanks();
        }
        if (count == 0) {
            throw Unusual.HERE;
        }
        block.size(count);
        for (int c = 1; c < columns; c++) {
            block.same(c, !met[c] ? CodedBlock.NONE : varied[c] ? CodedBlock.VARIED : block.ids(c)[0]);
        }
    }

    private boolean startObservation() {
        CodedBlock block = tables.block;
        if (count == block.periods().length) {
            if (count == SeriesBlock.CAPACITY) {
                throw Unusual.HERE;
            }
            block.grow();
        }
        long position = here();
        seen = 0;
        block.scales()[count] = CodedBlock.ABSENT;
        period = CodedBlock.NONE;
        if (!observation()) {
            return false;
        }
        if (period < 0) {
            throw Unusual.HERE;
        }
        block.periods()[count] = period;
        block.positions()[count] = position;
        for (int c = 1; c < columns; c++) {
            if (met[c] && (seen & 1L << (dimensions + c)) == 0) {
                varied[c] |= count > 0 && block.ids(c)[count - 1] != CodedBlock.NONE;
                block.ids(c)[count] = CodedBlock.NONE;
            }
        }
        count++;
        return true;
    }

    private void attributes(CodedBlock block) {
        if (Arrays.equals(upper, tables.lastUpper)) {
            return;
        }
        List<Integer> ids = Arrays.stream(upper).boxed().toList();
        Map<String, Value> attributes = new LinkedHashMap<>();
        for (int u = 0; u < upper.length; u++) {
            if (upper[u] >= 0) {
                attributes.put(index.upper(u), tables.values.value(upper[u]));
            }
        }
        Integer id = tables.attributeIds.putIfAbsent(ids, tables.attributeIds.size());
        block.attributes(id == null ? tables.attributeIds.size() - 1 : id, attributes);
        System.arraycopy(upper, 0, tables.lastUpper, 0, upper.length);
    }

    /** Takes a value of the series. */
    final void ofSeries(int slot, int from, int to) {
        once(slot);
        if (slot < dimensions) {
            if (seriesPosition[slot] < 0) {
                throw Unusual.HERE;
            }
            key[seriesPosition[slot]] = tables.keys[seriesPosition[slot]].id(bytes, from, to);
        } else if (slot < dimensions + columns) {
            throw Unusual.HERE;
        } else {
            upper[slot - dimensions - columns] = tables.values.id(bytes, from, to);
        }
    }

    /** Takes a value of the observation. */
    final void ofObservation(int slot, int from, int to) {
        once(slot);
        if (slot < dimensions) {
            if (seriesPosition[slot] >= 0) {
                throw Unusual.HERE;
            }
            period = tables.periods.id(bytes, from, to);
        } else if (slot == dimensions) {
            measure(from, to);
        } else if (slot < dimensions + columns) {
            column(slot - dimensions, tables.values.id(bytes, from, to));
        } else {
            throw Unusual.HERE;
        }
    }

    /** Takes the id of a value of the series that was there before; the slot is marked as seen by the caller. */
    final void ofSeriesKnown(int slot, int id) {
        if (slot < dimensions) {
            key[seriesPosition[slot]] = id;
        } else {
            upper[slot - dimensions - columns] = id;
        }
    }

    /** The id of the value that a slot of the series has. */
    final int idOfSeries(int slot) {
        return slot < dimensions ? key[seriesPosition[slot]] : upper[slot - dimensions - columns];
    }

    /** The id of the value that a column has at the observation at hand. */
    final int idOfColumn(int column) {
        return tables.block.ids(column)[count];
    }

    /** Takes a number up to the quote that ends it, which is then here; false where it is none, and nothing was read. */
    final boolean number() {
        CodedBlock block = tables.block;
        int end = Decimals.parseUpTo((byte) '"', bytes, at, limit, block.mantissas(), block.scales(), count);
        if (end < 0) {
            return false;
        }
        at = end;
        return true;
    }

    /** Takes back a number. */
    final void noNumber() {
        tables.block.scales()[count] = CodedBlock.ABSENT;
    }

    private void once(int slot) {
        if (slot < 0 || (seen & 1L << slot) != 0) {
            throw Unusual.HERE;
        }
        seen |= 1L << slot;
    }

    final void column(int c, int id) {
        int[] ids = tables.block.ids(c);
        if (!met[c]) {
            met[c] = true;
            varied[c] = count > 0;
            Arrays.fill(ids, 0, count, CodedBlock.NONE);
        } else if (count > 0) {
            varied[c] |= ids[count - 1] != id;
        }
        ids[count] = id;
    }

    private void measure(int from, int to) {
        CodedBlock block = tables.block;
        if (!Decimals.parse(bytes, from, to, block.mantissas(), block.scales(), count)) {
            block.mantissas()[count] = tables.values.id(bytes, from, to);
            block.scales()[count] = CodedBlock.TEXT;
        }
    }

    // Bytes.

    private long here() {
        return Location.position(line, at - lineStart + 1);
    }

    /** Reads over blanks between tags. */
    final void blanks() {
        while (true) {
            if (at >= limit) {
                throw Cut.HERE;
            }
            byte b = bytes[at];
            if (b > ' ' || b < 0) {
                return;
            }
            if (b == '\n') {
                line++;
                lineStart = at + 1;
            } else if (b != ' ' && b != '\t') {
                throw Unusual.HERE;
            }
            at++;
        }
    }

    /** True where the text here is this, which is then read over. */
    final boolean skip(byte[] text) {
        int end = at + text.length;
        if (end > limit) {
            throw Cut.HERE;
        }
        if (!Arrays.equals(bytes, at, end, text, 0, text.length)) {
            return false;
        }
        at = end;
        return true;
    }

    /** True where the text here is this, all of it in memory. */
    final boolean here(byte[] text) {
        int end = at + text.length;
        return end <= limit && Arrays.equals(bytes, at, end, text, 0, text.length);
    }

    final void expect(byte[] text) {
        if (!skip(text)) {
            throw Unusual.HERE;
        }
    }

    final byte next(int ahead) {
        if (at + ahead >= limit) {
            throw Cut.HERE;
        }
        return bytes[at + ahead];
    }

    /** Moves to the quote that ends a value; references and what is not ASCII are for the parser. */
    final int value() {
        int from = at;
        int p = at;
        while (p < limit) {
            byte b = bytes[p];
            if (b == '"') {
                at = p + 1;
                return from;
            }
            if (b < ' ' || b == '&' || b == '<') {
                throw Unusual.HERE;
            }
            p++;
        }
        throw Cut.HERE;
    }

    /** The slot of a component by its name in the bytes; negative for none. */
    final int slot(int from, int to) {
        return index.slot(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
}
