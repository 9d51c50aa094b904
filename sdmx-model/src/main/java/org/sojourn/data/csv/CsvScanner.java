package org.sojourn.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.ByteTable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Decimals;
import org.sojourn.data.RowAssembler;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/**
 * Reads runs of plain rows straight from the bytes: rows of the data set at hand with their whole key and period, in ASCII, one
 * to a line. The first row that is otherwise ends the run, and the reader goes on with it; so whatever is wrong is found,
 * and told, by the reader alone.
 *
 * <p>Rows of one series differ by a few columns in the middle; what stands before and after those is compared with the row
 * before as a whole.
 */
final class CsvScanner {

    /** Texts, or sets of attributes, before all ids are given anew: memory must not grow with the data. */
    private static final int MOST = 30_000;

    /** A run of fewer rows costs more than it saves. */
    private static final int WORTH = 8;

    private static final int PATIENT = 1000;

    /** Ends of rows that are kept. */
    private static final int TAILS = 8;

    /** What stands behind the columns that differ from row to row, to the end of the line, and what it means. */
    private record Tail(byte[] bytes, int[] values) {}

    private enum Field {
        /** Must be what it was when the data set began. */
        FIXED,
        /** Not read. */
        SKIP,
        /** Must be empty. */
        EMPTY,
        KEY,
        PERIOD,
        MEASURE,
        COLUMN,
        ABOVE
    }

    private final DataStructureView structure;
    private final RowAssembler rows;
    private final DataSink sink;
    private final byte separator;

    /** True where no number can go on behind a separator. */
    private final boolean endsNumbers;

    private final Field[] fields;
    private final int[] positions;
    private final boolean[] arrays;
    private final char subSeparator;
    private final byte[][] fixed;

    /** The columns from here on differ from row to row, and before {@code tail}. */
    private final int head;

    private final int tail;
    private final int columns;

    /** Positions of attributes above the series, and of the dimensions that they depend on. */
    private final int[] aboveSeries;

    private final int[] aboveSeriesKey;
    private final int[] ofSeries;
    private final int[] ofSeriesKey;
    private Tables tables;

    private CsvText text;
    private byte[] bytes = {};
    private int at;
    private int limit;
    private int line;

    /** The field at hand: where its text is. */
    private byte[] source = {};

    private int from;
    private int to;

    // The row at hand.
    private final int[] key;
    private final int[] above;
    private final int[] observed;
    private final long[] mantissa = new long[1];
    private final byte[] scale = new byte[1];
    private int period;

    // What was there last.
    private byte[] headBytes = {};
    private final @Nullable Tail[] tails = new Tail[TAILS];
    private int lastTail;

    /** The tail whose values are those of the row at hand. */
    private @Nullable Tail present;

    /** The row differs from the one before in what stands between head and tail only, so that nothing else need be compared. */
    private boolean repeated;

    /** True where all dimensions of the key stand in the head, and everything above observations in the tail. */
    private final boolean divided;

    private final int[] toldAbove;
    private final int[] seriesAbove;

    // The series in the block.
    private boolean pending;
    private int count;
    private final boolean[] varied;

    private int patience = 1;
    private int waiting;

    /** Says that the row needs the reader. */
    private boolean unusual;

    /** Says that the row needs the reader only because that has begun its series. */
    private boolean open;

    /** What ids mean, and the block that carries them. */
    private static final class Tables {
        final ByteTable[] keys;
        final long[][] keyHashes;
        final ByteTable periods = new ByteTable();
        final ByteTable values = new ByteTable();
        final Map<List<Integer>, Integer> attributeIds = new HashMap<>();
        final CodedBlock block;

        Tables(DataStructureView structure) {
            keys = new ByteTable[structure.seriesDimensions().size()];
            Arrays.setAll(keys, i -> new ByteTable());
            keyHashes = new long[keys.length][64];
            block = new CodedBlock(structure, keys, periods, values);
        }

        boolean full() {
            return values.size() + periods.size() + attributeIds.size() > MOST
                    || Arrays.stream(keys).anyMatch(k -> k.size() > MOST);
        }
    }

    private CsvScanner(
            CsvHeader header,
            List<String> row,
            CsvColumns cells,
            DataStructureView structure,
            RowAssembler rows,
            DataSink sink) {
        this.structure = structure;
        this.rows = rows;
        this.sink = sink;
        this.separator = (byte) header.separator();
        this.endsNumbers = "0123456789.".indexOf(header.separator()) < 0;
        int size = header.columns().size();
        fields = new Field[size];
        positions = new int[size];
        arrays = new boolean[size];
        subSeparator = header.subSeparator();
        fixed = new byte[size][];
        for (int i = 0; i < size; i++) {
            boolean names = i == header.structureColumn()
                    || i == header.actionColumn()
                    || i == header.agreementColumn()
                    || (header.version2() && i == 0);
            fields[i] = names ? Field.FIXED : Field.SKIP;
            fixed[i] = row.get(i).getBytes(StandardCharsets.UTF_8);
        }
        for (CsvColumns.Cell cell : cells.cells()) {
            boolean plain = !cell.markup() && cell.languages().isEmpty();
            arrays[cell.index()] = cell.array();
            positions[cell.index()] = cell.position();
            fields[cell.index()] = !plain
                    ? Field.EMPTY
                    : switch (cell.target()) {
                        case KEY -> Field.KEY;
                        case PERIOD -> Field.PERIOD;
                        case OBSERVED -> cell.position() == 0 ? Field.MEASURE : Field.COLUMN;
                        case ABOVE -> Field.ABOVE;
                    };
        }
        int first = 0;
        while (first < size
                && (fields[first] == Field.FIXED || fields[first] == Field.KEY || fields[first] == Field.SKIP)) {
            first++;
        }
        int last = size;
        while (last > first && fields[last - 1] != Field.PERIOD && fields[last - 1] != Field.MEASURE) {
            last--;
        }
        head = first;
        tail = last;
        boolean parted = true;
        for (int i = 0; i < size; i++) {
            parted &= (fields[i] != Field.KEY || i < head) && (fields[i] != Field.ABOVE || i >= tail);
        }
        divided = parted && tail < size;
        columns = structure.observationComponents().size();
        key = new int[structure.seriesDimensions().size()];
        above = new int[rows.attributes()];
        observed = new int[columns];
        Arrays.fill(above, CodedBlock.NONE);
        Arrays.fill(observed, CodedBlock.NONE);
        scale[0] = CodedBlock.ABSENT;
        varied = new boolean[columns];
        aboveSeries =
                IntStream.range(0, above.length).filter(a -> !rows.ofSeries(a)).toArray();
        ofSeries = IntStream.range(0, above.length).filter(rows::ofSeries).toArray();
        aboveSeriesKey = Arrays.stream(aboveSeries)
                .flatMap(a -> Arrays.stream(rows.dependsOn(a)))
                .distinct()
                .toArray();
        ofSeriesKey = Arrays.stream(ofSeries)
                .limit(1)
                .flatMap(a -> Arrays.stream(rows.dependsOn(a)))
                .toArray();
        toldAbove = new int[aboveSeries.length + aboveSeriesKey.length];
        seriesAbove = new int[ofSeries.length];
        tables = new Tables(structure);
        text = new CsvText(InputStream.nullInputStream());
        forget();
    }

    /**
     * A scanner for the data set that begins with this row, where its rows may be plain; else null.
     *
     * @param row its fields
     */
    static @Nullable CsvScanner of(
            CsvHeader header,
            List<String> row,
            CsvColumns cells,
            DataStructureView structure,
            RowAssembler rows,
            DataSink sink) {
        boolean suits = CodedBlock.suits(structure)
                && !header.labelled()
                && cells.missingDimensions().isEmpty()
                && header.separator() < 128
                && header.separator() != '"'
                && row.size() >= header.columns().size()
                && IntStream.range(0, rows.attributes())
                                .filter(rows::ofSeries)
                                .mapToObj(a -> Arrays.toString(rows.dependsOn(a)))
                                .distinct()
                                .count()
                        < 2;
        return suits ? new CsvScanner(header, row, cells, structure, rows, sink) : null;
    }

    /** After a row: reads what is plain, and leaves the text before what is not. */
    void run(CsvRecords records, CsvText source) throws IOException {
        if (--waiting > 0 || !records.drained() || rows.hasPending()) {
            return;
        }
        text = source;
        open = false;
        line = records.nextLine();
        int first = line;
        Arrays.fill(toldAbove, CodedBlock.VARIED);
        try {
            while (next()) {
                line++;
            }
        } finally {
            if (pending) {
                pending = false;
                seal();
                rows.resume(tables.block.texts());
                forget();
            }
        }
        records.nextLine(line);
        patience = open || line - first >= WORTH ? 1 : Math.min(patience * 2, PATIENT);
        waiting = patience;
    }

    /** Forgets everything that later rows are compared with. */
    private void forget() {
        headBytes = new byte[0];
        Arrays.fill(tails, null);
        present = null;
        Arrays.fill(toldAbove, CodedBlock.VARIED);
    }

    /** Reads one row; false where it is not plain, and then it was not read. */
    private boolean next() throws IOException {
        while (true) {
            bytes = text.bytes;
            at = text.at;
            limit = text.limit;
            unusual = false;
            if (!scan()) {
                headBytes = new byte[0];
                present = null;
                if (unusual || !text.more()) {
                    return false;
                }
                continue; // with more of the row
            }
            if (repeated && pending && count < SeriesBlock.CAPACITY) {
                add();
                text.at = at;
                return true;
            }
            if (!pending || !sameSeries()) {
                if (!begin()) {
                    return false;
                }
                if (!pending) {
                    continue; // by new ids
                }
            } else if (count == SeriesBlock.CAPACITY || !sameAttributes()) {
                return false;
            }
            add();
            text.at = at;
            return true;
        }
    }

    private boolean sameSeries() {
        return Arrays.equals(key, tables.block.key());
    }

    /** Reads the fields of a row up to the line after it; false where it is not plain or not all there. */
    private boolean scan() {
        int start = at;
        boolean known = headBytes.length > 0 && here(headBytes);
        if (known) {
            at += headBytes.length;
        } else {
            if (!fields(0, head)) {
                return false;
            }
            headBytes = Arrays.copyOfRange(bytes, start, at);
        }
        repeated = false;
        if (!fields(head, tail)) {
            return false;
        }
        if (tail == fields.length) {
            return true;
        }
        Tail before = present;
        if (before != null && here(before.bytes)) {
            at += before.bytes.length;
            repeated = known && divided;
            return true;
        }
        for (int i = 0; i < TAILS; i++) {
            Tail one = tails[(lastTail + i) % TAILS];
            if (one != null && here(one.bytes)) {
                lastTail = (lastTail + i) % TAILS;
                at += one.bytes.length;
                put(one.values);
                present = one;
                return true;
            }
        }
        present = null;
        int rest = at;
        if (!fields(tail, fields.length)) {
            return false;
        }
        lastTail = (lastTail + 1) % TAILS;
        Tail learnt = new Tail(Arrays.copyOfRange(bytes, rest, at), values());
        tails[lastTail] = learnt;
        present = learnt;
        return true;
    }

    /** The values of the columns of the tail. */
    private int[] values() {
        int[] all = new int[fields.length - tail];
        for (int i = tail; i < fields.length; i++) {
            all[i - tail] = fields[i] == Field.COLUMN
                    ? observed[positions[i]]
                    : fields[i] == Field.ABOVE ? above[positions[i]] : CodedBlock.NONE;
        }
        return all;
    }

    private void put(int[] all) {
        for (int i = tail; i < fields.length; i++) {
            if (fields[i] == Field.COLUMN) {
                observed[positions[i]] = all[i - tail];
            } else if (fields[i] == Field.ABOVE) {
                above[positions[i]] = all[i - tail];
            }
        }
    }

    private boolean here(byte[] expected) {
        int end = at + expected.length;
        return end <= limit && Arrays.equals(bytes, at, end, expected, 0, expected.length);
    }

    private boolean fields(int first, int end) {
        for (int i = first; i < end; i++) {
            if (i < fields.length - 1 && expected(fields[i])) {
                continue;
            }
            if (!field(i == fields.length - 1) || !take(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a field and the separator behind it where it is what mostly comes; false where not, and then it was not read. */
    private boolean expected(Field field) {
        return switch (field) {
            case MEASURE -> endsNumbers && number();
            case PERIOD -> period();
            case FIXED, SKIP, EMPTY, KEY, COLUMN, ABOVE -> false;
        };
    }

    /** Reads a measure in digits, and the separator behind it; false where it is otherwise, and then it was not read. */
    private boolean number() {
        int end = Decimals.parseUpTo(separator, bytes, at, limit, mantissa, scale, 0);
        if (end >= 0) {
            at = end + 1;
        }
        return end >= 0;
    }

    /** Reads a period that is expected here, and the separator behind it; false where it is another. */
    private boolean period() {
        int id = tables.periods.expected(bytes, at, limit, separator);
        if (id >= 0) {
            period = id;
            at += tables.periods.length(id) + 1;
        }
        return id >= 0;
    }

    /** Reads over one field and what ends it; its text is from {@code from} to {@code to}. */
    private boolean field(boolean last) {
        int p = at;
        source = bytes;
        if (p < limit && bytes[p] == '"') {
            from = ++p;
            boolean doubled = false;
            while (p < limit && (bytes[p] != '"' || (p + 1 < limit && bytes[p + 1] == '"'))) {
                if (bytes[p] < ' ') {
                    return refuse();
                }
                doubled |= bytes[p] == '"';
                p += bytes[p] == '"' ? 2 : 1;
            }
            to = p++;
            if (doubled && p < limit) {
                undouble();
            }
        } else {
            from = p;
            while (p < limit && bytes[p] != separator && bytes[p] != '\n' && bytes[p] != '\r') {
                if (bytes[p] < ' ') {
                    return refuse();
                }
                p++;
            }
            to = p;
        }
        if (p >= limit) {
            return false;
        }
        if (!last) {
            at = p + 1;
            return bytes[p] == separator || refuse();
        }
        if (bytes[p] == '\r' && ++p >= limit) {
            return false;
        }
        at = p + 1;
        return bytes[p] == '\n' || refuse();
    }

    /** Takes one of two quotes where they stand for one. */
    private void undouble() {
        byte[] single = new byte[to - from];
        int length = 0;
        for (int p = from; p < to; p++) {
            single[length++] = bytes[p];
            p += bytes[p] == '"' ? 1 : 0;
        }
        source = single;
        from = 0;
        to = length;
    }

    private boolean refuse() {
        unusual = true;
        return false;
    }

    private boolean take(int i) {
        boolean empty = from == to;
        switch (fields[i]) {
            case FIXED -> {
                return Arrays.equals(source, from, to, fixed[i], 0, fixed[i].length) || refuse();
            }
            case SKIP -> {}
            case EMPTY -> {
                return empty || refuse();
            }
            case KEY -> {
                if (empty || off()) {
                    return refuse();
                }
                key[positions[i]] = tables.keys[positions[i]].id(source, from, to);
            }
            case PERIOD -> {
                if (empty || off()) {
                    return refuse();
                }
                period = tables.periods.id(source, from, to);
            }
            case MEASURE -> {
                return measure(i, empty);
            }
            case COLUMN -> observed[positions[i]] = empty ? CodedBlock.NONE : value(i);
            case ABOVE -> above[positions[i]] = empty ? CodedBlock.NONE : value(i);
        }
        return !unusual;
    }

    private boolean off() {
        return to == from + 1 && source[from] == '~';
    }

    /** The id of a text; one that may be several values, or a number with a decimal comma, is for the reader. */
    private int value(int i) {
        boolean several = arrays[i] && (source[from] == '"' || holds(subSeparator));
        if (several || (separator != ',' && holds(','))) {
            unusual = true;
        }
        return tables.values.id(source, from, to);
    }

    private boolean holds(char wanted) {
        for (int p = from; p < to; p++) {
            if (source[p] == wanted) {
                return true;
            }
        }
        return false;
    }

    private boolean measure(int i, boolean empty) {
        if (empty) {
            scale[0] = CodedBlock.ABSENT;
        } else if (!Decimals.parse(source, from, to, mantissa, scale, 0)) {
            scale[0] = CodedBlock.TEXT;
            mantissa[0] = value(i);
        }
        return !unusual;
    }

    /** Makes the series of the row the one at hand, and passes on the one before; false where the reader must do it. */
    private boolean begin() throws IOException {
        open = !pending && rows.isOpen(keyTexts());
        if (open) {
            return false;
        }
        tellAbove();
        if (!agrees()) {
            return false;
        }
        if (pending) {
            pending = false;
            seal();
            sink.coded(tables.block);
        } else {
            rows.flush();
        }
        if (tables.full()) {
            tables = new Tables(structure);
            forget();
            return true;
        }
        CodedBlock block = tables.block;
        block.begin(0, false);
        System.arraycopy(key, 0, block.key(), 0, key.length);
        block.at(line);
        for (int i = 0; i < ofSeries.length; i++) {
            seriesAbove[i] = above[ofSeries[i]];
        }
        attributes(block);
        count = 0;
        pending = true;
        return true;
    }

    private String[] keyTexts() {
        String[] texts = new String[key.length];
        for (int i = 0; i < key.length; i++) {
            texts[i] = tables.keys[i].text(key[i]);
        }
        return texts;
    }

    /** Lets attributes above the series be told where they, or the key they belong to, are not those of the row before. */
    private void tellAbove() throws IOException {
        boolean same = true;
        for (int i = 0; i < aboveSeries.length; i++) {
            same &= toldAbove[i] == above[aboveSeries[i]];
        }
        for (int i = 0; i < aboveSeriesKey.length; i++) {
            same &= toldAbove[aboveSeries.length + i] == key[aboveSeriesKey[i]];
        }
        if (!same) {
            rows.begin(line);
            for (int i = 0; i < key.length; i++) {
                rows.key(i, tables.keys[i].text(key[i]));
            }
            for (int a : aboveSeries) {
                rows.above(a, above[a] == CodedBlock.NONE ? null : tables.values.value(above[a]));
            }
            rows.commitAbove();
            for (int i = 0; i < aboveSeries.length; i++) {
                toldAbove[i] = above[aboveSeries[i]];
            }
            for (int i = 0; i < aboveSeriesKey.length; i++) {
                toldAbove[aboveSeries.length + i] = key[aboveSeriesKey[i]];
            }
        }
    }

    /** True where no earlier run of the series had other attributes. */
    private boolean agrees() {
        if (ofSeries.length == 0) {
            return true;
        }
        long hash = RowAssembler.START;
        for (int p : ofSeriesKey) {
            hash = RowAssembler.mix(hash, keyHash(p));
        }
        for (int a : ofSeries) {
            if (above[a] != CodedBlock.NONE && !rows.agrees(a, hash, tables.values.value(above[a]), line)) {
                return false;
            }
        }
        return true;
    }

    private long keyHash(int position) {
        int id = key[position];
        long[] hashes = tables.keyHashes[position];
        if (id >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(id + 1, id * 2));
            tables.keyHashes[position] = hashes;
        }
        if (hashes[id] == 0) {
            hashes[id] = RowAssembler.hash(tables.keys[position].text(id));
        }
        return hashes[id];
    }

    private boolean sameAttributes() throws IOException {
        for (int i = 0; i < ofSeries.length; i++) {
            int id = above[ofSeries[i]];
            if (id != seriesAbove[i] && id != CodedBlock.NONE) {
                return false;
            }
        }
        tellAbove();
        return true;
    }

    private void attributes(CodedBlock block) {
        List<Integer> ids = Arrays.stream(seriesAbove).boxed().toList();
        Integer known = tables.attributeIds.get(ids);
        if (known != null && known == block.attributesId()) {
            return;
        }
        Map<String, Value> attributes = new LinkedHashMap<>();
        for (int i = 0; i < ofSeries.length; i++) {
            if (seriesAbove[i] != CodedBlock.NONE) {
                attributes.put(rows.attribute(ofSeries[i]), tables.values.value(seriesAbove[i]));
            }
        }
        if (known == null) {
            known = tables.attributeIds.size() + 1;
            tables.attributeIds.put(ids, known);
        }
        block.attributes(known, attributes);
    }

    private void add() {
        CodedBlock block = tables.block;
        if (count == block.periods().length) {
            block.grow();
        }
        block.periods()[count] = period;
        block.positions()[count] = line;
        block.mantissas()[count] = mantissa[0];
        block.scales()[count] = scale[0];
        for (int c = 1; c < columns; c++) {
            int[] ids = block.ids(c);
            ids[count] = observed[c];
            varied[c] = count > 0 && (varied[c] || observed[c] != ids[0]);
        }
        count++;
    }

    private void seal() {
        CodedBlock block = tables.block;
        block.size(count);
        for (int c = 1; c < columns; c++) {
            block.same(c, varied[c] ? CodedBlock.VARIED : block.ids(c)[0]);
        }
    }
}
