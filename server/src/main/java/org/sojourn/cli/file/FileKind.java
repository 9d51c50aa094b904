package org.sojourn.cli.file;

import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.mapping.SourceLayout;

/** What a file is, told by its first bytes and not by its name. */
public sealed interface FileKind {

    /** A structure message. */
    record Structures(StructureFormat format) implements FileKind {}

    /** A data message. SDMX-CSV 2.0 and 2.1 look alike and count as 2.1. */
    record Data(DataFormat format) implements FileKind {}

    /** A table of another provider, to be read by its layout and mapped. */
    record Table(SourceLayout layout) implements FileKind {}

    /** A message of reference metadata. SDMX-CSV 2.0 and 2.1 look alike and count as 2.1. */
    record Metadata(MetadataFormat format) implements FileKind {}

    /** A query message of SDMX-ML 2.1; {@code root} is the name of its root element. */
    record Query(String root) implements FileKind {}

    /**
     * Something that is not read.
     *
     * @param reason what it is and why, as a sentence without a full stop
     */
    record Other(String reason) implements FileKind {}
}
