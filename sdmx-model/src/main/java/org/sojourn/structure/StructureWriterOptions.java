package org.sojourn.structure;

import java.util.List;
import java.util.Locale;

/**
 * How a structure message is written. Texts are always written in all their languages.
 *
 * @param languages what the reader understands, best first: picks the one {@code name} that SDMX-JSON puts beside
 *     {@code names}; empty for English, or else the first there is
 * @param pretty whether lines are broken and indented
 * @param tellsLosses whether the footer, where the format has one, says what the format could not carry
 */
public record StructureWriterOptions(List<Locale.LanguageRange> languages, boolean pretty, boolean tellsLosses) {
    /** No language preferred, no line breaks. */
    public static final StructureWriterOptions COMPACT = new StructureWriterOptions(List.of(), false, false);

    /** No language preferred, indented for people. */
    public static final StructureWriterOptions PRETTY = new StructureWriterOptions(List.of(), true, false);

    public StructureWriterOptions {
        languages = List.copyOf(languages);
    }
}
