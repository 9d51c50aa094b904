package org.sojourn.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;

/**
 * How a provider's table is to be read, where a structure map cannot say it: which column is which component, which cells
 * are empty, what is written together in one cell, and which columns are measures side by side.
 *
 * @param id the short name by which people ask for it: the id of the structure map
 * @param map the structure map that the rows go through
 * @param reference what the data are named after: the target's dataflow, or an agreement for it
 * @param setId the id of the message that the rows become
 * @param names what the table is
 * @param delimiter between cells
 * @param columns components of the source structure by the heading of their column; other columns are left aside
 * @param constants values of source components that the table has no column for
 * @param missing texts that stand for an empty cell
 * @param fillers further texts that stand for an empty cell in some components: a zero that only fills the row
 * @param rows the only cells, by component, with which a row is read; others are left out, where a provider tells the same
 *     twice
 * @param split components whose cell may hold several values, by how they are told apart
 * @param measures measures of the source that stand side by side, and the target values that tell each apart; empty where
 *     the structure map alone says what is measured
 * @param wide how the table is read where the values of a component stand side by side; where {@code columns} has the value
 *     too, a table may come in either shape
 * @param unitRecords whether a row is a person or a case that would have to be counted
 * @param figures the file with such a table that comes along, below the folder of figures
 */
public record SourceLayout(
        String id,
        Urn map,
        Urn reference,
        String setId,
        LocalisedText names,
        char delimiter,
        Map<String, String> columns,
        Map<String, String> constants,
        List<String> missing,
        Map<String, List<String>> fillers,
        Map<String, List<String>> rows,
        Map<String, Split> split,
        Map<String, Map<String, String>> measures,
        Optional<Wide> wide,
        boolean unitRecords,
        Optional<String> figures) {

    public SourceLayout {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        constants = Map.copyOf(constants);
        missing = List.copyOf(missing);
        fillers = Map.copyOf(fillers);
        rows = Map.copyOf(rows);
        split = Map.copyOf(split);
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** The same table, its data named after something else. */
    public SourceLayout under(Urn otherReference) {
        return new SourceLayout(
                id,
                map,
                otherReference,
                setId,
                names,
                delimiter,
                columns,
                constants,
                missing,
                fillers,
                rows,
                split,
                measures,
                wide,
                unitRecords,
                figures);
    }

    /**
     * A table whose columns are the values of a component: years side by side.
     *
     * @param delimiter between cells of a table of this shape
     * @param joined what stands between the cells that the first column holds together, and between their names in its
     *     heading, which may end in a backslash and a name for what goes across; empty where each has a column
     * @param over the component whose values are the headings
     * @param value the component that the cells are of
     * @param headings which headings are such values; empty for all that are no columns of the layout
     * @param marks the component of what stands behind a value after a blank; empty where nothing does
     */
    public record Wide(
            char delimiter,
            Optional<String> joined,
            String over,
            String value,
            Optional<Pattern> headings,
            Optional<String> marks) {}

    /** How the values of one cell are told apart. */
    public sealed interface Split {
        /** Each character is a value: {@code bep}. */
        record Letters() implements Split {}

        /** A text stands between values: {@code b, e}. */
        record By(String separator) implements Split {}
    }
}
