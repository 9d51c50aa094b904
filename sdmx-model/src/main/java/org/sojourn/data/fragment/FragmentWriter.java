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

    /** Series that differ in nothing but their numbers, of which so many kinds are kept. */
    private static final int PATTERNS = 16;

    private final SeriesSpelling spelling;
    private final FragmentOutput out;
    private final FragmentTable[] keys;

    /** By what is asked of {@link SeriesSpelling#period}: first and measured. */
    private final FragmentTable[] periods = new FragmentTable[4];

    private final FragmentTable texts = new FragmentTable(new Place());
    private final FragmentTable heads = new FragmentTable(new Place());
    private final Place rest = new Place();
    private final Place next = new Place();
    private final boolean[] takes;
    private final Fragment open;
    private final Fragment close;
    private final Value.@Nullable Text[] values;
    private Map<Long, Rest> rests = new HashMap<>();
    private Rest root = new Rest(0);
    private int restCount;
    private final @Nullable Pattern[] patterns = new Pattern[PATTERNS];

    /** Open, key and head of the present series. */
    private final Lead lead;

    private final int[] key;
    private int attributesId = -1;
    private boolean takesAttributes;
    private Fragment[] before = new Fragment[0];
    private Fragment[] after = new Fragment[0];
    private Rest[] combinations = new Rest[0];

    /**
     * @param shape a block as they will come: all must be of one object
     */
    public FragmentWriter(SeriesSpelling spelling, CodedBlock shape, SharedOutput out) {
        this.spelling = spelling;
        this.out = out.fragments();
        this.keys = new FragmentTable[shape.key().length];
        Arrays.setAll(keys, i -> new FragmentTable(new Place()));
        Place period = new Place();
        Arrays.setAll(periods, i -> new FragmentTable(period));
        int columns = shape.structure().observationComponents().size();
        this.takes = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            takes[c] = spelling.takes(c);
        }
        this.values = new Value.Text[columns];
        this.open = new Fragment(new Place(), spelling.open());
        this.close = new Fragment(new Place(), spelling.close());
        this.lead = new Lead(keys.length + (spelling.rows() ? 1 : 2));
        this.key = new int[keys.length];
        Arrays.fill(key, -1);
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
        if (block.attributesId() != attributesId) {
            attributesId = block.attributesId();
            takesAttributes = spelling.takes(block.attributes());
        }
        return takesAttributes;
    }

    /** Begins a series: everything before its first observation. */
    public void open(CodedBlock block) throws IOException {
        if (spelling.rows()) {
            throw new IllegalStateException("rows have no series to open");
        }
        putKey(block);
        Fragment head = heads.get(block.attributesId());
        lead.put(
                keys.length + 1,
                head != null ? head : heads.put(block.attributesId(), spelling.head(block.attributes())));
        out.lead(lead);
    }

    private void putKey(CodedBlock block) {
        lead.put(0, open);
        int[] ids = block.key();
        for (int i = 0; i < keys.length; i++) {
            if (ids[i] != key[i] || i + 1 >= lead.unchanged()) {
                lead.put(i + 1, key(block, i));
                key[i] = ids[i];
            }
        }
    }

    private Fragment key(CodedBlock block, int position) {
        int id = block.key()[position];
        Fragment known = keys[position].get(id);
        return known != null ? known : keys[position].put(id, spelling.key(position, block.keyText(position)));
    }

    public void close() throws IOException {
        out.fragment(close);
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
            Arrays.fill(patterns, null);
        }
        Rest base = spelling.rows() ? root.then(-1, block.attributesId()) : root;
        int varied = 0;
        for (int c = 1; c < takes.length; c++) {
            int id = block.same(c);
            varied += id == CodedBlock.VARIED ? 1 : 0;
            base = id < 0 ? base : base.then(c, id);
        }
        // In the order in which they stand: spelling gives numbers to what it meets first.
        if (spelling.rows()) {
            putKey(block);
            rows(block, pattern(block, base, varied));
        } else {
            Fragment begin = period(block, 0, !goesOn, block.scales()[0] != CodedBlock.ABSENT);
            elements(block, begin, pattern(block, base, varied));
        }
    }

    private void elements(CodedBlock block, Fragment begin, Pattern pattern) throws IOException {
        out.fragment(begin);
        if (block.allNumbers()) {
            out.elements(block.mantissas(), block.scales(), pattern.after, 0, block.size());
            return;
        }
        for (int i = 0; i < block.size(); i++) {
            measure(block, i);
            out.fragment(pattern.after[i]);
        }
    }

    private void rows(CodedBlock block, Pattern pattern) throws IOException {
        out.lead(lead);
        if (block.allNumbers()) {
            out.rows(lead, pattern.before, block.mantissas(), block.scales(), pattern.after, block.size());
            return;
        }
        for (int i = 0; i < block.size(); i++) {
            if (i > 0) {
                out.lead(lead);
            }
            out.fragment(pattern.before[i]);
            measure(block, i);
            out.fragment(pattern.after[i]);
        }
    }

    private void measure(CodedBlock block, int i) throws IOException {
        int scale = block.scales()[i];
        if (scale >= 0) {
            out.number(block.mantissas()[i], scale);
        } else if (scale == CodedBlock.TEXT) {
            int id = (int) block.mantissas()[i];
            Fragment text = texts.get(id);
            out.fragment(
                    text != null
                            ? text
                            : texts.put(id, spelling.text(block.value(id).text())));
        }
    }

    /**
     * What stands around the numbers of a block.
     *
     * @param periodsId of the block's periods, and {@code rest} what all observations have in common: where both are the
     *     same, so is the rest of this
     */
    private record Pattern(int periodsId, int rest, Fragment[] before, Fragment[] after) {}

    /** @param varied in how many columns the observations differ */
    private Pattern pattern(CodedBlock block, Rest base, int varied) {
        reserve(block.size());
        if ((varied == 0 && block.periodsId() == 0) || !measured(block)) {
            fill(block, base, varied, before, after);
            return new Pattern(0, 0, before, after);
        }
        if (varied == 0) {
            return usual(block, base);
        }
        combine(block, base);
        int last = block.size() - 1;
        if (spelling.rows()) {
            for (int i = 0; i <= last; i++) {
                before[i] = period(block, i, false, true);
                after[i] = combinations[i].end(block, i, true);
            }
        } else {
            for (int i = 0; i < last; i++) {
                after[i] = combinations[i].measuredNext(block, i);
            }
            after[last] = combinations[last].end(block, last, true);
        }
        return new Pattern(0, 0, before, after);
    }

    /** Of a block whose observations are all measured and differ in nothing else. */
    private Pattern usual(CodedBlock block, Rest base) {
        int place = (block.periodsId() * 31 + base.number) & (PATTERNS - 1);
        Pattern known = patterns[place];
        if (known == null || known.periodsId != block.periodsId() || known.rest != base.number) {
            known = new Pattern(
                    block.periodsId(),
                    base.number,
                    new Fragment[spelling.rows() ? block.size() : 0],
                    new Fragment[block.size()]);
            fill(block, base, 0, known.before, known.after);
            patterns[place] = known;
        }
        return known;
    }

    private void reserve(int size) {
        if (size > after.length) {
            int room = Math.max(size, 64);
            before = new Fragment[room];
            after = new Fragment[room];
            combinations = new Rest[room];
        }
    }

    private void fill(CodedBlock block, Rest base, int varied, Fragment[] begins, Fragment[] ends) {
        int n = block.size();
        Rest[] each = combinations;
        byte[] scales = block.scales();
        if (varied == 0) {
            Arrays.fill(each, 0, n, base);
        } else {
            combine(block, base);
        }
        boolean measured = scales[0] != CodedBlock.ABSENT;
        if (spelling.rows()) {
            for (int i = 0; i < n; i++) {
                measured = scales[i] != CodedBlock.ABSENT;
                begins[i] = period(block, i, false, measured);
                ends[i] = each[i].end(block, i, measured);
            }
            return;
        }
        for (int i = 0; i + 1 < n; i++) {
            boolean nextMeasured = scales[i + 1] != CodedBlock.ABSENT;
            ends[i] = each[i].next(block, i, measured, nextMeasured);
            measured = nextMeasured;
        }
        ends[n - 1] = each[n - 1].end(block, n - 1, measured);
    }

    /** Finds the combination of each observation, where they differ in one column at least. */
    private void combine(CodedBlock block, Rest base) {
        int n = block.size();
        Rest[] each = combinations;
        boolean first = true;
        for (int c = 1; c < takes.length; c++) {
            if (block.same(c) == CodedBlock.VARIED) {
                int[] ids = block.ids(c);
                for (int i = 0; i < n; i++) {
                    Rest before = first ? base : each[i];
                    each[i] = ids[i] < 0 ? before : before.then(c, ids[i]);
                }
                first = false;
            }
        }
    }

    private static boolean measured(CodedBlock block) {
        if (block.allNumbers()) {
            return true;
        }
        byte[] scales = block.scales();
        for (int i = 0; i < block.size(); i++) {
            if (scales[i] == CodedBlock.ABSENT) {
                return false;
            }
        }
        return true;
    }

    private Fragment period(CodedBlock block, int i, boolean first, boolean measured) {
        FragmentTable table = periods[(first ? 2 : 0) + (measured ? 1 : 0)];
        int id = block.periods()[i];
        Fragment known = table.get(id);
        return known != null ? known : table.put(id, spelling.period(block.periodText(i), first, measured));
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

        /** The last of these, which is the one that is asked for most. */
        private final FragmentTable measuredNext = new FragmentTable(next);

        Rest(int number) {
            this.number = number;
            nexts[3] = measuredNext;
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

        /** As {@link #next}, where both are measured. */
        Fragment measuredNext(CodedBlock block, int i) {
            Fragment known = measuredNext.get(block.periods()[i + 1]);
            return known != null ? known : next(block, i, true, true);
        }

        Fragment end(CodedBlock block, int i, boolean measured) {
            Fragment known = ends[measured ? 1 : 0];
            if (known == null) {
                for (int c = 1; c < values.length; c++) {
                    int id = block.id(c, i);
                    values[c] = id < 0 ? null : block.value(id);
                }
                known = new Fragment(rest, spelling.rest(measured, values, block.attributes()));
                ends[measured ? 1 : 0] = known;
            }
            return known;
        }

        /** The end of observation i and the beginning of the one after it. */
        Fragment next(CodedBlock block, int i, boolean measured, boolean nextMeasured) {
            int which = (measured ? 2 : 0) + (nextMeasured ? 1 : 0);
            FragmentTable table = nexts[which];
            if (table == null) {
                table = new FragmentTable(next);
                nexts[which] = table;
            }
            int id = block.periods()[i + 1];
            Fragment known = table.get(id);
            if (known == null) {
                Fragment end = end(block, i, measured);
                known = table.put(id, Fragment.of(next, end, period(block, i + 1, false, nextMeasured)));
            }
            return known;
        }
    }
}
