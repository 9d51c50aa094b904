package org.sojourn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.sojourn.data.csv.CsvDataReader;
import org.sojourn.data.csv.CsvDataWriter;
import org.sojourn.data.json.JsonDataReader;
import org.sojourn.data.json.JsonDataWriter;
import org.sojourn.data.ml.MlDataReader;
import org.sojourn.data.ml.MlDataWriter;
import org.sojourn.format.DataFormat;
import org.sojourn.format.DataFormat.Family;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** The one door to the codecs of data messages of every format and version. */
public final class DataMessages {
    private DataMessages() {}

    /**
     * A reader for a message of whatever format; its content decides, and a hint that is wrong is a WARNING {@code
     * wrong-format}.
     *
     * @param in the message, which stays its owner's to close; a byte order mark is read over
     * @param hint what the sender says the format is
     * @throws SdmxException of kind SYNTAX when the first characters begin no known format
     */
    public static DataSource reader(
            InputStream in, Optional<DataFormat> hint, StructureLookup lookup, Problems problems) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(in, 512);
        Family family = family(whole);
        hint.filter(h -> h.family() != family)
                .ifPresent(h -> problems.add(Problem.warning(
                        "wrong-format",
                        Location.UNKNOWN,
                        "the message is called " + h.formatName() + " but is " + family
                                + " by its first character; it is read as that")));
        return switch (family) {
            case ML -> new MlDataReader(whole, lookup, problems);
            case JSON -> new JsonDataReader(whole, lookup, problems);
            case CSV -> new CsvDataReader(whole, lookup, problems);
        };
    }

    /**
     * A writer of a format.
     *
     * @param out stays its owner's to close
     * @param losses takes, once each, what the format cannot carry
     */
    public static DataSink writer(DataFormat format, OutputStream out, DataWriterOptions options, Problems losses) {
        return switch (format.family()) {
            case ML -> new MlDataWriter(format, out, options, losses);
            case JSON -> new JsonDataWriter(format, out, options, losses);
            case CSV -> new CsvDataWriter(format, out, options, losses);
        };
    }

    /** The family that a message begins as; looks at the first characters and leaves them. */
    private static Family family(PushbackInputStream in) throws IOException {
        byte[] start = in.readNBytes(512);
        in.unread(start);
        int at = start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF
                ? 3
                : 0;
        if (start.length >= 2 && (start[0] & 0xFF) + (start[1] & 0xFF) == 0xFF + 0xFE) {
            return Family.ML; // UTF-16, which of the three only XML may be in
        }
        while (at < start.length && start[at] <= ' ' && start[at] >= 0) {
            at++;
        }
        if (at == start.length) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    start.length == 0
                            ? "the message is empty; expected data in SDMX-ML, SDMX-JSON or SDMX-CSV"
                            : "the message begins with nothing but blanks; expected data in SDMX-ML, SDMX-JSON or SDMX-CSV");
        }
        return switch (start[at]) {
            case '<' -> Family.ML;
            case '{', '[' -> Family.JSON;
            default -> Family.CSV; // whose reader says what is wrong with any other text
        };
    }
}
