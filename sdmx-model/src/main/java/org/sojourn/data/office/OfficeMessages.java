package org.sojourn.data.office;

import java.io.OutputStream;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.format.OfficeFormat;
import org.sojourn.rules.Problems;

/** The one door to the writers of office formats; workbooks are read by {@link WorkbookText}. */
public final class OfficeMessages {
    private OfficeMessages() {}

    /**
     * A writer of a format.
     *
     * @param out stays its owner's to close
     * @param losses takes, once each, what the format cannot carry
     */
    public static DataSink writer(OfficeFormat format, OutputStream out, DataWriterOptions options, Problems losses) {
        return switch (format) {
            case WORKBOOK -> WorkbookWriter.to(out, options, losses);
            case JSON_STAT -> new JsonStatWriter(out, options, losses);
        };
    }
}
