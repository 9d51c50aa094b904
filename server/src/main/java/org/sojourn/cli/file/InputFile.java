package org.sojourn.cli.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.sojourn.data.office.WorkbookText;

/**
 * A file to read, as often as needed.
 *
 * @param name how reports call it: the path as the user gave it, or the path below the directory he gave
 */
public record InputFile(Path path, String name) {

    private static final int BUFFER = 1 << 16;
    private static final int LOOK_AHEAD = 256;

    /** The file under its own path. */
    public static InputFile of(Path path) {
        return new InputFile(path, path.toString());
    }

    /** Its size in bytes as stored. */
    public long size() throws IOException {
        return Files.size(path);
    }

    /**
     * The content, gzip undone where its first bytes say so, and a workbook as the SDMX-CSV it holds; supports marks; closed by
     * the caller.
     */
    public InputStream open() throws IOException {
        return open(UnaryOperator.identity());
    }

    /** As {@link #open()}; {@code around} sees the bytes as stored. */
    public InputStream open(UnaryOperator<InputStream> around) throws IOException {
        InputStream stored = new BufferedInputStream(around.apply(Files.newInputStream(path)), BUFFER);
        try {
            InputStream plain = gzip(stored) ? new BufferedInputStream(new GunzipStream(stored), BUFFER) : stored;
            return workbook(plain) ? new BufferedInputStream(WorkbookText.of(plain), BUFFER) : plain;
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /** Whether the file is packed with gzip, whatever its name. */
    public boolean gzip() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 16)) {
            return gzip(in);
        }
    }

    /** Whether this is an archive whose first entry is one that workbooks begin with. */
    private static boolean workbook(InputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] head = in.readNBytes(LOOK_AHEAD);
        in.reset();
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith("PK\u0003\u0004")
                && (text.contains("[Content_Types].xml") || text.contains("_rels/") || text.contains("xl/"));
    }

    private static boolean gzip(InputStream in) throws IOException {
        in.mark(2);
        boolean magic = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return magic;
    }
}
