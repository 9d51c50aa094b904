package org.sojourn.metadata;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.sojourn.format.MetadataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.binding.Dialect;

/**
 * Reads and writes messages of reference metadata in every format.
 *
 * <p>As with structures, reading is lenient and tells its guesses, writing is strict and tells what is lost.
 */
public final class MetadataMessages {
    private static final int BUFFER = 1 << 16;
    private static final int LOOK_AHEAD = 1024;

    private MetadataMessages() {}

    /**
     * Reads a message of whatever format it is in, found by its content; an uncompressed stream that the caller closes.
     *
     * @throws SdmxException of kind SYNTAX when it is no message of reference metadata or is broken
     */
    public static MetadataMessage read(InputStream in, Problems problems) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        return switch (first(buffered)) {
            case '<' -> MetadataXmlReader.read(buffered, problems);
            case '{' -> MetadataJsonReader.read(buffered, problems);
            case 0 -> throw new SdmxException(SdmxException.Kind.SYNTAX, "the message is empty");
            default -> MetadataCsv.read(buffered, problems);
        };
    }

    private static char first(BufferedInputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] start = in.readNBytes(LOOK_AHEAD);
        in.reset();
        for (byte b : start) {
            boolean mark = b == 0
                    || b == (byte) 0xEF
                    || b == (byte) 0xBB
                    || b == (byte) 0xBF
                    || b == (byte) 0xFE
                    || b == (byte) 0xFF;
            if (!mark && !Character.isWhitespace(b)) {
                return (char) (b & 0xFF);
            }
        }
        return 0;
    }

    /**
     * Writes a message.
     *
     * @param losses takes what the target format cannot carry
     */
    public static void write(
            MetadataMessage message,
            MetadataFormat format,
            StructureWriterOptions options,
            OutputStream out,
            Problems losses)
            throws IOException {
        switch (format) {
            case ML_2_1_GENERIC, ML_2_1_SS -> Metadata21Writer.write(message, format, options, out, losses);
            case ML_3_0 -> MetadataXmlWriter.write(message, Dialect.ML_3_0, options, out, losses);
            case ML_3_1 -> MetadataXmlWriter.write(message, Dialect.ML_3_1, options, out, losses);
            case JSON_1_0 -> MetadataJson.write(message, Dialect.JSON_1_0, options, out, losses);
            case JSON_2_0 -> MetadataJson.write(message, Dialect.JSON_2_0, options, out, losses);
            case JSON_2_1 -> MetadataJson.write(message, Dialect.JSON_2_1, options, out, losses);
            case CSV_2_0, CSV_2_1 -> MetadataCsv.write(message, format, options, out, losses);
        }
    }
}
