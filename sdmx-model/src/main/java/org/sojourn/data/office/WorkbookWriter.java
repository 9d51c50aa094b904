package org.sojourn.data.office;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.csv.CsvDataWriter;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Code;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Writes a workbook: sheets of data, one row for each observation, with ids and names in each cell; then the codes that may
 * stand in each column, and notes on what the data are and what the workbook does not carry.
 *
 * <p>The sheets of data are SDMX-CSV 2.1 with {@code labels=both}, the columns of structure and action hidden, so that
 * {@link WorkbookText} reads a workbook back when somebody has filled it in. Figures are numbers wherever a number in a cell can
 * keep their text.
 */
final class WorkbookWriter extends ForwardingSink {

    private static final int FLUSH = 1000;
    private static final String HEAD = "1F4E79";

    private final Table table;
    private final DataWriterOptions options;
    private final Problems losses;
    private final Map<String, String> about = new LinkedHashMap<>();
    private final Set<DataStructureView> structures = new LinkedHashSet<>();

    private WorkbookWriter(CsvDataWriter csv, Table table, DataWriterOptions options, Problems losses) {
        super(csv);
        this.table = table;
        this.options = options;
        this.losses = losses;
    }

    static DataSink to(OutputStream out, DataWriterOptions options, Problems losses) {
        DataWriterOptions both = new DataWriterOptions(
                options.languages(),
                DataWriterOptions.Labels.BOTH,
                options.timeFormat(),
                DataWriterOptions.Keys.NONE,
                false);
        Table table = new Table(new Workbook(out, "Sojourn", "1.0"));
        CsvDataWriter csv = new CsvDataWriter(DataFormat.CSV_2_1, new CsvCutter(table::row), both, losses);
        return new WorkbookWriter(csv, table, options, losses);
    }

    @Override
    public void start(MessageHeader header) throws IOException {
        about.put("Message", header.id());
        about.put("Prepared", header.prepared());
        super.start(header);
    }

    @Override
    public void announce(List<Expected> datasets) throws IOException {
        datasets.forEach(e -> measures(e.structure()));
        super.announce(datasets);
    }

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
        measures(structure);
        if (structures.add(structure)) {
            structure.dataflow().ifPresent(flow -> {
                about(flow.urn(), flow.maintenance().naming());
            });
            about(
                    structure.structure().urn(),
                    structure.structure().maintenance().naming());
        }
        super.dataset(header, structure);
    }

    private void about(Urn urn, Naming naming) {
        String text = name(naming.names());
        String description = name(naming.descriptions());
        about.put(
                urn.type().className() + " " + urn.shortForm(),
                text + (description.isEmpty() ? "" : " - " + description));
    }

    private void measures(DataStructureView structure) {
        structure.measures().stream().map(Measure::id).forEach(table.figures::add);
    }

    private String name(LocalisedText names) {
        return names.best(options.languages()).orElse("");
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        super.end(footer);
        table.finish();
        codes();
        notes();
        table.workbook.finish();
    }

    private void codes() throws IOException {
        Worksheet sheet = table.workbook.newWorksheet("Codes");
        sheet.freezePane(0, 1);
        headRow(sheet, List.of("Column", "Column name", "Code", "Name"));
        int row = 1;
        Set<String> done = new HashSet<>();
        for (DataStructureView view : structures) {
            for (Component component : view.structure().components()) {
                String list = view.codelist(component.id())
                        .map(l -> l.urn().toString())
                        .orElse("");
                if (list.isEmpty() || !done.add(component.id() + list)) {
                    continue;
                }
                String name = view.concept(component.id())
                        .map(Concept::naming)
                        .map(n -> name(n.names()))
                        .orElse("");
                for (Map.Entry<String, Code> code : view.codes(component.id()).entrySet()) {
                    sheet.value(row, 0, component.id());
                    sheet.value(row, 1, name);
                    sheet.value(row, 2, code.getKey());
                    sheet.value(row, 3, name(code.getValue().naming().names()));
                    if (++row % FLUSH == 0) {
                        sheet.flush();
                    }
                }
            }
        }
        sheet.finish();
    }

    private void notes() throws IOException {
        Worksheet sheet = table.workbook.newWorksheet("Notes");
        sheet.width(0, 44);
        sheet.width(1, 110);
        headRow(sheet, List.of("About these data", ""));
        int row = 1;
        for (Map.Entry<String, String> note : about.entrySet()) {
            sheet.value(row, 0, note.getKey());
            sheet.value(row, 1, note.getValue());
            sheet.style(row++, 1).wrapText(true).set();
        }
        sheet.value(row, 0, "To send data back");
        sheet.value(
                row++,
                1,
                "Fill in or change the first sheet and upload the workbook. Write codes with or without their names."
                        + " Empty cells of structure and action mean those of the row above.");
        for (Problem loss : losses.list()) {
            if (loss.rule().equals(Problem.LOST)) {
                sheet.value(row, 0, "Not in this workbook: " + loss.location().path());
                sheet.value(row++, 1, loss.message());
            }
        }
        sheet.finish();
    }

    private static void headRow(Worksheet sheet, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            sheet.value(0, i, words.get(i));
            sheet.style(0, i).bold().fontColor("FFFFFF").fillColor(HEAD).set();
        }
    }

    /** The sheets of data. */
    private static final class Table {
        private final Workbook workbook;
        private final Set<String> figures = new HashSet<>();
        private final Set<Integer> figureColumns = new HashSet<>();
        private List<String> header = List.of();
        private @Nullable Worksheet sheet;
        private int row;
        private int sheets;

        Table(Workbook workbook) {
            this.workbook = workbook;
        }

        void row(List<String> cells) throws IOException {
            if (header.isEmpty()) {
                header = new ArrayList<>(cells);
                for (int i = 0; i < header.size(); i++) {
                    if (figures.contains(header.get(i).split("[:\\[]", 2)[0])) {
                        figureColumns.add(i);
                    }
                }
                begin();
                return;
            }
            Worksheet into = sheet;
            if (into == null || row == Worksheet.MAX_ROWS) {
                into = begin();
            }
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                if (!cell.isEmpty()) {
                    if (figureColumns.contains(i)) {
                        figure(into, i, cell);
                    } else {
                        into.value(row, i, cell);
                    }
                }
            }
            if (++row % FLUSH == 0) {
                into.flush();
            }
        }

        private Worksheet begin() throws IOException {
            finish();
            Worksheet next = workbook.newWorksheet(sheets++ == 0 ? "Data" : "Data " + sheets);
            next.freezePane(0, 1);
            for (int i = 0; i < header.size(); i++) {
                next.width(i, Math.clamp(header.get(i).length() + 4, 12, 40));
                if (Set.of("STRUCTURE", "STRUCTURE[;]", "STRUCTURE_ID", "ACTION")
                        .contains(header.get(i))) {
                    next.hideColumn(i);
                }
            }
            headRow(next, header);
            sheet = next;
            row = 1;
            return next;
        }

        void finish() throws IOException {
            if (sheet != null) {
                sheet.setAutoFilter(0, 0, Math.max(1, row - 1), header.size() - 1);
                sheet.finish();
                sheet = null;
            }
        }

        private void figure(Worksheet into, int column, String text) {
            // As a number only what comes back from a number with a format: no exponent, no sign of zero, 15 digits.
            if (text.matches("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?")
                    && text.length() <= 15
                    && !text.matches("-0(\\.0+)?")) {
                BigDecimal number = new BigDecimal(text);
                into.value(row, column, number);
                if (number.scale() > 0) {
                    into.style(row, column)
                            .format(String.format(Locale.ROOT, "0.%s", "0".repeat(number.scale())))
                            .set();
                }
            } else {
                into.value(row, column, text);
            }
        }
    }
}
