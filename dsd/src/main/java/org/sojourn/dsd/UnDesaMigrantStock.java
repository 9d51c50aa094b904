package org.sojourn.dsd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.Code;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * The International Migrant Stock 2024 of UN DESA as data of {@code MIG:DF_STK_BIL(1.0.0)}, encoded anew from the figures.
 *
 * <p>One data set of 33,090 series and 257,673 observations, series in the order of their keys. What was done to the figures
 * is told in {@code figures/SOURCE.md}; a figure that the source does not have is an observation that is not there.
 */
public final class UnDesaMigrantStock implements DataSource {

    public static final Urn DATAFLOW = Urn.of(ArtefactClass.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0");
    public static final Urn PROVISION_AGREEMENT =
            Urn.of(ArtefactClass.PROVISION_AGREEMENT, "MIG", "PA_STK_BIL_UNDESA", "1.0.0");
    private static final Urn PROVIDER = new Urn(ArtefactClass.DATA_PROVIDER, "MIG", "DATA_PROVIDERS", "1.0", "UNDESA");

    private static final String FIGURES = "figures/undesa-ims-2024.csv";
    private static final int FIRST_YEAR_COLUMN = 4;

    /** The Population Division's own location codes, which are not M49. */
    private static final Map<String, String> OWN_CODES = Map.of("000", "_T", "2003", "_O");

    /** What all figures have in common, by dimension. */
    private static final Map<String, String> CONSTANT_KEY =
            Map.of("FREQ", "A", "MEASURE", "STK_MIG", "ORIGIN_CRIT", "CTBZ", "POP_UNIVERSE", "IMG", "MOBILITY", "RES");

    private static final Map<String, Value> SERIES_ATTRIBUTES = new LinkedHashMap<>();

    static {
        SERIES_ATTRIBUTES.put("UNIT_MEASURE", Value.of("PS"));
        SERIES_ATTRIBUTES.put("UNIT_MULT", Value.of("0"));
        SERIES_ATTRIBUTES.put("DECIMALS", Value.of("0"));
        SERIES_ATTRIBUTES.put("TIME_PER_COLLECT", Value.of("M"));
    }

    private static final Value ESTIMATED = Value.of("E");

    private final DataStructureView structure;
    private final Urn reference;

    /** @param structure {@code MIG:DSD_MIG_STK(1.0.0)} with its code lists, under the dataflow */
    public UnDesaMigrantStock(DataStructureView structure) {
        this(structure, DATAFLOW);
    }

    /** @param reference what the message names as the structure of the data: {@link #DATAFLOW} or {@link #PROVISION_AGREEMENT} */
    public UnDesaMigrantStock(DataStructureView structure, Urn reference) {
        this.structure = structure;
        this.reference = reference;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        Table table = read();
        sink.start(MessageHeader.of("UNDESA_IMS_2024", "2026-11-25T00:00:00Z", "MIG"));
        sink.announce(List.of(new DataSink.Expected(header(), structure)));
        sink.dataset(header(), structure);
        sink.attributes(new AttributeBlock(
                Optional.empty(), new String[structure.seriesDimensions().size()], datasetAttributes(), List.of(), 0));
        SeriesBlock block = new SeriesBlock(structure);
        int value = column("OBS_VALUE");
        int status = column("OBS_STATUS");
        int nature = column("NATURE");
        for (Series series : table.series()) {
            block.clear();
            System.arraycopy(series.key(), 0, block.key(), 0, series.key().length);
            block.attributes().putAll(SERIES_ATTRIBUTES);
            for (int year = 0; year < table.years().size(); year++) {
                String figure = series.figures().get(year);
                if (!figure.isEmpty()) {
                    int at = block.add(table.years().get(year), 0);
                    block.set(value, at, Value.of(figure));
                    block.set(status, at, ESTIMATED);
                    block.set(nature, at, ESTIMATED);
                }
            }
            sink.series(block);
        }
        sink.endDataset();
        sink.end(List.of());
    }

    private DatasetHeader header() {
        return new DatasetHeader(
                reference,
                Optional.of(Action.REPLACE),
                structure.observationDimension().orElseThrow().id(),
                Optional.of("UNDESA_IMS_2024"),
                Optional.of(PROVIDER),
                Optional.of("1990"),
                Optional.of("2024"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    // SDMX-CSV repeats these on every row: they are short, and in no language of their own.
    private static Map<String, Value> datasetAttributes() {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("COMPILING_ORG", Value.of("UN DESA, Population Division"));
        values.put(
                "CITATION",
                Value.of("United Nations Department of Economic and Social Affairs, Population Division (2024)."
                        + " International Migrant Stock 2024."));
        values.put("LICENCE", Value.of("CC BY 3.0 IGO"));
        values.put("LICENCE_URL", Value.of("https://creativecommons.org/licenses/by/3.0/igo/"));
        values.put("DATA_LAST_UPDATE", Value.of("2024"));
        return values;
    }

    private int column(String component) {
        return structure.column(component).orElseThrow(() -> misfit(component));
    }

    private int position(String dimension) {
        return structure.seriesPosition(dimension).orElseThrow(() -> misfit(dimension));
    }

    private IllegalArgumentException misfit(String component) {
        return new IllegalArgumentException(
                "structure " + structure.structure().urn() + " has no " + component + " where the figures need it");
    }

    /** A row of the file under its key in {@link DataStructureView#seriesDimensions}. */
    private record Series(String[] key, List<String> figures) {}

    private record Table(List<String> years, List<Series> series) {}

    private Table read() throws IOException {
        Map<String, String> areas = areasByLocation();
        int refArea = position("REF_AREA");
        int counterpart = position("COUNTERPART_AREA");
        int sex = position("SEX");
        int age = position("AGE");
        String[] template = new String[structure.seriesDimensions().size()];
        CONSTANT_KEY.forEach((dimension, code) -> template[position(dimension)] = code);
        List<Series> series = new ArrayList<>();
        try (BufferedReader lines = open()) {
            List<String> years = cells(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = cells(line);
                String[] key = template.clone();
                key[refArea] = area(areas, cells.get(0), line);
                key[counterpart] = area(areas, cells.get(1), line);
                key[sex] = cells.get(2);
                key[age] = cells.get(3);
                series.add(new Series(key, cells.subList(FIRST_YEAR_COLUMN, cells.size())));
            }
            series.sort((a, b) -> Arrays.compare(a.key(), b.key()));
            return new Table(years.subList(FIRST_YEAR_COLUMN, years.size()), series);
        }
    }

    /** Ids of areas by M49 digits, as the annotations of the code list say, and by the source's own codes. */
    private Map<String, String> areasByLocation() {
        Map<String, String> areas = new HashMap<>(OWN_CODES);
        for (Code code : structure.codes("REF_AREA").values()) {
            for (Annotation annotation : code.naming().annotations()) {
                if (annotation.type().filter("M49"::equals).isPresent()) {
                    annotation.title().ifPresent(m49 -> areas.put(m49, code.id()));
                }
            }
        }
        return areas;
    }

    private static String area(Map<String, String> areas, String location, String line) {
        String id = areas.get(location);
        if (id == null) {
            throw new IllegalStateException(
                    "no area has the M49 code " + location + ", which " + FIGURES + " uses: " + line);
        }
        return id;
    }

    private static BufferedReader open() {
        InputStream stream = UnDesaMigrantStock.class.getResourceAsStream(FIGURES);
        if (stream == null) {
            throw new IllegalStateException(FIGURES + " is missing from the installation");
        }
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static List<String> cells(@Nullable String line) {
        if (line == null) {
            throw new IllegalStateException(FIGURES + " is empty");
        }
        return List.of(line.split(",", -1));
    }
}
