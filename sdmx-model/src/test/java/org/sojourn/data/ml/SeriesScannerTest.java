package org.sojourn.data.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.Damage;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.data.Transcript;
import org.sojourn.data.fragment.Messages;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** With and without scanning, a message gives the same calls with the same places, the same findings and the same refusal. */
class SeriesScannerTest {

    private static final byte[] NASTY = "<>&\"'/= \n\r\t\0-é!?A1".getBytes(StandardCharsets.UTF_8);

    /** What came out of a message. */
    record Outcome(List<String> calls, List<Problem> problems, String refusal, int scanned) {
        List<Object> without() {
            return List.of(refusal, problems, calls);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"ML_2_1_SS", "ML_2_1_SS_TS", "ML_3_0", "ML_3_1", "ML_2_1_GENERIC", "ML_2_1_GENERIC_TS"})
    void readsPlainMessagesTheSame(DataFormat format) throws IOException {
        int scanned = 0;
        for (long seed = 1; seed <= 25; seed++) {
            byte[] message = write(Messages.plain(seed, 60, 20, seed % 3 == 0), format, seed % 2 == 0);
            scanned += same(message, format + " seed " + seed);
        }
        assertThat(scanned).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"ML_2_1_SS", "ML_3_1", "ML_2_1_GENERIC"})
    void readsSeriesLongerThanItsWindowTheSame(DataFormat format) throws IOException {
        same(write(Messages.plain(5, 8, 15_000, false), format, false), format + " long");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"ML_2_1_SS", "ML_3_0", "ML_3_1", "ML_2_1_GENERIC"})
    void readsMessagesOfEveryKindTheSame(DataFormat format) throws IOException {
        for (DataStructureView structure : Fixtures.ALL) {
            for (String pivot : Fixtures.pivots(structure)) {
                for (long seed = 1; seed <= 8; seed++) {
                    same(
                            write(new RandomData(List.of(structure), seed, pivot), format, seed % 2 == 0),
                            structure.structure().id() + " " + pivot + " seed " + seed);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"ML_2_1_SS", "ML_3_1", "ML_2_1_GENERIC"})
    void acceptsAndRefusesDamagedMessagesTheSame(DataFormat format) throws IOException {
        byte[][] messages = new byte[6][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = write(Messages.plain(i, 25, 6, i % 2 == 0), format, i > 3);
        }
        int refused = 0;
        for (long seed = 0; seed < 1500; seed++) {
            Random random = new Random(seed);
            byte[] message = Damage.of(messages[random.nextInt(messages.length)], NASTY, random);
            Outcome parsed = read(message, false);
            Outcome scanned = read(message, true);
            String text = format + " seed " + seed;
            assertThat(scanned.refusal).as(text).isEqualTo(parsed.refusal);
            assertThat(scanned.problems).as(text).isEqualTo(parsed.problems);
            // Before a refusal one of them may have passed on a series more.
            int common = parsed.refusal.isEmpty()
                    ? Math.max(scanned.calls.size(), parsed.calls.size())
                    : Math.min(scanned.calls.size(), parsed.calls.size());
            assertThat(scanned.calls.subList(0, common)).as(text).isEqualTo(parsed.calls.subList(0, common));
            refused += parsed.refusal.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(100, 1499);
    }

    private static int same(byte[] message, String text) throws IOException {
        Outcome scanned = read(message, true);
        assertThat(scanned.without()).as(text).isEqualTo(read(message, false).without());
        return scanned.scanned;
    }

    static byte[] write(DataSource source, DataFormat format, boolean pretty) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataWriterOptions d = DataWriterOptions.DEFAULT;
        DataWriterOptions options = new DataWriterOptions(d.languages(), d.labels(), d.timeFormat(), d.keys(), pretty);
        source.transferTo(DataMessages.writer(format, out, options, new Problems()));
        return out.toByteArray();
    }

    static Outcome read(byte[] message, boolean scans) throws IOException {
        Problems problems = new Problems();
        int[] coded = new int[1];
        Transcript transcript = new Transcript() {
            @Override
            public void coded(CodedBlock block) throws IOException {
                coded[0]++;
                super.coded(block);
            }
        };
        String refusal = "";
        try {
            InputStream slow = new ByteArrayInputStream(message);
            new MlDataReader(slow, Fixtures.LOOKUP, problems, scans).transferTo(transcript);
        } catch (SdmxException e) {
            refusal = e.detail();
        }
        return new Outcome(new ArrayList<>(transcript.lines()), problems.list(), refusal, coded[0]);
    }
}
