package org.sojourn.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.RandomData;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Transcript;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.Messages;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.Dimension;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;

/** What is found in data does not depend on whether they come in texts or in numbers. */
class CodedChecksTest {

    private static int total;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsTheSameInPlainSeries(long seed) throws IOException {
        same(Messages.plain(seed, 80, 12, seed % 3 == 0), Fixtures.TIME_SERIES, seed);
        assertThat(total).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheSameInDataOfEveryKind(long seed) throws IOException {
        for (DataStructureView view : Fixtures.ALL) {
            String pivot = view.observationDimension().map(Dimension::id).orElse(DatasetHeader.ALL_DIMENSIONS);
            same(new RandomData(List.of(view), seed, pivot).withoutAnnotations(), view, seed);
        }
    }

    private static void same(DataSource source, DataStructureView view, long seed) throws IOException {
        List<DataConstraint> constraints = seed % 2 == 0 ? List.of() : constraints(view, new Random(seed));
        for (Action action : List.of(Action.MERGE, Action.REPLACE, Action.DELETE)) {
            Problems texts = new Problems();
            Transcript textsPassed = new Transcript();
            source.transferTo(new Spoilt(new DataValidator(textsPassed, texts, (h, s) -> constraints), action, seed));
            Problems numbers = new Problems();
            Transcript numbersPassed = new Transcript();
            source.transferTo(new Spoilt(
                    Messages.coding(new DataValidator(numbersPassed, numbers, (h, s) -> constraints)), action, seed));
            assertThat(numbers.list()).isEqualTo(texts.list());
            assertThat(numbersPassed.lines()).isEqualTo(textsPassed.lines());
            total += texts.list().size();
        }
    }

    private static List<DataConstraint> constraints(DataStructureView view, Random random) {
        List<CubeRegion> regions = new ArrayList<>();
        for (Dimension d : view.seriesDimensions()) {
            List<String> codes = List.copyOf(view.codes(d.id()).keySet());
            if (!codes.isEmpty() && random.nextBoolean()) {
                List<String> some =
                        codes.stream().limit(1 + random.nextInt(codes.size())).toList();
                regions.add(new CubeRegion(
                        random.nextInt(4) > 0, List.of(), List.of(ComponentValues.of(d.id(), some)), List.of()));
            }
        }
        return List.of(new DataConstraint(
                Maintenance.of("T", Version.parse("1.0"), Naming.of("C", LocalisedText.of("en", "C"))),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                regions,
                Optional.empty(),
                Optional.empty()));
    }

    /** Puts mistakes into data, the same ones for the same seed, and says where everything stands. */
    private static final class Spoilt implements DataSink {
        private final DataSink next;
        private final Action action;
        private final Random random;
        private int line = 1;

        Spoilt(DataSink next, Action action, long seed) {
            this.next = next;
            this.action = action;
            this.random = new Random(seed);
        }

        @Override
        public void start(MessageHeader header) throws IOException {
            next.start(header);
        }

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
            next.dataset(
                    DatasetHeader.of(header.reference(), Optional.of(action), header.dimensionAtObservation()),
                    structure);
        }

        @Override
        public void attributes(AttributeBlock block) throws IOException {
            next.attributes(block);
        }

        @Override
        public void series(SeriesBlock block) throws IOException {
            SeriesBlock spoilt = block.copy();
            if (block.continued()) {
                return;
            }
            spoilt.at(line++);
            for (int i = 0; i < spoilt.key().length; i++) {
                if (random.nextInt(30) == 0) {
                    spoilt.key()[i] = random.nextBoolean() ? "NO_CODE" : "";
                }
            }
            if (random.nextInt(20) == 0) {
                spoilt.attributes().replaceAll((id, value) -> Value.of("no \u0001 good"));
            }
            SeriesBlock again = new SeriesBlock(spoilt.structure());
            System.arraycopy(spoilt.key(), 0, again.key(), 0, again.key().length);
            again.attributes().putAll(spoilt.attributes());
            again.at(spoilt.position());
            for (int i = 0; i < spoilt.size() && !again.full(); i++) {
                String period = spoilt.period(i);
                int what = random.nextInt(60);
                int at = again.add(
                        what == 0
                                ? "Q1 2020"
                                : what == 1 ? "2020-Q1" : what == 2 && i > 0 ? spoilt.period(i - 1) : period,
                        line++);
                for (int c = 0; c < spoilt.structure().observationComponents().size(); c++) {
                    int value = random.nextInt(80);
                    again.set(c, at, value == 0 ? Value.of("12,5") : value == 1 ? null : spoilt.value(c, i));
                }
            }
            next.series(again);
        }

        @Override
        public void endDataset() throws IOException {
            next.endDataset();
        }

        @Override
        public void end(List<FooterMessage> footer) throws IOException {
            next.end(footer);
        }
    }
}
