package org.sojourn.data.fragment;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.Value;

/**
 * Writes coded blocks of one data set in the spelling of a format, by putting fragments together. For one thread.
 *
 * <p>Most of a message of data is the same few hundred texts. Each is spelt once, when it first occurs, and kept by the id that
 * the block has for it; after that an observation costs copying two or three byte arrays and writing the digits of its number.
 * What follows a number up to the next one is one fragment where possible ({@link Rest#next}).
 */
public final class FragmentWriter {

    /** Combinations of values that are kept; where free texts make more, everything is forgotten and spelt again. */
    private static final int KEPT = 20_000;

    /** Ids below this are looked up in arrays. */
    private static final int FEW = 4096;

    private final SeriesSpelling spelling;
    private final FragmentOutput out;
    private final FragmentTable[] keys;

    /** By what is asked of {@link SeriesSpelling#period}: first and measured. */
    private final FragmentTable[] periods = new FragmentTable[4];

    private final FragmentTable texts = new FragmentTable();
    private final Map<Integer, Fragment> heads = new HashMap<>();
    private final Map<Integer, Boolean> takesAttributes = new HashMap<>();
    private final boolean[] takes;
    private final Fragment open;
    private final Fragment close;
    private final Value.@Nullable Text[] values;
    private Map<Long, Rest> rests = new HashMap<>();
    private Rest root = new Rest(0);
    private int restCount;
    private Fragment lastHead = Fragment.EMPTY;
    private Fragment lastText = Fragment.EMPTY;
    private Fragment lastRest = Fragment.EMPTY;
    private Fragment lastPeriod = Fragment.EMPTY;

    /** Open and key of the present series as one piece, for rows. */
    private final Fragment lead = new Fragment(new byte[256]);

    private final Fragment[] leadParts;

    /**
     * @param shape a block as they will come: all must be of one object
     */
    public FragmentWriter(SeriesSpelling spelling, CodedBlock shape, SharedOutput out) {
        this.spelling = spelling;
        this.out = out.fragments();
        this.keys = new FragmentTable[shape.key().length];
        Arrays.setAll(keys, i -> new FragmentTable());
        Arrays.setAll(periods, i -> new FragmentTable());
        int columns = shape.structure().observationComponents().size();
        this.takes = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            takes[c] = spelling.takes(c);
        }
        this.values = new Value.Text[columns];
        this.open = new Fragment(spelling.open());
        this.close = new Fragment(spelling.close());
        this.leadParts = new Fragment[keys.length + 1];
        Arrays.fill(leadParts, Fragment.EMPTY);
        lead.set(lead.bytes, 0);
    }

    /** True where this block can be written so. */
    public boolean takes(CodedBlock block) {
        if (block.size() == 0) {
            return false;
        }
        for (int c = 0; c < takes.length; c++) {
            if (!takes[c] && (c == 0 || block.same(c) != CodedBlock.NONE)) {
                return false;
            }
        }
        for (int id : block.key()) {
            if (id < 0) {
                return false;
            }
        }
        Boolean known = takesAttributes.get(block.attributesId());
        if (known == null) {
            if (takesAttributes.size() >= KEPT) {
                takesAttributes.clear();
            }
            known = spelling.takes(block.attributes());
            takesAttributes.put(block.attributesId(), known);
        }
        return known;
    }

    /** Begins a series: everything before its first observation. */
    public void open(CodedBlock block) throws IOException {
        if (spelling.rows()) {
            throw new IllegalStateException("rows have no series to open");
        }
        out.fragment(open, open);
        for (int i = 0; i < keys.length; i++) {
            Fragment key = key(block, i);
            out.fragment(key, leadParts[i]);
            leadParts[i] = key;
        }
        Fragment head = heads.get(block.attributesId());
        if (head == null) {
            if (heads.size() >= KEPT) {
                heads.clear();
            }
            head = new Fragment(spelling.head(block.attributes()));
            heads.put(block.attributesId(), head);
        }
        out.fragment(head, lastHead);
        lastHead = head;
    }

    public void close() throws IOException {
        out.fragment(close, close);
    }

    private Fragment key(CodedBlock block, int position) {
        int id = block.key()[position];
        Fragment known = keys[position].get(id);
        return known != null ? known : keys[position].put(id, spelling.key(position, block.keyText(position)));
    }

    /**
     * Writes the observations of a block.
     *
     * @param goesOn true where others of the series stand before them already
     */
    public void observations(CodedBlock block, boolean goesOn) throws IOException {
        if (restCount > KEPT) {
            rests = new HashMap<>();
            root = new Rest(0);
            restCount = 0;
        }
        Rest base = spelling.rows() ? root.then(-1, block.attributesId()) : root;
        boolean varied = false;
        for (int c = 1; c < takes.length; c++) {
            int id = block.same(c);
            varied |= id == CodedBlock.VARIED;
            base = id < 0 ? base : base.then(c, id);
        }
        if (spelling.rows()) {
            rows(block, base, varied);
        } else {
            elements(block, base, varied, goesOn);
        }
    }

    private void elements(CodedBlock block, Rest base, boolean varied, boolean goesOn) throws IOException {
        int n = block.size();
        byte[] scales = block.scales();
        long[] mantissas = block.mantissas();
        boolean measured = scales[0] != CodedBlock.ABSENT;
        Fragment begin = period(block, 0, !goesOn, measured);
        out.fragment(begin, lastPeriod);
        lastPeriod = begin;
        for (int i = 0; i < n; i++) {
            if (scales[i] >= 0) {
                out.number(mantissas[i], scales[i]);
            } else if (measured) {
                text(block, (int) mantissas[i]);
            }
            Rest rest = varied ? of(block, base, i) : base;
            if (i + 1 == n) {
                Fragment end = rest.end(block, i, measured);
                out.fragment(end, lastRest);
                return;
            }
            boolean before = measured;
            measured = scales[i + 1] != CodedBlock.ABSENT;
            Fragment next = rest.next(block, i, before, measured);
            if (out.prefersWhole(next)) {
                out.fragment(next, next);
            } else {
                Fragment end = rest.end(block, i, before);
                out.fragment(end, lastRest);
                lastRest = end;
                begin = period(block, i + 1, false, measured);
                out.fragment(begin, lastPeriod);
                lastPeriod = begin;
                next.last = end.last;
            }
        }
    }

    private void rows(CodedBlock block, Rest base, boolean varied) throws IOException {
        int n = block.size();
        byte[] scales = block.scales();
        long[] mantissas = block.mantissas();
        firstLead(block);
        for (int i = 0; i < n; i++) {
            if (i > 0) {
                out.fragment(lead, lead);
            }
            boolean measured = scales[i] != CodedBlock.ABSENT;
            Fragment begin = period(block, i, false, measured);
            out.fragment(begin, lastPeriod);
            lastPeriod = begin;
            if (scales[i] >= 0) {
                out.number(mantissas[i], scales[i]);
            } else if (measured) {
                text(block, (int) mantissas[i]);
            }
            Fragment end = (varied ? of(block, base, i) : base).end(block, i, measured);
            out.fragment(end, lastRest);
            lastRest = end;
        }
    }

    /** Writes what a row begins with in its parts, which the rows before share, and keeps it as one for the rows to come. */
    private void firstLead(CodedBlock block) throws IOException {
        // The parts stood last where the lead did.
        long at = lead.last;
        for (Fragment part : leadParts) {
            part.last = Math.max(part.last, at);
            at += part.length;
        }
        int length = open.length;
        for (int i = 0; i < keys.length; i++) {
            length += key(block, i).length;
        }
        byte[] bytes = length <= lead.bytes.length ? lead.bytes : new byte[length * 2];
        int size = 0;
        for (int i = 0; i <= keys.length; i++) {
            Fragment part = i == 0 ? open : key(block, i - 1);
            out.fragment(part, leadParts[i]);
            leadParts[i] = part;
            System.arraycopy(part.bytes, 0, bytes, size, part.length);
            size += part.length;
        }
        lead.set(bytes, size);
        lead.last = open.last;
    }

    private Fragment period(CodedBlock block, int i, boolean first, boolean measured) {
        FragmentTable table = periods[(first ? 2 : 0) + (measured ? 1 : 0)];
        int id = block.periods()[i];
        Fragment known = table.get(id);
        return known != null ? known : table.put(id, spelling.period(block.periodText(i), first, measured));
    }

    private void text(CodedBlock block, int id) throws IOException {
        Fragment known = texts.get(id);
        Fragment text = known != null
                ? known
                : texts.put(id, spelling.text(block.value(id).text()));
        out.fragment(text, lastText);
        lastText = text;
    }

    private Rest of(CodedBlock block, Rest base, int i) {
        Rest rest = base;
        for (int c = 1; c < takes.length; c++) {
            if (block.same(c) == CodedBlock.VARIED) {
                int id = block.ids(c)[i];
                rest = id < 0 ? rest : rest.then(c, id);
            }
        }
        return rest;
    }

    /**
     * What may follow a number: one combination of values in the columns, reached by adding one value after the other. The
     * order in which they are added does not matter to what is spelt.
     */
    private final class Rest {

        private final int number;

        /** The column of which {@link #steps} holds the combinations that its values lead to, by id. */
        private int stepColumn = Integer.MIN_VALUE;

        private @Nullable Rest[] steps = new Rest[0];

        private final @Nullable Fragment[] ends = new Fragment[2];

        /** By whether this observation and the next are measured: by id of the next one's period. */
        private final @Nullable FragmentTable[] nexts = new FragmentTable[4];

        Rest(int number) {
            this.number = number;
        }

        /** The combination with one value more. */
        Rest then(int column, int id) {
            if (column == stepColumn && id < steps.length) {
                Rest known = steps[id];
                if (known != null) {
                    return known;
                }
            }
            long place = ((long) number * 1024 + column + 1) << 32 | id;
            Rest found = rests.get(place);
            if (found == null) {
                found = new Rest(++restCount);
                rests.put(place, found);
            }
            if (stepColumn == Integer.MIN_VALUE) {
                stepColumn = column;
            }
            if (column == stepColumn && id < FEW) {
                if (id >= steps.length) {
                    steps = Arrays.copyOf(steps, Math.max(id + 1, steps.length * 2));
                }
                steps[id] = found;
            }
            return found;
        }

        Fragment end(CodedBlock block, int i, boolean measured) {
            Fragment known = ends[measured ? 1 : 0];
            if (known == null) {
                for (int c = 1; c < values.length; c++) {
                    int id = block.id(c, i);
                    values[c] = id < 0 ? null : block.value(id);
                }
                known = new Fragment(spelling.rest(measured, values, block.attributes()));
                ends[measured ? 1 : 0] = known;
            }
            return known;
        }

        /** The end of observation i and the beginning of the one after it. */
        Fragment next(CodedBlock block, int i, boolean measured, boolean nextMeasured) {
            int which = (measured ? 2 : 0) + (nextMeasured ? 1 : 0);
            FragmentTable table = nexts[which];
            if (table == null) {
                table = new FragmentTable();
                nexts[which] = table;
            }
            int id = block.periods()[i + 1];
            Fragment known = table.get(id);
            if (known == null) {
                Fragment end = end(block, i, measured);
                known = table.put(id, Fragment.of(end, period(block, i + 1, false, nextMeasured)).bytes);
            }
            return known;
        }
    }
}
