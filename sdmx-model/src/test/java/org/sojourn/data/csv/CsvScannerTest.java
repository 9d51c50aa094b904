package org.sojourn.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.Damage;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.RandomData;
import org.sojourn.data.Transcript;
import org.sojourn.data.fragment.Messages;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** With and without scanning, a file gives the same calls with the same places, the same findings and the same refusal. */
class CsvScannerTest {

    private static final byte[] NASTY = ",;\"\n\r\t\0-~é.A1 'x".getBytes(StandardCharsets.UTF_8);

    /** What came out of a file. */
    private record Outcome(List<String> calls, List<Problem> problems, String refusal, int scanned) {
        List<Object> without() {
            return List.of(refusal, problems, calls);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"CSV_1_0", "CSV_2_0", "CSV_2_1"})
    void readsPlainFilesTheSame(DataFormat format) throws IOException {
        int scanned = 0;
        for (long seed = 1; seed <= 30; seed++) {
            byte[] file = write(Messages.plain(seed, 60, 20, false), format);
            scanned += same(file, format + " seed " + seed);
            scanned += same(quoted(file), format + " quoted, seed " + seed);
            same(separated(file), format + " semicolons, seed " + seed);
            same(withDecimalCommas(file), format + " decimal commas, seed " + seed);
            same(shuffled(file, new Random(seed), 1), format + " shuffled, seed " + seed);
            same(shuffled(file, new Random(seed), 12), format + " in another order, seed " + seed);
        }
        assertThat(scanned).isGreaterThan(1500);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"CSV_1_0", "CSV_2_1"})
    void readsSeriesLongerThanItsWindowTheSame(DataFormat format) throws IOException {
        same(write(Messages.plain(5, 8, 15_000, false), format), format + " long");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"CSV_1_0", "CSV_2_0", "CSV_2_1"})
    void readsFilesOfEveryKindTheSame(DataFormat format) throws IOException {
        for (DataStructureView structure : Fixtures.ALL) {
            for (String pivot : Fixtures.pivots(structure)) {
                for (long seed = 1; seed <= 12; seed++) {
                    byte[] file = write(new RandomData(List.of(structure), seed, pivot), format);
                    String text = structure.structure().id() + " " + pivot + " seed " + seed;
                    same(file, text);
                    same(withDecimalCommas(file), text + " with decimal commas");
                    same(shuffled(file, new Random(seed), 3), text + " shuffled");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"CSV_1_0", "CSV_2_0", "CSV_2_1"})
    void acceptsAndRefusesDamagedFilesTheSame(DataFormat format) throws IOException {
        byte[][] files = new byte[6][];
        for (int i = 0; i < files.length; i++) {
            files[i] = write(Messages.plain(i, 25, 6, false), format);
            files[i] = i == 5 ? quoted(files[i]) : files[i];
        }
        int told = 0;
        for (long seed = 0; seed < 1500; seed++) {
            Random random = new Random(seed);
            byte[] file = Damage.of(files[random.nextInt(files.length)], NASTY, random);
            Outcome parsed = read(file, false);
            Outcome scanned = read(file, true);
            String text = format + " seed " + seed;
            assertThat(scanned.refusal).as(text).isEqualTo(parsed.refusal);
            assertThat(scanned.problems).as(text).isEqualTo(parsed.problems);
            // Before a refusal one of them may have passed on a series more.
            int common = parsed.refusal.isEmpty()
                    ? Math.max(scanned.calls.size(), parsed.calls.size())
                    : Math.min(scanned.calls.size(), parsed.calls.size());
            assertThat(scanned.calls.subList(0, common)).as(text).isEqualTo(parsed.calls.subList(0, common));
            told += parsed.refusal.isEmpty() && parsed.problems.isEmpty() ? 0 : 1;
        }
        assertThat(told).isBetween(300, 1499);
    }

    private static int same(byte[] file, String text) throws IOException {
        Outcome scanned = read(file, true);
        assertThat(scanned.without()).as(text).isEqualTo(read(file, false).without());
        return scanned.scanned;
    }

    private static byte[] write(DataSource source, DataFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
        return out.toByteArray();
    }

    private static Outcome read(byte[] file, boolean scans) throws IOException {
        Problems problems = new Problems();
        int[] coded = new int[1];
        Transcript transcript = new Transcript() {
            @Override
            public void start(MessageHeader header) {
                // which says when it was read
            }

            @Override
            public void coded(CodedBlock block) throws IOException {
                coded[0]++;
                super.coded(block);
            }
        };
        String refusal = "";
        try {
            InputStream in = new ByteArrayInputStream(file);
            new CsvDataReader(in, Fixtures.LOOKUP, problems, scans).transferTo(transcript);
        } catch (SdmxException e) {
            refusal = e.detail();
        }
        return new Outcome(new ArrayList<>(transcript.lines()), problems.list(), refusal, coded[0]);
    }

    /** Every field in quotes, in rows that have none. */
    private static byte[] quoted(byte[] file) {
        return edited(file, line -> line.indexOf('"') >= 0 ? line : '"' + line.replace(",", "\",\"") + '"');
    }

    private static byte[] separated(byte[] file) {
        return edited(file, line -> line.replace(',', ';'));
    }

    /** As spreadsheets of half the world save it; also where an attribute is a number. */
    private static byte[] withDecimalCommas(byte[] file) {
        return edited(separated(file), text -> text.replaceAll("(?<=;)(-?\\d+)\\.(\\d+)(?=;|\\R|$)", "$1,$2"));
    }

    private static byte[] edited(byte[] file, java.util.function.UnaryOperator<String> edit) {
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(edit)
                .collect(Collectors.joining("\r\n", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Runs of rows in another order. */
    private static byte[] shuffled(byte[] file, Random random, int run) {
        List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        List<List<String>> runs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i += run) {
            runs.add(lines.subList(i, Math.min(lines.size(), i + run)));
        }
        Collections.shuffle(runs, random);
        StringBuilder all = new StringBuilder(lines.getFirst()).append('\n');
        runs.forEach(r -> r.forEach(l -> all.append(l).append('\n')));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
