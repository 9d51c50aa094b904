package org.sojourn.data.fragment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/** Series as statistics has them, drawn from a seed: mostly plain, now and then something that needs another way. */
final class PlainData implements DataSource {

    private static final List<String> ODD =
            List.of("NaN", "", "1E5", "-0", "+7", "a \"b\", <c> & d", "12345678901234567890.5");

    private final long seed;
    private final int series;
    private final int longest;
    private final boolean annotatedToo;

    /** @param longest the largest number of observations of a series */
    PlainData(long seed, int series, int longest, boolean annotatedToo) {
        this.seed = seed;
        this.series = series;
        this.longest = longest;
        this.annotatedToo = annotatedToo;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        Random random = new Random(seed);
        DataStructureView view = Fixtures.TIME_SERIES;
        DatasetHeader header = DatasetHeader.of(Fixtures.dataflow(view), Optional.of(Action.REPLACE), "TIME_PERIOD");
        sink.start(MessageHeader.of("PLAIN" + seed, "2024-01-01T00:00:00Z", "TEST"));
        sink.announce(List.of(new DataSink.Expected(header, view)));
        sink.dataset(header, view);
        if (random.nextBoolean()) {
            sink.attributes(new AttributeBlock(
                    Optional.empty(), new String[3], Map.of("SOURCE", Value.of("a, \"b\"")), List.of(), 0));
        }
        SeriesBlock block = new SeriesBlock(view);
        List<Value> status = List.of(Value.of("A"), Value.of("E"), Value.of("P"));
        for (int s = 0; s < series; s++) {
            block.clear();
            block.key()[0] = "A";
            block.key()[1] = "AREA" + s / 2;
            block.key()[2] = s % 2 == 0 ? "F" : "M";
            attributes(block, random);
            boolean oneStatus = random.nextBoolean();
            int decimals = random.nextInt(4);
            int length = random.nextInt(longest + 1);
            int period = random.nextInt(50);
            for (int i = 0; i < length; i++) {
                if (block.full()) {
                    sink.series(block);
                    block.continueSeries();
                }
                period += random.nextInt(5) == 0 ? 2 : 1;
                int at = block.add(text(period), 0);
                Value measure = measure(random, decimals);
                block.set(0, at, measure);
                block.set(1, at, status.get(oneStatus ? s % 3 : random.nextInt(3)));
                if (random.nextInt(6) == 0) {
                    block.set(2, at, Value.of(random.nextBoolean() ? "F" : "C"));
                }
            }
            if (annotatedToo && random.nextInt(10) == 0) {
                block.annotations(new ArrayList<>(Notes.ONE));
            }
            sink.series(block);
        }
        sink.endDataset();
        sink.end(List.of());
    }

    private static String text(int period) {
        int year = 1900 + period / 12;
        return String.format("%04d-%02d", year, period % 12 + 1);
    }

    private static void attributes(SeriesBlock block, Random random) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        int which = random.nextInt(8);
        if (which > 0) {
            attributes.put("UNIT_MULT", Value.of(which > 1 ? "0" : "3"));
        }
        if (which == 7) {
            attributes.put("TITLE", Value.of("a title"));
        }
        block.attributes().putAll(attributes);
    }

    private static Value measure(Random random, int decimals) {
        int kind = random.nextInt(40);
        if (kind == 0) {
            return null;
        }
        if (kind == 1) {
            return Value.of(ODD.get(random.nextInt(ODD.size())));
        }
        long mantissa = (long) (Math.exp(random.nextDouble() * 20)) - (kind == 2 ? 1_000_000 : 0);
        return Value.of(java.math.BigDecimal.valueOf(mantissa, decimals).toPlainString());
    }
}
