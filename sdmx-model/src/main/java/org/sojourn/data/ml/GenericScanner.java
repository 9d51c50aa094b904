package org.sojourn.data.ml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.sojourn.data.DataSink;
import org.sojourn.model.Measure;

/** Plain series in the generic layout of 2.1, whatever prefix it is written with. */
final class GenericScanner extends SeriesScanner {

    private static final byte[] VALUE = XmlEmitter.ascii(" value=\"");
    private static final byte[] END = XmlEmitter.ascii("/>");
    private static final int MOST = 64;

    private final Predicate<String> declared;
    private final byte[] pivot;
    private final Names key = new Names();
    private final Names ofSeries = new Names();
    private final Names ofObservation = new Names();

    /** The tags with the prefix of the message; empty while it is not known. */
    private byte[] series = {};

    private byte[] seriesEnd = {};
    private byte[] seriesKey = {};
    private byte[] seriesKeyEnd = {};
    private byte[] attributes = {};
    private byte[] attributesEnd = {};
    private byte[] observation = {};
    private byte[] observationEnd = {};
    private byte[] dimension = {};
    private byte[] measure = {};
    private byte[] value = {};

    /** The Value elements that a list had last, up to their values: the next mostly has the same in the same order. */
    private static final class Names {
        final byte[][] texts = new byte[MOST][];
        final int[] slots = new int[MOST];
        int size;
    }

    /** @param declared tells whether a prefix is declared around the series */
    GenericScanner(ComponentIndex index, SeriesAssembler assembler, DataSink sink, Predicate<String> declared) {
        super(index, assembler, sink);
        this.declared = declared;
        this.pivot = XmlEmitter.ascii(" id=\"" + index.dimension(index.observationDimension()) + "\"");
    }

    /** True where the value of an observation is the first column of blocks. */
    static boolean knowsMeasure(ComponentIndex index) {
        return index.slot(Measure.OBS_VALUE) == index.dimensions();
    }

    private void learnTags() {
        if (next(0) != '<') {
            throw Unusual.HERE;
        }
        int p = 1;
        while (Character.isLetterOrDigit(next(p))) {
            p++;
        }
        String prefix = "";
        if (next(p) == ':') {
            prefix = new String(bytes, at + 1, p, StandardCharsets.ISO_8859_1);
            if (!declared.test(prefix.substring(0, p - 1))) {
                throw Unusual.HERE;
            }
        }
        series = XmlEmitter.ascii("<" + prefix + "Series>");
        seriesEnd = XmlEmitter.ascii("</" + prefix + "Series>");
        seriesKey = XmlEmitter.ascii("<" + prefix + "SeriesKey>");
        seriesKeyEnd = XmlEmitter.ascii("</" + prefix + "SeriesKey>");
        attributes = XmlEmitter.ascii("<" + prefix + "Attributes>");
        attributesEnd = XmlEmitter.ascii("</" + prefix + "Attributes>");
        observation = XmlEmitter.ascii("<" + prefix + "Obs>");
        observationEnd = XmlEmitter.ascii("</" + prefix + "Obs>");
        dimension = XmlEmitter.ascii("<" + prefix + "ObsDimension");
        measure = XmlEmitter.ascii("<" + prefix + "ObsValue value=\"");
        value = XmlEmitter.ascii("<" + prefix + "Value id=\"");
        key.size = 0;
        ofSeries.size = 0;
        ofObservation.size = 0;
    }

    @Override
    void head() {
        if (series.length == 0 || !skip(series)) {
            learnTags();
            expect(series);
        }
        blanks();
        expect(seriesKey);
        values(key, seriesKeyEnd, true, true);
        blanks();
        if (skip(attributes)) {
            values(ofSeries, attributesEnd, true, false);
        }
    }

    @Override
    boolean observation() {
        if (next(1) == '/') {
            expect(seriesEnd);
            return false;
        }
        expect(observation);
        blanks();
        expect(dimension);
        skip(pivot);
        expect(VALUE);
        int from = value();
        ofObservation(index.observationDimension(), from, at - 1);
        expect(END);
        blanks();
        if (skip(measure)) {
            from = value();
            ofObservation(index.dimensions(), from, at - 1);
            expect(END);
            blanks();
        }
        if (skip(attributes)) {
            values(ofObservation, attributesEnd, false, false);
            blanks();
        }
        expect(observationEnd);
        return true;
    }

    /** Reads Value elements up to the end of their list. */
    private void values(Names names, byte[] end, boolean atSeries, boolean dimensions) {
        for (int i = 0; ; i++) {
            blanks();
            int slot;
            if (i < names.size && skip(names.texts[i])) {
                slot = names.slots[i];
            } else if (skip(end)) {
                return;
            } else {
                slot = learn(names, i, dimensions);
            }
            int from = value();
            if (atSeries) {
                ofSeries(slot, from, at - 1);
            } else {
                ofObservation(slot, from, at - 1);
            }
            expect(END);
        }
    }

    private int learn(Names names, int i, boolean dimensions) {
        int start = at;
        expect(value);
        int from = value();
        int slot = slot(from, at - 1);
        expect(VALUE);
        if (slot < 0 || i == MOST || dimensions != slot < index.dimensions()) {
            throw Unusual.HERE;
        }
        names.texts[i] = Arrays.copyOfRange(bytes, start, at);
        names.slots[i] = slot;
        names.size = i + 1;
        return slot;
    }
}
