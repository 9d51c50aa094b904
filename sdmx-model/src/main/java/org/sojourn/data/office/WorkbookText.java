package org.sojourn.data.office;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;

/**
 * A workbook as the SDMX-CSV text that its sheets say, row for line, so that whatever reads SDMX-CSV reads workbooks.
 *
 * <p>Sheets whose first cell is {@code STRUCTURE} or {@code DATAFLOW} hold data, one below the other under the same header row;
 * others are notes for people. Where a row leaves structure or action empty, they are those of the row above. A number is read as
 * it is shown: 1.5 shown with two decimals is {@code 1.50}. Line numbers are row numbers as long as no cell has several lines.
 */
public final class WorkbookText extends InputStream {

    private static final Set<String> REPEATED =
            Set.of("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DATAFLOW");

    private static final int MAX_DIGITS = 400; // more than the exponent of any number of a spreadsheet asks for

    private final ReadableWorkbook workbook;
    private final Path file;
    private final Iterator<Sheet> sheets;
    private List<String> header = List.of();
    private final List<Integer> repeated = new ArrayList<>();
    private final List<String> above = new ArrayList<>();
    private @Nullable Stream<Row> open;
    private Iterator<Row> rows = List.<Row>of().iterator();
    private int line;
    private byte[] text = new byte[0];
    private int at;

    private WorkbookText(ReadableWorkbook workbook, List<Sheet> sheets, Path file) {
        this.workbook = workbook;
        this.file = file;
        this.sheets = sheets.iterator();
    }

    /**
     * Opens a workbook.
     *
     * @param in the whole file; closed with this stream
     * @throws SdmxException SYNTAX when it is no workbook, or none of its sheets holds data
     */
    public static WorkbookText of(InputStream in) throws IOException {
        // An archive is read from its end, so that the file must be there as a whole; on disk, because it may be large.
        Path file = Files.createTempFile("sojourn-", ".xlsx");
        ReadableWorkbook workbook;
        try {
            try (in) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            workbook = open(file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        try {
            List<Sheet> all = workbook.getSheets().toList();
            List<Sheet> data = new ArrayList<>();
            for (Sheet sheet : all) {
                if (holdsData(sheet)) {
                    data.add(sheet);
                }
            }
            if (data.isEmpty()) {
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        "no sheet of the workbook holds data ("
                                + String.join(
                                        ", ", all.stream().map(Sheet::getName).toList())
                                + "); expected one whose first row has the columns of SDMX-CSV: STRUCTURE, STRUCTURE_ID,"
                                + " ACTION, then dimensions, measures and attributes by id");
            }
            return new WorkbookText(workbook, data, file);
        } catch (IOException | RuntimeException e) {
            workbook.close();
            Files.deleteIfExists(file);
            throw broken(e);
        }
    }

    private static ReadableWorkbook open(Path file) {
        try {
            WorkbookSize.check(file);
            ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
            unlink(file);
            return workbook;
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    /** Nothing is left behind, whatever happens; where a system does not let go of an open file, closing deletes it. */
    private static void unlink(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static boolean holdsData(Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            return rows.findFirst()
                    .filter(row -> row.getRowNum() == 1 && row.getCellCount() > 0)
                    .map(row -> text(row.getCell(0)).strip())
                    .filter(word -> word.matches("(STRUCTURE|DATAFLOW)(\\[.])?(: .*)?"))
                    .isPresent();
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? text[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, text.length - at);
        System.arraycopy(text, at, into, from, n);
        at += n;
        return n;
    }

    @Override
    public int available() {
        return text.length - at;
    }

    /** Makes sure that there is text to give; false at the end of the last sheet. */
    private boolean fill() throws IOException {
        while (at == text.length) {
            try {
                if (rows.hasNext()) {
                    take(rows.next());
                } else if (sheets.hasNext()) {
                    begin(sheets.next());
                } else {
                    return false;
                }
            } catch (IOException | RuntimeException e) {
                throw broken(e);
            }
        }
        return true;
    }

    private void begin(Sheet sheet) throws IOException {
        closeSheet();
        Stream<Row> stream = sheet.openStream();
        open = stream;
        rows = stream.iterator();
        List<String> first = cells(rows.next());
        while (!first.isEmpty() && first.getLast().isBlank()) {
            first.removeLast();
        }
        if (header.isEmpty()) {
            header = first;
            for (int i = 0; i < first.size(); i++) {
                String id = first.get(i).strip();
                repeated.add(REPEATED.contains(id.indexOf('[') > 0 ? id.substring(0, id.indexOf('[')) : id) ? 1 : 0);
                above.add("");
            }
            emit(first);
        } else if (!first.equals(header)) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "sheet " + sheet.getName() + " has other columns than the first sheet with data; expected "
                            + String.join(", ", header));
        }
        line = 1;
    }

    private void take(Row row) {
        StringBuilder skipped = new StringBuilder();
        for (int missing = row.getRowNum() - line - 1; missing > 0; missing--) {
            skipped.append('\n');
        }
        line = row.getRowNum();
        List<String> cells = cells(row);
        while (cells.size() > header.size() && cells.getLast().isEmpty()) {
            cells.removeLast();
        }
        if (cells.stream().allMatch(String::isBlank)) {
            cells = List.of();
        } else {
            while (cells.size() < header.size()) {
                cells.add("");
            }
            for (int i = 0; i < header.size(); i++) {
                if (repeated.get(i) == 1) {
                    if (cells.get(i).isBlank()) {
                        cells.set(i, above.get(i));
                    } else {
                        above.set(i, cells.get(i));
                    }
                }
            }
        }
        emit(cells, skipped);
    }

    private void emit(List<String> cells) {
        emit(cells, new StringBuilder());
    }

    private void emit(List<String> cells, StringBuilder into) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                into.append(',');
            }
            String cell = cells.get(i);
            boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            into.append(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
        text = into.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        at = 0;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            cells.add(text(row.getCell(i)));
        }
        return cells;
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        String raw = cell.getRawValue();
        return switch (cell.getType()) {
            case NUMBER -> number(cell);
            case STRING -> cell.asString();
            case BOOLEAN -> cell.asBoolean() ? "true" : "false";
            case FORMULA -> raw == null ? "" : computed(cell, raw);
            case ERROR -> raw == null ? "" : raw;
            case EMPTY -> "";
        };
    }

    private static String computed(Cell cell, String raw) {
        try {
            return shown(new BigDecimal(raw), cell);
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    private static String number(Cell cell) {
        String format = cell.getDataFormatString();
        String pattern = format == null ? "" : format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^]]*]", "");
        if (pattern.contains("yy") || pattern.contains("d")) {
            return date(cell.asDate());
        }
        return shown(cell.asNumber(), cell);
    }

    private static String date(LocalDateTime moment) {
        return moment.toLocalTime().toSecondOfDay() == 0
                ? moment.toLocalDate().toString()
                : moment.withNano(0).toString();
    }

    /** With as many decimals as the cell shows, and never fewer than it has. */
    private static String shown(BigDecimal number, Cell cell) {
        String format = cell.getDataFormatString();
        int decimals = 0;
        if (format != null && format.matches("[#,0]*0\\.0+")) {
            decimals = format.length() - format.indexOf('.') - 1;
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (Math.abs(plain.scale()) > MAX_DIGITS) {
            return number.toString();
        }
        return plain.setScale(Math.max(decimals, Math.max(0, plain.scale()))).toPlainString();
    }

    /** The whole file is at hand, so whatever the library throws says that the file is broken. */
    private static SdmxException broken(Exception e) {
        return e instanceof SdmxException refused
                ? refused
                : new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        SdmxException.Kind.SYNTAX.title(),
                        "the file is no readable workbook (xlsx): "
                                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                        e);
    }

    private void closeSheet() {
        Stream<Row> stream = open;
        if (stream != null) {
            stream.close();
            open = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeSheet();
        workbook.close();
        Files.deleteIfExists(file);
    }
}
