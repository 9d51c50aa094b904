package org.sojourn.structure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.Dialect;

/**
 * Reads and writes structure messages of every format.
 *
 * <p>Reading is lenient: each guess, and each thing that is left out, becomes a problem; an artefact that cannot be made out
 * is left out with a problem of severity ERROR. Writing is strict: what is written is valid against the official schema,
 * and what the target cannot carry becomes a loss.
 */
public final class StructureMessages {
    private static final int BUFFER = 1 << 16;

    private StructureMessages() {}

    /**
     * Reads a message of whatever format it is in, found by its content; an uncompressed stream, with or without a byte
     * order mark, that the caller closes.
     *
     * @throws SdmxException of kind SYNTAX when it is not a structure message or is broken, with line and column
     */
    public static StructureMessage read(InputStream in, Problems problems) throws IOException {
        return read(in, null, problems);
    }

    /** As {@link #read(InputStream, Problems)}, telling when the message is not in {@code format}. */
    public static StructureMessage read(InputStream in, @Nullable StructureFormat format, Problems problems)
            throws IOException {
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        Envelope e = readEach(in, format, artefacts::add, problems);
        return new StructureMessage(e.header(), artefacts, e.footer(), e.availability());
    }

    /**
     * As {@link #read(InputStream, StructureFormat, Problems)}, handing over one artefact at a time: memory is bounded by
     * the largest artefact.
     */
    public static Envelope readEach(
            InputStream in, @Nullable StructureFormat format, StructureSink sink, Problems problems)
            throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        return switch (Syntax.of(buffered)) {
            case XML -> StructureXmlReader.read(buffered, format, sink, problems);
            case JSON -> StructureJsonReader.read(buffered, format, sink, problems);
        };
    }

    /**
     * Writes a message.
     *
     * @param losses takes what the target format cannot carry, by {@link org.sojourn.rules.Problem#lost}
     * @throws SdmxException of kind NOT_IMPLEMENTED for a format that is not written
     */
    public static void write(
            StructureMessage message,
            StructureFormat format,
            StructureWriterOptions options,
            OutputStream out,
            Problems losses)
            throws IOException {
        Dialect dialect = Dialect.of(format);
        if (dialect.xml()) {
            StructureXmlWriter.write(message, dialect, options, out, losses);
        } else {
            StructureJsonWriter.write(message, dialect, options, out, losses);
        }
    }
}
