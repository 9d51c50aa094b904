package org.sojourn.data.ml;

import java.util.Arrays;
import org.sojourn.data.DataSink;

/** Plain series in the structure-specific layout: {@code <Series FREQ="A"><Obs TIME_PERIOD="2020" OBS_VALUE="1"/></Series>}. */
final class SpecificScanner extends SeriesScanner {

    private static final byte[] SERIES = XmlEmitter.ascii("<Series");
    private static final byte[] SERIES_END = XmlEmitter.ascii("</Series>");
    private static final byte[] OBS = XmlEmitter.ascii("<Obs");
    private static final int MOST = 64;

    private final Names series = new Names();
    private final Names observation = new Names();

    /** The names that an element had last, with what stands around them: the next mostly has the same in the same order. */
    private static final class Names {
        byte[][] texts = new byte[MOST][];
        int[] slots = new int[MOST];
        int size;
    }

    SpecificScanner(ComponentIndex index, SeriesAssembler assembler, DataSink sink) {
        super(index, assembler, sink);
    }

    @Override
    void head() {
        expect(SERIES);
        values(series, true);
        if (next(0) != '>') {
            throw Unusual.HERE;
        }
        at++;
    }

    @Override
    boolean observation() {
        if (next(1) == '/') {
            expect(SERIES_END);
            return false;
        }
        expect(OBS);
        values(observation, false);
        if (next(0) != '/' || next(1) != '>') {
            throw Unusual.HERE;
        }
        at += 2;
        return true;
    }

    /** Reads attributes up to the end of the tag. */
    private void values(Names names, boolean ofSeries) {
        for (int i = 0; ; i++) {
            int slot;
            if (i < names.size && skip(names.texts[i])) {
                slot = names.slots[i];
            } else if (next(0) == ' ') {
                slot = learn(names, i);
            } else {
                return;
            }
            int from = value();
            if (ofSeries) {
                ofSeries(slot, from, at - 1);
            } else {
                ofObservation(slot, from, at - 1);
            }
        }
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
