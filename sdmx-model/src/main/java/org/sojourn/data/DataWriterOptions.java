package org.sojourn.data;

import java.util.List;
import java.util.Locale;
import org.sojourn.format.CsvParameters;
import org.sojourn.format.Negotiated;

/**
 * How a writer writes; what a format has no use for is ignored.
 *
 * @param languages wanted languages of names, best first; empty means all, or English first where one is chosen
 * @param labels CSV: ids only, names beside ids, or both in one cell
 * @param timeFormat CSV: periods as stored, or normalised to one form
 * @param keys CSV 2.x: extra columns with keys
 * @param pretty indent XML and JSON for people
 */
public record DataWriterOptions(
        List<Locale.LanguageRange> languages, Labels labels, TimeFormat timeFormat, Keys keys, boolean pretty) {

    public static final DataWriterOptions DEFAULT =
            new DataWriterOptions(List.of(), Labels.ID, TimeFormat.ORIGINAL, Keys.NONE, false);

    public DataWriterOptions {
        languages = List.copyOf(languages);
    }

    /** What was agreed with a client. */
    public static DataWriterOptions of(Negotiated<?> agreed) {
        CsvParameters csv = agreed.csv();
        return new DataWriterOptions(
                agreed.languages(),
                Labels.valueOf(csv.labels().toUpperCase(Locale.ROOT)),
                TimeFormat.valueOf(csv.timeFormat().toUpperCase(Locale.ROOT)),
                Keys.valueOf(csv.keys().toUpperCase(Locale.ROOT)),
                false);
    }

    /** CSV {@code labels}. */
    public enum Labels {
        ID,
        NAME,
        BOTH
    }

    /** CSV {@code timeFormat}. */
    public enum TimeFormat {
        ORIGINAL,
        NORMALIZED
    }

    /** CSV {@code keys}. */
    public enum Keys {
        NONE,
        OBS,
        SERIES,
        BOTH
    }
}
