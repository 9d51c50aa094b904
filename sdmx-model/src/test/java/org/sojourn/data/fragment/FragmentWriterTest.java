package org.sojourn.data.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;

/** Data that come in numbers are written as the same bytes, and with the same losses, as those that come in texts. */
class FragmentWriterTest {

    private static final DataWriterOptions BOTH = new DataWriterOptions(
            List.of(),
            DataWriterOptions.Labels.BOTH,
            DataWriterOptions.TimeFormat.NORMALIZED,
            DataWriterOptions.Keys.NONE,
            false);

    @ParameterizedTest
    @EnumSource
    void writesPlainSeriesAsTheFormatsOwnWriterDoes(DataFormat format) throws IOException {
        int coded = 0;
        for (long seed = 1; seed <= 30; seed++) {
            coded +=
                    same(format, new PlainData(seed, 40, 20, seed % 2 == 0), DataWriterOptions.DEFAULT, "seed " + seed);
            same(format, new PlainData(seed, 20, 20, seed % 2 == 0), BOTH, "labels, seed " + seed);
        }
        assertThat(coded).isGreaterThan(800);
    }

    @ParameterizedTest
    @EnumSource
    void writesSeriesOfSeveralBlocksAsTheFormatsOwnWriterDoes(DataFormat format) throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            same(format, new PlainData(seed, 5, 15_000, false), DataWriterOptions.DEFAULT, "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesDataOfEveryKindAsTheFormatsOwnWriterDoes(DataFormat format) throws IOException {
        for (DataStructureView structure : Fixtures.ALL) {
            for (String pivot : pivots(format, structure)) {
                for (long seed = 1; seed <= 25; seed++) {
                    RandomData data = new RandomData(List.of(structure), seed, pivot);
                    DataSource source = seed % 3 == 0 ? data : data.withoutAnnotations();
                    same(
                            format,
                            source,
                            DataWriterOptions.DEFAULT,
                            structure.structure().id() + " " + pivot + " seed " + seed);
                }
            }
        }
    }

    private static List<String> pivots(DataFormat format, DataStructureView structure) {
        boolean timeOnly = format == DataFormat.ML_2_1_GENERIC_TS || format == DataFormat.ML_2_1_SS_TS;
        if (timeOnly) {
            return structure.hasTime() ? List.of("TIME_PERIOD") : List.of();
        }
        return Fixtures.pivots(structure);
    }

    private static int same(DataFormat format, DataSource source, DataWriterOptions options, String text)
            throws IOException {
        Problems lossesOfTexts = new Problems();
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, texts, options, lossesOfTexts));
        Problems lossesOfNumbers = new Problems();
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        Coding coding = new Coding(DataMessages.writer(format, numbers, options, lossesOfNumbers));
        source.transferTo(coding);
        assertThat(from(numbers, texts)).as(format + " " + text).isEqualTo(from(texts, numbers));
        assertThat(lossesOfNumbers.list()).as(text).containsExactlyInAnyOrderElementsOf(lossesOfTexts.list());
        return coding.coded();
    }

    /** Some text from a little before the first difference. */
    private static String from(ByteArrayOutputStream one, ByteArrayOutputStream other) {
        int at = Arrays.mismatch(one.toByteArray(), other.toByteArray());
        if (at < 0) {
            return "";
        }
        byte[] bytes = one.toByteArray();
        int from = Math.max(0, at - 150);
        return new String(bytes, from, Math.min(bytes.length - from, 400), StandardCharsets.UTF_8);
    }
}
