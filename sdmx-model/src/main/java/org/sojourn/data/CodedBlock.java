package org.sojourn.data;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SeriesBlock} says, in numbers: texts by id, the measure as mantissa and scale. Sources that have their data in
 * numbers hand them on so ({@link DataSink#coded}), and no text is made of what comes a million times.
 *
 * <p>It holds plain data only: a structure of one measure, a whole key, a period for each observation, and values that are
 * single texts; no annotations. Whatever is otherwise goes as a {@link SeriesBlock}. Like that it is a buffer, valid during the
 * call only, at most {@link SeriesBlock#CAPACITY} observations. An id means the same text in all blocks of one object, so that
 * sinks may keep by id what they made of a text.
 *
 * <p>Shapes: the arrays are longer than the number of observations; only {@code [0, size)} counts.
 */
public final class CodedBlock {

    /** In place of an id: there is no value. */
    public static final int NONE = -1;

    /** In place of an id for all: the observations differ. */
    public static final int VARIED = -2;

    /** In place of a scale: the measure is a text, and the mantissa its id. */
    public static final byte TEXT = -1;

    /** In place of a scale: the measure has no value. */
    public static final byte ABSENT = -2;

    /** The texts behind ids. */
    public interface Texts {

        /** The text as a shared value. */
        Value.Text value(int id);

        default String text(int id) {
            return value(id).text();
        }
    }

    private final DataStructureView structure;
    private final Texts[] keyTexts;
    private final Texts periodTexts;
    private final Texts valueTexts;
    private final int[] key;
    private final int[] same;
    private final int[][] ids;
    private int[] periods = new int[64];
    private long[] mantissas = new long[64];
    private byte[] scales = new byte[64];
    private long[] positions = new long[64];
    private long position;
    private int size;
    private boolean continued;
    private int periodsId;
    private boolean allNumbers;
    private Map<String, Value> attributes = Map.of();
    private int attributesId;
    private final SeriesBlock texts;

    /**
     * @param keyTexts by position of the series key
     * @param valueTexts those of all columns
     */
    public CodedBlock(DataStructureView structure, Texts[] keyTexts, Texts periodTexts, Texts valueTexts) {
        if (!suits(structure)) {
            throw new IllegalArgumentException("coded blocks are for structures of one measure");
        }
        this.structure = structure;
        this.keyTexts = keyTexts.clone();
        this.periodTexts = periodTexts;
        this.valueTexts = valueTexts;
        this.key = new int[structure.seriesDimensions().size()];
        this.same = new int[structure.observationComponents().size()];
        this.ids = new int[same.length][64];
        this.texts = new SeriesBlock(structure);
        Arrays.fill(same, NONE);
    }

    /** True for a structure whose data can come in such blocks. */
    public static boolean suits(DataStructureView structure) {
        return structure.measures().size() == 1
                && structure.observationDimension().isPresent();
    }

    public DataStructureView structure() {
        return structure;
    }

    /** Begins anew, with room for so many observations, whose periods and values are then put into the arrays. */
    public void begin(int observations, boolean goesOn) {
        if (observations > periods.length) {
            int room = Math.min(SeriesBlock.CAPACITY, Math.max(observations, periods.length * 2));
            periods = Arrays.copyOf(periods, room);
            mantissas = new long[room];
            scales = new byte[room];
            positions = new long[room];
            for (int c = 0; c < ids.length; c++) {
                ids[c] = new int[room];
            }
        }
        size = observations;
        continued = goesOn;
        periodsId = 0;
        allNumbers = false;
        Arrays.fill(same, NONE);
    }

    /** Makes the arrays longer where they are full, up to the capacity; what they hold stays. */
    public void grow() {
        int room = Math.min(SeriesBlock.CAPACITY, periods.length * 4);
        periods = Arrays.copyOf(periods, room);
        mantissas = Arrays.copyOf(mantissas, room);
        scales = Arrays.copyOf(scales, room);
        positions = Arrays.copyOf(positions, room);
        for (int c = 0; c < ids.length; c++) {
            ids[c] = Arrays.copyOf(ids[c], room);
        }
    }

    /** Says how many observations there are after all. */
    public void size(int observations) {
        size = observations;
    }

    /** Where the series stands in the message, as {@link org.sojourn.rules.Location#position(int, int)} has it; 0 if unknown. */
    public long position() {
        return position;
    }

    public void at(long place) {
        position = place;
    }

    /** Where observations stand in the message, to be filled or read. */
    public long[] positions() {
        return positions;
    }

    /** The number of observations. */
    public int size() {
        return size;
    }

    /** True where this block goes on with the series of the block before. */
    public boolean continued() {
        return continued;
    }

    /** Ids of the key by position, to be filled or read. */
    public int[] key() {
        return key;
    }

    public String keyText(int position) {
        return keyText(position, key[position]);
    }

    /** The text behind an id at a position of the key. */
    public String keyText(int position, int id) {
        return keyTexts[position].text(id);
    }

    /** Ids of the observation dimension's values, to be filled or read. */
    public int[] periods() {
        return periods;
    }

    /** A number that only equal periods have in blocks of one object, in this order; 0 where the source did not compare. */
    public int periodsId() {
        return periodsId;
    }

    public void periodsId(int id) {
        periodsId = id;
    }

    /** True where the source knows that every observation has a number; false says nothing. */
    public boolean allNumbers() {
        return allNumbers;
    }

    public void allNumbers(boolean known) {
        allNumbers = known;
    }

    public String periodText(int observation) {
        return periodTexts.text(periods[observation]);
    }

    /** Mantissas of the measure; ids of texts where the scale is {@link #TEXT}. To be filled or read. */
    public long[] mantissas() {
        return mantissas;
    }

    /** Digits after the point, from 0 to 18; {@link #TEXT} or {@link #ABSENT}. To be filled or read. */
    public byte[] scales() {
        return scales;
    }

    /** What all observations have in a column: an id, {@link #NONE}, or {@link #VARIED}. Column 0 is the measure's, see there. */
    public int same(int column) {
        return same[column];
    }

    /** Says that all observations have this id in a column, or {@link #VARIED} where {@link #ids} holds one for each. */
    public void same(int column, int id) {
        same[column] = id;
    }

    /** The ids of a column, {@link #NONE} for no value; they count where {@link #same} is {@link #VARIED}. */
    public int[] ids(int column) {
        return ids[column];
    }

    /** The id that an observation has in a column. */
    public int id(int column, int observation) {
        return same[column] == VARIED ? ids[column][observation] : same[column];
    }

    /** The value behind the id of a column. */
    public Value.Text value(int id) {
        return valueTexts.value(id);
    }

    /** The attributes of the series; never changed once given. */
    public Map<String, Value> attributes() {
        return attributes;
    }

    /** A number that equal attributes have in blocks of one object, and others never. */
    public int attributesId() {
        return attributesId;
    }

    public void attributes(int id, Map<String, Value> values) {
        attributesId = id;
        attributes = values;
    }

    /** The same in texts. A buffer: valid until the next call. */
    public SeriesBlock texts() {
        texts.clear();
        for (int i = 0; i < key.length; i++) {
            texts.key()[i] = keyText(i);
        }
        if (continued) {
            texts.continueSeries();
        }
        texts.attributes().putAll(attributes);
        texts.at(position);
        for (int i = 0; i < size; i++) {
            texts.add(periodText(i), positions[i]);
            texts.set(0, i, measure(i));
            for (int c = 1; c < same.length; c++) {
                int id = id(c, i);
                texts.set(c, i, id == NONE ? null : value(id));
            }
        }
        return texts;
    }

    /** The measure of an observation; null where it has none. */
    public @Nullable Value measure(int observation) {
        return switch (scales[observation]) {
            case ABSENT -> null;
            case TEXT -> value((int) mantissas[observation]);
            default -> Value.of(Decimals.text(mantissas[observation], scales[observation]));
        };
    }
}
