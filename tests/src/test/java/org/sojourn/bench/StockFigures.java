package org.sojourn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.sojourn.data.Action;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Decimals;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.model.Dimension;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * UN DESA's migrant stocks scaled up: Each of the real series is given for many age groups, with figures of the size of
 * the real ones, mixed decimals, and five attributes. The same for ever: no seed, no clock.
 *
 * <p>Two shapes: 28 yearly figures a series (1995 to 2022, interpolated), or the 8 years that the source has.
 */
final class StockFigures implements DataSource {

    private static final Urn DATAFLOW = Urn.of(ArtefactClass.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0");
    private static final String FIGURES = "figures/undesa-ims-2024.csv.gz";

    static final DataStructureView STRUCTURE = MigrationStructures.catalogue().find(DATAFLOW);

    private static final int[] YEARS = {1990, 1995, 2000, 2005, 2010, 2015, 2020, 2024};
    private static final String[] STATUS = {"A", "E", "P", "M"};

    private final long observations;
    private final int perSeries;
    private final int skipped;
    private final long seed;

    /** @param perSeries 28 or 8 */
    StockFigures(long observations, int perSeries) {
        this(observations, perSeries, 0, 0);
    }

    /**
     * Other figures for some of the series.
     *
     * @param skipped so many of the real series are left out, from the first on
     * @param seed gives figures other than those of seed 0
     */
    StockFigures(long observations, int perSeries, int skipped, long seed) {
        this.observations = observations;
        this.perSeries = perSeries;
        this.skipped = skipped;
        this.seed = seed;
    }

    /** A real series; its figures by place of {@link #YEARS}. */
    private record Real(String[] key, double[] figures) {

        /** The figure of a year, on the line between those around it. */
        double at(int year) {
            int after = 1;
            while (YEARS[after] < year) {
                after++;
            }
            double part = (double) (year - YEARS[after - 1]) / (YEARS[after] - YEARS[after - 1]);
            return 1 + figures[after - 1] + part * (figures[after] - figures[after - 1]);
        }
    }

    static DatasetHeader header() {
        return DatasetHeader.of(DATAFLOW, Optional.of(Action.REPLACE), Dimension.TIME_PERIOD);
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        List<Real> real = real();
        int age = STRUCTURE.seriesPosition("AGE").orElseThrow();
        int criterion = STRUCTURE.seriesPosition("ORIGIN_CRIT").orElseThrow();
        List<String> ages = List.copyOf(STRUCTURE.codes("AGE").keySet());
        List<String> criteria = List.copyOf(STRUCTURE.codes("ORIGIN_CRIT").keySet());
        int value = STRUCTURE.column("OBS_VALUE").orElseThrow();
        int status = STRUCTURE.column("OBS_STATUS").orElseThrow();
        int confidentiality = STRUCTURE.column("CONF_STATUS").orElseThrow();
        Value[] statuses = new Value[STATUS.length];
        for (int i = 0; i < STATUS.length; i++) {
            statuses[i] = Value.of(STATUS[i]);
        }
        Value free = Value.of("F");
        Value secret = Value.of("C");
        sink.start(MessageHeader.of("STOCKS", "2026-01-01T00:00:00Z", "MIG"));
        sink.dataset(header(), STRUCTURE);
        SeriesBlock block = new SeriesBlock(STRUCTURE);
        long sent = 0;
        int variants = (int) Math.ceilDiv(observations, (long) real.size() * perSeries);
        for (Real one : real.subList(skipped, real.size())) {
            for (int v = 0; v < variants && sent < observations; v++) {
                SplittableRandom random = new SplittableRandom(sent * 31 + v + seed);
                block.clear();
                System.arraycopy(one.key, 0, block.key(), 0, one.key.length);
                block.key()[age] = ages.get(v % ages.size());
                block.key()[criterion] = criteria.get(v / ages.size());
                block.attributes().put("UNIT_MEASURE", Value.of("PS"));
                block.attributes().put("UNIT_MULT", Value.of("0"));
                block.attributes().put("TIME_PER_COLLECT", Value.of(random.nextInt(50) == 0 ? "A" : "M"));
                int kind = random.nextInt(100);
                int decimals = kind < 70 ? 0 : kind < 90 ? 1 : 2;
                boolean same = random.nextInt(10) < 6;
                boolean secrets = random.nextInt(10) == 0;
                double share = 0.05 + random.nextDouble();
                for (int i = 0; i < perSeries; i++) {
                    int year = perSeries == YEARS.length ? YEARS[i] : 1995 + i;
                    double figure = one.at(year) * share * (0.98 + random.nextDouble() * 0.04);
                    int at = block.add(Integer.toString(year), 0);
                    long mantissa = (long) (figure * Math.pow(10, decimals));
                    block.set(
                            value, at, Value.of(random.nextInt(200) == 0 ? "NaN" : Decimals.text(mantissa, decimals)));
                    block.set(status, at, statuses[same ? 1 : random.nextInt(10) == 0 ? random.nextInt(4) : 0]);
                    block.set(confidentiality, at, secrets && random.nextInt(5) == 0 ? secret : free);
                }
                sink.series(block);
                sent += perSeries;
            }
        }
        sink.endDataset();
        sink.end(List.of());
    }

    private static List<Real> real() throws IOException {
        Map<String, String> areas = new HashMap<>();
        areas.put("000", "_T");
        STRUCTURE
                .codes("REF_AREA")
                .forEach((id, code) -> code.naming().annotations().stream()
                        .filter(a -> a.type().filter("M49"::equals).isPresent())
                        .forEach(a -> areas.put(a.title().orElse(id), id)));
        Map<String, Real> all = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(MigrationStructures.class.getResourceAsStream(FIGURES))),
                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                if (areas.containsKey(cells[0]) && areas.containsKey(cells[2]) && cells[5].equals("_T")) {
                    Real real = all.computeIfAbsent(
                            cells[1] + "." + cells[3] + "." + cells[4],
                            k -> new Real(key(areas, cells), new double[YEARS.length]));
                    real.figures[Arrays.binarySearch(YEARS, Integer.parseInt(cells[6]))] = Double.parseDouble(cells[7]);
                }
            }
        }
        return List.copyOf(all.values());
    }

    private static String[] key(Map<String, String> areas, String[] cells) {
        String[] key = new String[STRUCTURE.seriesDimensions().size()];
        put(key, "FREQ", "A");
        put(key, "REF_AREA", areas.get(cells[0]));
        put(key, "MEASURE", "STK_MIG");
        put(key, "COUNTERPART_AREA", areas.get(cells[2]));
        put(key, "POP_UNIVERSE", "IMG");
        put(key, "MOBILITY", "RES");
        put(key, "SEX", cells[4]);
        return key;
    }

    private static void put(String[] key, String dimension, String code) {
        key[STRUCTURE.seriesPosition(dimension).orElseThrow()] = code;
    }
}
