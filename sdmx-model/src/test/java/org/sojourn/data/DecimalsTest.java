package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {

    @Test
    void writesEveryNumberAsItsPlainText() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300_000; i++) {
            long mantissa = i < 20_000 ? i - 10_000 : random.nextLong() >> random.nextInt(64);
            same(mantissa, i % 3 == 0 ? random.nextInt(19) : random.nextInt(3));
        }
        for (long power = 1; power < 1_000_000_000_000_000_000L; power *= 10) {
            for (int scale = 0; scale <= 18; scale++) {
                same(power - 1, scale);
                same(power, scale);
                same(-power - 1, scale);
            }
        }
        same(Long.MAX_VALUE, 18);
        same(-Long.MAX_VALUE, 0);
    }

    @Test
    void findsTheEndOfANumberAsItReadsAWholeText() {
        String signs = "0012359.-\"";
        Random random = new Random(1);
        int numbers = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(i % 10 == 0 ? 24 : 6); length > 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            byte[] bytes = ("x" + text).getBytes(StandardCharsets.US_ASCII);
            int end = text.indexOf("\"") + 1;
            long[] mantissas = new long[2];
            byte[] scales = new byte[2];
            int found = Decimals.parseUpTo((byte) '"', bytes, 1, bytes.length, mantissas, scales, 0);
            boolean plain = end > 0 && Decimals.parse(bytes, 1, end, mantissas, scales, 1);
            assertThat(found).as(text.toString()).isEqualTo(plain ? end : -1);
            assertThat(mantissas[0]).isEqualTo(mantissas[1]);
            assertThat(scales[0]).isEqualTo(scales[1]);
            numbers += plain ? 1 : 0;
        }
        assertThat(numbers).isGreaterThan(1000);
    }

    private static void same(long mantissa, int scale) {
        long given = mantissa == Long.MIN_VALUE ? 0 : mantissa;
        String expected = BigDecimal.valueOf(given, scale).toPlainString();
        if (!Decimals.text(given, scale).equals(expected)) { // asserting each costs more than writing it
            assertThat(Decimals.text(given, scale)).isEqualTo(expected);
        }
    }
}
