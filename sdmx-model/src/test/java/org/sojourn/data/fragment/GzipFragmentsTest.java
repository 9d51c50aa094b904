package org.sojourn.data.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
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

/** The stream unpacks to what was written, with the right checksum and length: the JDK's reader checks both. */
class GzipFragmentsTest {

    @Test
    void unpacksWhateverMixOfFragmentsNumbersAndOthersWasWritten() throws IOException {
        for (long seed = 0; seed < 150; seed++) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            try (GzipFragments gzip = new GzipFragments(packed)) {
                mix(seed, gzip, gzip.fragments());
            }
            SharedOutput shared = new SharedOutput(plain);
            mix(seed, shared, shared.fragments());
            shared.flush();
            assertThat(Arrays.mismatch(unpacked(packed), plain.toByteArray()))
                    .as("seed " + seed)
                    .isEqualTo(-1);
        }
    }

    private static void mix(long seed, OutputStream others, FragmentOutput out) throws IOException {
        Random random = new Random(seed);
        List<Fragment> fragments = new ArrayList<>();
        int steps = 1 << (2 + random.nextInt(15));
        int longest = 1 << random.nextInt(9);
        int alphabet = 1 + random.nextInt(60);
        boolean oftenNew = random.nextInt(4) == 0;
        Place place = new Place();
        Lead lead = new Lead(3);
        for (int i = 0; i < steps; i++) {
            int kind = random.nextInt(100);
            if (kind < 2) {
                byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 100_000 : 300)];
                for (int b = 0; b < bytes.length; b++) {
                    bytes[b] = (byte) random.nextInt(kind == 0 ? 256 : 4);
                }
                others.write(bytes, 0, bytes.length);
            } else if (kind < 30) {
                int scale = random.nextInt(3);
                out.number((long) Math.exp(random.nextDouble() * 40) - 1000, scale);
            } else {
                if (fragments.isEmpty() || (oftenNew && kind < 60) || random.nextInt(50) == 0) {
                    byte[] bytes = new byte[random.nextInt(longest)];
                    for (int b = 0; b < bytes.length; b++) {
                        bytes[b] = (byte) ('0' + random.nextInt(alphabet));
                    }
                    Fragment made = new Fragment(place, bytes);
                    fragments.add(
                            fragments.isEmpty() || random.nextInt(4) > 0
                                    ? made
                                    : Fragment.of(place, fragments.get(random.nextInt(fragments.size())), made));
                }
                Fragment fragment = fragments.get(
                        kind < 80
                                ? Math.max(0, fragments.size() - 1 - random.nextInt(4))
                                : random.nextInt(fragments.size()));
                if (kind < 90) {
                    out.fragment(fragment);
                } else {
                    run(random, fragments, lead, out);
                }
            }
        }
    }

    /** A series or some rows, with the numbers that they have in data and some that they have not. */
    private static void run(Random random, List<Fragment> fragments, Lead lead, FragmentOutput out) throws IOException {
        for (int part = random.nextInt(3); part < 3; part++) {
            lead.put(part, fragments.get(random.nextInt(fragments.size())));
        }
        int size = random.nextInt(40);
        long[] mantissas = new long[size];
        byte[] scales = new byte[size];
        Fragment[] before = new Fragment[size];
        Fragment[] after = new Fragment[size];
        boolean same = random.nextBoolean();
        int most = 1 + random.nextInt(42);
        for (int i = 0; i < size; i++) {
            mantissas[i] = (long) Math.exp(random.nextDouble() * most) - (random.nextInt(10) == 0 ? 1000 : 1);
            scales[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(6) : 0);
            before[i] = fragments.get(random.nextInt(fragments.size()));
            after[i] = same && i > 0 ? after[i - 1] : fragments.get(random.nextInt(fragments.size()));
        }
        out.lead(lead);
        if (random.nextBoolean()) {
            out.rows(lead, before, mantissas, scales, after, size);
        } else {
            out.elements(mantissas, scales, after, 0, size);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unpacksMessagesOfEveryFormat(DataFormat format) throws IOException {
        for (long seed = 1; seed <= 8; seed++) {
            same(format, new PlainData(seed, 1 + (int) seed * 50, 30, seed % 2 == 0), "plain, seed " + seed);
        }
        for (DataStructureView structure : Fixtures.ALL) {
            if (structure.hasTime()) {
                for (long seed = 1; seed <= 10; seed++) {
                    same(format, new RandomData(List.of(structure), seed, "TIME_PERIOD"), "random, seed " + seed);
                }
            }
        }
    }

    /** Fragments that were seen last before the 32 KiB that a match may reach back: spelt out, each observation cost its text. */
    @ParameterizedTest
    @EnumSource
    void staysSmallWhereSeriesAreLongerThanTheWindow(DataFormat format) throws IOException {
        DataSource source = new PlainData(3, 12, 15_000, false);
        byte[] plain = plain(format, source);
        int packed = same(format, source, "long series");
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zlib)) {
            gzip.write(plain);
        }
        assertThat(plain.length).isGreaterThan(12 * 40_000);
        assertThat(packed).isLessThan(zlib.size() * 13 / 10);
    }

    private static byte[] plain(DataFormat format, DataSource source) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, plain, DataWriterOptions.DEFAULT, new Problems()));
        return plain.toByteArray();
    }

    private static int same(DataFormat format, DataSource source, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GzipFragments gzip = new GzipFragments(packed)) {
            source.transferTo(new Coding(DataMessages.writer(format, gzip, DataWriterOptions.DEFAULT, new Problems())));
        }
        assertThat(new String(unpacked(packed), StandardCharsets.UTF_8))
                .as(format + " " + text)
                .isEqualTo(new String(plain(format, source), StandardCharsets.UTF_8));
        return packed.size();
    }

    private static byte[] unpacked(ByteArrayOutputStream packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            return in.readAllBytes();
        }
    }
}
