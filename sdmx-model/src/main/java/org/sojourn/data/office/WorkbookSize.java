package org.sojourn.data.office;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
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

    private WorkbookSize() {}

    /**
     * Looks at all parts of a file.
     *
     * @throws SdmxException TOO_LARGE or SYNTAX, with the part and what it may hold
     * @throws IOException when the archive is broken
     */
    static void check(byte[] file) throws IOException {
        long held = 0;
        byte[] buffer = new byte[8192];
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream part = zip.getInputStream(entry)) {
                    if (entry.getName().startsWith("xl/worksheets/")
                            && entry.getName().endsWith(".xml")) {
                        sheet(entry.getName(), part);
                        continue;
                    }
                    // All but the sheets is held in memory.
                    for (int n = part.read(buffer); n >= 0; n = part.read(buffer)) {
                        held += n;
                        if (held > MAX_HELD) {
                            throw new SdmxException(
                                    SdmxException.Kind.TOO_LARGE,
                                    "the texts and styles of the workbook are larger than " + MAX_HELD / 1_000_000
                                            + " MB when unpacked; send the data as SDMX-CSV");
                        }
                    }
                }
            }
        }
    }

    private static void sheet(String name, InputStream part) {
        try {
            InputFactoryImpl factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader r = factory.createXMLStreamReader(part);
            while (r.hasNext()) {
                if (r.next() == XMLStreamConstants.START_ELEMENT) {
                    String element = r.getLocalName();
                    if (element.equals("c")) {
                        cell(name, r.getAttributeValue(null, "r"));
                    } else if (element.equals("row")) {
                        row(name, r.getAttributeValue(null, "r"));
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

    private static void cell(String name, @Nullable String address) {
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

    private static void row(String name, @Nullable String number) {
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
