package org.sojourn.data.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataCodecContract;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Feature;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.data.StructureLookup;
import org.sojourn.data.csv.CsvDataReader;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

/** A workbook that Sojourn wrote comes back as SDMX-CSV 2.1 does; one that people made is understood. */
class WorkbookDataTest extends DataCodecContract {

    WorkbookDataTest() {
        super(DataFormat.CSV_2_1);
    }

    @Override
    protected DataSink writer(OutputStream out, DataWriterOptions options, Problems losses) {
        return WorkbookWriter.to(out, options, losses);
    }

    @Override
    protected DataSource reader(InputStream in, StructureLookup lookup, Problems problems) {
        return sink -> new CsvDataReader(WorkbookText.of(in), lookup, problems).transferTo(sink);
    }

    @Override
    protected List<String> pivots(DataStructureView structure) {
        return List.of(DatasetHeader.ALL_DIMENSIONS);
    }

    @Override
    protected Set<Feature> kept(DataStructureView structure, String pivot) {
        Set<Feature> kept = EnumSet.allOf(Feature.class);
        kept.removeAll(EnumSet.of(
                Feature.HEADER,
                Feature.FOOTER,
                Feature.DATASET_HEADER,
                Feature.DATASET_ANNOTATIONS,
                Feature.SERIES_ANNOTATIONS,
                Feature.OBSERVATION_ANNOTATIONS,
                Feature.EMPTY_TEXT,
                Feature.EMPTY_DATASETS));
        return kept;
    }

    @Override
    protected List<String> expected(CanonicalData data, Set<Feature> kept) {
        return data.lines(kept).stream()
                .map(l -> l.startsWith("dataset ") ? l.replace("Optional.empty", "Optional[MERGE]") : l)
                .toList();
    }

    /** A workbook carries the time at which it was made, so its cells are compared and not its bytes. */
    @Override
    protected void writesTheSameBytesAgainFromWhatItRead(String id, String pivot) throws IOException {
        byte[] once = write(new RandomData(Fixtures.ALL.subList(0, 1), 1, pivot), new Problems());
        byte[] again = write(reader(new ByteArrayInputStream(once), Fixtures.LOOKUP, new Problems()), new Problems());
        assertThat(text(again)).isEqualTo(text(once));
    }

    private static String text(byte[] workbook) throws IOException {
        try (InputStream in = WorkbookText.of(new ByteArrayInputStream(workbook))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private interface Filling {
        void into(Workbook workbook) throws IOException;
    }

    private static byte[] workbook(Filling filling) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Workbook workbook = new Workbook(out, "A statistician", "1.0");
        filling.into(workbook);
        workbook.finish();
        return out.toByteArray();
    }

    @Test
    void readsWhatPeopleTypeIntoCells() throws IOException {
        byte[] filled = workbook(book -> {
            Worksheet notes = book.newWorksheet("Read me");
            notes.value(0, 0, "Our figures of the year");
            Worksheet data = book.newWorksheet("Sheet2");
            String[] head = {
                "STRUCTURE", "STRUCTURE_ID", "FREQ", "REF_AREA: Area", "SEX", "TIME_PERIOD", "OBS_VALUE", "COMMENT"
            };
            for (int i = 0; i < head.length; i++) {
                data.value(0, i, head[i]);
            }
            data.value(1, 0, "dataflow");
            data.value(1, 1, "TEST:FLOWS(1.0)");
            data.value(1, 2, "A");
            data.value(1, 3, "FR: France");
            data.value(1, 4, "F");
            data.value(1, 5, 2020);
            data.value(1, 6, 1.5);
            data.style(1, 6).format("0.00").set();
            data.value(1, 7, "typed, not \"copied\"");
            data.value(4, 2, "M");
            data.value(4, 3, "DE");
            data.value(4, 4, "M");
            data.value(4, 5, LocalDate.of(2020, 3, 31));
            data.style(4, 5).format("yyyy-mm-dd").set();
            data.value(4, 6, 12345678);
        });
        assertThat(text(filled).lines())
                .containsExactly(
                        "STRUCTURE,STRUCTURE_ID,FREQ,REF_AREA: Area,SEX,TIME_PERIOD,OBS_VALUE,COMMENT",
                        "dataflow,TEST:FLOWS(1.0),A,FR: France,F,2020,1.50,\"typed, not \"\"copied\"\"\"",
                        "",
                        "",
                        "dataflow,TEST:FLOWS(1.0),M,DE,M,2020-03-31,12345678,");
    }

    @Test
    void takesSeveralSheetsOfOneHead() throws IOException {
        byte[] filled = workbook(book -> {
            for (String area : List.of("FR", "DE")) {
                Worksheet data = book.newWorksheet(area);
                data.value(0, 0, "STRUCTURE");
                data.value(0, 1, "REF_AREA");
                data.value(1, 0, "dataflow");
                data.value(1, 1, area);
            }
        });
        assertThat(text(filled)).isEqualTo("STRUCTURE,REF_AREA\ndataflow,FR\ndataflow,DE\n");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        byte[] letters = workbook(book -> book.newWorksheet("Letters").value(0, 0, "Dear colleagues"));
        assertThatThrownBy(() -> text(letters))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.detail()).contains("Letters", "STRUCTURE_ID"));
        byte[] mixed = workbook(book -> {
            book.newWorksheet("One").value(0, 0, "STRUCTURE");
            Worksheet other = book.newWorksheet("Two");
            other.value(0, 0, "STRUCTURE");
            other.value(0, 1, "SEX");
        });
        assertThatThrownBy(() -> text(mixed))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.detail()).contains("Two"));
    }

    @Test
    void figuresAreNumbersAndTheCodesAndNotesLieBeside() throws IOException {
        byte[] written = write(new RandomData(List.of(Fixtures.TIME_SERIES), 3, "TIME_PERIOD"), new Problems());
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(written))) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("Data", "Codes", "Notes");
            List<Row> rows = workbook.findSheet("Data").orElseThrow().read();
            int column = rows.getFirst().stream()
                    .filter(c -> c.asString().startsWith("OBS_VALUE"))
                    .findFirst()
                    .orElseThrow()
                    .getColumnIndex();
            assertThat(rows.stream()
                            .skip(1)
                            .flatMap(r -> r.getOptionalCell(column).stream())
                            .filter(c -> c.getType() == CellType.NUMBER))
                    .isNotEmpty();
            assertThat(workbook.findSheet("Codes").orElseThrow().read().stream().map(r -> r.getCellText(2)))
                    .contains("FR", "_T");
            assertThat(workbook.findSheet("Notes").orElseThrow().read().stream().map(r -> r.getCellText(0)))
                    .anyMatch(note -> note.contains("TEST:FLOWS(1.0)"));
        }
    }
}
