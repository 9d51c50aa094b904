package org.sojourn.data.office;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;

/** Refuses workbooks that would fill the memory: the library makes room for what addresses and archives claim. */
final class WorkbookSize {

    private static final long MAX_HELD = 200_000_000;
    private static final int MAX_ROW = 1 << 20;
    private static final int MAX_COLUMN_LETTERS = 3; // XFD is the last column

    private static final int SHORTEST_TEXT = "<si/>".length();

    private final String name;
    private final long texts;

    private WorkbookSize(String name, long texts) {
        this.name = name;
        this.texts = texts;
    }

    /**
     * Looks at all parts of a file.
     *
     * @throws SdmxException TOO_LARGE or SYNTAX, with the part and what it may hold
     * @throws IOException when the archive is broken
     */
    static void check(Path file) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            long held = 0;
            for (ZipArchiveEntry entry : entries) {
                if (!sheet(entry)) {
                    held += length(zip, entry, MAX_HELD - held);
                }
            }
            for (ZipArchiveEntry entry : entries) {
                if (sheet(entry)) {
                    try (InputStream part = zip.getInputStream(entry)) {
                        new WorkbookSize(entry.getName(), held / SHORTEST_TEXT).sheet(part);
                    }
                }
            }
        }
    }

    private static boolean sheet(ZipArchiveEntry entry) {
        return entry.getName().startsWith("xl/worksheets/") && entry.getName().endsWith(".xml");
    }

    /** The unpacked length of a part; all but the sheets is held in memory. */
    private static long length(ZipFile zip, ZipArchiveEntry entry, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long length = 0;
        try (InputStream part = zip.getInputStream(entry)) {
            for (int n = part.read(buffer); n >= 0; n = part.read(buffer)) {
                length += n;
                if (length > most) {
                    throw new SdmxException(
                            SdmxException.Kind.TOO_LARGE,
                            "the texts and styles of the workbook are larger than " + MAX_HELD / 1_000_000
                                    + " MB when unpacked; send the data as SDMX-CSV");
                }
            }
        }
        return length;
    }

    private void sheet(InputStream part) {
        try {
            InputFactoryImpl factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader r = factory.createXMLStreamReader(part);
            boolean shared = false;
            while (r.hasNext()) {
                if (r.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (r.getLocalName()) {
                        case "c" -> {
                            cell(r.getAttributeValue(null, "r"));
                            shared = "s".equals(r.getAttributeValue(null, "t"));
                        }
                        case "row" -> row(r.getAttributeValue(null, "r"));
                        case "v" -> {
                            if (shared) {
                                text(r.getElementText());
                            }
                        }
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    SdmxException.Kind.SYNTAX.title(),
                    "the file is no readable workbook (xlsx): " + name + ": " + e.getMessage(),
                    e);
        }
    }

    /** The number of a text that the cells share; the library would make room for all below it. */
    private void text(String number) {
        if (!number.strip().matches("\\d{1,9}") || Integer.parseInt(number.strip()) > texts) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    name + ": a cell shows the shared text " + shortened(number) + ", which the workbook has not");
        }
    }

    private void cell(@Nullable String address) {
        if (address == null) {
            return;
        }
        int letters = 0;
        while (letters < address.length() && !Character.isDigit(address.charAt(letters))) {
            letters++;
        }
        if (letters > MAX_COLUMN_LETTERS + (address.startsWith("$") ? 1 : 0)) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    name + ": cell " + shortened(address) + " lies beyond the last column, XFD");
        }
    }

    private void row(@Nullable String number) {
        if (number != null && !(number.matches("\\d{1,7}") && Integer.parseInt(number) <= MAX_ROW)) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    name + ": row " + shortened(number) + " is none of the " + MAX_ROW + " that a sheet may have");
        }
    }

    private static String shortened(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "..." : text;
    }
}
