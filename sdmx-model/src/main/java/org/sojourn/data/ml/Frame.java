package org.sojourn.data.ml;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;

/** What one element says (a series, an observation, a group): values by component, where it stands. Used again and again. */
final class Frame {

    final @Nullable String[] dimensions;
    final @Nullable Value[] columns;
    final @Nullable Value[] uppers;
    List<Annotation> annotations = List.of();
    long position;

    /** A fault of this element was told already: not again for each of its observations. */
    boolean refused;

    /** Counts the elements that this frame has held, so that one can tell whether it is another by now. */
    private long serial;

    private boolean anyColumn;
    private boolean anyUpper;

    Frame(ComponentIndex index) {
        this.dimensions = new String[index.dimensions()];
        this.columns = new Value[index.columns()];
        this.uppers = new Value[index.uppers()];
    }

    void begin(long place) {
        Arrays.fill(dimensions, null);
        if (anyColumn) {
            Arrays.fill(columns, null);
        }
        if (anyUpper) {
            Arrays.fill(uppers, null);
        }
        anyColumn = false;
        anyUpper = false;
        refused = false;
        annotations = List.of();
        position = place;
        serial++;
    }

    long serial() {
        return serial;
    }

    /** Takes over key and observation values of another element, without its attributes from above and annotations. */
    void beginAsObservation(Frame other) {
        begin(other.position);
        System.arraycopy(other.dimensions, 0, dimensions, 0, dimensions.length);
        System.arraycopy(other.columns, 0, columns, 0, columns.length);
        anyColumn = other.anyColumn;
    }

    /** True for an element that says nothing at all. */
    boolean empty() {
        for (String d : dimensions) {
            if (d != null) {
                return false;
            }
        }
        return !anyColumn && !anyUpper && annotations.isEmpty();
    }

    void column(int index, Value value) {
        columns[index] = value;
        anyColumn = true;
    }

    void upper(int index, Value value) {
        uppers[index] = value;
        anyUpper = true;
    }

    /** True where it has a measure or an attribute of observations. */
    boolean anyColumn() {
        return anyColumn;
    }

    /** True where it has an attribute from above the observation. */
    boolean anyUpper() {
        return anyUpper;
    }
}
