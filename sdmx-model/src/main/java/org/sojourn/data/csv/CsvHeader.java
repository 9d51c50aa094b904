package org.sojourn.data.csv;

import java.io.IOException;
import java.io.PushbackReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sojourn.data.FormatLimits;
import org.sojourn.model.SdmxException;

/**
 * The first row of a message: which version it is, what separates fields and sub-fields, and what each column holds.
 *
 * @param version2 true for 2.0 and 2.1 (whose headers are alike), false for 1.0
 * @param separator what stands between fields
 * @param subSeparator what stands between the values of one field; {@code ;} where the header names none
 * @param structureColumn where the artefact is named: the first column in 1.0, {@code STRUCTURE_ID} in 2.x
 * @param actionColumn -1 where there is none
 * @param agreementColumn where 1.0 names the provision agreement, unless a component is called so; -1 where there is none
 * @param named true where names have columns of their own (labels=name)
 * @param columns one for each field; those that are no components have an empty id
 */
record CsvHeader(
        boolean version2,
        char separator,
        char subSeparator,
        int structureColumn,
        int actionColumn,
        int agreementColumn,
        boolean named,
        List<Column> columns) {

    static final String DATAFLOW = "DATAFLOW";
    static final String STRUCTURE = "STRUCTURE";
    static final String STRUCTURE_ID = "STRUCTURE_ID";
    static final String STRUCTURE_NAME = "STRUCTURE_NAME";
    static final String ACTION = "ACTION";
    static final String SERIES_KEY = "SERIES_KEY";
    static final String OBS_KEY = "OBS_KEY";

    /**
     * A column by its header {@code ID[suffix]: Label}.
     *
     * @param header the whole text
     * @param id the part before brackets and label
     * @param suffix what stands in brackets: empty text for {@code []}, languages for {@code [en;fr]}; absent without brackets
     * @param label the part after {@code ": "}
     * @param fixed true for columns of the format itself
     */
    record Column(String header, String id, Optional<String> suffix, Optional<String> label, boolean fixed) {

        static Column fixed(String header) {
            return new Column(header, header, Optional.empty(), Optional.empty(), true);
        }

        static Column of(String header) {
            String text = header.strip();
            int colon = text.indexOf(": ");
            Optional<String> label = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 2));
            String id = colon < 0 ? text : text.substring(0, colon);
            int open = id.lastIndexOf('[');
            if (open > 0 && id.endsWith("]")) {
                return new Column(
                        text,
                        id.substring(0, open),
                        Optional.of(id.substring(open + 1, id.length() - 1)),
                        label,
                        false);
            }
            return new Column(text, id, Optional.empty(), label, false);
        }
    }

    /** What the very first header tells before anything can be cut into fields. */
    record Start(boolean version2, char separator, char subSeparator) {}

    /**
     * Looks at the first header without taking it.
     *
     * @throws SdmxException of kind SYNTAX where the text does not begin as SDMX-CSV data do
     */
    static Start start(PushbackReader in) throws IOException {
        char[] ahead = new char[256];
        int length = 0;
        int n;
        try {
            while (length < ahead.length && (n = in.read(ahead, length, ahead.length - length)) > 0) {
                length += n;
            }
        } catch (CharacterCodingException e) {
            throw new SdmxException(SdmxException.Kind.SYNTAX, "Syntax error", "the file is not UTF-8", e);
        }
        int from = length > 0 && ahead[0] == '\uFEFF' ? 1 : 0;
        in.unread(ahead, from, length - from);
        String text = new String(ahead, from, length - from);
        int at = text.startsWith("\"") ? 1 : 0;
        boolean quoted = at == 1;
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        String word = text.substring(at, end);
        if (!word.equals(DATAFLOW) && !word.equals(STRUCTURE)) {
            throw notOurs(text, word);
        }
        char sub = ';';
        if (end + 2 < text.length() && text.charAt(end) == '[') {
            int close = text.indexOf(']', end + 2); // the separator itself may be a bracket
            if (close < 0) {
                throw syntax("the bracket after " + word + " in the first header is never closed; expected " + word
                        + "[;] with one character inside");
            }
            sub = text.charAt(end + 1);
            end = close + 1;
        }
        if (quoted) {
            end++;
        }
        boolean alone = end >= text.length() || text.charAt(end) == '\n' || text.charAt(end) == '\r';
        return new Start(word.equals(STRUCTURE), alone ? ',' : text.charAt(end), sub);
    }

    private static SdmxException notOurs(String text, String word) {
        String first = text.lines().findFirst().orElse("");
        String shown = first.length() > 60 ? first.substring(0, 60) + "..." : first;
        if (word.startsWith("MDSTRUCTURE")) {
            return syntax("the first header is " + word + ": this is a reference metadata message, expected data");
        }
        return syntax(
                "line 1 begins '" + shown + "'; expected a header row whose first column is DATAFLOW (SDMX-CSV 1.0) or"
                        + " STRUCTURE (2.0, 2.1)");
    }

    /** Reads the fields of the first row. */
    static CsvHeader of(Start start, List<String> fields) {
        List<Column> columns = new ArrayList<>();
        int structure = -1;
        int action = -1;
        int agreement = -1;
        boolean named = false;
        for (int i = 0; i < fields.size(); i++) {
            String text = fields.get(i).strip();
            boolean fixed = start.version2() ? i > 0 && fixed(text) : false;
            if (i == 0 || fixed) {
                columns.add(Column.fixed(text));
                structure = text.equals(STRUCTURE_ID) ? i : structure;
                action = text.equals(ACTION) ? i : action;
                named |= text.equals(STRUCTURE_NAME);
            } else {
                columns.add(Column.of(fields.get(i)));
                agreement = !start.version2() && text.equals(FormatLimits.AGREEMENT_COLUMN) ? i : agreement;
            }
        }
        if (!start.version2()) {
            structure = 0;
        } else if (structure < 0) {
            throw syntax("the header row has no column " + STRUCTURE_ID + "; expected it after " + STRUCTURE
                    + ", with values like ESTAT:NA_MAIN(1.6.0)");
        }
        return new CsvHeader(
                start.version2(),
                start.separator(),
                start.subSeparator(),
                structure,
                action,
                agreement,
                named,
                List.copyOf(columns));
    }

    private static boolean fixed(String header) {
        return Arrays.asList(STRUCTURE_ID, STRUCTURE_NAME, ACTION, SERIES_KEY, OBS_KEY)
                .contains(header);
    }

    /** True where headers read {@code ID: Label} (labels=both); then coded cells do as well. */
    boolean labelled() {
        return columns.stream().anyMatch(c -> !c.fixed() && c.label().isPresent());
    }

    List<String> headers() {
        return columns.stream().map(Column::header).toList();
    }

    private static SdmxException syntax(String detail) {
        return new SdmxException(SdmxException.Kind.SYNTAX, detail);
    }
}
