package org.sojourn.data.fragment;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;

/**
 * How a format spells a series, in pieces that {@link FragmentWriter} asks for once and puts together again and again:
 *
 * <pre>
 * open key key ... key head  (period number rest)  (period number rest) ... close
 * </pre>
 *
 * In formats of rows ({@link #rows}) open and keys come again before each period but the first, and there is neither head nor
 * close. Where an observation has no number, its text stands there, or nothing.
 *
 * <p>The pieces are UTF-8 and together are byte for byte what the format's own writer would write for the same block.
 */
public interface SeriesSpelling {

    /** True where each observation is a row that begins with the key. */
    boolean rows();

    /** True for a column of observations whose values this spelling can write. */
    boolean takes(int column);

    /** True for attributes that can stand at the series as they are. */
    boolean takes(Map<String, Value> attributes);

    byte[] open();

    /** The value of a dimension, by position of the series key. */
    byte[] key(int position, String code);

    byte[] head(Map<String, Value> attributes);

    /**
     * The beginning of an observation.
     *
     * @param first true for the first of a series
     * @param measured true where a value of the measure follows
     */
    byte[] period(String period, boolean first, boolean measured);

    /** A value of the measure that is no plain number. */
    byte[] text(String value);

    /**
     * The rest of an observation, up to its end.
     *
     * @param measured true where a value of the measure stands before it
     * @param values by column of the observation, null where there is none; the first is the measure's and is always null
     */
    byte[] rest(boolean measured, Value.@Nullable Text[] values, Map<String, Value> attributes);

    byte[] close();
}
