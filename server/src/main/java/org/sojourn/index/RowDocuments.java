package org.sojourn.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.SeriesRow;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.KeyOrder;
import org.sojourn.store.pack.SeriesKey;
import org.sojourn.store.pack.SeriesOutline;
import org.sojourn.store.pack.SeriesPack;

/** Makes documents of rows. The documents are lists that are filled again and again: index one before asking for the next. */
final class RowDocuments {

    private final Dictionary dictionary;
    private final int[] ids;
    private final List<IndexableField> document = new ArrayList<>();
    private final Field row = new StringField(Layout.ROW, new BytesRef(), Field.Store.NO);
    private final Field seriesKind = new StringField(Layout.KIND, Layout.SERIES, Field.Store.NO);
    private final Field attributesKind = new StringField(Layout.KIND, Layout.ATTRIBUTES, Field.Store.NO);
    private final Field[] terms;
    private final Field[] values;
    private final Field pack = new BinaryDocValuesField(Layout.PACK, new BytesRef());
    private final Field mask = new StringField(Layout.MASK, new BytesRef(), Field.Store.NO);
    private final Field chunk = new NumericDocValuesField(Layout.CHUNK, 0);
    private final Field observations = new NumericDocValuesField(Layout.OBSERVATIONS, 0);
    private final Field seq = new NumericDocValuesField(Layout.SEQ, 0);
    private final Field begin = new NumericDocValuesField(Layout.BEGIN, 0);
    private final Field end = new NumericDocValuesField(Layout.END, 0);
    private final Field times = new SortedDocValuesField(Layout.TIMES, new BytesRef());
    private final SeriesOutline outline = new SeriesOutline();
    private final SeriesPack packs = new SeriesPack();
    private final SeriesBlock periodsOnly = new SeriesBlock(NO_COLUMNS);

    /** The UTF-8 form of texts by dictionary id. */
    private BytesRef[] texts = new BytesRef[256];

    private final Map<String, Span> spans = new HashMap<>();

    /** Unpacking for this structure gives periods and passes over everything else. */
    private static final DataStructureView NO_COLUMNS = new DataStructureView(
            new DataStructure(
                    Maintenance.of("SOJOURN", Version.NONE, Naming.of("NO_COLUMNS", LocalisedText.EMPTY)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    false,
                    Map.of()),
            Optional.empty(),
            Map.of(),
            Map.of());

    private record Span(long begin, long end) {

        /** Of what is no period of time nothing is known. */
        static final Span UNKNOWN = new Span(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    RowDocuments(KeyOrder order, Dictionary dictionary) {
        this.dictionary = dictionary;
        int dimensions = order.dimensions().size();
        ids = new int[dimensions];
        terms = new Field[dimensions];
        values = new Field[dimensions];
        for (int i = 0; i < dimensions; i++) {
            terms[i] = new StringField(Layout.term(i), new BytesRef(), Field.Store.NO);
            values[i] = new SortedDocValuesField(Layout.dimension(i), new BytesRef());
        }
    }

    List<IndexableField> of(SeriesRow from, byte[] bytes) {
        document.clear();
        row.setBytesValue(Layout.seriesRow(from.key(), from.chunk()));
        document.add(row);
        document.add(seriesKind);
        SeriesKey.decode(from.key(), ids);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != 0) {
                BytesRef text = text(ids[i]);
                terms[i].setBytesValue(text);
                values[i].setBytesValue(text);
                document.add(terms[i]);
                document.add(values[i]);
            }
        }
        chunk.setLongValue(from.chunk());
        document.add(chunk);
        outline.read(bytes, 0, bytes.length);
        observations.setLongValue(outline.observations());
        document.add(observations);
        Span span = span(bytes);
        begin.setLongValue(span.begin);
        document.add(begin);
        end.setLongValue(span.end);
        document.add(end);
        int length = outline.timesTo() - outline.timesFrom();
        if (length > 0 && length <= Layout.LONGEST_TIMES) {
            times.setBytesValue(new BytesRef(bytes, outline.timesFrom(), length));
            document.add(times);
        }
        finish(from.seq(), bytes);
        return document;
    }

    List<IndexableField> of(AttributeRow from, byte[] bytes) {
        document.clear();
        row.setBytesValue(Layout.attributeRow(from.key()));
        document.add(row);
        document.add(attributesKind);
        SeriesKey.decode(from.key(), ids);
        byte[] places = new byte[ids.length];
        for (int i = 0; i < ids.length; i++) {
            places[i] = (byte) (ids[i] == 0 ? '0' : '1');
            if (ids[i] != 0) {
                values[i].setBytesValue(text(ids[i]));
                document.add(values[i]);
            }
        }
        mask.setBytesValue(new BytesRef(places));
        document.add(mask);
        finish(from.seq(), bytes);
        return document;
    }

    private void finish(long number, byte[] bytes) {
        seq.setLongValue(number);
        document.add(seq);
        pack.setBytesValue(new BytesRef(bytes));
        document.add(pack);
    }

    private BytesRef text(int id) {
        if (id >= texts.length) {
            texts = Arrays.copyOf(texts, Math.max(id + 1, texts.length * 2));
        }
        BytesRef known = texts[id];
        if (known == null) {
            known = new BytesRef(dictionary.text(id));
            texts[id] = known;
        }
        return known;
    }

    private Span span(byte[] bytes) {
        String first = outline.firstPeriod();
        String last = outline.lastPeriod();
        if (first != null && last != null) {
            return new Span(span(first).begin, span(last).end);
        }
        if (!outline.irregular()) {
            return Span.UNKNOWN;
        }
        packs.decode(bytes, dictionary, periodsOnly);
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < periodsOnly.size(); i++) {
            String period = periodsOnly.period(i);
            Span span = period == null ? Span.UNKNOWN : span(period);
            if (span.equals(Span.UNKNOWN)) {
                return span;
            }
            earliest = Math.min(earliest, span.begin);
            latest = Math.max(latest, span.end);
        }
        return new Span(earliest, latest);
    }

    private Span span(String period) {
        if (spans.size() > 100_000) {
            spans.clear();
        }
        return spans.computeIfAbsent(period, text -> {
            long start = Periods.start(text, TimePeriod.FIRST_OF_JANUARY);
            return start == Periods.NONE
                    ? Span.UNKNOWN
                    : new Span(start, Periods.end(text, TimePeriod.FIRST_OF_JANUARY));
        });
    }
}
