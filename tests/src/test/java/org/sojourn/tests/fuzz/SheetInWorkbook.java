package org.sojourn.tests.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.data.office.OfficeMessages;
import org.sojourn.format.OfficeFormat;
import org.sojourn.rules.Problems;

/** A good workbook whose first sheet can be put in place of, because no fuzzer gets past a deflated archive by itself. */
final class SheetInWorkbook {

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final byte[] WORKBOOK = write();
    private static final Map<String, byte[]> PARTS = parts();

    private SheetInWorkbook() {}

    /** The whole workbook as our writer makes it. */
    static byte[] workbook() {
        return WORKBOOK.clone();
    }

    /** The XML of its first sheet. */
    static byte[] sheet() {
        byte[] sheet = PARTS.get(SHEET);
        if (sheet == null) {
            throw new IllegalStateException("the writer names its first sheet otherwise than " + SHEET);
        }
        return sheet.clone();
    }

    /** The workbook with these bytes as its first sheet. */
    static byte[] with(byte[] sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> part : PARTS.entrySet()) {
                byte[] content = part.getKey().equals(SHEET) ? sheet : part.getValue();
                ZipEntry entry = new ZipEntry(part.getKey());
                CRC32 sum = new CRC32();
                sum.update(content);
                entry.setCrc(sum.getValue());
                entry.setSize(content.length);
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    private static byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new RandomData(List.of(Fixtures.TIME_SERIES), 1, "TIME_PERIOD")
                    .transferTo(OfficeMessages.writer(
                            OfficeFormat.WORKBOOK, out, DataWriterOptions.DEFAULT, new Problems()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> parts() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setByteArray(WORKBOOK).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }
}
