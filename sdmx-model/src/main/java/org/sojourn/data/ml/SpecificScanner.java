package org.sojourn.data.ml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataSink;

/**
 * Plain series in the structure-specific layout: {@code <Series FREQ="A"><Obs TIME_PERIOD="2020" OBS_VALUE="1"/></Series>}.
 *
 * <p>What was read once is known when it comes again: the start of a series up to where it differs from the one before, an
 * observation up to its number, and what stands behind that.
 */
final class SpecificScanner extends SeriesScanner {

    private static final byte[] SERIES = XmlEmitter.ascii("<Series");
    private static final byte[] SERIES_END = XmlEmitter.ascii("</Series>");
    private static final byte[] OBS = XmlEmitter.ascii("<Obs");
    private static final int MOST = 64;

    /** Ends of observations that are kept. */
    private static final int ENDS = 8;

    private final Names series = new Names();
    private final Names observation = new Names();
    private final LastHead last = new LastHead();

    /** By id of a period how the last observation of it began. */
    private @Nullable Part[] beginnings = new Part[MOST];

    private final @Nullable Part[] ends = new Part[ENDS];
    private int lastEnd;

    /** How series begin, and how the observation before the one at hand began. */
    private final Part start = new Part(new byte[0], 0, -1, new int[0], new int[0]);

    /** Stands for beginnings that are not kept. */
    private final Part elsewhere = new Part(new byte[0], 0, -1, new int[0], new int[0]);

    private Part before = start;

    /** Where the text of the measure is in the observation that was just read, and what had come before it. */
    private int numberFrom;

    private int numberTo;
    private long slotsBefore;

    /** The names that an element had last, with what stands around them: the next mostly has the same in the same order. */
    private static final class Names {
        final byte[][] texts = new byte[MOST][];
        final int[] slots = new int[MOST];
        int size;
    }

    /** The start tag of the series before. */
    private static final class LastHead {
        byte[] text = new byte[512];
        int length;
        final int[] ends = new int[MOST];
        final int[] slots = new int[MOST];
        final int[] ids = new int[MOST];
        int size;
    }

    /** The text of an observation before its number or behind it, and what it says. */
    private static final class Part {
        final byte[] text;
        final long slots;
        final int period;
        final int[] columns;
        final int[] ids;

        /** What began the observation after this one, the last time. */
        @Nullable
        Part next;

        Part(byte[] text, long slots, int period, int[] columns, int[] ids) {
            this.text = text;
            this.slots = slots;
            this.period = period;
            this.columns = columns;
            this.ids = ids;
        }
    }

    SpecificScanner(ComponentIndex index, SeriesAssembler assembler, DataSink sink) {
        super(index, assembler, sink);
    }

    @Override
    void forget() {
        last.size = 0;
        last.length = 0;
        Arrays.fill(beginnings, null);
        Arrays.fill(ends, null);
        start.next = null;
        before = start;
    }

    @Override
    void head() {
        before = start;
        int from = at;
        int known = knownHead();
        if (known == 0) {
            expect(SERIES);
        }
        for (int i = known; ; i++) {
            int slot = name(series, i);
            if (slot < 0) {
                last.size = i;
                break;
            }
            int value = value();
            ofSeries(slot, value, at - 1);
            last.slots[i] = slot;
            last.ids[i] = idOfSeries(slot);
            last.ends[i] = at - from;
        }
        if (next(0) != '>') {
            last.size = 0;
            throw Unusual.HERE;
        }
        last.length = at - from;
        if (last.length > last.text.length) {
            last.text = new byte[last.length * 2];
        }
        System.arraycopy(bytes, from, last.text, 0, last.length);
        at++;
    }

    /** Passes over what the tag has in common with the one before, and gives the number of attributes in it. */
    private int knownHead() {
        int end = Math.min(limit, at + last.length);
        int same = Arrays.mismatch(bytes, at, end, last.text, 0, last.length);
        int common = same < 0 ? last.length : same;
        int known = 0;
        while (known < last.size && last.ends[known] <= common) {
            seen |= 1L << last.slots[known];
            ofSeriesKnown(last.slots[known], last.ids[known]);
            known++;
        }
        last.size = known; // until all of this one is read
        last.length = known == 0 ? 0 : last.ends[known - 1];
        at += last.length;
        return known;
    }

    @Override
    boolean observation() {
        if (next(1) == '/') {
            expect(SERIES_END);
            return false;
        }
        if (known()) {
            return true;
        }
        int from = at;
        numberFrom = -1;
        expect(OBS);
        for (int i = 0; ; i++) {
            int slot = name(observation, i);
            if (slot < 0) {
                break;
            }
            long earlier = seen;
            int value = value();
            ofObservation(slot, value, at - 1);
            if (slot == dimensions) {
                numberFrom = value;
                numberTo = at - 1;
                slotsBefore = earlier;
            }
        }
        if (next(0) != '/' || next(1) != '>') {
            throw Unusual.HERE;
        }
        at += 2;
        learn(from);
        return true;
    }

    /** Reads an observation that begins as is expected here and ends as one of the last. */
    private boolean known() {
        Part first = before.next;
        if (first == null || !here(first.text)) {
            return false;
        }
        int from = at;
        at += first.text.length;
        if (number()) {
            for (int i = 0; i < ENDS; i++) {
                int place = (lastEnd + i) & (ENDS - 1);
                Part end = ends[place];
                if (end != null && (end.slots & first.slots) == 0 && here(end.text)) {
                    lastEnd = place;
                    at += end.text.length;
                    period = first.period;
                    put(first);
                    put(end);
                    seen = first.slots | end.slots | 1L << dimensions;
                    before = first;
                    return true;
                }
            }
            noNumber();
        }
        at = from;
        return false;
    }

    private void put(Part part) {
        for (int i = 0; i < part.columns.length; i++) {
            column(part.columns[i], part.ids[i]);
        }
    }

    /** Keeps what an observation has before and behind its number. */
    private void learn(int from) {
        if (numberFrom < 0 || period < 0 || (slotsBefore & (1L << dimensions) - 1) == 0) {
            before = elsewhere; // has no number, or its period behind it
            elsewhere.next = null;
            return;
        }
        if (period >= beginnings.length) {
            beginnings = Arrays.copyOf(beginnings, Math.max(period + 1, beginnings.length * 2));
        }
        Part first = beginnings[period];
        if (first == null || !Arrays.equals(first.text, 0, first.text.length, bytes, from, numberFrom)) {
            first = part(from, numberFrom, slotsBefore, period);
            beginnings[period] = first;
        }
        before.next = first;
        before = first;
        lastEnd = (lastEnd + 1) & (ENDS - 1);
        ends[lastEnd] = part(numberTo, at, seen & ~slotsBefore & ~(1L << dimensions), -1);
    }

    private Part part(int from, int to, long slots, int ofPeriod) {
        long columns = slots >>> dimensions;
        int[] numbers = new int[Long.bitCount(columns)];
        int[] ids = new int[numbers.length];
        for (int i = 0; columns != 0; i++) {
            numbers[i] = Long.numberOfTrailingZeros(columns);
            ids[i] = idOfColumn(numbers[i]);
            columns &= columns - 1;
        }
        return new Part(Arrays.copyOfRange(bytes, from, to), slots, ofPeriod, numbers, ids);
    }

    /** Reads up to the value of the next attribute and gives its slot; negative at the end of the tag. */
    private int name(Names names, int i) {
        if (i < names.size && skip(names.texts[i])) {
            return names.slots[i];
        }
        return next(0) == ' ' ? learn(names, i) : -1;
    }

    /** Reads a blank, a name, an equals sign and a quote, and expects the same at this place next time. */
    private int learn(Names names, int i) {
        int start = at;
        int p = 1;
        while (next(p) == ' ') {
            p++;
        }
        if (next(p) == '/' || next(p) == '>') {
            throw Unusual.HERE; // a blank before the end of the tag
        }
        int name = at + p;
        while (next(p) != '=') {
            byte b = next(p);
            if (b <= ' ' || b == '>' || b == '/' || b == '"') {
                throw Unusual.HERE;
            }
            p++;
        }
        if (next(p + 1) != '"') {
            throw Unusual.HERE;
        }
        int slot = slot(name, at + p);
        if (slot < 0 || i == MOST) {
            throw Unusual.HERE;
        }
        at += p + 2;
        names.texts[i] = Arrays.copyOfRange(bytes, start, at);
        names.slots[i] = slot;
        names.size = i + 1;
        return slot;
    }
}
