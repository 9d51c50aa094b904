package org.sojourn.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.model.SdmxException;

/** Tells what files are. */
public final class FileKinds {

    private static final int LOOK_AHEAD = 512;
    private static final int QUOTED = 30;

    private FileKinds() {}

    /** What this file is; what cannot be told or read is {@link FileKind.Other}, with the reason. */
    public static FileKind of(InputFile file) throws IOException {
        try (InputStream in = file.open()) {
            return of(in);
        } catch (SdmxException e) {
            return new FileKind.Other(e.detail());
        }
    }

    private static FileKind of(InputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] head = in.readNBytes(LOOK_AHEAD);
        in.reset();
        if (head.length == 0) {
            return new FileKind.Other("the file is empty");
        }
        if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
            return new FileKind.Other("a zip archive is not read; unpack it and give its files");
        }
        if (starts(head, 0x1F, 0x8B)) {
            return new FileKind.Other("gzip inside gzip is not read; unpack it once");
        }
        if (starts(head, '%', 'P', 'D', 'F')) {
            return new FileKind.Other("not an SDMX message: a PDF document");
        }
        String text = text(head).stripLeading();
        if (text.isEmpty()) {
            return new FileKind.Other("the file holds nothing but blanks");
        }
        if (text.startsWith("<")) {
            return XmlKinds.of(in);
        }
        if (text.startsWith("{")) {
            return JsonKinds.of(in);
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f')) {
            return new FileKind.Other("not an SDMX message: binary data");
        }
        return csv(text);
    }

    private static FileKind csv(String text) {
        String word = text.startsWith("\"") ? text.substring(1) : text;
        if (word.matches("(?s)DATAFLOW\\W.*")) {
            return new FileKind.Data(DataFormat.CSV_1_0);
        }
        if (word.matches("(?s)STRUCTURE\\W.*")) {
            return new FileKind.Data(DataFormat.CSV_2_1);
        }
        if (word.startsWith("MDSTRUCTURE")) {
            return new FileKind.Metadata(MetadataFormat.CSV_2_1);
        }
        String first = text.lines().findFirst().orElse("").strip();
        return new FileKind.Other("not an SDMX message: it begins with '"
                + (first.length() > QUOTED ? first.substring(0, QUOTED) + "..." : first) + "'");
    }

    /** The characters of these bytes as far as they matter here, from UTF-8 or UTF-16, without a byte order mark. */
    private static String text(byte[] head) {
        boolean bigEndian = starts(head, 0xFE, 0xFF) || (head.length > 1 && head[0] == 0 && head[1] != 0);
        boolean littleEndian = starts(head, 0xFF, 0xFE) || (head.length > 1 && head[0] != 0 && head[1] == 0);
        String text = new String(
                head,
                bigEndian
                        ? StandardCharsets.UTF_16BE
                        : littleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean starts(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
