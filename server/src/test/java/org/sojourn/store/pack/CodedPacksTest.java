package org.sojourn.store.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Transcript;
import org.sojourn.data.Value;

/** What is unpacked into numbers says the same as what is unpacked into texts. */
class CodedPacksTest {

    private static final DataStructureView VIEW = Fixtures.TIME_SERIES;

    private final HeapDictionary dictionary = new HeapDictionary();
    private final SeriesPack packs = new SeriesPack();
    private int plain;

    @Test
    void unpacksDataOfEveryKindAsTextsOrNotAtAll() throws IOException {
        for (DataStructureView view : List.of(Fixtures.TIME_SERIES, Fixtures.WITHOUT_TIME)) {
            CodedPacks coded = coded(view);
            for (long seed = 1; seed <= 60; seed++) {
                List<SeriesBlock> blocks = new ArrayList<>();
                new RandomData(List.of(view), seed, "AllDimensions")
                        .withoutAnnotations()
                        .transferTo(new SeriesPackTest.Collector(blocks));
                for (SeriesBlock block : blocks) {
                    check(block, coded, "seed " + seed);
                }
            }
        }
        assertThat(plain).isGreaterThan(5);
    }

    @Test
    void unpacksRegularSeriesWithGapsAndOddValues() {
        CodedPacks coded = coded(VIEW);
        Random random = new Random(7);
        for (int s = 0; s < 500; s++) {
            SeriesBlock block = new SeriesBlock(VIEW);
            boolean gaps = random.nextBoolean();
            int status = random.nextInt(4);
            int odd = random.nextInt(3) == 0 ? 3 + random.nextInt(20) : Integer.MAX_VALUE;
            int length = 1 + random.nextInt(40);
            int year = 1950 + random.nextInt(3);
            for (int i = 0; i < length; i++) {
                year += gaps && random.nextInt(4) == 0 ? 2 : 1;
                int at = block.add(Integer.toString(year), 0);
                block.set(0, at, value(random, i % odd == 0 && odd < 100));
                block.set(1, at, status == 3 ? null : Value.of(status == 2 && i % 3 == 0 ? "E" : "A"));
                block.set(2, at, i % 7 == status ? Value.of("C") : null);
            }
            if (s % 3 > 0) {
                block.attributes().put("UNIT_MULT", Value.of(s % 3 == 1 ? "0" : "3"));
            }
            if (s % 11 == 0) {
                block.continueSeries();
                block.add("2020", 0);
            }
            check(block, coded, "series " + s);
        }
        assertThat(plain).isGreaterThan(450);
    }

    private static Value value(Random random, boolean odd) {
        if (odd) {
            return random.nextBoolean() ? Value.of("NaN") : random.nextBoolean() ? Value.of("1E5") : null;
        }
        long mantissa = random.nextLong(1L << random.nextInt(55)) - (random.nextInt(9) == 0 ? 1000 : 0);
        return Value.of(
                java.math.BigDecimal.valueOf(mantissa, random.nextInt(4) / 2).toPlainString());
    }

    private CodedPacks coded(DataStructureView view) {
        CodedBlock.Texts[] keys = new CodedBlock.Texts[view.seriesDimensions().size()];
        Arrays.fill(keys, (CodedBlock.Texts) id -> new Value.Text("K" + id));
        return new CodedPacks(view, dictionary, keys);
    }

    private void check(SeriesBlock block, CodedPacks coded, String text) {
        byte[] pack = packs.encode(block, dictionary);
        byte[] around = new byte[pack.length + 20];
        Arrays.fill(around, (byte) 0x5a);
        System.arraycopy(pack, 0, around, 7, pack.length);
        CodedBlock numbers = coded.decode(around, 7, pack.length);
        if (numbers != null) {
            plain++;
            SeriesBlock expected = new SeriesBlock(block.structure());
            packs.decode(pack, dictionary, expected);
            Arrays.fill(expected.key(), "K0");
            assertThat(transcript(numbers.texts())).as(text).isEqualTo(transcript(expected));
        }
    }

    private static List<String> transcript(SeriesBlock block) {
        Transcript transcript = new Transcript();
        transcript.dataset(
                org.sojourn.data.DatasetHeader.of(
                        Fixtures.dataflow(block.structure()), java.util.Optional.empty(), "TIME_PERIOD"),
                block.structure());
        transcript.series(block);
        return transcript.lines();
    }
}
