package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.DataFormat.Family;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Data go from each format into each other and come back equal, minus what the two are said not to carry. */
class EveryPairOfFormatsTest {

    private static final int SEEDS = 2;

    static Stream<Arguments> pairs() {
        return Stream.of(DataFormat.values())
                .flatMap(a -> Stream.of(DataFormat.values()).map(b -> Arguments.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void carriesDataFromOneToTheOther(DataFormat first, DataFormat second) throws IOException {
        for (DataStructureView structure : Fixtures.ALL) {
            String own = structure.observationDimension().orElseThrow().id();
            for (String pivot : List.of(own, DatasetHeader.ALL_DIMENSIONS)) {
                if (takes(first, pivot) && takes(second, pivot)) {
                    for (long seed = 0; seed < SEEDS; seed++) {
                        convert(first, second, structure, pivot, seed);
                    }
                }
            }
        }
    }

    private static void convert(
            DataFormat first, DataFormat second, DataStructureView structure, String pivot, long seed)
            throws IOException {
        DataSource source = new RandomData(List.of(structure), seed, pivot);
        byte[] one = write(source, first);
        byte[] two = write(reader(one, new Problems()), second);
        Problems problems = new Problems();
        CanonicalData back = CanonicalData.of(reader(two, problems));
        Set<Feature> kept = kept(first, structure, pivot);
        // CSV does not say how it wants to be laid out, so what comes out of it is laid out as usual.
        String then = first.family() == Family.CSV
                ? structure.observationDimension().orElseThrow().id()
                : pivot;
        kept.retainAll(kept(second, structure, then));
        String text = first + " -> " + second + " " + structure.structure().id() + " " + pivot + " seed " + seed;
        assertThat(problems.list()).as(text).noneMatch(p -> p.severity() != Problem.Severity.INFO);
        assertThat(lines(back, kept)).as(text).isEqualTo(lines(CanonicalData.of(source), kept));
    }

    private static byte[] write(DataSource source, DataFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
        return out.toByteArray();
    }

    private static DataSource reader(byte[] message, Problems problems) throws IOException {
        return DataMessages.reader(new ByteArrayInputStream(message), Optional.empty(), Fixtures.LOOKUP, problems);
    }

    /** Where no action is said, CSV 2.x says what none means. */
    private static List<String> lines(CanonicalData data, Set<Feature> kept) {
        return data.lines(kept).stream()
                .map(l -> l.startsWith("dataset ") ? l.replaceFirst("Optional.empty", "Optional[MERGE]") : l)
                .toList();
    }

    private static boolean takes(DataFormat format, String pivot) {
        boolean timeOnly = format == DataFormat.ML_2_1_GENERIC_TS || format == DataFormat.ML_2_1_SS_TS;
        return !timeOnly || pivot.equals("TIME_PERIOD");
    }

    /** What a format carries, as the contracts of the codecs hold it. */
    private static Set<Feature> kept(DataFormat format, DataStructureView structure, String pivot) {
        Set<Feature> kept = EnumSet.allOf(Feature.class);
        boolean own = structure
                .observationDimension()
                .filter(d -> d.id().equals(pivot))
                .isPresent();
        boolean old = format.version().equals(format.family() == Family.ML ? "2.1" : "1.0");
        // Headers and notes are the contracts' business.
        kept.removeAll(EnumSet.of(
                Feature.DATASET_HEADER,
                Feature.DATASET_ANNOTATIONS,
                Feature.SERIES_ANNOTATIONS,
                Feature.OBSERVATION_ANNOTATIONS));
        if (old) {
            kept.removeAll(EnumSet.of(Feature.ARRAYS, Feature.LANGUAGES, Feature.SEVERAL_MEASURES));
        }
        switch (format.family()) {
            case CSV -> {
                kept.removeAll(EnumSet.of(Feature.EMPTY_TEXT, Feature.EMPTY_DATASETS));
                if (old) {
                    kept.remove(Feature.ACTION);
                }
            }
            case JSON -> {
                if (!own) {
                    kept.remove(Feature.BARE_SERIES);
                }
                if (old) {
                    kept.removeAll(EnumSet.of(Feature.ATTRIBUTES_WITHOUT_SERIES, Feature.GROUPS_WITHOUT_SERIES));
                }
            }
            case ML -> {
                if (!own) {
                    kept.remove(Feature.BARE_SERIES);
                }
                if (old) {
                    kept.removeAll(EnumSet.of(Feature.MARKUP, Feature.ATTRIBUTES_WITHOUT_SERIES));
                }
            }
        }
        if (old && !own && format.family() != Family.CSV) {
            kept.remove(Feature.ATTRIBUTES_OF_EMPTY_SERIES);
        }
        return kept;
    }
}
