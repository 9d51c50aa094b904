package org.sojourn.store.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.Value;

/** Reads columns of periods as numbers of a table. One that is the same bytes as the one before gives the same numbers. */
final class CodedPeriods implements CodedBlock.Texts {

    /** Different periods that are kept: two centuries of days. */
    private static final int MOST = 80_000;

    private final List<Value.Text> texts = new ArrayList<>();
    private final Map<Long, Integer> ids = new HashMap<>();
    private long[] ordinals = new long[64];
    private int[] last = new int[0];
    private int lastSize = -1;
    private byte[] lastBytes = {};
    private int number;

    @Override
    public Value.Text value(int id) {
        return texts.get(id);
    }

    /** A number for the periods that were read last: as long as they stay the same, so does it. */
    int number() {
        return number;
    }

    /** False where they are no periods of one kind, or where there are too many different ones. */
    boolean read(ByteReader in, int n, int[] into) {
        if (n == lastSize && in.startsWith(lastBytes)) {
            in.skip(lastBytes.length);
            System.arraycopy(last, 0, into, 0, n);
            return true;
        }
        int start = in.position();
        int form = in.u8();
        if (form == PeriodColumn.CODES || form == PeriodColumn.TEXTS || texts.size() > MOST) {
            return false;
        }
        if (ordinals.length < n) {
            ordinals = new long[n];
            last = new int[n];
        }
        if (last.length < n) {
            last = new int[n];
        }
        PeriodColumn.ordinals(in, form, n, ordinals);
        PeriodKind kind = PeriodKind.stored(form & (PeriodColumn.EVEN - 1));
        for (int i = 0; i < n; i++) {
            into[i] = id(kind, ordinals[i]);
        }
        System.arraycopy(into, 0, last, 0, n);
        lastSize = n;
        lastBytes = in.since(start);
        number++;
        return true;
    }

    private int id(PeriodKind kind, long ordinal) {
        long name = ordinal * 32 + kind.ordinal();
        Integer known = ids.get(name);
        if (known == null) {
            known = texts.size();
            ids.put(name, known);
            texts.add(new Value.Text(kind.text(ordinal)));
        }
        return known;
    }
}
