package org.sojourn.cli.file;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.office.OfficeMessages;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.OfficeFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.rules.Problems;

/**
 * A format to write, under one name for structures and data alike.
 *
 * @param structures empty where the name stands for data only
 */
public record Target(String name, Optional<StructureFormat> structures, Data data) {

    private static final Set<String> EXTENSIONS = Set.of("xml", "json", "csv", "txt", "sdmx", "ml", "xlsx");

    /** What data are written in. */
    public sealed interface Data {
        /** A format of the standard. */
        record Sdmx(DataFormat format) implements Data {}

        /** A format that offices use. */
        record Office(OfficeFormat format) implements Data {}
    }

    /** The format of this name; {@code sdmx-ml-2.1} means the structure-specific layout of data. */
    public static Optional<Target> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return DataFormat.named(lower)
                .map(data -> new Target(lower, structures(data), new Data.Sdmx(data)))
                .or(() -> OfficeFormat.named(lower)
                        .map(office -> new Target(lower, Optional.empty(), new Data.Office(office))));
    }

    private static Optional<StructureFormat> structures(DataFormat data) {
        return StructureFormat.named("sdmx-" + data.family().name().toLowerCase(Locale.ROOT) + "-" + data.version());
    }

    /** The format of reference metadata of this name: {@code sdmx-ml-2.1} and time series mean the generic layout. */
    public Optional<MetadataFormat> metadata() {
        return MetadataFormat.named(name.endsWith("-ts") ? name.substring(0, name.length() - 3) : name);
    }

    /** All names, in order. */
    public static List<String> names() {
        Set<String> names = new TreeSet<>();
        Stream.of(DataFormat.values()).map(DataFormat::formatName).forEach(names::add);
        Stream.of(OfficeFormat.values()).map(OfficeFormat::formatName).forEach(names::add);
        Arrays.stream(StructureFormat.values())
                .map(StructureFormat::formatName)
                .filter(name -> named(name).isPresent())
                .forEach(names::add);
        return new ArrayList<>(names);
    }

    /** File extension without the dot. */
    public String extension() {
        return switch (data) {
            case Data.Sdmx sdmx -> sdmx.format().family().extension();
            case Data.Office office -> office.format().extension();
        };
    }

    /** A writer of data in this format; {@code out} stays its owner's to close. */
    DataSink writer(OutputStream out, DataWriterOptions options, Problems losses) {
        return switch (data) {
            case Data.Sdmx sdmx -> DataMessages.writer(sdmx.format(), out, options, losses);
            case Data.Office office -> OfficeMessages.writer(office.format(), out, options, losses);
        };
    }

    /** Whether an output is text that may go to a screen. */
    public boolean text() {
        return !(data instanceof Data.Office office) || office.format() != OfficeFormat.WORKBOOK;
    }

    /**
     * The path of the output for an input: the extension of messages gives way to that of this format, any other stays.
     *
     * @param gzip whether {@code .gz} follows
     */
    public Path path(Path input, boolean gzip) {
        String name = withoutGz(input.getFileName().toString());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                ? name.substring(0, dot)
                : name;
        return input.resolveSibling(stem + "." + extension() + (gzip ? ".gz" : ""));
    }

    /** The path of the output that keeps the whole name of its input, for inputs that differ in their extension only. */
    public Path longPath(Path input, boolean gzip) {
        return input.resolveSibling(
                withoutGz(input.getFileName().toString()) + "." + extension() + (gzip ? ".gz" : ""));
    }

    private static String withoutGz(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".gz") && name.length() > 3
                ? name.substring(0, name.length() - 3)
                : name;
    }
}
