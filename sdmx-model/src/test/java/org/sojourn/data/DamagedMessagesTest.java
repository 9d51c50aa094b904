package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

/** Messages with random damage are read, or refused in words; nothing else comes out of a reader. */
class DamagedMessagesTest {

    private static final byte[] NASTY = "\"{}[]:,;~-0129\n\r\\é".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(
            value = DataFormat.class,
            names = {"CSV_1_0", "CSV_2_1", "JSON_1_0", "JSON_2_0", "JSON_2_1"})
    void readsOrRefusesThem(DataFormat format) throws IOException {
        int refused = 0;
        int told = 0;
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            DataStructureView structure =
                    Fixtures.ALL.get(random.nextInt(format.version().equals("1.0") ? 1 : 3));
            String pivot = Fixtures.pivots(structure).get(random.nextInt(3));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new RandomData(List.of(structure), seed % 20, pivot)
                    .transferTo(DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
            byte[] message = damage(out.toByteArray(), random);
            Problems problems = new Problems();
            try {
                DataMessages.reader(new ByteArrayInputStream(message), Optional.empty(), Fixtures.LOOKUP, problems)
                        .transferTo(new CanonicalData());
                told += problems.list().isEmpty() ? 0 : 1;
            } catch (SdmxException e) {
                refused++;
                assertThat(e.detail())
                        .as("seed " + seed)
                        .doesNotContain("Exception")
                        .hasSizeGreaterThan(20);
            }
        }
        assertThat(refused).isPositive();
        assertThat(told).isPositive();
    }

    private static byte[] damage(byte[] message, Random random) {
        byte[] damaged = message.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = NASTY[random.nextInt(NASTY.length)];
                case 1 -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
                case 2 -> {
                    int to = Math.min(damaged.length, at + 1 + random.nextInt(20));
                    byte[] shorter = new byte[damaged.length - (to - at)];
                    System.arraycopy(damaged, 0, shorter, 0, at);
                    System.arraycopy(damaged, to, shorter, at, damaged.length - to);
                    damaged = shorter.length == 0 ? damaged : shorter;
                }
                default -> {
                    int to = Math.min(damaged.length, at + 1 + random.nextInt(60));
                    byte[] longer = new byte[damaged.length + (to - at)];
                    System.arraycopy(damaged, 0, longer, 0, to);
                    System.arraycopy(damaged, at, longer, to, damaged.length - at);
                    damaged = longer;
                }
            }
        }
        return damaged;
    }
}
