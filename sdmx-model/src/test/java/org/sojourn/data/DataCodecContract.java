package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * What every reader and writer of data together must do: writing and then reading gives back what was written, minus what
 * the format is said not to carry. A subclass for each format says how the two are made and what is lost.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DataCodecContract {

    /** Seeds drawn for each structure and pivot. */
    private static final int SEEDS = 25;

    protected final DataFormat format;

    protected DataCodecContract(DataFormat format) {
        this.format = format;
    }

    protected abstract DataSink writer(OutputStream out, DataWriterOptions options, Problems losses);

    protected abstract DataSource reader(InputStream in, StructureLookup lookup, Problems problems);

    /** What comes back of data of this structure when they are written in this pivot. */
    protected abstract Set<Feature> kept(DataStructureView structure, String dimensionAtObservation);

    /** The pivots in which the format writes this structure. */
    protected List<String> pivots(DataStructureView structure) {
        return Fixtures.pivots(structure);
    }

    /** Called with each message that was written: a place to validate it. */
    protected void written(DataStructureView structure, String dimensionAtObservation, byte[] message)
            throws IOException {}

    /** The lines that reading must give; a subclass may change what its format says in other words. */
    protected List<String> expected(CanonicalData data, Set<Feature> kept) {
        return data.lines(kept);
    }

    private Stream<Arguments> structuresAndPivots() {
        return Fixtures.ALL.stream()
                .flatMap(s ->
                        pivots(s).stream().map(p -> Arguments.of(s.structure().id(), p)));
    }

    private static DataStructureView structure(String id) {
        return Fixtures.ALL.stream()
                .filter(s -> s.structure().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("structuresAndPivots")
    void readsBackWhatItWroteMinusWhatItSaysIsLost(String id, String pivot) throws IOException {
        DataStructureView structure = structure(id);
        Set<Feature> kept = kept(structure, pivot);
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomData source = new RandomData(List.of(structure), seed, pivot);
            CanonicalData original = CanonicalData.of(source);
            Problems losses = new Problems();
            byte[] message = write(source, losses);
            written(structure, pivot, message);
            Problems problems = new Problems();
            CanonicalData back = read(message, problems);
            String text = id + " " + pivot + " seed " + seed;
            assertThat(problems.list()).as(text).noneMatch(p -> p.severity() != Problem.Severity.INFO);
            assertThat(expected(back, kept)).as(text).isEqualTo(expected(original, kept));
            if (!original.lines().equals(original.lines(kept))) {
                assertThat(losses.list()).as("losses of " + text).isNotEmpty();
            }
            assertThat(losses.hasErrors()).as(text + losses.list()).isFalse();
            if (kept.contains(Feature.HEADER)) {
                assertThat(back.header()).as(text).isEqualTo(original.header());
            }
            if (kept.contains(Feature.FOOTER)) {
                assertThat(back.footer()).as(text).isEqualTo(original.footer());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structuresAndPivots")
    protected void writesTheSameBytesAgainFromWhatItRead(String id, String pivot) throws IOException {
        DataStructureView structure = structure(id);
        for (long seed = 0; seed < 5; seed++) {
            long drawn = seed;
            byte[] once = write(
                    sink -> reader(
                                    new ByteArrayInputStream(
                                            write(new RandomData(List.of(structure), drawn, pivot), new Problems())),
                                    Fixtures.LOOKUP,
                                    new Problems())
                            .transferTo(sink),
                    new Problems());
            byte[] again = write(
                    sink -> reader(new ByteArrayInputStream(once), Fixtures.LOOKUP, new Problems())
                            .transferTo(sink),
                    new Problems());
            assertThat(new String(again, StandardCharsets.UTF_8)).isEqualTo(new String(once, StandardCharsets.UTF_8));
        }
    }

    @Test
    void carriesDataOfSeveralStructuresInOneMessageWhereTheFormatCan() throws IOException {
        String pivot = DatasetHeader.ALL_DIMENSIONS;
        Set<Feature> kept = EnumSet.allOf(Feature.class);
        Fixtures.ALL.forEach(s -> kept.retainAll(kept(s, pivot)));
        if (!kept.contains(Feature.SEVERAL_STRUCTURES)) {
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomData source = new RandomData(Fixtures.ALL, seed, pivot);
            CanonicalData original = CanonicalData.of(source);
            CanonicalData back = read(write(source, new Problems()), new Problems());
            assertThat(expected(back, kept)).as("seed " + seed).isEqualTo(expected(original, kept));
        }
    }

    @Test
    void cutsALongSeriesIntoBlocksThatContinueIt() throws IOException {
        DataStructureView structure = Fixtures.TIME_SERIES;
        int length = 2 * SeriesBlock.CAPACITY + 10;
        DataSource source = sink -> longSeries(structure, length, sink);
        CanonicalData original = CanonicalData.of(source);
        CanonicalData back = read(write(source, new Problems()), new Problems());
        assertThat(back.observations()).isEqualTo(length);
        assertThat(back.blocks()).isBetween(3L, 4L);
        assertThat(back.series()).isEqualTo(1);
        Set<Feature> kept = kept(structure, "TIME_PERIOD");
        assertThat(expected(back, kept)).isEqualTo(expected(original, kept));
    }

    private static void longSeries(DataStructureView structure, int length, DataSink sink) throws IOException {
        sink.start(MessageHeader.of("LONG", "2024-01-01T00:00:00Z", "TEST"));
        sink.dataset(
                DatasetHeader.of(Fixtures.dataflow(structure), Optional.of(Action.REPLACE), "TIME_PERIOD"), structure);
        SeriesBlock block = new SeriesBlock(structure);
        block.key()[0] = "A";
        block.key()[1] = "FR";
        block.key()[2] = "F";
        block.attributes().put("UNIT_MULT", Value.of("3"));
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            if (block.full()) {
                sink.series(block);
                block.continueSeries();
            }
            int at = block.add(java.time.LocalDate.ofEpochDay(i).toString(), 0);
            block.set(0, at, Value.of(Integer.toString(random.nextInt(1000))));
            block.set(1, at, Value.of("A"));
        }
        sink.series(block);
        sink.endDataset();
        sink.end(List.of());
    }

    @Test
    void readsAMessageWithoutDatasets() throws IOException {
        DataSource source = sink -> {
            sink.start(MessageHeader.of("NONE", "2024-01-01T00:00:00Z", "TEST"));
            sink.announce(List.of(new DataSink.Expected(
                    DatasetHeader.of(Fixtures.dataflow(Fixtures.TIME_SERIES), Optional.empty(), "TIME_PERIOD"),
                    Fixtures.TIME_SERIES)));
            sink.end(List.of());
        };
        CanonicalData back = read(write(source, new Problems()), new Problems());
        assertThat(back.lines()).isEmpty();
    }

    @Test
    void letsTheErrorOfABrokenStreamThrough() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the pipe is broken");
            }
        };
        DataSource source = sink -> longSeries(Fixtures.TIME_SERIES, 5000, sink);
        assertThatThrownBy(() -> source.transferTo(writer(broken, DataWriterOptions.DEFAULT, new Problems())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the pipe is broken");
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line went dead");
            }
        };
        assertThatThrownBy(() -> reader(cut, Fixtures.LOOKUP, new Problems()).transferTo(new CanonicalData()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the line went dead");
    }

    @Test
    void leavesTheStreamOpenForItsOwner() throws IOException {
        boolean[] closed = {false};
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new RandomData(List.of(Fixtures.TIME_SERIES), 1, "TIME_PERIOD")
                .transferTo(writer(out, DataWriterOptions.DEFAULT, new Problems()));
        assertThat(closed[0]).isFalse();
        assertThat(out.size()).isPositive();
    }

    /** The bytes of what a source pushes. */
    protected byte[] write(DataSource source, Problems losses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(writer(out, DataWriterOptions.DEFAULT, losses));
        return out.toByteArray();
    }

    /** What a message holds, with the structures of {@link Fixtures}. */
    protected CanonicalData read(byte[] message, Problems problems) throws IOException {
        return CanonicalData.of(reader(new ByteArrayInputStream(message), Fixtures.LOOKUP, problems));
    }
}
