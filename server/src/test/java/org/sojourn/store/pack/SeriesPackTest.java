package org.sojourn.store.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.RandomData;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.text.LocalisedText;

class SeriesPackTest {

    private static final List<String> NUMBERS = List.of(
            "1.50",
            "0",
            "-0",
            "1E5",
            "NaN",
            "",
            "+1",
            "007",
            "0.0",
            "-0.0",
            "-0.05",
            "12345678901234567890.123",
            "999999999999999999",
            "-999999999999999999",
            "1000000000000000000",
            "0.000000000000000001",
            "5.",
            ".5",
            "-",
            "INF",
            "1,5",
            "100",
            "1.5",
            "100.0",
            "٣");

    private static final List<List<String>> PERIODS = List.of(
            List.of("2001", "2002", "2003", "2004"),
            List.of("1990", "1995", "2000", "2005", "2010", "2015", "2020", "2024"),
            List.of("2020-11", "2020-12", "2021-01"),
            List.of("2020-02-28", "2020-02-29", "2020-03-01", "2021-01-01"),
            List.of("2020-Q1", "2020-Q2", "2020-Q4", "2022-Q1"),
            List.of("2020-A1", "2021-A1"),
            List.of("2020-S1", "2020-S2"),
            List.of("2020-T3", "2021-T1"),
            List.of("2020-M01", "2020-M12"),
            List.of("2020-W52", "2020-W53", "2021-W01"),
            List.of("2020-D001", "2020-D366"),
            List.of("2023-02-30", "2023-13", "2020-Q5", "2020-W54", "2020-W00", "2020-A2"),
            List.of("2020-01-01T00:00:00", "2020-01-01T01:00:00", "2020-01-01T02:00:00Z"),
            List.of(
                    "2020-01-01/P1Y",
                    "2021",
                    "2021-Q1",
                    "20211",
                    "-2020",
                    "+2020",
                    " 2020",
                    "2020 ",
                    "",
                    "0000",
                    "９９９９"),
            List.of("2004", "2001", "2003"),
            List.of("2020Z", "2020-01Z", "2020-q1", "2020-M1", "2020-D01", "20-Q1", "2020/Q1", "𝄞a", "𝄞b", "𝄢"));

    private final HeapDictionary dictionary = new HeapDictionary();
    private final SeriesPack packs = new SeriesPack();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givesBackWhatItPacked(long seed) throws IOException {
        List<SeriesBlock> blocks = new ArrayList<>();
        new RandomData(Fixtures.ALL, seed, "AllDimensions").transferTo(new Collector(blocks));
        assertThat(blocks).isNotNull();
        for (SeriesBlock block : blocks) {
            assertComesBack(block);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givesBackRandomColumnsOfEverySize(long seed) {
        Random random = new Random(seed);
        for (int n : new int[] {0, 1, 2, 3, 7, 8, 9, 28, 64, 65, 1000, SeriesBlock.CAPACITY}) {
            SeriesBlock block = new SeriesBlock(Fixtures.RICH);
            int shape = random.nextInt(6);
            int width = random.nextInt(60);
            for (int i = 0; i < n; i++) {
                block.add(period(random, i), 0);
                for (int c = 0; c < Fixtures.RICH.observationComponents().size(); c++) {
                    if (random.nextInt(4) != 0) {
                        block.set(c, i, value(random, shape, width));
                    }
                }
            }
            assertComesBack(block);
        }
    }

    @Test
    void keepsTheTextFormOfNumbers() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            SeriesBlock block = new SeriesBlock(Fixtures.TIME_SERIES);
            int n = 1 + random.nextInt(12);
            for (int i = 0; i < n; i++) {
                block.add(Integer.toString(2000 + i), 0);
                block.set(0, i, Value.of(NUMBERS.get(random.nextInt(NUMBERS.size()))));
            }
            assertComesBack(block);
        }
    }

    @Test
    void keepsEveryPeriodText() {
        for (List<String> periods : PERIODS) {
            for (DataStructureView view : List.of(Fixtures.TIME_SERIES, Fixtures.WITHOUT_TIME)) {
                SeriesBlock block = new SeriesBlock(view);
                periods.forEach(p -> block.add(p, 0));
                assertComesBack(block);
                block.add(null, 0);
                assertComesBack(block);
                for (String period : periods) {
                    SeriesBlock one = new SeriesBlock(view);
                    one.add(period, 0);
                    assertComesBack(one);
                }
            }
        }
    }

    @Test
    void keepsThatABlockGoesOnWithASeries() {
        SeriesBlock block = new SeriesBlock(Fixtures.TIME_SERIES);
        block.continueSeries();
        block.add("2001", 0);
        assertComesBack(block);
    }

    @Test
    void keepsValuesOfEveryKindAtTheSeries() {
        SeriesBlock block = new SeriesBlock(Fixtures.RICH);
        block.attributes().put("TITLE", new Value.Localised(new LocalisedText(Map.of("en", "a", "fr", "b"))));
        block.attributes().put("MARKUP", new Value.Markup(LocalisedText.of("en", "<p>x</p>")));
        block.attributes().put("SOURCES", Value.array(List.of(Value.of("one"), Value.of("x".repeat(1000)))));
        block.annotations(List.of(new Annotation(
                Optional.empty(),
                Optional.of("t"),
                Optional.empty(),
                List.of(new Annotation.Url("https://example.org", Optional.of("fr"))),
                LocalisedText.EMPTY,
                Optional.of("v"))));
        block.add("2001", 0);
        block.add("2002", 0);
        block.observationAnnotations().put(1, new ArrayList<>(block.annotations()));
        assertComesBack(block);
    }

    @Test
    void takesAboutOneAndAHalfBytesForAnObservationOfAPlainSeries() {
        Random random = new Random(1);
        long bytes = 0;
        long observations = 0;
        for (int s = 0; s < 1000; s++) {
            SeriesBlock block = new SeriesBlock(Fixtures.TIME_SERIES);
            int level = random.nextInt(100, 3000);
            for (int year = 1996; year < 2024; year++) {
                int i = block.add(Integer.toString(year), 0);
                block.set(0, i, Value.of(Integer.toString(level + random.nextInt(-50, 50))));
                block.set(1, i, Value.of("A"));
                block.set(2, i, Value.of("F"));
            }
            bytes += packs.encode(block, dictionary).length;
            observations += block.size();
        }
        assertThat((double) bytes / observations).isLessThan(1.7);
    }

    @Test
    void spellsTextsOutWhenTheDictionaryHasEnough() {
        SeriesBlock block = new SeriesBlock(Fixtures.TIME_SERIES);
        for (int i = 0; i < SeriesBlock.CAPACITY; i++) {
            block.add("2001", 0);
        }
        for (int round = 0; dictionary.size() < HeapDictionary.ENOUGH; round++) {
            for (int i = 0; i < block.size(); i++) {
                block.set(3, i, Value.of("text " + round + " " + i));
            }
            packs.encode(block, dictionary);
        }
        int before = dictionary.size();
        for (int i = 0; i < block.size(); i++) {
            block.set(3, i, Value.of("another " + i));
        }
        assertComesBack(block);
        assertThat(dictionary.size()).isEqualTo(before);
    }

    @Test
    void passesOverColumnsThatTheStructureDoesNotHave() {
        SeriesBlock rich = new SeriesBlock(Fixtures.TIME_SERIES);
        for (int i = 0; i < 3; i++) {
            rich.add("200" + i, 0);
            rich.set(0, i, Value.of("1." + i));
            rich.set(3, i, i == 1 ? null : Value.of("comment " + i));
            rich.set(1, i, Value.of("A"));
        }
        SeriesBlock poor = new SeriesBlock(new Fixtures.Builder("FLOWS")
                .dimension("FREQ")
                .time()
                .measure("OTHER")
                .measure("OBS_VALUE")
                .build());
        packs.decode(packs.encode(rich, dictionary), dictionary, poor);
        assertThat(poor.value(1, 2)).isEqualTo(Value.of("1.2"));
        assertThat(poor.value(0, 2)).isNull();
    }

    /** A pack written by the first version of the first layout: it must be read for ever. */
    @Test
    void readsLayout1() {
        for (String text : List.of("COUNT", "METHODS", "REG", "TITLE", "short")) {
            dictionary.id(text);
        }
        SeriesBlock block = new SeriesBlock(Fixtures.RICH);
        for (int i = 0; i < 4; i++) {
            block.add("202" + i, 0);
        }
        block.set(0, 0, Value.of("1.50"));
        block.set(0, 1, Value.of("2.25"));
        block.set(0, 3, Value.of("NaN"));
        block.set(2, 2, Value.array(List.of(Value.of("REG"))));
        block.attributes().put("TITLE", Value.of("short"));
        String golden = "01020420c81f020201120402ac020780e5120102034e614e02230b0301040105";
        assertEqual(decoded(HexFormat.of().parseHex(golden), Fixtures.RICH), block);
    }

    @Test
    void refusesALayoutItDoesNotKnowAndDamagedBytes() {
        SeriesBlock block = new SeriesBlock(Fixtures.TIME_SERIES);
        block.add("2001", 0);
        block.set(0, 0, Value.of("12345"));
        byte[] pack = packs.encode(block, dictionary);
        for (int cut = 0; cut < pack.length; cut++) {
            byte[] half = Arrays.copyOf(pack, cut);
            assertThatThrownBy(() -> decoded(half, Fixtures.TIME_SERIES)).isInstanceOf(IllegalStateException.class);
        }
        pack[0] = 99;
        assertThatThrownBy(() -> decoded(pack, Fixtures.TIME_SERIES)).hasMessageContaining("layout 99");
    }

    private static String period(Random random, int i) {
        return random.nextInt(50) == 0 ? "p" + random.nextInt() : Integer.toString(1000 + i % 9000);
    }

    private static Value value(Random random, int shape, int width) {
        return switch (shape) {
            case 0 -> Value.of(Long.toString(random.nextLong() >> (63 - width)));
            case 1 -> Value.of(Integer.toString(random.nextInt(3)));
            case 2 ->
                Value.of(java.math.BigDecimal.valueOf(random.nextLong() >> (63 - width), random.nextInt(0, 9))
                        .toPlainString());
            case 3 ->
                Value.of(java.math.BigDecimal.valueOf(random.nextInt(100000), 3)
                        .stripTrailingZeros()
                        .toPlainString());
            case 4 -> Value.of("x".repeat(random.nextInt(80)));
            default ->
                random.nextBoolean()
                        ? Value.of(NUMBERS.get(random.nextInt(NUMBERS.size())))
                        : Value.array(List.of(Value.of("a" + random.nextInt(4)), Value.of("b")));
        };
    }

    private void assertComesBack(SeriesBlock block) {
        assertEqual(decoded(packs.encode(block, dictionary), block.structure()), block);
    }

    private SeriesBlock decoded(byte[] pack, DataStructureView view) {
        SeriesBlock into = new SeriesBlock(view);
        into.add("left from before", 0);
        packs.decode(pack, dictionary, into);
        return into;
    }

    private static void assertEqual(SeriesBlock actual, SeriesBlock expected) {
        assertThat(actual.continued()).isEqualTo(expected.continued());
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(actual.attributes()).isEqualTo(expected.attributes());
        assertThat(actual.annotations()).isEqualTo(expected.annotations());
        assertThat(actual.observationAnnotations()).isEqualTo(expected.observationAnnotations());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.period(i)).isEqualTo(expected.period(i));
            for (int c = 0; c < expected.structure().observationComponents().size(); c++) {
                assertThat(actual.value(c, i)).isEqualTo(expected.value(c, i));
            }
        }
    }

    /** Keeps all blocks of a source. */
    record Collector(List<SeriesBlock> blocks) implements DataSink {
        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void attributes(AttributeBlock block) {}

        @Override
        public void series(SeriesBlock block) {
            blocks.add(block.copy());
        }

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }
}
