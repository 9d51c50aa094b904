package org.sojourn.store.pack;

import org.jspecify.annotations.Nullable;
import org.sojourn.data.SeriesBlock;

/**
 * The values of the observation dimension: a start and steps where all are periods of one kind, ids where they are codes,
 * else texts, each with what it shares with the one before.
 */
final class PeriodColumn {

    /** Forms beyond the kinds of {@link PeriodKind}, which are stored by their place. */
    static final int CODES = 30;

    static final int TEXTS = 31;

    /** Added to the form when all steps are equal. */
    static final int EVEN = 32;

    private PeriodColumn() {}

    static void write(ByteWriter out, SeriesBlock block, boolean codes, Dictionary dictionary, long[] scratch) {
        int n = block.size();
        if (n == 0) {
            return;
        }
        if (codes && complete(block)) {
            writeCodes(out, block, dictionary, scratch);
            return;
        }
        String first = block.period(0);
        PeriodKind kind = first == null ? null : PeriodKind.guess(first);
        if (kind == null || !ordinals(block, kind, scratch)) {
            writeTexts(out, block);
            return;
        }
        write(out, kind, scratch, n);
    }

    /** Writes periods of one kind by their ordinals, which are lost. */
    static void write(ByteWriter out, PeriodKind kind, long[] scratch, int n) {
        long start = scratch[0];
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = n - 1; i > 0; i--) {
            long step = scratch[i] - scratch[i - 1];
            scratch[i] = step;
            min = Math.min(min, step);
            max = Math.max(max, step);
        }
        boolean even = n == 1 || min == max;
        out.u8(kind.ordinal() | (even ? EVEN : 0));
        out.zigzag(start);
        if (n == 1) {
            return;
        }
        out.zigzag(min);
        if (!even) {
            int width = 64 - Long.numberOfLeadingZeros(max - min);
            out.u8(width);
            for (int i = 1; i < n; i++) {
                scratch[i - 1] = scratch[i] - min;
            }
            out.bits(scratch, n - 1, width);
        }
    }

    static void read(ByteReader in, SeriesBlock block, int n, Dictionary dictionary, long[] scratch) {
        if (n == 0) {
            return;
        }
        int form = in.u8();
        switch (form) {
            case CODES -> readCodes(in, block, n, dictionary, scratch);
            case TEXTS -> readTexts(in, block, n);
            default -> {
                PeriodKind kind = PeriodKind.stored(form & (EVEN - 1));
                long at = in.zigzag();
                block.add(kind.text(at), 0);
                if (n > 1) {
                    long min = in.zigzag();
                    in.bits(scratch, n - 1, (form & EVEN) != 0 ? 0 : in.u8(), min);
                    for (int i = 1; i < n; i++) {
                        at += scratch[i - 1];
                        block.add(kind.text(at), 0);
                    }
                }
            }
        }
    }

    /** Reads the ordinals of a column whose form is that of a kind. */
    static void ordinals(ByteReader in, int form, int n, long[] into) {
        long at = in.zigzag();
        if (n > 1) {
            long min = in.zigzag();
            in.bits(into, n - 1, (form & EVEN) != 0 ? 0 : in.u8(), min);
        }
        for (int i = 0; i < n; i++) {
            long step = i < n - 1 ? into[i] : 0;
            into[i] = at;
            at += step;
        }
    }

    /**
     * Fills the texts of the first and the last period where all are of one kind and rise, and nothing otherwise.
     *
     * @return true where the values may be periods all the same, of several kinds or falling
     */
    static boolean ends(ByteReader in, int n, long[] scratch, @Nullable String[] ends) {
        if (n == 0) {
            return false;
        }
        int form = in.u8();
        if (form == CODES || form == TEXTS) {
            return form == TEXTS;
        }
        PeriodKind kind = PeriodKind.stored(form & (EVEN - 1));
        long first = in.zigzag();
        long last = first;
        if (n > 1) {
            long min = in.zigzag();
            if (min < 0) {
                return true;
            }
            if ((form & EVEN) != 0) {
                last += min * (n - 1);
            } else {
                in.bits(scratch, n - 1, in.u8(), min);
                for (int i = 0; i < n - 1; i++) {
                    last += scratch[i];
                }
            }
        }
        ends[0] = kind.text(first);
        ends[1] = kind.text(last);
        return false;
    }

    private static boolean complete(SeriesBlock block) {
        for (int i = 0; i < block.size(); i++) {
            if (block.period(i) == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean ordinals(SeriesBlock block, PeriodKind kind, long[] into) {
        for (int i = 0; i < block.size(); i++) {
            String text = block.period(i);
            long ordinal = text == null ? PeriodKind.NONE : kind.ordinal(text);
            if (ordinal == PeriodKind.NONE) {
                return false;
            }
            into[i] = ordinal;
        }
        return true;
    }

    private static void writeCodes(ByteWriter out, SeriesBlock block, Dictionary dictionary, long[] scratch) {
        long min = Long.MAX_VALUE;
        long max = 0;
        for (int i = 0; i < block.size(); i++) {
            String text = block.period(i);
            long id = text == null ? 0 : dictionary.id(text);
            scratch[i] = id;
            min = Math.min(min, id);
            max = Math.max(max, id);
        }
        for (int i = 0; i < block.size(); i++) {
            scratch[i] -= min;
        }
        int width = 64 - Long.numberOfLeadingZeros(max - min);
        out.u8(CODES);
        out.varlong(min);
        out.u8(width);
        out.bits(scratch, block.size(), width);
    }

    private static void readCodes(ByteReader in, SeriesBlock block, int n, Dictionary dictionary, long[] scratch) {
        long min = in.varlong();
        in.bits(scratch, n, in.u8(), min);
        for (int i = 0; i < n; i++) {
            block.add(dictionary.text((int) scratch[i]), 0);
        }
    }

    private static void writeTexts(ByteWriter out, SeriesBlock block) {
        out.u8(TEXTS);
        String before = "";
        for (int i = 0; i < block.size(); i++) {
            String text = block.period(i);
            if (text == null) {
                out.varint(0);
                continue;
            }
            int shared = shared(before, text);
            out.varint(shared + 1);
            out.text(text.substring(shared));
            before = text;
        }
    }

    private static void readTexts(ByteReader in, SeriesBlock block, int n) {
        String before = "";
        for (int i = 0; i < n; i++) {
            int shared = in.varint();
            @Nullable String text = null;
            if (shared > 0) {
                text = before.substring(0, shared - 1) + in.text();
                before = text;
            }
            block.add(text, 0);
        }
    }

    /** Length of the common beginning, never cutting a surrogate pair in two. */
    private static int shared(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int i = 0;
        while (i < most && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
    }
}
